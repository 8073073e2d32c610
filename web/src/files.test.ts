import { describe, expect, it } from "vitest";
import { keptFiles, readRules, sizeWords, troubleBefore, troubleOfStatus } from "./files";

const RULES = { types: ["image/png"], extensions: [".png"], largest: 1_000, per_message: 2 };

describe("what the server says of files", () => {
  it("is read as far as it makes sense", () => {
    expect(readRules(RULES)).toEqual(RULES);
    expect(readRules({ ...RULES, types: [7, "image/png"], extensions: "png" })).toEqual({ ...RULES, extensions: [] });
    for (const other of [null, undefined, 7, "x", [], {}, { largest: "1" }]) expect(readRules(other)).toBeNull();
  });

  it("names those that it keeps, and no others", () => {
    const kept = { file: "f1", name: "a.png", type: "image/png", size: 3 };
    const elsewhere = { name: "b.png", url: "https://files.example/b" };
    expect(keptFiles([kept, elsewhere, null, 7, { file: "" }, { file: 3, name: "x" }])).toEqual([kept]);
    expect(keptFiles([{ file: "f2", name: "c", size: "3", type: 9 }])).toEqual([{ file: "f2", name: "c", size: 0, type: "" }]);
    for (const other of [undefined, null, "x", {}]) expect(keptFiles(other)).toEqual([]);
  });
});

describe("what is wrong with a file", () => {
  it("is told before a byte is sent", () => {
    expect(troubleBefore({ name: "a", size: 1_000 }, 1, RULES)).toBe("");
    expect(troubleBefore({ name: "a", size: 1_001 }, 0, RULES)).toBe("large");
    expect(troubleBefore({ name: "a", size: 0 }, 0, RULES)).toBe("empty");
    expect(troubleBefore({ name: "a", size: 1 }, 2, RULES)).toBe("many");
  });

  it("is what the server answers", () => {
    expect([413, 415, 429, 409, 503, 0].map(troubleOfStatus)).toEqual(["large", "type", "many", "many", "failed", "failed"]);
  });
});

it("sizes are in the units that people know", () => {
  const sizes = [812, 1_434, 25_600, 10 * 1024 * 1024].map((size) => sizeWords(size, "en"));
  expect(sizes).toEqual(["812 B", "1.4 KB", "25 KB", "10 MB"]);
  expect(sizeWords(1_434, "de")).toBe("1,4 KB");
  expect(sizeWords(1_434, "no such language")).toBe("1 KB");
});
