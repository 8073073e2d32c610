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
