// Draft replies of one open conversation, and what is related to it. They are fetched, never sent.
import { signal } from "@preact/signals";
import { api, Problem } from "../api";
import type { Entry } from "../types";
import { sayProblem } from "../ui/toasts";

export interface DraftSource {
  kind: "article" | "case" | "link";
  title: string;
  quote: string;
  /** Of an article or a link; "" when nobody can open it. */
  url: string;
  /** Of a case: the conversation that somebody resolved. */
  conversation: string;
}

export interface ReplyDraft {
  id: string;
  /** Place in the log of the message that it answers. */
  answers: number;
  text: string;
  /** "segue", "bot <name>" or "model <name>". */
  by: string;
  made_at: string;
  why: string;
  sources: DraftSource[];
}

export interface Related extends DraftSource {
  why: string;
  at: string | null;
  outcome: string;
}

export interface DraftsAnswer {
  drafts: ReplyDraft[];
  related: Related[];
}

/** Those that still answer the newest message: what was said since is known here before the server has told. */
export function stillOpen(drafts: readonly ReplyDraft[], entries: readonly Entry[]): ReplyDraft[] {
  const newest = (role: string): number =>
    entries.reduce((last, entry) => (entry.kind === "message" && entry.role === role ? Math.max(last, entry.seq) : last), 0);
  const asked = newest("end_user");
  if (newest("human_agent") > asked) return [];
  return drafts.filter((draft) => draft.answers >= asked);
}

/** What is related and no source of the draft, which shows its own. */
export function beside(related: readonly Related[], sources: readonly DraftSource[]): Related[] {
  const key = (one: DraftSource): string => one.conversation || one.url || one.title;
  const shown = new Set(sources.map(key));
  return related.filter((one) => !shown.has(key(one)));
}

/** Who wrote it, as people read it. */
export function writerOf(by: string): string {
  if (by.startsWith("model ")) return `Written by a machine: ${by.slice(6)}`;
  if (by.startsWith("bot ")) return `From the bot: ${by.slice(4)}`;
  return "From knowledge and resolved cases";
}

const SOON_MS = 150;

export class Drafts {
  readonly answer = signal<DraftsAnswer>({ drafts: [], related: [] });
  private timer = 0;
  private closed = false;

  constructor(private readonly conversation: string) {}

  /** Soon, and once for several reasons to. `ms`: later, where somebody else's process may be drafting. */
  fetchSoon(ms = SOON_MS): void {
    clearTimeout(this.timer);
    if (!this.closed) this.timer = window.setTimeout(() => void this.fetch(), ms);
  }

  async fetch(): Promise<void> {
    try {
      const answer = await api.drafts(this.conversation);
      if (!this.closed) this.answer.value = answer;
    } catch (error) {
      if (!(error instanceof Problem)) throw error; // without drafts the conversation is as good as ever
    }
  }

  async reject(draft: ReplyDraft): Promise<void> {
    const { drafts, related } = this.answer.value;
    this.answer.value = { drafts: drafts.filter((one) => one.id !== draft.id), related };
    try {
      await api.rejectDraft(draft.id);
    } catch (error) {
      if (error instanceof Problem && error.status !== 409) sayProblem(error);
      this.fetchSoon();
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }
}
