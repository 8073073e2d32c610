import { expect, test } from "vitest";
import { questionOf } from "./answers";
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

const back = (data: Record<string, unknown>): Entry => ({ seq: 9, kind: "handoff", role: "system", at: "2026-11-21T09:00:00Z", data: { event: "handed_back", ...data } });

test.each([
  [{ ended_by: "customer", agent_name: "Maria" }, "Ana ended the chat with Maria and went back to the bot"],
  [{ ended_by: "customer" }, "Ana stopped waiting and went back to the bot"],
  [{ ended_by: "human", agent_name: "Maria" }, "Maria handed back to the bot"],
  [{ ended_by: "bot", agent_name: "Maria" }, "The bot ended the chat with Maria for Ana"],
  [{ ended_by: "bot" }, "The bot called it off"],
  [{ ended_by: "idle", agent_name: "Maria" }, "Nobody wrote any more in the chat with Maria: back with the bot"],
  [{ ended_by: "nobody" }, "There is nobody to ask: other help was named, and the bot goes on"],
  [{ ended_by: "constructor", agent_name: "Maria" }, "Maria handed back to the bot"],
  [{}, "Handed back to the bot"], // of a log from before this was kept
])("the way back says who went it: %j", (data, words) => {
  expect(stepOf(back(data), { customer: "Ana" }).words).toBe(words);
});

test("a customer without a name is the customer", () => {
  expect(stepOf(back({ ended_by: "customer" })).words).toBe("The customer stopped waiting and went back to the bot");
  expect(stepOf(back({ ended_by: "bot", agent_name: "Maria" })).words).toContain("for the customer");
});

const question: Entry = {
  seq: 3, kind: "offer", role: "system", at: "2026-11-21T09:00:00Z", text: "Shall I end the chat with Maria?",
  data: { id: "ofr_1", choices: [{ id: "end", label: "Yes" }, { id: "stay", label: "No" }] },
};
const offered: Entry = { ...question, data: { id: "ofr_2", choices: [{ id: "human", label: "Yes, a person" }, { id: "bot", label: "No" }] } };
const answered = (id: string, choice: string): Entry => ({ ...question, seq: 4, kind: "offer_answered", data: { id, choice } });
const said = (entry: Entry) => stepOf(entry, { customer: "Ana", asked: questionOf(entry, [offered, question]) }).words;

test("whether the chat shall end, and what became of the question, is told in plain words", () => {
  expect(said(answered("ofr_1", "end"))).toBe("Ana wants to end this chat");
  expect(said(answered("ofr_1", "stay"))).toBe("Ana wants to go on with this chat");
  expect(said({ ...question, seq: 4, kind: "offer_lapsed" })).toBe("Whether to end was not answered: the chat goes on");
});

test("any other choice is told by what stood on its button, or by its name where the question is not shown", () => {
  expect(said(answered("ofr_2", "human"))).toBe("Ana chose: “Yes, a person”");
  expect(said(answered("ofr_0", "not_answered"))).toBe("Ana chose: not answered");
  expect(said({ ...offered, seq: 4, kind: "offer_lapsed" })).toBe("The offer lapsed without an answer");
});
