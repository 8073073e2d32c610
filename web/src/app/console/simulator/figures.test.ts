import { expect, test } from "vitest";
import { asItIs, changedOf, changesInWords, curveInWords, differenceOf, hourInWords, hourly, niceTop, parsed, rangeOf, rowsOf } from "./figures";
import type { Scenario, Side } from "./types";

const SCENARIO: Scenario = {
  name: "shop",
  description: "",
  conversations: 100,
  groups: [
    { name: "orders", count: 3, capacity: 2, skills: { orders: 3 } },
    { name: "both", count: 1, capacity: 3, skills: {} },
  ],
  tiers: [],
  notes: [],
  thin: [],
  scenario: {},
};
const flat = (mean: number) => ({ mean, lo: mean, hi: mean });

test("only what differs is sent, and said", () => {
  const setting = asItIs(SCENARIO);
  expect(changedOf(setting, SCENARIO.groups)).toEqual({ agents: {}, demand: 1, assign: "", order: "" });
  expect(changesInWords(setting, SCENARIO.groups)).toEqual([]);
  const more = { ...setting, groups: { ...setting.groups, orders: { count: 4, capacity: 2 } }, demandPercent: -20, assign: "longest_idle" };
  expect(changedOf(more, SCENARIO.groups)).toEqual({
    agents: { orders: { count: 4, capacity: 2 } },
    demand: 0.8,
    assign: "longest_idle",
    order: "",
  });
  expect(changesInWords(more, SCENARIO.groups)).toEqual(["orders: 4 instead of 3", "−20 % customers", "assign longest idle"]);
});

test("a mean has its interval where there is one, and a dash where there was nothing", () => {
  expect(rangeOf({ mean: 12.34, lo: -1, hi: 130 }, "s")).toEqual({ mean: "12.3 s", range: "0.0–130" });
  expect(rangeOf({ mean: 0.988, lo: null, hi: null }, "%")).toEqual({ mean: "98.8 %", range: "" });
  expect(rangeOf(undefined, "s")).toEqual({ mean: "–", range: "" });
});

test("a change is sure only when its interval leaves out no change, and good or bad only when sure", () => {
  expect(differenceOf({ mean: 0.7, lo: 0.64, hi: 0.78 }, undefined, "s", true)).toEqual({
    words: "−30 %",
    range: "−36…−22 %",
    sure: true,
    better: true,
  });
  expect(differenceOf({ mean: 0.9, lo: 0.7, hi: 1.1 }, undefined, "s", true)).toMatchObject({ sure: false, better: null });
  expect(differenceOf(undefined, { mean: -0.02, lo: -0.03, hi: -0.01 }, "%", false)).toEqual({
    words: "−2 points",
    range: "−3…−1",
    sure: true,
    better: false,
  });
});

test("the rows leave out what was not measured", () => {
  const side: Side = {
    policy: "balanced",
    measures: { weighted_wait: flat(10), p95_wait: flat(30), sla_attainment: flat(0.9), abandonment: { mean: null, lo: null, hi: null } },
    per_tier: { gold: { sla_attainment: flat(1) } },
    per_group: { orders: { utilisation: flat(0.5) } },
    waits_over_the_day: [],
  };
  expect(rowsOf({ days: 1, asked_days: 1, now: side }).map((row) => `${row.name}: ${row.now.mean}`)).toEqual([
    "Value-weighted wait: 10.0 s",
    "95 of 100 wait at most: 30.0 s",
    "Answered in time: 90.0 %",
    "Answered in time, gold: 100.0 %",
    "Capacity in use, orders: 50.0 %",
  ]);
});

test("the picture has a table and a sentence", () => {
  const curve: [number, number][] = [
    [8, 10],
    [8.25, 20],
    [9, 60],
  ];
  expect([...hourly(curve)]).toEqual([
    [8, 15],
    [9, 60],
  ]);
  expect(curveInWords("Now", curve)).toBe("Now: 30.0 s on average over the day, longest from 09:00 on with 60.0 s.");
  expect(curveInWords("Now", [])).toBe("Now: nobody came.");
  expect(hourInWords(25)).toBe("01:00 next day");
  expect([0, 0.4, 7, 41, 500, 501].map(niceTop)).toEqual([1, 1, 8, 50, 500, 800]);
});

test("what is pasted is an object or is refused in words", () => {
  expect(parsed('{"a": 1}')).toEqual({ scenario: { a: 1 } });
  expect(parsed("[1]")).toMatchObject({ wrong: expect.stringContaining("One JSON object") });
  expect(parsed("{")).toMatchObject({ wrong: expect.stringContaining("not JSON") });
  expect(parsed(`"${"x".repeat(250_001)}"`)).toMatchObject({ wrong: expect.stringContaining("too large") });
});
