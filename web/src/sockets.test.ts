import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { leave, Line, pauseAfter } from "./sockets";

function socketIn(readyState: number) {
  return { readyState, onopen: null as (() => void) | null, close: vi.fn() };
}

describe("leaving a socket", () => {
  it("closes an open one at once", () => {
    vi.stubGlobal("WebSocket", { CONNECTING: 0 });
    const socket = socketIn(1);
    leave(socket as unknown as WebSocket);
    expect(socket.close).toHaveBeenCalledOnce();
  });

  it("lets one that connects in first: closed before, the browser reports an error", () => {
    vi.stubGlobal("WebSocket", { CONNECTING: 0 });
    const socket = socketIn(0);
    leave(socket as unknown as WebSocket);
    expect(socket.close).not.toHaveBeenCalled();
    socket.onopen?.();
    expect(socket.close).toHaveBeenCalledOnce();
  });
});

describe("what the end of a line means", () => {
  class Fake {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    readyState = 1;
    sent: string[] = [];
    onopen: () => void = () => undefined;
    onclose: (event: { code: number }) => void = () => undefined;
    onmessage: (event: { data: unknown }) => void = () => undefined;
    static newest: Fake;
    constructor() {
      Fake.newest = this;
    }
    send(text: string): void {
      this.sent.push(text);
    }
    close(): void {
      this.readyState = 3;
    }
    say(frame: unknown): void {
      this.onmessage({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
    }
  }
  const opened = () => {
    const frames: unknown[] = [];
    const line = new Line("ws://host", { open: () => undefined, frame: (frame) => frames.push(frame) });
    return { line, frames, server: Fake.newest };
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("WebSocket", Fake);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each([
    [1006, "lost"],
    [1000, "lost"],
    [4403, "lost"],
    [1012, "restart"],
    [4401, "renew"],
    [4404, "gone"],
    [4408, "resync"],
  ])("closed with %i: %s", async (code, end) => {
    const { line, server } = opened();
    server.onclose({ code });
    expect(await line.ended).toEqual({ end, spoke: false, steady: false });
  });

  it("it answers pings, passes frames on, and survives what is none", async () => {
    const { line, frames, server } = opened();
    for (const frame of [{ type: "ping" }, { type: "entry" }, "{", "null", "7"]) server.say(frame);
    expect([server.sent, frames]).toEqual([['{"type":"pong"}'], [{ type: "entry" }]]);
    vi.advanceTimersByTime(6_000);
    server.onclose({ code: 1006 });
    expect(await line.ended).toEqual({ end: "lost", spoke: true, steady: true });
  });

  it("silence for 45 s ends it without waiting for the close, and what it says later is not heard", async () => {
    const { line, frames, server } = opened();
    vi.advanceTimersByTime(30_000);
    server.say({ type: "ping" });
    expect(line.overdue).toBe(false);
    vi.advanceTimersByTime(44_000);
    expect(line.overdue).toBe(true);
    vi.advanceTimersByTime(1_000);
    expect((await line.ended).end).toBe("lost");
    server.say({ type: "entry" });
    expect(frames).toEqual([]);
  });

  it("a server that says resync is not waited for", async () => {
    const { line, server } = opened();
    server.say({ type: "resync" });
    expect((await line.ended).end).toBe("resync");
  });

  it("whoever comes back after a restart spreads over five seconds, then backs off; a resync is at once", () => {
    expect([0, 0.5, 1].map((chance) => pauseAfter("restart", 0, () => chance))).toEqual([0, 2_500, 5_000]);
    expect(pauseAfter("restart", 1, () => 1)).toBe(1_000);
    expect([pauseAfter("resync", 0), pauseAfter("resync", 2, () => 1)]).toEqual([0, 2_000]);
    expect([0, 1, 2, 5, 50].map((tries) => pauseAfter("lost", tries, () => 0))).toEqual([250, 500, 1_000, 7_500, 7_500]);
  });
});
