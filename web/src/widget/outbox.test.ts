import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "./api";
import { Outbox } from "../outbox";
import { backoff, LONGEST_MS } from "../pause";
import { outgoing, readOutgoing, refusalOf, type Outgoing } from "./outbox";

const offline = (): ApiError => new ApiError(0, "no_answer", "", null);
const refused = (status: number, code = "", after: number | null = null): ApiError => new ApiError(status, code, "", after);

/** A line that fails as told, then carries; it keeps what it was asked to carry. */
function line(...failures: Error[]) {
  const sent: string[] = [];
  const saved: (readonly Outgoing[])[] = [];
  const outbox = new Outbox<Outgoing>({
    send: (item) => {
      sent.push(item.id);
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : Promise.resolve({ conversation: "cnv_1" });
    },
    refusal: refusalOf,
    save: (items) => saved.push(items),
    changed: () => undefined,
  });
  return { outbox, sent, kept: () => saved.at(-1) ?? [], shown: () => outbox.items.map(({ status, trouble }) => [status, trouble]) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("messages on their way", () => {
  it("are sent one after the other, and kept until they are stored", async () => {
    const { outbox, sent, kept } = line();
    outbox.add(outgoing("a", "first", ""));
    outbox.add(outgoing("b", "second", ""));
    expect(kept().map((item) => item.id)).toEqual(["a", "b"]);
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["a", "b"]);
    expect(kept()).toEqual([]);
  });

  it("are tried again under the same id, and none overtakes another", async () => {
    const { outbox, sent } = line(offline(), refused(503), offline());
    outbox.add(outgoing("a", "first", ""));
    outbox.add(outgoing("b", "second", ""));
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["a", "a", "a", "a", "b"]);
  });

  it("wait as long as the server asks", async () => {
    const { outbox, sent } = line(refused(429, "too_many", 5_000));
    outbox.add(outgoing("a", "first", ""));
    await vi.advanceTimersByTimeAsync(4_900);
    expect(sent).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(700);
    expect(sent).toEqual(["a", "a"]);
  });

  it("are given up after a while, all of them, and go out when the line is back", async () => {
    const { outbox, sent, shown, kept } = line(...Array.from({ length: 8 }, offline));
    outbox.add(outgoing("a", "first", ""));
    outbox.add(outgoing("b", "second", ""));
    await vi.runAllTimersAsync();
    expect(shown()).toEqual([["failed", "offline"], ["failed", "offline"]]);
    expect(kept()).toHaveLength(2);
    outbox.resume();
    await vi.runAllTimersAsync();
    expect(sent.slice(8)).toEqual(["a", "b"]);
  });

  it.each([
    [413, "", "long"],
    [422, "invalid", "bad"],
    [409, "conversation_ended", "ended"],
    [403, "", "refused"],
  ])("with status %i %s are refused as %s, are not sent again by themselves and hold nothing up", async (status, code, trouble) => {
    const { outbox, sent, shown } = line(refused(status, code));
    outbox.add(outgoing("a", "first", ""));
    outbox.add(outgoing("b", "second", ""));
    await vi.runAllTimersAsync();
    outbox.resume();
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["a", "b"]);
    expect(shown()).toEqual([["failed", trouble], ["sent", ""]]);
  });

  it("go again when the customer says so", async () => {
    const { outbox, sent } = line(refused(403));
    outbox.add(outgoing("a", "first", ""));
    await vi.runAllTimersAsync();
    outbox.retry("a");
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["a", "a"]);
  });

  it("are not sent once they were taken back", async () => {
    const { outbox, sent } = line(offline());
    outbox.add(outgoing("a", "first", ""));
    await vi.advanceTimersByTimeAsync(0);
    outbox.remove("a");
    await vi.runAllTimersAsync();
    expect(sent).toEqual(["a"]);
  });

  it("come back from a page that was left in mid-send, whatever else is in the storage", () => {
    const kept = [{ id: "a", text: "first", conversation: "cnv_1", status: "failed", trouble: "offline" }, null, { id: "b" }, 7];
    expect(readOutgoing(kept)).toEqual([{ id: "a", text: "first", conversation: "cnv_1", files: [], status: "sending", trouble: "", passing: false }]);
    expect(readOutgoing("nonsense")).toEqual([]);
  });
});

describe("the wait before the next try", () => {
  it.each([[0, 500], [1, 1_000], [4, 8_000], [5, 15_000], [500, LONGEST_MS]])("try %i waits at most %i ms and at least half of it", (tries, most) => {
    expect(backoff(tries, () => 1)).toBe(most);
    expect(backoff(tries, () => 0)).toBe(most / 2);
  });
});
