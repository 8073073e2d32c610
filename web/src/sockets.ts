// One WebSocket, and what its end means. The widget and the desk both follow the rules here; docs/http-api.md tells them.

import { backoff } from "./pause";

/** The server pings every 15 to 20 s; this long without a word means the line is dead. */
const SILENCE_MS = 45_000;
/** A ping is overdue: after waking up, better a new line than one that may be dead. */
const OVERDUE_MS = 25_000;
/** A socket that lived so long was a good one: waiting begins anew. */
const STEADY_MS = 5_000;
/** A server that restarts is not asked by everybody in the same moment. */
const RESTART_MS = 5_000;

/**
 * renew: the credential no longer counts. gone: there is no such thing (any more). restart: the server goes away, and comes
 * back. resync: too much was missed, it is to be fetched. lost: everything else.
 */
export type End = "lost" | "renew" | "gone" | "restart" | "resync";

const ENDS: Readonly<Record<number, End>> = { 1012: "restart", 4401: "renew", 4404: "gone", 4408: "resync" };

/** Milliseconds to wait after an end before try number `tries` (0 is the first). */
export function pauseAfter(end: End, tries: number, random: () => number = Math.random): number {
  if (end === "restart" && tries === 0) return random() * RESTART_MS;
  return end === "resync" && tries === 0 ? 0 : backoff(tries, random);
}

export interface Ending {
  readonly end: End;
  /** Whether the server said anything: where sockets do not get through, it does not. */
  readonly spoke: boolean;
  /** Whether it lasted long enough for waiting to begin anew. */
  readonly steady: boolean;
}

/** A line to the server: pings are answered, and one that is silent for too long has ended. */
export class Line {
  /** Never rejects. */
  readonly ended: Promise<Ending>;
  readonly #socket: WebSocket;
  #end: (ending: End) => void = () => undefined;
  #heardAt = Date.now();

  constructor(address: string, on: { open(): void; frame(frame: Record<string, unknown>): void }) {
    const began = Date.now();
    const socket = new WebSocket(address);
    this.#socket = socket;
    let spoke = false;
    let over = false;
    let watch = setTimeout(() => this.cut(), SILENCE_MS);
    this.ended = new Promise((resolve) => {
      this.#end = (end) => {
        over = true; // what it still says is not heard
        clearTimeout(watch);
        resolve({ end, spoke, steady: spoke && Date.now() - began > STEADY_MS });
      };
    });
    socket.onopen = () => over || on.open();
    socket.onclose = (event) => this.#end(ENDS[event.code] ?? "lost");
    socket.onmessage = (event) => {
      if (over) return;
      spoke = true;
      this.#heardAt = Date.now();
      clearTimeout(watch);
      watch = setTimeout(() => this.cut(), SILENCE_MS);
      const frame = read(event.data);
      if (frame?.["type"] === "ping") socket.send('{"type":"pong"}');
      else if (frame?.["type"] === "resync") this.cut("resync");
      else if (frame) on.frame(frame);
    };
  }

  /** Says it, if there is somebody to hear it: nothing is kept for later. */
  send(frame: object): boolean {
    if (this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Ends it here and now: a dead line may take minutes to close. */
  cut(end: End = "lost"): void {
    this.#end(end);
    leave(this.#socket);
  }

  /** Whether nothing was heard for so long that it may be dead. */
  get overdue(): boolean {
    return Date.now() - this.#heardAt > OVERDUE_MS;
  }
}

function read(data: unknown): Record<string, unknown> | null {
  try {
    const frame: unknown = JSON.parse(String(data));
    return typeof frame === "object" && frame !== null ? (frame as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Closes a socket. One that still connects would fail loudly in the console: it is let in first, and then closed. */
export function leave(socket: WebSocket): void {
  if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
  else socket.close();
}
