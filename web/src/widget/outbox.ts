// The customer's messages on their way: in order, each under one id however often it is sent, kept over a reload.

import { ApiError } from "./api";
import { backoff, Pause } from "./pause";
import { fields, words } from "./wire";

/** Why a message is not sent yet or was refused. `busy` and `offline` pass; the others need the customer. */
export type Trouble = "" | "offline" | "busy" | "long" | "bad" | "ended" | "refused";

export interface Outgoing {
  readonly id: string;
  readonly text: string;
  /** The conversation it is for; "" while there is none. */
  readonly conversation: string;
  readonly status: "sending" | "sent" | "failed";
  readonly trouble: Trouble;
}

export interface OutboxEvents {
  /** Resolves to the conversation's id when it is stored. Throws ApiError. */
  send(item: Outgoing): Promise<string>;
  save(items: readonly Outgoing[]): void;
  changed(): void;
}

const TRIES = 8; // about a minute
const PASSING: ReadonlySet<Trouble> = new Set<Trouble>(["offline", "busy"]);

export class Outbox {
  items: readonly Outgoing[] = [];
  readonly #pause = new Pause();
  #running = false;

  constructor(private readonly on: OutboxEvents) {}

  add(id: string, text: string, conversation: string): void {
    this.#put([...this.items, { id, text, conversation, status: "sending", trouble: "" }]);
    this.resume();
  }

  /** Send again what failed for a passing reason; called when the line is back. */
  resume(): void {
    this.#put(this.items.map((item) => (failedInPassing(item) ? sending(item) : item)));
    this.#pause.wake();
    void this.#flush();
  }

  retry(id: string): void {
    this.#put(this.items.map((item) => (item.id === id && item.status === "failed" ? sending(item) : item)));
    this.resume();
  }

  /** Take a message out: it arrived in the log, or the customer takes it back. */
  remove(...ids: string[]): void {
    if (this.items.some((item) => ids.includes(item.id))) this.#put(this.items.filter((item) => !ids.includes(item.id)));
  }

  #put(items: readonly Outgoing[]): void {
    this.items = items;
    this.on.save(items.filter((item) => item.status !== "sent"));
    this.on.changed();
  }

  #update(id: string, change: Partial<Outgoing>): void {
    this.#put(this.items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  async #flush(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let item = this.#next(); item; item = this.#next()) await this.#deliver(item);
    this.#running = false;
  }

  #next(): Outgoing | undefined {
    return this.items.find((item) => item.status === "sending");
  }

  async #deliver({ id }: Outgoing): Promise<void> {
    for (let tries = 0; ; tries++) {
      const item = this.items.find((other) => other.id === id);
      if (item?.status !== "sending") return; // it was taken back meanwhile
      try {
        const conversation = await this.on.send(item);
        return this.#update(id, { status: "sent", trouble: "", conversation });
      } catch (error) {
        const trouble = troubleOf(error);
        if (!PASSING.has(trouble)) return this.#update(id, { status: "failed", trouble });
        if (tries + 1 >= TRIES) return this.#giveUp(trouble);
        this.#update(id, { trouble });
        const asked = error instanceof ApiError ? error.retryAfterMs : null;
        await this.#pause.wait(asked === null ? backoff(tries) : asked + Math.random() * 500);
      }
    }
  }

  /** Nothing gets through: all wait for the customer or the line, so that none overtakes another. */
  #giveUp(trouble: Trouble): void {
    this.#put(this.items.map((item) => (item.status === "sending" ? { ...item, status: "failed", trouble } : item)));
  }
}

function sending(item: Outgoing): Outgoing {
  return { ...item, status: "sending", trouble: "" };
}

function failedInPassing(item: Outgoing): boolean {
  return item.status === "failed" && PASSING.has(item.trouble);
}

export function troubleOf(error: unknown): Trouble {
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
    .map((item) => ({ id: words(fields(item)["id"]), text: words(fields(item)["text"]), of: words(fields(item)["conversation"]) }))
    .filter(({ id, text }) => id && text)
    .map(({ id, text, of }) => ({ id, text, conversation: of, status: "sending", trouble: "" }));
}

/** A random message id. Pages without https have no randomUUID. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
