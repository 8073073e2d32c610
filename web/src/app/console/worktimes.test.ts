import { expect, test } from "vitest";
import { amounts } from "./wordlists";
import { likeMonday, mistakes, read, readHours, typed, weekInWords } from "./worktimes";

test.each([
  ["", []],
  ["9:00-17:30", ["09:00-17:30"]],
  ["13:00 – 17:00, 09:00-12:00", ["09:00-12:00", "13:00-17:00"]],
  ["22:00-06:00", ["22:00-06:00"]],
  ["00:00-24:00", ["00:00-24:00"]],
  ["9 to 5", null],
  ["24:00-25:00", null],
  ["09:00-24:01", null],
  ["09:00-09:00", null],
  ["09:60-10:00", null],
])("hours %j", (text, hours) => {
  expect(readHours(text)).toEqual(hours);
});

const WORKS = {
  timezone: "Europe/Berlin",
  shifts: { mon: ["09:00-17:30"], fri: ["22:00-06:00"] },
  breaks: { mon: ["12:00-13:00"] },
  off_on: ["2026-12-24", "2026-12-31"],
  holidays: "DE-BY",
};

test("work times are read as they are written", () => {
  expect(read(typed(WORKS))).toEqual(WORKS);
  expect(mistakes(typed(WORKS))).toEqual({});
  expect(mistakes(typed())).toEqual({});
});

test("each mistake is told where it is", () => {
  const times = typed({ ...WORKS, timezone: "", off_on: ["24.12.2026"] });
  times.shifts.tue = "early";
  expect(Object.keys(mistakes(times)).sort()).toEqual(["off", "shifts.tue", "timezone"]);
});

test("Monday is copied to the other weekdays, not to the week-end", () => {
  const week = likeMonday(typed(WORKS));
  expect(week.shifts).toEqual({ ...typed(WORKS).shifts, tue: "09:00-17:30", wed: "09:00-17:30", thu: "09:00-17:30", fri: "09:00-17:30" });
  expect(week.breaks.fri).toBe("12:00-13:00");
  expect(week.shifts.sat).toBe("");
});

test("a week is told in a few words", () => {
  const same = ["09:00-17:30"];
  expect(weekInWords({ mon: same, tue: same, wed: same, sat: ["10:00-12:00", "13:00-14:00"] })).toBe(
    "mon–wed 09:00-17:30, sat 10:00-12:00 and 13:00-14:00",
  );
  expect(weekInWords({})).toBe("");
});

test.each([
  ["", {}],
  ["credit 500, contract", { credit: 500, contract: 1 }],
  ["credit: 49.90", { credit: 49.9 }],
  ["credit -5", null],
  ["credit lots", null],
])("amounts %j", (text, read) => {
  expect(amounts.read(text)).toEqual(read);
});

test("an amount above the most is none", () => {
  expect(amounts.read("widget 51", 50)).toBeNull();
});
