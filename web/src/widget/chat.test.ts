import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Api } from "./api";
import { Chat } from "./chat";
import type { Keep } from "./keep";

function memory() {
  const kept = new Map<string, string>();
  return {
    get: (name: string) => kept.get(name) ?? "",
    set: (name: string, value: string) => void kept.set(name, value),
    json: (name: string) => JSON.parse(kept.get(name) || "null"),
  };
}

const SESSION = { visitor_token: "vt_1", visitor: "vis_1", title: "", greeting: "", conversation: null };
const OPENED = { id: "cnv_1", token: "ct_1" };

function browser(over: Partial<Record<keyof Api, unknown>> = {}) {
  const api = {
    session: vi.fn(async () => SESSION),
    visits: vi.fn(async () => null as typeof OPENED | null),
    liveAddress: vi.fn(() => new Promise<string>(() => undefined)),
    snapshot: vi.fn(() => new Promise(() => undefined)),
    entries: vi.fn(() => new Promise(() => undefined)),
    ...over,
  };
  const chat = new Chat(api as unknown as Api, "site", { local: memory(), session: memory(), prefix: "" } as unknown as Keep);
  return { api, chat };
}

describe("the pages a visitor looks at", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("location", { pathname: "/", search: "" });
    vi.stubGlobal("document", { title: "Shop", visibilityState: "visible" });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("are told from the first on, with how long the one before was looked at", async () => {
    const { api, chat } = browser();
    await chat.start("");
    expect(api.session).toHaveBeenCalledWith({ site: "site", page: { url: "/", title: "Shop", visit: expect.any(String) } });
    vi.advanceTimersByTime(9_000);
    chat.visit({ url: "/pricing", title: "Prices" });
    expect(api.visits).toHaveBeenCalledWith(
      "vis_1", "vt_1",
      [expect.objectContaining({ url: "/", seconds: 9 }), expect.objectContaining({ url: "/pricing", seconds: 0 })],
      false,
    );
    chat.visit({ url: "/pricing", title: "Prices" });
    expect(api.visits).toHaveBeenCalledTimes(1);
  });

  it("tell of the last one in a request that outlives the page", async () => {
    const { api, chat } = browser();
    await chat.start("");
    vi.advanceTimersByTime(3_000);
    vi.stubGlobal("document", { title: "Shop", visibilityState: "hidden" });
    chat.hide();
    chat.hide();
    expect(api.visits).toHaveBeenCalledTimes(1);
    expect(api.visits).toHaveBeenCalledWith("vis_1", "vt_1", [expect.objectContaining({ url: "/", seconds: 3 })], true);
  });

  it("may begin a conversation, which is opened then", async () => {
    const { chat } = browser({ visits: vi.fn(async () => OPENED) });
    await chat.start("");
    chat.visit({ url: "/pricing", title: "Prices" });
    await vi.advanceTimersByTimeAsync(0);
    expect(chat.current).toEqual(OPENED);
  });

  it("are told once the server knows the visitor, also those looked at meanwhile", async () => {
    let answer: (session: typeof SESSION) => void = () => undefined;
    const { api, chat } = browser({ session: vi.fn(() => new Promise<typeof SESSION>((resolve) => (answer = resolve))) });
    const started = chat.start("");
    chat.visit({ url: "/pricing", title: "Prices" });
    expect(api.visits).not.toHaveBeenCalled();
    answer(SESSION);
    await started;
    expect(api.visits).toHaveBeenCalledWith("vis_1", "vt_1", [expect.objectContaining({ url: "/pricing" })], false);
  });

  it("do no harm when nobody listens", async () => {
    const { chat } = browser({ visits: vi.fn(async () => Promise.reject(new Error("offline"))) });
    await chat.start("");
    chat.visit({ url: "/pricing", title: "Prices" });
    await vi.advanceTimersByTimeAsync(0);
    expect(chat.current).toBeNull();
  });
});

describe("the way back to the bot", () => {
  it("is one wish however often it is sent after a lost answer; the next wish is another", async () => {
    vi.stubGlobal("location", { pathname: "/", search: "" });
    vi.stubGlobal("document", { title: "Shop", visibilityState: "visible" });
    const keys: string[] = [];
    const giveBack = vi.fn(async (_: unknown, key: string) => {
      keys.push(key);
      if (keys.length === 1) throw new Error("no answer came");
    });
    const { chat } = browser({ session: vi.fn(async () => ({ ...SESSION, conversation: OPENED })), giveBack });
    await chat.start("");
    await expect(chat.giveBack()).rejects.toThrow("no answer");
    await chat.giveBack();
    await chat.giveBack();
    expect(giveBack).toHaveBeenLastCalledWith(OPENED, keys[2]);
    expect(keys[0]).toMatch(/\S/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
    vi.unstubAllGlobals();
  });
});
