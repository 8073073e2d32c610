import { expect, test } from "vitest";
import { answerTo } from "./tickets";
import type { FollowUp } from "../types";

const ticket = (fields: Partial<FollowUp>): FollowUp => ({
  ...{ id: "f", kind: "ticket", queue: "general", conversation: "c", opened_at: "2026-11-16T09:00:00Z" },
  ...fields,
});

test("a ticket says how its answer reaches the customer", () => {
  expect(answerTo(ticket({}))).toBe("No address known");
  expect(answerTo(ticket({ email: "ana@example.org" }))).toBe("Answer to ana@example.org");
  expect(answerTo(ticket({ email: "ana@example.org", channel: "callback", phone: "+49 30 1" }))).toBe("Call +49 30 1");
  expect(answerTo(ticket({ channel: "callback" }))).toBe("Call back: no number yet");
  expect(answerTo(ticket({ channel: "wait" }))).toBe("The customer waits in line as well");
});
