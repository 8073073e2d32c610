import { expect, test } from "vitest";
import { apart } from "./apart";

test("queues that customers know by one title are told apart by their names", () => {
  const queues = [
    { name: "support", title: "Customer care" },
    { name: "retention", title: "Customer care" },
    { name: "billing", title: "Billing" },
    { name: "plain" },
  ];
  expect(apart(queues).map((queue) => queue.title)).toEqual([
    "Customer care (support)",
    "Customer care (retention)",
    "Billing",
    "plain",
  ]);
});
