import { expect, test } from "vitest";
import { byStatus } from "./missing";

test("what is missing is grouped by why, in the order it came", () => {
  expect(
    byStatus(["customer tier: not asked", "sentiment: not measured", "customer since: not asked", "earlier contacts"]),
  ).toEqual([
    ["not asked", ["customer tier", "customer since"]],
    ["not measured", ["sentiment"]],
    ["not known", ["earlier contacts"]],
  ]);
});
