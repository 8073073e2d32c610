import { describe, expect, it } from "vitest";
import { stringsFor, type Strings } from "./strings";

const CODES = ["en", "de", "fr", "es", "it", "pt", "nl"];
const SAME = new Set(["message", "messages", "assistant"]); // words that two languages share

/** Every text of a language, with the functions called for a few values. */
function texts(words: Strings): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(words)) {
    if (typeof value === "string") found.set(name, value);
    else if (name === "trouble") for (const [why, text] of Object.entries(words.trouble)) found.set(`trouble.${why}`, text);
    else if (name === "scores") words.scores.forEach((text, index) => found.set(`scores.${index}`, text));
  }
  for (const unread of [0, 1, 2]) found.set(`open ${unread}`, words.open(unread));
  for (const trouble of ["large", "type", "many", "empty", "failed"] as const) {
    found.set(`file ${trouble}`, words.fileTrouble(trouble, { mb: 7, kinds: "xyz", most: 9 }));
  }
  found.set("remove", words.remove("a.png")).set("download", words.download("a.png"));
  found.set("back", words.back("")).set("back to one", words.back("Lumi"));
  found.set("writing", words.writing("Maria")).set("chosen", words.chosen("Maria"));
  for (const position of [null, 1, 2]) {
    for (const wait of [null, 30, 180, 3_600, 7_200]) found.set(`place ${position} ${wait}`, words.place(position, wait));
  }
  return found;
}

describe.each(CODES)("the widget's own words in %s", (code) => {
  const said = texts(stringsFor(code));

  it("say everything, and nothing in English but what is the same", () => {
    const english = texts(stringsFor("en"));
    expect([...said.keys()]).toEqual([...english.keys()]);
    for (const [name, text] of said) {
      if (name !== "trouble.") expect(text, name).toMatch(/\S/);
      if (code !== "en" && name !== "trouble." && !SAME.has(name)) expect(text, name).not.toBe(english.get(name));
    }
  });

  it("tell one from many", () => {
    expect(said.get("open 0")).not.toMatch(/\d/);
    expect(said.get("open 1")).toContain("1");
    expect(said.get("open 2")).toContain("2");
    expect(said.get("open 2")?.replace("2", "1")).not.toBe(said.get("open 1"));
    expect(said.get("place 2 7200")).toContain("2");
    expect(new Set([30, 180, 3_600, 7_200].map((wait) => said.get(`place null ${wait}`))).size).toBe(4);
    expect(said.get("place null 30")).not.toMatch(/\d/);
    expect(said.get("place null 3600")).not.toMatch(/\d/);
  });

  it("name the place in line and the person", () => {
    expect(said.get("place 2 null")).toContain("2");
    expect(said.get("place 2 180")).toMatch(/2.*3/);
    expect(said.get("writing")).toContain("Maria");
    expect(said.get("back to one")).toContain("Lumi");
    expect(said.get("back")).not.toContain("undefined");
    expect(said.get("file large")).toContain("7");
    expect(said.get("file type")).toContain("xyz");
    expect(said.get("file many")).toContain("9");
    expect(said.get("chosen")).toContain("Maria");
  });
});

it("is the language's, whatever the region; English where there is none", () => {
  expect(stringsFor("de-AT")).toBe(stringsFor("de"));
  expect(stringsFor("PT-br")).toBe(stringsFor("pt"));
  for (const other of ["pl", "", "constructor", "__proto__"]) expect(stringsFor(other)).toBe(stringsFor("en"));
});

it("puts a space that does not break before French signs", () => {
  for (const text of texts(stringsFor("fr")).values()) expect(text).not.toMatch(/[^\u00a0][;:?!](\s|$)/);
});
