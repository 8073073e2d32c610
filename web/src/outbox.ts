// Messages on their way: in order, each under one id however often it is sent, kept over a reload.

import { backoff, Pause } from "./pause";

/** `trouble`: why it is not sent yet or was refused, "" for no trouble. `passing`: it will go by itself, later. */
export interface Item {
  readonly id: string;
  readonly status: "sending" | "sent" | "failed";
  readonly trouble: string;
  readonly passing: boolean;
}

/** `afterMs`: how long the server asked to wait, null when it did not. */
export interface Refusal<T extends Item> {
  readonly trouble: T["trouble"];
  readonly passing: boolean;
  readonly afterMs: number | null;
}

export interface OutboxEvents<T extends Item> {
  /** Resolves once it is stored, to what is known of it since. */
  send(item: T): Promise<Partial<T>>;
  /** What an error of `send` means. */
  refusal(error: unknown): Refusal<T>;
  /** Keep what is not sent. */
  save(items: readonly T[]): void;
  changed(): void;
}

const TRIES = 8; // about a minute

export class Outbox<T extends Item> {
  items: readonly T[] = [];
  readonly #on: OutboxEvents<T>;
  readonly #pause = new Pause();
  #running = false;

  constructor(on: OutboxEvents<T>) {
    this.#on = on;
  }

  add(...items: T[]): void {
    this.#put([...this.items, ...items]);
    this.resume();
  }

  /** Send again what failed for a passing reason; called when the line is back. */
  resume(): void {
    if (this.items.some(waits)) this.#put(this.items.map((item) => (waits(item) ? sending(item) : item)));
    this.#pause.wake();
    void this.#flush();
  }

  retry(id: string): void {
    this.#put(this.items.map((item) => (item.id === id && item.status === "failed" ? sending(item) : item)));
    this.resume();
  }

  /** Take messages out: they arrived in the log, or whoever wrote them takes them back. */
  remove(...ids: string[]): void {
    if (this.items.some((item) => ids.includes(item.id))) this.#put(this.items.filter((item) => !ids.includes(item.id)));
  }

  #put(items: readonly T[]): void {
    this.items = items;
    this.#on.save(items.filter((item) => item.status !== "sent"));
    this.#on.changed();
  }

  #update(id: string, change: Partial<T>): void {
    this.#put(this.items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  async #flush(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let item = this.#next(); item; item = this.#next()) await this.#deliver(item);
    this.#running = false;
  }

  #next(): T | undefined {
    return this.items.find((item) => item.status === "sending");
  }

  async #deliver({ id }: T): Promise<void> {
    for (let tries = 0; ; tries++) {
      const item = this.items.find((other) => other.id === id);
      if (item?.status !== "sending") return; // it was taken back meanwhile
      try {
        const known = await this.#on.send(item);
        return this.#update(id, { ...known, status: "sent", trouble: "", passing: false } as unknown as Partial<T>);
      } catch (error) {
        const { trouble, passing, afterMs } = this.#on.refusal(error);
        const change = { trouble, passing } as Partial<T>;
        if (!passing) return this.#update(id, { ...change, status: "failed" });
        if (tries + 1 >= TRIES) return this.#giveUp(change);
        this.#update(id, change);
        await this.#pause.wait(afterMs === null ? backoff(tries) : afterMs + Math.random() * 500);
      }
    }
  }

  /** Nothing gets through: all wait for somebody or the line, so that none overtakes another. */
  #giveUp(change: Partial<T>): void {
    this.#put(this.items.map((item) => (item.status === "sending" ? { ...item, ...change, status: "failed" } : item)));
  }
}

function sending<T extends Item>(item: T): T {
  return { ...item, status: "sending", trouble: "", passing: false };
}

function waits(item: Item): boolean {
  return item.status === "failed" && item.passing;
}
