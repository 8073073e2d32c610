import { describe, expect, test } from "vitest";
import type { Decision } from "../../types";
import { readFacts } from "./facts";
import { brief, pieces } from "./marks";
import { isLit, ranked, readout, signalWords } from "./readout";
import { nextMonday, possible, scenarioOf, timeIn } from "./scenario";
import { body, newTurn, prefixed, readLines, said, share, step } from "./turns";
import type { RunStep, Signal, TriedTurn } from "./types";

const signal = (name: string, type: Signal["type"], value: unknown, known = true): Signal => ({ name, type, value, known, read: false });

describe("a conversation as it is typed", () => {
  test.each([
    ["bot: Hello", { side: "bot", text: "Hello" }],
    ["Assistant:hi", { side: "bot", text: "hi" }],
    ["customer: where is it?", { side: "customer", text: "where is it?" }],
    ["robot: no", null],
    ["I have a bot: it is blue", null],
  ])("%j", (text, expected) => {
    expect(prefixed(text)).toEqual(expected);
  });

  test("each line is a turn, the customer's where it does not say", () => {
    const turns = readLines("Where is my parcel?\nbot: On its way.\n\nThat did not help");
    expect(turns.map((turn) => [turn.side, turn.text])).toEqual([
      ["customer", "Where is my parcel?"],
      ["bot", "On its way."],
      ["customer", "That did not help"],
    ]);
  });

  test.each([
    ["", null],
    ["0.4", 0.4],
    ["0,4", 0.4],
    ["2", undefined],
    ["high", undefined],
  ])("confidence %j", (text, expected) => {
    expect(share(text)).toBe(expected);
  });

  test("what the bot reported goes along, and an error counts as a turn without words", () => {
    const failed = { ...newTurn("bot"), error: " timeout ", confidence: "0.2", noMatch: true };
    expect(said(failed)).toBe(true);
    expect(said(newTurn("customer"))).toBe(false);
    expect(body(failed)).toEqual({ role: "bot", text: "", confidence: 0.2, error: "timeout", no_match: true });
    expect(step(failed)).toEqual({ bot: { confidence: 0.2, error: "timeout", no_match: true } });
    expect(step(newTurn("customer", "hi"))).toEqual({ customer: "hi" });
  });
});

describe("facts", () => {
  test("a line each, as text, number, yes or no, or list", () => {
    const { values, wrong } = readFacts('tier: enterprise\ncustomer.value: 1200.5\nvip: true\nflags: [late, new]\nplan: "12"\n');
    expect(values).toEqual({ tier: "enterprise", value: 1200.5, vip: true, flags: ["late", "new"], plan: "12" });
    expect(wrong).toBe("");
  });

  test("the first line that cannot be read is named", () => {
    expect(readFacts("tier enterprise\nplan: x")).toEqual({ values: { plan: "x" }, wrong: "tier enterprise" });
  });
});

describe("marks", () => {
  test("overlapping spans are cut so that all of the text comes once", () => {
    const found = pieces("talk to a human", [
      { signal: "request", start: 0, end: 15 },
      { signal: "legal", start: 10, end: 15 },
    ]);
    expect(found).toEqual([
      { text: "talk to a ", signals: ["request"] },
      { text: "human", signals: ["request", "legal"] },
    ]);
  });

  test("characters beyond 16 bits count once, as they do on the server", () => {
    expect(pieces("😡 human", [{ signal: "request", start: 2, end: 7 }])).toEqual([
      { text: "😡 ", signals: [] },
      { text: "human", signals: ["request"] },
    ]);
  });

  test("a long stretch in which nothing was seen is told by its beginning and its end", () => {
    expect(brief({ text: "a".repeat(1000), signals: [] })).toBe(`${"a".repeat(200)} … ${"a".repeat(200)}`);
    expect(brief({ text: "a".repeat(1000), signals: ["legal"] })).toHaveLength(1000);
    expect(brief({ text: "short", signals: [] })).toBe("short");
  });

  test("a span beyond the text is cut", () => {
    expect(pieces("hi", [{ signal: "request", start: 1, end: 99 }]).map((one) => one.text)).toEqual(["h", "i"]);
    expect(pieces("", [{ signal: "request", start: 0, end: 3 }])).toEqual([]);
  });
});

describe("the readout", () => {
  const turn: TriedTurn = {
    index: 0,
    text: "",
    signals: [
      signal("mood", "number", 0.2),
      signal("request", "number", 7),
      signal("failed_attempts", "number", 2),
      signal("repeats", "number", 0),
      { ...signal("topics", "list", ["legal"]), read: true },
    ],
    topics: [{ topic: "billing_dispute", score: 0.7 }],
    evidence: [],
    contributions: [],
    decision: { outcome: "stay", thresholds: { mood: [">= 0.5"] } } as Decision,
  };

  test("probabilities become bars between 0 and 1, in a fixed order, with the policy's numbers", () => {
    expect(readout(turn).bars.map((one) => [one.name, one.value, one.tests])).toEqual([
      ["request", 1, []],
      ["mood", 0.2, [">= 0.5"]],
    ]);
  });

  test("topics have bars of their own, and counts above nothing light up", () => {
    const found = readout(turn);
    expect(found.topics).toEqual([{ name: "billing_dispute", words: "billing dispute", value: 0.7, read: true, tests: [] }]);
    expect(found.lit.map((one) => one.name)).toEqual(["failed_attempts"]);
    expect(found.rest.map((one) => one.name)).toEqual(["repeats", "topics"]);
  });

  test.each([
    [signal("asks_for_human", "string", "no"), false, "asks for human: no"],
    [signal("asks_for_human", "string", "clear"), true, "asks for human: clear"],
    [signal("mood_bad", "bool", true), true, "mood bad"],
    [signal("page.path", "string", "", false), false, "page.path: nothing"],
    [signal("mood_slope", "number", 0.12345), true, "mood slope 0.12"],
    [signal("mood_slope", "number", 0.0001), false, "mood slope 0"],
  ])("%#", (one, lit, words) => {
    expect(isLit(one)).toBe(lit);
    expect(signalWords(one)).toBe(words);
  });

  test("what fired comes first, in the order of the policy", () => {
    const weighed = ["quiet", "fired", "could_not_tell", "fired", "suppressed"].map((verdict, index) => ({ trigger: `t${index}`, verdict }));
    expect(ranked(weighed).map((one) => one.trigger)).toEqual(["t1", "t3", "t4", "t2", "t0"]);
  });
});

describe("a run to the end", () => {
  const house = { at: "2026-11-23T10:00", zone: "Europe/Berlin", staff: [], customer: { id: "", name: "", email: "" } };
  const nothing = { language: "", page: "", facts: "" };

  test("only what was filled in is part of the scenario", () => {
    const turns = [newTurn("customer", "hello"), newTurn("customer")];
    expect(scenarioOf(turns, nothing, house, [])).toEqual({
      name: "Preview",
      at: "2026-11-23 10:00 Europe/Berlin",
      staff: [],
      steps: [{ customer: "hello" }],
    });
  });

  test("staff, facts, page and what happens next go along", () => {
    const full = {
      ...house,
      staff: [{ name: "Maria", skills: "billing 3", presence: "online" as const }, { name: " ", skills: "", presence: "away" as const }],
      customer: { id: "c-1", name: "", email: "" },
    };
    const situation = { language: "de", page: "/pricing", facts: "tier: gold" };
    const next = [{ words: "Maria accepts", does: { agent: "accept" } }];
    expect(scenarioOf([newTurn("customer", "hi")], situation, full, next)).toEqual({
      name: "Preview",
      at: "2026-11-23 10:00 Europe/Berlin",
      language: "de",
      staff: [{ name: "Maria", presence: "online", skills: { billing: 3 } }],
      customer: { id: "c-1", facts: { tier: "gold" } },
      visits: [{ url: "/pricing", ago: "1m" }],
      steps: [{ customer: "hi" }, { agent: "accept" }],
    });
  });

  test("what may happen next follows from where it stands", () => {
    const at = (state: string, choices: string[] = []): RunStep => ({ state, choices, agent: "Maria" }) as unknown as RunStep;
    const words = (one: RunStep): string[] => possible(one).map((next) => next.words);
    expect(words(at("offered", ["human", "bot"])).slice(0, 2)).toEqual(["The customer takes the person", "The customer stays with the bot"]);
    expect(words(at("reserved")).slice(0, 2)).toEqual(["Maria accepts", "Maria declines"]);
    expect(words(at("active")).slice(0, 2)).toEqual(["Maria hands back", "Maria resolves it"]);
    expect(possible(undefined)).toEqual([]);
  });

  test.each([
    [new Date(2026, 10, 21), "2026-11-23T10:00"],
    [new Date(2026, 10, 22), "2026-11-23T10:00"],
    [new Date(2026, 10, 23), "2026-11-30T10:00"],
  ])("the Monday after %s", (from, expected) => {
    expect(nextMonday(from)).toBe(expected);
  });

  test.each([
    ["Europe/Berlin", "Mon 10:30"],
    ["", "Mon 09:30"],
    ["Nowhere/Land", "Mon 09:30 UTC"],
  ])("the time in %j", (zone, expected) => {
    expect(timeIn(zone, "2026-11-23T09:30:00+00:00").replace(",", "")).toBe(expected);
  });
});
