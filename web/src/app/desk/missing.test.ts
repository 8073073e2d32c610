import { expect, test } from "vitest";
import { byStatus, causeOf } from "./missing";

test("what is missing is grouped by why, in the order it came", () => {
  expect(
    byStatus(["customer tier: not asked", "order: could not be read", "customer since: not asked", "invoice"]),
  ).toEqual([
    ["not asked", ["tier", "since"]],
    ["could not be read", ["order"]],
    ["not known", ["invoice"]],
  ]);
});

test("what has a line of its own on the card is not said twice", () => {
  expect(byStatus(["sentiment: not measured", "pages visited: not reported", "earlier contacts: none on record"])).toEqual([]);
});

test("that line says why it is empty", () => {
  const missing = ["sentiment: not measured", "earlier contacts: the customer is not identified"];
  expect(causeOf(missing, "earlier contacts")).toBe("the customer is not identified");
  expect(causeOf(missing, "language")).toBe("");
});
