import { expect, test } from "vitest";
import { bytes, duration, plain, sentence } from "./format";

test.each([
  [-3, "0 s"],
  [59.9, "59 s"],
  [60, "1 min"],
  [3600, "1 h"],
  [7500, "2 h 05 min"],
  [90_000, "1 d 1 h"],
])("%d seconds read as %s", (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});

test.each([
  [0, "0 B"],
  [900, "900 B"],
  [1536, "1.5 KB"],
  [48_000_000, "46 MB"],
])("%d bytes read as %s", (size, words) => {
  expect(bytes(size)).toBe(words);
});

test("a code reads as a sentence", () => {
  expect(sentence("customer_asked")).toBe("Customer asked");
});

test.each([
  [null, ""],
  [["a", 2], "a, 2"],
  [true, "yes"],
  [{ a: 1 }, '{"a":1}'],
])("%j on one line", (value, words) => {
  expect(plain(value)).toBe(words);
});
