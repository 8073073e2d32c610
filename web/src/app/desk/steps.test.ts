import { expect, test } from "vitest";
import { stepOf } from "./steps";
import type { Entry } from "../types";

function facts(data: Record<string, unknown>): Entry {
  return { seq: 1, kind: "facts", role: "system", at: "2026-11-21T09:00:00Z", data };
}

test("what a source told is named, without the values", () => {
  const told = { source: "crm", values: { tier: "pro", open_tickets: [{ subject: "Wrong amount" }], "customer.seats": 3 } };
  expect(stepOf(facts(told)).words).toBe("crm told: tier, open tickets, seats");
});

test("a source that failed says why, and one that knows nobody says so", () => {
  expect(stepOf(facts({ source: "crm", failed: true, why: "no answer within 1.5 s" })).words).toContain("no answer within 1.5 s");
  expect(stepOf(facts({ source: "crm", values: {} })).words).toBe("crm knows nothing of this customer");
});

const transfer = { by_name: "Ann", agent_name: "Ann", to_name: "Tom", asked_by: "Ann" };

test.each([
  ["transfer_asked", "Ann asked Tom to take over"],
  ["transfer_expired", "Tom did not answer; the conversation is still with Ann"],
  ["transfer_declined", "Tom declined: “in a meeting”; the conversation is still with Ann"],
])("%s says who was asked and who has it", (event, words) => {
  const data = { ...transfer, event, why: event === "transfer_declined" ? "in a meeting" : "" };
  expect(stepOf({ seq: 1, kind: "handoff", role: "system", at: "2026-11-21T09:00:00Z", data }).words).toBe(words);
});
