import { expect, test } from "vitest";
import { clockInWords, costTerms, keptInWords, promiseInWords, rangeInWords, scoreTerms, shares, stepInWords } from "./words";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const kept = (told: number, of: number) => ({ since: "", answered: told, told, kept: of, sooner: 0, rate: of / told });

test("a rate never stands without its count, and is not rounded up to all of them", () => {
  expect(keptInWords(kept(16, 14))).toBe("14 of 16 waits kept, 88 %");
  expect(keptInWords(kept(1, 1))).toBe("1 of 1 wait kept, 100 %");
  expect(keptInWords(kept(1000, 999))).toBe("999 of 1000 waits kept, 99 %");
  expect(keptInWords(kept(0, 0))).toBe("");
});

test.each([
  [0, 50, "about a minute"],
  [10, 200, "up to 4 min"],
  [180, 290, "3 to 5 min"],
  [240, 240, "about 4 min"],
])("from %d to %d seconds is told as %s", (low, high, words) => expect(rangeInWords(low, high)).toBe(words));

test("a promise counts down, and is over when its time is up even before the server says so", () => {
  const promise = { at: "", low_s: 60, high_s: 180, until: "2026-11-21T12:01:30Z", holds: true, times: 1 };
  expect(promiseInWords(promise, NOW)).toEqual({ words: "1 to 3 min", left: "1 min left", tone: "good" });
  expect(promiseInWords(promise, NOW + 100_000)).toMatchObject({ left: "over by 10 s", tone: "bad" });
});

test("the clock of the service level says what is left or missed", () => {
  expect(clockInWords(null, "", NOW)).toBeNull();
  expect(clockInWords("2026-11-21T12:00:40Z", "", NOW)).toEqual({ words: "40 s left", tone: "plain" });
  expect(clockInWords("2026-11-21T12:00:40Z", "at_risk", NOW)?.tone).toBe("warn");
  expect(clockInWords("2026-11-21T11:58:00Z", "missed", NOW)).toEqual({ words: "missed by 2 min", tone: "bad" });
});

test("the parts of the cost are times the value, and the longest bar is whole", () => {
  const terms = costTerms({ value: 2, wait: 1, leaving: 0.5, target: 0, work_s: 480 });
  expect(terms.map((term) => term.shown)).toEqual(["2.00", "1.00", "0.00"]);
  expect(shares(terms)).toEqual([1, 0.5, 0]);
  expect(shares([])).toEqual([]);
});

test("terms of a score keep their units, and one that is not known yet its name", () => {
  const shown = scoreTerms({ work_s: 412.4, share_used: 0.5, levels: 3, moon_phase: 1.234 });
  expect(shown.map((term) => `${term.name}: ${term.shown}`)).toEqual([
    "Work: 412 s",
    "Share of capacity in use: 50 %",
    "Levels: 3",
    "Moon phase: 1.23",
  ]);
});

test("a step names who, and says somebody where nobody is named", () => {
  expect(stepInWords("accepted", "Maria")).toBe("Accepted by Maria");
  expect(stepInWords("reservation_expired", "")).toBe("Not answered by somebody");
  expect(stepInWords("something_new", "")).toBe("Something new");
});
