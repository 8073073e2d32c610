import { expect, test } from "vitest";
import { basisOf, forget, joined, suggest, suggestedTo, taken } from "./suggested";

test("a suggestion is for one conversation, and comes once", () => {
  suggest("ana", "Hello Ana,", "d1");
  expect(suggestedTo("ben")).toBeNull();
  const found = suggestedTo("ana");
  expect(found?.text).toBe("Hello Ana,");
  if (found) taken(found);
  expect(suggestedTo("ana")).toBeNull();
});

test("what was written already stays, above what is suggested", () => {
  expect(joined("", "Hello Ana,")).toBe("Hello Ana,");
  expect(joined("One moment. ", "Hello Ana,")).toBe("One moment.\n\nHello Ana,");
});

test("the same words are not put there twice", () => {
  expect(joined("Hello Ana, welcome", "Hello Ana,")).toBe("Hello Ana, welcome");
  expect(joined("Hello", "Hello Ana,")).toBe("Hello Ana,");
});

test("which draft the text began with is known until the text is gone", () => {
  suggest("cem", "Hello Cem,", "d2");
  const found = suggestedTo("cem");
  if (found) taken(found);
  expect(basisOf("cem")).toBe("d2");
  forget("cem");
  expect(basisOf("cem")).toBe("");
});
