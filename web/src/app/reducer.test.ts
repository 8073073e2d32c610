import { describe, expect, test } from "vitest";
import { applyDetail, applyEntries, applyEntry, applyStatus, EMPTY, factsOf } from "./reducer";
import type { ConversationDetail, ConversationStatus, Entry } from "./types";

const entry = (seq: number, kind: string, rest: Partial<Entry> = {}): Entry => ({
  seq,
  kind,
  role: "system",
  at: `2026-11-21T09:00:${String(seq).padStart(2, "0")}Z`,
  ...rest,
});

const step = (seq: number, state: string, data: Record<string, unknown> = {}): Entry =>
  entry(seq, "handoff", { epoch: seq, data: { state, ...data } });

const LOG: Entry[] = [
  entry(1, "message", { role: "end_user", text: "Hello" }),
  entry(2, "message", { role: "automated_agent", text: "How can I help?" }),
  step(3, "requested", { queue: "billing" }),
  step(4, "queued", { queue: "billing" }),
  entry(5, "customer_away"),
  step(6, "active", { agent: "usr_1", agent_name: "Maria" }),
  entry(7, "message", { role: "human_agent", text: "Hello Ana" }),
  step(8, "handed_back"),
  entry(9, "handed_back", { epoch: 8 }),
];

const fresh = (length: number) => applyEntries(EMPTY, LOG.slice(0, length));

/** Every order of `items`. */
function orders<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((first, at) => orders(items.filter((_, i) => i !== at)).map((rest) => [first, ...rest]));
}

describe("applying entries", () => {
  test.each(LOG.map((_, n) => [n]))("a state of %i entries and the rest give what a fresh fetch gives", (n) => {
    expect(applyEntries(fresh(n), LOG.slice(n))).toEqual(fresh(LOG.length));
  });

  test("a duplicate leaves the very same state", () => {
    const state = fresh(5);
    for (const seen of LOG.slice(0, 5)) expect(applyEntry(state, seen)).toBe(state);
  });

  test("a replay of the whole log after a reconnect changes nothing", () => {
    expect(applyEntries(fresh(LOG.length), LOG)).toEqual(fresh(LOG.length));
  });

  test("entries in any order give the same state and the same facts", () => {
    for (const order of orders(LOG.slice(2, 8))) {
      const state = applyEntries(fresh(2), order);
      expect(state).toEqual(fresh(8));
      expect(factsOf(state)).toEqual(factsOf(fresh(8)));
    }
  });

  test("a state is never changed in place", () => {
    const before = fresh(3);
    const copy = structuredClone(before);
    applyEntry(before, LOG[3] as Entry);
    expect(before).toEqual(copy);
  });
});

describe("a fresh fetch", () => {
  const detail = (entries: Entry[]): ConversationDetail =>
    ({ conversation: { id: "c1", owner: { kind: "bot" } }, handoff: null, entries, last_seq: entries.at(-1)?.seq ?? 0 }) as unknown as ConversationDetail;
  const seqs = (state: { entries: readonly Entry[] }) => state.entries.map((one) => one.seq);

  test("what it tells of an entry replaces what was known of it; newer ones stay", () => {
    const told = [entry(1, "context", { data: {} }), entry(2, "message", { text: "How can I help?" })];
    const known = applyEntries(EMPTY, [entry(1, "context", { data: { page: "/returns" } }), LOG[1]!, LOG[2]!]);
    const after = applyDetail(known, detail(told));
    expect(after.entries).toEqual([...told, LOG[2]]);
    expect(after.cursor).toBe(3);
  });

  test("the newest entries alone are followed from their end, and earlier ones can be added", () => {
    const newest = applyDetail(EMPTY, detail(LOG.slice(4, 7)));
    expect([newest.cursor, seqs(newest)]).toEqual([7, [5, 6, 7]]);
    const earlier = applyEntries(newest, LOG.slice(2, 4));
    expect([earlier.cursor, seqs(earlier)]).toEqual([7, [3, 4, 5, 6, 7]]);
  });

  test("what does not join it goes, so that nothing is missing in between", () => {
    const behind = applyDetail(fresh(3), detail(LOG.slice(4, 7)));
    expect([behind.cursor, seqs(behind)]).toEqual([7, [5, 6, 7]]);
    const joined = applyDetail(fresh(4), detail(LOG.slice(4, 7)));
    expect([joined.cursor, seqs(joined)]).toEqual([7, [1, 2, 3, 4, 5, 6, 7]]);
  });

  test("earlier entries go once the customer keeps something back, also when the answer was on its way before that", () => {
    const kept = applyEntry(fresh(7), entry(8, "passed_on"));
    expect(kept.stale).toBe(8);
    const late = applyDetail(kept, detail(LOG.slice(4, 7)));
    expect([late.stale, late.cursor, seqs(late)]).toEqual([8, 8, [5, 6, 7, 8]]);
    const told = applyDetail(late, detail([...LOG.slice(5, 7), entry(8, "passed_on")]));
    expect([told.stale, seqs(told)]).toEqual([0, [6, 7, 8]]);
    expect(applyEntry(told, entry(9, "contact")).stale).toBe(9);
    expect(applyEntry(fresh(7), entry(8, "contact")).stale).toBe(0);
    expect(applyEntry(applyDetail(EMPTY, detail(LOG.slice(4, 7))), entry(3, "passed_on")).stale).toBe(0);
  });
});

describe("the cursor", () => {
  test("it stays before a gap and jumps over what had arrived early", () => {
    const [one, two, three, four] = LOG as [Entry, Entry, Entry, Entry];
    const gap = applyEntries(EMPTY, [one, three, four]);
    expect(gap.cursor).toBe(1);
    expect(applyEntry(gap, two).cursor).toBe(4);
  });
});

describe("the facts", () => {
  test.each([
    [2, "bot", "", ""],
    [3, "queue", "billing", "requested"],
    [4, "queue", "billing", "queued"],
    [6, "human", "usr_1", "active"],
    [8, "bot", "", "handed_back"],
  ])("after %i entries the owner is the %s", (length, kind, id, handoffState) => {
    const facts = factsOf(fresh(length));
    expect([facts.owner.kind, facts.owner.id ?? "", facts.handoffState]).toEqual([kind, id, handoffState]);
  });

  test("an offer leaves the owner as it was", () => {
    expect(factsOf(applyEntry(fresh(2), step(3, "offered"))).owner.kind).toBe("bot");
  });

  test("the customer is away until they come back or write", () => {
    expect(factsOf(fresh(7)).customerAway).toBe(true);
    expect(factsOf(applyEntry(fresh(7), entry(8, "customer_back"))).customerAway).toBe(false);
    expect(factsOf(applyEntry(fresh(7), entry(8, "message", { role: "end_user" }))).customerAway).toBe(false);
  });

  test("an ended conversation is closed", () => {
    expect(factsOf(applyEntry(fresh(9), entry(10, "ended"))).open).toBe(false);
  });
});

describe("a status from the server", () => {
  const status = (last_seq: number, rest: Partial<ConversationStatus> = {}): ConversationStatus => ({
    id: "c1",
    open: true,
    owner: { kind: "human", name: "Maria" },
    epoch: 6,
    last_seq,
    handoff: { id: "h1", state: "active" },
    offer: null,
    ...rest,
  });

  test("it counts over the entries up to it, and entries after it move it on", () => {
    const state = applyStatus(fresh(4), status(6));
    expect(factsOf(state).owner.kind).toBe("human");
    expect(factsOf(applyEntries(state, LOG)).owner.kind).toBe("bot");
  });

  test("an older one than the known is ignored", () => {
    const state = applyStatus(EMPTY, status(6));
    expect(applyStatus(state, status(5, { owner: { kind: "bot" } }))).toBe(state);
  });
});
