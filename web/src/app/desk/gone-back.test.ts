import { expect, test } from "vitest";
import type { Entry } from "../types";
import { goneBack } from "./gone-back";

const step = (seq: number, data: Record<string, unknown>): Entry => ({ seq, kind: "handoff", role: "system", at: "2026-11-21T09:00:00Z", data });
const BOT = { kind: "bot" } as const;
const mine = step(5, { event: "accepted", agent: "maria" });
const left = step(7, { event: "handed_back", agent: "maria", ended_by: "customer" });
const later: Entry = { ...left, seq: 8, kind: "message", data: {} };

test("who had the conversation learns that the customer went back, also after the bot has spoken", () => {
  expect(goneBack([mine, left, later], BOT, "maria")).toBe("customer");
  expect(goneBack([mine, step(7, { ...left.data, ended_by: "bot" })], BOT, "maria")).toBe("bot");
});

test.each([
  ["a colleague looks on", [mine, left], BOT, "tom"],
  ["they gave it back themselves", [mine, step(7, { ...left.data, ended_by: "human" })], BOT, "maria"],
  ["they have it again", [mine, left, step(9, mine.data!)], { kind: "human", id: "maria" } as const, "maria"],
  ["a later handoff was called off", [left, step(9, { event: "handed_back", agent: "", ended_by: "customer" })], BOT, "maria"],
  ["nothing was handed over", [], BOT, "maria"],
])("nothing is said where %s", (_, entries, owner, user) => {
  expect(goneBack(entries, owner, user)).toBe("");
});
