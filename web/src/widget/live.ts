// Follows one conversation: a WebSocket that resumes after the last entry seen, or polling where sockets do not get through.

import { type Api, statusOf } from "./api";
import { Pause } from "../pause";
import { Line, pauseAfter, type End } from "../sockets";
import { readEntry, readSnapshot, words, type Credentials, type Entry, type Role, type Snapshot } from "./wire";

export type Connection = "connecting" | "live" | "lost";

export interface LiveEvents {
  after(): number;
  entries(entries: Entry[]): void;
  snapshot(snapshot: Snapshot): void;
  typing(role: Role, name: string): void;
  connection(now: Connection): void;
  /** The token no longer counts; resolves to a fresh one, or to null when the conversation is over. */
  renew(): Promise<Credentials | null>;
  /** There is no such conversation. */
  gone(): void;
}

const REFUSALS_BEFORE_POLLING = 3;
const POLL_MS = 3_000;
const POLL_HIDDEN_MS = 15_000;
const POLL_FOR_MS = 60_000; // then a socket is tried again
const PAGE = 500;
const TYPING_EVERY_MS = 3_000;

export class Live {
  #to: Credentials;
  #line: Line | null = null;
  readonly #pause = new Pause();
  #stopped = false;
  #refusals = 0;
  #tries = 0;
  #typedAt = 0;

  readonly #api: Api;
  readonly #on: LiveEvents;

  constructor(api: Api, to: Credentials, on: LiveEvents) {
    this.#api = api;
    this.#on = on;
    this.#to = to;
  }

  async run(): Promise<void> {
    this.#on.connection("connecting");
    while (!this.#stopped) {
      const end = await this.#round();
      if (this.#stopped) return;
      if (end === "gone") return this.#on.gone();
      this.#on.connection("lost");
      if (end === "renew" && !(await this.#renewed())) return;
      await this.#pause.wait(pauseAfter(end, this.#tries++));
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#line?.cut();
    this.#pause.wake();
  }

  /** Try again now: the network is back, or the page was woken up. A socket that may be dead is replaced. */
  kick(): void {
    this.#tries = 0;
    this.#line?.cut();
    this.#pause.wake();
  }

  /** The page is looked at again: timers may have slept meanwhile. */
  look(): void {
    if (!this.#line || this.#line.overdue) this.kick();
  }

  /** Look for new entries now, when polling. */
  nudge(): void {
    if (!this.#line) this.#pause.wake();
  }

  /** A message ends what was being written: the next sign need not wait for its turn. */
  spoke(): void {
    this.#typedAt = 0;
  }

  typing(): void {
    if (Date.now() - this.#typedAt < TYPING_EVERY_MS) return;
    if (this.#line?.send({ type: "typing" })) this.#typedAt = Date.now();
  }

  async #round(): Promise<End> {
    try {
      if (this.#refusals < REFUSALS_BEFORE_POLLING) return await this.#listen();
      await this.#poll();
      this.#tries = 0;
      return "lost";
    } catch (error) {
      return { 401: "renew" as const, 404: "gone" as const }[statusOf(error)] ?? "lost";
    }
  }

  async #renewed(): Promise<boolean> {
    try {
      const fresh = await this.#on.renew();
      if (fresh) this.#to = fresh;
      return fresh !== null && !this.#stopped;
    } catch {
      return true; // no answer: the next round asks again
    }
  }

  async #listen(): Promise<End> {
    const address = await this.#api.liveAddress(this.#to, this.#on.after());
    if (this.#stopped) return "lost";
    const line = new Line(address, { open: () => this.#on.connection("live"), frame: (frame) => this.#hear(frame) });
    this.#line = line;
    const { end, spoke, steady } = await line.ended;
    this.#line = null;
    if (spoke) this.#refusals = 0;
    else this.#refusals++;
    if (steady) this.#tries = 0;
    if (end === "resync") await this.#fetchNew();
    return end;
  }

  #hear(frame: Record<string, unknown>): void {
    if (frame["type"] === "typing") this.#on.typing(words(frame["role"]) as Role, words(frame["name"]));
    else if (frame["type"] === "entry") {
      const entry = readEntry(frame["entry"]);
      if (entry) this.#on.entries([entry]);
    } else if (frame["type"] === "state") {
      const snapshot = readSnapshot(frame["state"]);
      if (snapshot) this.#on.snapshot(snapshot);
    }
  }

  /** Asks for new entries for a minute. Throws ApiError when the server refuses or does not answer. */
  async #poll(): Promise<void> {
    const until = Date.now() + POLL_FOR_MS;
    while (!this.#stopped && Date.now() < until) {
      await this.#fetchNew();
      const snapshot = await this.#api.snapshot(this.#to);
      if (this.#stopped) return;
      if (snapshot) this.#on.snapshot(snapshot);
      this.#on.connection("live");
      await this.#pause.wait(document.hidden ? POLL_HIDDEN_MS : POLL_MS);
    }
    this.#refusals = REFUSALS_BEFORE_POLLING - 1;
  }

  async #fetchNew(): Promise<void> {
    for (let after = this.#on.after(); !this.#stopped; ) {
      const { entries, last_seq } = await this.#api.entries(this.#to, after, PAGE);
      if (this.#stopped) return;
      this.#on.entries(entries);
      const seen = entries.at(-1)?.seq ?? 0;
      if (seen > after) after = seen;
      else if (last_seq >= after + PAGE) after += PAGE; // a whole page that customers do not see
      else return;
    }
  }
}
