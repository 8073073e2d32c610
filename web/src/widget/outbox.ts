// The customer's messages on their way: what can go wrong with one, and what an earlier page left behind.

import { ApiError } from "./api";
import type { Item, Refusal } from "../outbox";
import { keptFiles, type KeptFile } from "../files";
import { fields, words } from "./wire";

/** Why a message is not sent yet or was refused. `busy` and `offline` pass; the others need the customer. */
export type Trouble = "" | "offline" | "busy" | "long" | "bad" | "ended" | "refused";

export interface Outgoing extends Item {
  readonly text: string;
  /** The conversation it is for; "" while there is none. */
  readonly conversation: string;
  readonly trouble: Trouble;
  readonly files: readonly KeptFile[];
}

export function outgoing(id: string, text: string, conversation: string, files: readonly KeptFile[] = []): Outgoing {
  return { id, text, conversation, files, status: "sending", trouble: "", passing: false };
}

export function refusalOf(error: unknown): Refusal<Outgoing> {
  const trouble = troubleOf(error);
  const afterMs = error instanceof ApiError ? error.retryAfterMs : null;
  return { trouble, passing: trouble === "offline" || trouble === "busy", afterMs };
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiError)) return "offline";
  if (error.status === 0) return "offline";
  if (error.passing) return "busy";
  if (error.status === 413) return "long";
  if (error.status === 422) return "bad";
  return error.code === "conversation_ended" ? "ended" : "refused";
}

/** What an earlier page of this tab left behind. */
export function readOutgoing(value: unknown): Outgoing[] {
  if (!Array.isArray(value)) return [];
  return value
    .map((item) => {
      const { id, text, conversation, files } = fields(item);
      return outgoing(words(id), words(text), words(conversation), keptFiles(files));
    })
    .filter(({ id, text, files }) => id && (text || files.length));
}

/** A random message id. Pages without https have no randomUUID. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
