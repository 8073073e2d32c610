import { expect, test } from "vitest";
import { found, personChoice, queueChoice, waitWords } from "./transfers";
import type { Person, TargetQueue } from "./transfers";

const tom: Person = { id: "usr_tom", name: "Tom", team: "Billing", presence: "online", at_work: true, units_used: 1, capacity: 3, lacks: "" };
const billing: TargetQueue = { name: "billing", title: "Billing", kind: "live", status: "open", waiting: 2, wait_low_s: 170, wait_high_s: 290, fitting: 1 };

test("a person is shown with team, presence and room", () => {
  expect(personChoice(tom)).toMatchObject({ name: "Tom", facts: "Billing · online · 1 of 3 in use", warning: "", refused: "" });
});

test("who lacks something is warned of, and who is not at work cannot be chosen", () => {
  expect(personChoice({ ...tom, lacks: "has billing 1, needs 3" }).warning).toBe("Tom has billing 1, needs 3.");
  expect(personChoice({ ...tom, presence: "not_responding", at_work: false }).refused).toBe("Tom is not responding.");
});

test("a queue is shown with who waits, how long, and who fits", () => {
  expect(queueChoice(billing)).toMatchObject({ name: "Billing", facts: "2 wait · about 2 to 5 min · 1 person fits", warning: "" });
});

test("a wait that is not known is not told", () => {
  expect(waitWords({ wait_low_s: null, wait_high_s: null })).toBe("");
  expect(waitWords({ wait_low_s: 0, wait_high_s: 20 })).toBe("up to 1 min");
});

test("a queue where nobody comes leaves a ticket, and one of tickets says how it answers", () => {
  expect(queueChoice({ ...billing, status: "closed" }).warning).toBe("Billing is closed now: a ticket is left there.");
  expect(queueChoice({ ...billing, kind: "ticket", status: "ticket" })).toMatchObject({ facts: "answers by ticket", warning: "" });
});

test("every word that is searched for must be there", () => {
  const choices = [personChoice(tom), queueChoice(billing)];
  expect(found(choices, "bill").map((one) => one.name)).toEqual(["Tom", "Billing"]);
  expect(found(choices, "tom online").map((one) => one.name)).toEqual(["Tom"]);
  expect(found(choices, "nobody")).toEqual([]);
});
