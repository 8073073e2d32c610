import { describe, expect, it } from "vitest";
import { EMPTY, look, observe, reduce, type State } from "./state";
import { readEntry, readSnapshot, type Entry, type Snapshot } from "./wire";

const AT = "2026-11-21T09:00:00Z";

function entry(seq: number, kind: string, more: object = {}): Entry {
  const read = readEntry({ seq, kind, role: "system", at: AT, text: "", data: {}, ...more });
  if (!read) throw new Error("the test's entry cannot be read");
  return read;
}

function handoff(seq: number, state: string, data: object = {}): Entry {
  return entry(seq, "handoff", { text: `now ${state}`, data: { state, ...data } });
}

function snapshot(last_seq: number, more: object = {}): Snapshot {
  const read = readSnapshot({ open: true, last_seq, owner: { kind: "bot", name: "" }, handoff: null, offer: null, ...more });
  if (!read) throw new Error("the test's snapshot cannot be read");
  return read;
}

const after = (entries: Entry[], state: State = EMPTY): State => entries.reduce(reduce, state);

// From the bot to a human and back; every kind that a customer may get, and one of a version to come. Some seqs are internal.
const LOG: Entry[] = [
  entry(2, "message", { role: "end_user", text: "I was charged twice", message_id: "m-1" }),
  entry(3, "message", { role: "automated_agent", author_name: "Shop assistant", text: "Which invoice?" }),
  handoff(5, "offered"),
  entry(6, "offer", {
    text: "Would you like a person?",
    data: { id: "ofr_1", choices: [{ id: "human", label: "Yes" }, { id: "bot", label: "No" }], expires_at: "2026-11-21T09:30:00Z" },
  }),
  entry(7, "offer_answered", { role: "end_user", data: { id: "ofr_1", choice: "human" } }),
  handoff(8, "requested"),
  handoff(9, "queued", { position: 2, wait_s: 170 }),
  entry(10, "offer", { text: "Wait?", data: { id: "ofr_2", choices: [{ id: "wait", label: "I will wait" }], expires_at: AT } }),
  entry(11, "offer_lapsed", { data: { id: "ofr_2" } }),
  handoff(12, "reserved", { agent_name: "Maria from Billing" }),
  handoff(13, "active", { agent_name: "Maria from Billing" }),
  entry(15, "message", { role: "human_agent", author_name: "Maria from Billing", text: "Hello" }),
  handoff(16, "handed_back", { survey: true }),
  entry(17, "message", { text: "You can ask again at any time." }),
  entry(18, "from_the_future", { text: "?" }),
  entry(20, "ended", { text: "This conversation has ended.", data: { survey: true } }),
];

describe("what is shown does not depend on how the entries came", () => {
  const fresh = look(after(LOG));

  it.each(LOG.map((one) => [one.kind, one.seq, one] as const))("an entry %s (%i) that comes again changes nothing", (_kind, _seq, one) => {
    const state = after(LOG);
    expect(reduce(state, one)).toBe(state);
  });

  it.each(LOG.map((one) => [one.kind, one.seq, one] as const))("an entry %s (%i) that comes last is put in its place", (_kind, _seq, one) => {
    expect(look(after([...LOG.filter((other) => other !== one), one]))).toEqual(fresh);
  });

  it("backwards, or replayed from any point, it is the same as fetched afresh", () => {
    expect(look(after([...LOG].reverse()))).toEqual(fresh);
    LOG.forEach((_, cut) => {
      expect(look(after(LOG.slice(cut), after(LOG.slice(0, cut))))).toEqual(fresh);
      expect(look(after(LOG, after(LOG.slice(0, cut))))).toEqual(fresh);
      expect(look(after([...LOG.slice(cut), ...LOG.slice(0, cut)]))).toEqual(fresh);
    });
  });

  it("the state before stays as it was", () => {
    const before = after(LOG.slice(0, 3));
    after(LOG, before);
    expect(before.entries).toHaveLength(3);
  });
});

describe("who speaks", () => {
  const upTo = (seq: number): Entry[] => LOG.filter((one) => one.seq <= seq);

  it.each([
    [0, { kind: "bot", name: "" }],
    [6, { kind: "bot", name: "Shop assistant" }],
    [8, { kind: "waiting", position: null, wait_s: null }],
    [9, { kind: "waiting", position: 2, wait_s: 170 }],
    [12, { kind: "waiting", position: 2, wait_s: 170 }],
    [13, { kind: "human", name: "Maria from Billing" }],
    [16, { kind: "bot", name: "Shop assistant" }],
  ])("after entry %i", (seq, speaker) => {
    expect(look(after(upTo(seq))).speaker).toEqual(speaker);
  });

  it.each(["ticketed", "emailed", "customer_left", "cancelled", "resolved", "handed_back"])("after %s it is the bot again", (state) => {
    expect(look(after([...upTo(13), handoff(14, state)])).speaker.kind).toBe("bot");
  });

  it("a newer snapshot says where in line, an older one nothing", () => {
    const queue = { owner: { kind: "queue", name: "billing" } };
    const waiting = (position: number) => ({ ...queue, handoff: { state: "queued", position, wait_s: null, agent_name: "" } });
    const first = observe(after(upTo(9)), snapshot(9, waiting(1)));
    expect(look(first).speaker).toEqual({ kind: "waiting", position: 1, wait_s: null });
    expect(observe(first, snapshot(8, waiting(7)))).toBe(first);
    expect(look(after(upTo(13), first)).speaker.kind).toBe("human");
  });
});

it("the bot keeps its name while others have the conversation", () => {
  expect(look(after(LOG.slice(0, 1))).bot).toBe("");
  expect(look(after(LOG.slice(0, 11))).bot).toBe("Shop assistant");
});

describe("offers", () => {
  const offer = (state: State, id: string) => look(state).lines.find((line) => line.offer?.id === id)?.offer;

  it("open, answered, lapsed", () => {
    expect(offer(after(LOG.slice(0, 4)), "ofr_1")).toMatchObject({ status: "open", lasts_ms: 30 * 60_000 });
    expect(offer(after(LOG), "ofr_1")).toMatchObject({ status: "answered", choice: "human" });
    expect(offer(after(LOG), "ofr_2")).toMatchObject({ status: "lapsed" });
  });

  it("one that a newer snapshot does not name is closed; one that it names is open", () => {
    const asked = after(LOG.slice(0, 4));
    expect(offer(observe(asked, snapshot(6)), "ofr_1")?.status).toBe("lapsed");
    expect(offer(observe(asked, snapshot(6, { offer: { id: "ofr_1" } })), "ofr_1")?.status).toBe("open");
    expect(offer(observe(asked, snapshot(5)), "ofr_1")?.status).toBe("open");
  });

  it("the end of the conversation closes it", () => {
    expect(offer(after([...LOG.slice(0, 4), entry(21, "ended")]), "ofr_1")?.status).toBe("lapsed");
  });
});

describe("the end and the survey", () => {
  it("each round with a human has a survey of its own", () => {
    expect(look(after(LOG.slice(0, 12))).survey).toBeNull();
    expect(look(after(LOG.slice(0, 13))).survey).toEqual({ seq: 16, round: 13, text: "" });
    const again = [...LOG.slice(0, 13), handoff(21, "active"), handoff(22, "resolved", { survey: true, survey_text: "How did we do?" })];
    expect(look(after(again)).survey).toEqual({ seq: 22, round: 21, text: "How did we do?" });
  });

  it("no survey where none is wanted", () => {
    expect(look(after([entry(1, "ended", { data: { survey: false } })])).survey).toBeNull();
  });

  it("it ends by its entry or by a snapshot", () => {
    expect(look(after(LOG)).ended).toBe(true);
    expect(look(observe(after(LOG.slice(0, 4)), snapshot(6, { open: false }))).ended).toBe(true);
    expect(look(after(LOG.slice(0, 4))).ended).toBe(false);
  });
});

describe("what cannot be an entry is not one", () => {
  it.each([null, 1, "x", [], {}, { seq: 0, kind: "message" }, { seq: 1.5, kind: "message" }, { seq: "1", kind: "message" }, { seq: 1 }])("%j", (value) => {
    expect(readEntry(value)).toBeNull();
  });

  it("wrong types inside become empty", () => {
    const odd = readEntry({ seq: 1, kind: "offer", role: "king", text: 5, data: { choices: "x", expires_at: 3 } });
    expect(odd).toMatchObject({ role: "system", text: "", author_name: "" });
    expect(look(after([odd!])).lines[0]?.offer).toMatchObject({ choices: [], lasts_ms: null });
  });
});
