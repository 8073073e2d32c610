// One open conversation: fetched once, then live, with what this person has written but the log has not yet.
import { computed, effect, signal } from "@preact/signals";
import { api, plainWords, Problem } from "../api";
import { seen } from "../kept";
import { openLive, type Live, type LiveStatus } from "../live";
import { applyDetail, applyEntries, applyEntry, applyStatus, changesDetail, EMPTY, factsOf, type ConversationState } from "../reducer";
import type { ConversationDetail, ConversationStatus, Entry } from "../types";
import { sayProblem } from "../ui/toasts";
import { Drafts } from "./drafts";
import { arrived, type Draft, type Pending, pendingOf, unsent } from "./outbox";
import { outbox, pending, stored } from "./sending";

const TYPING_MS = 6000;
/** Entries that "Earlier messages" adds at a time. */
const PAGE = 200;
/** A hint says when there is a draft; this long after a message it is looked for without one. */
const DRAFTED_MS = 1500;
const TYPING_EVERY_MS = 3000;
/** When the briefing is read again, if no hint says so before: once it is put together, once every source has answered. */
const SETTLED_MS = [400, 2500];

export class Chat {
  readonly detail = signal<ConversationDetail | null>(null);
  readonly state = signal<ConversationState>(EMPTY);
  readonly facts = computed(() => factsOf(this.state.value));
  readonly pending = computed(() => unsent(pending.value, this.id, this.state.value.entries));
  readonly problem = signal("");
  readonly gone = signal(false);
  readonly status = signal<LiveStatus>("connecting");
  readonly typing = signal("");
  readonly drafts: Drafts;
  private live: Live | null = null;
  private typingTimer = 0;
  private detailTimers: number[] = [];
  private typingSentAt = 0;
  private closed = false;
  private stopWatching: () => void = () => undefined;

  constructor(readonly id: string) {
    this.drafts = new Drafts(id);
  }

  async open(): Promise<void> {
    await this.fetch();
    if (this.closed || !this.detail.value) return;
    this.live = openLive({
      ticket: () => api.conversationTicket(this.id),
      path: (ticket) =>
        `/v1/conversations/${encodeURIComponent(this.id)}/live?after=${this.state.value.cursor}&ticket=${encodeURIComponent(ticket)}`,
      onFrame: (frame) => this.onFrame(frame),
      onStatus: (status) => {
        if (status === "open") {
          this.drafts.fetchSoon(); // a hint may have been missed
          outbox.resume();
        }
        this.status.value = status;
      },
      onResync: () => this.fetch(),
      onGone: () => {
        this.gone.value = true;
      },
    });
    this.stopWatching = effect(() => {
      // where sockets do not get through, what was sent is fetched
      if (stored.value?.conversation === this.id && this.status.peek() !== "open") void this.fetch();
    });
  }

  close(): void {
    this.closed = true;
    this.stopWatching();
    this.drafts.close();
    this.live?.close();
    clearTimeout(this.typingTimer);
    this.detailTimers.forEach(clearTimeout);
  }

  /** Reads everything anew; what is known already stays. */
  async fetch(): Promise<void> {
    try {
      const detail = await api.conversation(this.id);
      if (this.closed) return;
      this.detail.value = detail;
      this.state.value = applyDetail(this.state.value, detail);
      outbox.remove(...arrived(detail.entries));
      this.problem.value = "";
      this.markSeen();
    } catch (error) {
      if (error instanceof Problem && error.status === 404) this.gone.value = true;
      else this.problem.value = plainWords(error);
    }
  }

  /** Adds a page of entries before the first that is shown. */
  async fetchEarlier(): Promise<void> {
    const first = this.state.value.entries[0]?.seq ?? 1;
    const after = Math.max(0, first - 1 - PAGE);
    try {
      const { entries } = await api.entries(this.id, after, first - 1 - after);
      // what was kept back meanwhile, or a first entry that is another by now, makes this page none of theirs
      if (this.state.value.stale || this.state.value.entries[0]?.seq !== first) return;
      this.state.value = applyEntries(this.state.value, entries);
    } catch (error) {
      sayProblem(error);
    }
  }

  private onFrame(frame: Record<string, unknown>): void {
    if (frame.type === "entry") this.onEntry(frame.entry as Entry);
    else if (frame.type === "state") {
      this.state.value = applyStatus(this.state.value, frame.state as ConversationStatus);
    } else if (frame.type === "typing") this.onTyping(frame);
    else if (frame.type === "drafts") this.drafts.fetchSoon();
    else if (frame.type === "package") void this.fetch();
  }

  private onEntry(entry: Entry): void {
    this.state.value = applyEntry(this.state.value, entry);
    if (entry.message_id) outbox.remove(entry.message_id);
    if (entry.kind === "message" && entry.role !== "human_agent") this.typing.value = "";
    if (entry.kind === "message") this.drafts.fetchSoon(DRAFTED_MS);
    if (changesDetail(this.state.value, entry)) {
      this.detailTimers.forEach(clearTimeout);
      this.detailTimers = SETTLED_MS.map((ms) => window.setTimeout(() => void this.fetch(), ms));
    }
    this.markSeen();
  }

  markSeen(): void {
    const last = this.state.value.entries.at(-1);
    if (last && document.visibilityState === "visible") seen.mark(this.id, last.seq);
  }

  private onTyping(frame: Record<string, unknown>): void {
    const name = typeof frame.name === "string" ? frame.name : "";
    this.typing.value = frame.role === "end_user" ? name || "The customer" : name || "The bot";
    clearTimeout(this.typingTimer);
    this.typingTimer = window.setTimeout(() => {
      this.typing.value = "";
    }, TYPING_MS);
  }

  /** Tells the customer that somebody writes, at most every three seconds. */
  sayTyping(): void {
    if (Date.now() - this.typingSentAt < TYPING_EVERY_MS) return;
    this.typingSentAt = Date.now();
    this.live?.send({ type: "typing" });
  }

  send(draft: Draft): void {
    this.typingSentAt = 0; // a message ends what was being written: the next sign need not wait for its turn
    outbox.add(pendingOf(crypto.randomUUID(), this.id, draft));
  }

  /** Again with the same id, so that a message that did arrive is not stored twice. */
  retry(message: Pending): void {
    outbox.retry(message.id);
  }

  discard(message: Pending): void {
    outbox.remove(message.id);
  }
}
