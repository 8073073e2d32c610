// Messages between the composer and the log. Pure.
import type { KeptFile } from "../../files";
import type { Item } from "../../outbox";
import type { Entry } from "../types";

export interface Draft {
  text: string;
  note: boolean;
  /** Id of the draft reply that the text began with. */
  draft?: string;
  /** In which it was written by whoever had the conversation: it does not take a customer back who went to the bot. */
  epoch?: number;
  /** They were uploaded before. */
  files?: readonly KeptFile[];
}

/** `id` is the message's own: the log shows it as `message_id`. `trouble` is in words. */
export interface Pending extends Draft, Item {
  readonly conversation: string;
  readonly at: string;
  /** Its place in the log, once the server said so. */
  readonly seq?: number;
}

export function pendingOf(id: string, conversation: string, draft: Draft): Pending {
  return { ...draft, id, conversation, at: new Date().toISOString(), status: "sending", trouble: "", passing: false };
}

/** What an earlier page of this tab left behind, if it was this person's. */
export function leftBy(user: string, kept: string): Pending[] {
  let found: { user?: unknown; items?: unknown };
  try {
    found = (JSON.parse(kept || "{}") ?? {}) as typeof found;
  } catch {
    return [];
  }
  if (found.user !== user || !Array.isArray(found.items)) return [];
  const items = found.items as Partial<Pending>[];
  return items
    .filter((one) => one && typeof one.id === "string" && typeof one.text === "string" && typeof one.conversation === "string")
    .map((one) => ({ ...(one as Pending), status: one.status === "failed" && !one.passing ? "failed" : "sending" }));
}

/** What a conversation has to show besides its log. */
export function unsent(items: readonly Pending[], conversation: string, entries: readonly Entry[]): Pending[] {
  const logged = arrived(entries);
  const numbers = new Set(entries.map((entry) => entry.seq));
  return items.filter(
    (message) =>
      message.conversation === conversation &&
      !logged.has(message.id) &&
      !(message.seq !== undefined && numbers.has(message.seq)),
  );
}

/** Ids of messages that the log has. */
export function arrived(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(entries.map((entry) => entry.message_id ?? "").filter(Boolean));
}
