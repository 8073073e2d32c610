import { expect, test } from "vitest";
import { staysAtEnd } from "./scrolled";

test("is at the end when it is near enough", () => {
  expect(staysAtEnd(false, 900, { top: 500, gap: 79 })).toBe(true);
});

test("leaves the end when somebody scrolls up", () => {
  expect(staysAtEnd(true, 900, { top: 700, gap: 200 })).toBe(false);
});

test("stays at the end when the box becomes smaller, however far the end is then", () => {
  expect(staysAtEnd(true, 900, { top: 900, gap: 130 })).toBe(true);
  expect(staysAtEnd(true, 900, { top: 960, gap: 130 })).toBe(true);
});

test("does not come back to the end before somebody scrolls there", () => {
  expect(staysAtEnd(false, 300, { top: 600, gap: 120 })).toBe(false);
});
