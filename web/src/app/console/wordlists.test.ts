import { expect, test } from "vitest";
import { levels, strangers, wordList } from "./wordlists";

test.each([
  ["", {}],
  ["billing 3, legal", { billing: 3, legal: 1 }],
  ["billing: 5,", { billing: 5 }],
  ["billing 7", null],
  ["two words 3", null],
])("skills %j", (text, skills) => {
  expect(levels.read(text)).toEqual(skills);
});

test("skills are written as they are read", () => {
  expect(levels.read(levels.write({ billing: 3, legal: 1 }))).toEqual({ billing: 3, legal: 1 });
});

test("a list may be separated by commas, spaces or lines", () => {
  expect(wordList.read(" a, b\nc  ")).toEqual(["a", "b", "c"]);
});

test("a slip in the name of a queue is found", () => {
  expect(strangers(["billing", "genral"], ["general", "billing"])).toEqual(["genral"]);
});
