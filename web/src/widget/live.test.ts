import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, type Api } from "./api";
import { Live, type LiveEvents } from "./live";

/** The server's end of a socket. */
class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 1;
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;

  constructor(readonly address: string) {
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  say(frame: object): void {
    this.onopen?.();
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  close(code = 1006): void {
    this.onclose?.({ code });
  }
}

const ENTRY = { seq: 4, kind: "message", role: "system", at: "2026-11-21T09:00:00Z", text: "hello" };

function follow(api: Partial<Api> = {}) {
  let after = 0;
  const connections: string[] = [];
  const events = {
    after: () => after,
    entries: vi.fn((entries: { seq: number }[]) => void (after = entries.at(-1)?.seq ?? after)),
    snapshot: vi.fn(),
    typing: vi.fn(),
    connection: (now: string) => void connections.push(now),
    renew: vi.fn(async () => ({ id: "cnv_1", token: "fresh" })),
    gone: vi.fn(),
  } satisfies LiveEvents;
  const liveAddress = vi.fn(async (of: { token: string }, seq: number) => `ws://host/live?after=${seq}&by=${of.token}`);
  const live = new Live({ liveAddress, ...api } as unknown as Api, { id: "cnv_1", token: "first" }, events);
  void live.run();
  return { live, events, connections, socket: () => FakeSocket.all.at(-1)! };
}

const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("document", { hidden: false });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("following a conversation", () => {
  it("answers a ping and goes on after the last entry when the line was cut", async () => {
    const { socket, events, connections } = follow();
    await pass();
    const first = socket();
    first.say({ type: "entry", entry: ENTRY });
    first.say({ type: "ping" });
    expect(first.sent).toEqual(['{"type":"pong"}']);
    first.close();
    await pass(500);
    expect(socket()).not.toBe(first);
    expect(socket().address).toContain("after=4");
    expect(events.entries).toHaveBeenCalledTimes(1);
    expect(connections.slice(0, 4)).toEqual(["connecting", "live", "live", "lost"]);
  });

  it("takes a fresh token when the server says that this one no longer counts", async () => {
    const { socket, events } = follow();
    await pass();
    socket().close(4401);
    await pass(500);
    expect(events.renew).toHaveBeenCalledOnce();
    expect(socket().address).toContain("by=fresh");
  });

  it("stops when there is no such conversation", async () => {
    const { socket, events } = follow();
    await pass();
    socket().close(4404);
    await pass(60_000);
    expect(events.gone).toHaveBeenCalledOnce();
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("fetches what it missed when the server says that it is too much, and follows from there", async () => {
    const later = { ...ENTRY, seq: 9 };
    const entries = vi.fn(async (_of: unknown, after: number) => ({ entries: after < 9 ? [later] : [], last_seq: 9 }));
    const { socket, events } = follow({ entries: entries as unknown as Api["entries"] });
    await pass();
    socket().say({ type: "entry", entry: ENTRY });
    socket().close(4408);
    await pass();
    expect(events.entries.mock.calls.flatMap(([found]) => found.map(({ seq }) => seq))).toEqual([4, 9]);
    expect(socket().address).toContain("after=9");
  });

  it("comes back within five seconds after the server went away", async () => {
    const { socket } = follow();
    await pass();
    socket().say({ type: "ping" });
    socket().close(1012);
    await pass(5_000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("looked at again, it replaces a line whose ping is overdue, and no other", async () => {
    const { live, socket } = follow();
    await pass();
    socket().say({ type: "ping" });
    live.look();
    await pass(600);
    expect(FakeSocket.all).toHaveLength(1);
    await pass(30_000);
    live.look();
    await pass(600);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("takes a line for dead that is silent for 45 s", async () => {
    const { socket } = follow();
    await pass();
    socket().say({ type: "ping" });
    await pass(46_000);
    expect(FakeSocket.all.length).toBeGreaterThan(1);
  });

  it("asks for entries after three sockets that did not get through, and later tries a socket again", async () => {
    const entries = vi.fn(async (_of: unknown, after: number) => ({ entries: after < 4 ? [ENTRY] : [], last_seq: 4 }));
    const { socket, events, connections } = follow({ entries: entries as unknown as Api["entries"], snapshot: async () => null });
    for (const wait of [500, 1_000, 2_000]) {
      await pass();
      socket().close();
      await pass(wait);
    }
    expect(FakeSocket.all).toHaveLength(3);
    expect(events.entries.mock.calls.flatMap(([found]) => found.map(({ seq }) => seq))).toEqual([4]);
    expect(connections.at(-1)).toBe("live");
    await pass(65_000);
    expect(FakeSocket.all.length).toBeGreaterThan(3);
  });

  it("waits longer and longer while the server does not answer, and at once goes on when woken", async () => {
    const liveAddress = vi.fn(() => Promise.reject(new ApiError(0, "no_answer", "", null)));
    const { live } = follow({ liveAddress });
    await pass(120_000);
    const tries = liveAddress.mock.calls.length;
    expect(tries).toBeGreaterThan(8);
    expect(tries).toBeLessThan(25);
    live.kick();
    await pass();
    expect(liveAddress.mock.calls.length).toBe(tries + 1);
  });

  it("hears nothing any more once it was stopped, nor anything that is not a frame", async () => {
    const { live, socket, events } = follow();
    await pass();
    socket().onmessage?.({ data: "not json" });
    socket().say({ type: "entry", entry: { seq: "x" } });
    live.stop();
    socket().say({ type: "entry", entry: ENTRY });
    await pass(60_000);
    expect(events.entries).not.toHaveBeenCalled();
    expect(FakeSocket.all).toHaveLength(1);
  });
});
