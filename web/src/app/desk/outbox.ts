// Messages between the composer and the log. Pure.
import type { Entry } from "../types";

export interface Draft {
  text: string;
  note: boolean;
  /** Id of the draft reply that the text began with. */
  draft?: string;
}

export interface Pending extends Draft {
  /** The message's own id: the log shows it as `message_id`. */
  id: string;
  conversation: string;
  at: string;
  /** Why it did not arrive, in words; "" while on its way. */
  problem: string;
  /** Its place in the log, once the server said so. */
  seq?: number;
}

export function settle(outbox: readonly Pending[], id: string, outcome: Partial<Pending>): Pending[] {
  return outbox.map((message) => (message.id === id ? { ...message, ...outcome } : message));
}

/** What a conversation has to show besides its log. */
export function unsent(outbox: readonly Pending[], conversation: string, entries: readonly Entry[]): Pending[] {
  const logged = new Set(entries.map((entry) => entry.message_id).filter(Boolean));
  const numbers = new Set(entries.map((entry) => entry.seq));
  return outbox.filter(
    (message) =>
      message.conversation === conversation &&
      !logged.has(message.id) &&
      !(message.seq !== undefined && numbers.has(message.seq)),
  );
}
