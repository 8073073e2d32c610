import { expect, test } from "vitest";
import type { Entry } from "../types";
import { beside, type Related, type ReplyDraft, stillOpen, writerOf } from "./drafts";

const draft = (id: string, answers: number): ReplyDraft => ({
  id,
  answers,
  text: "Hello",
  by: "segue",
  made_at: "2026-11-21T09:00:00Z",
  why: "",
  sources: [],
});
const said = (seq: number, role: Entry["role"]): Entry =>
  ({ seq, kind: "message", role, at: "2026-11-21T09:00:00Z", text: "x" }) as Entry;

test("a draft for the newest message of the customer is open", () => {
  expect(stillOpen([draft("d1", 3)], [said(3, "end_user")])).toHaveLength(1);
});

test("a draft is over when the customer wrote again, or the human answered", () => {
  expect(stillOpen([draft("d1", 3)], [said(3, "end_user"), said(5, "end_user")])).toEqual([]);
  expect(stillOpen([draft("d1", 3)], [said(3, "end_user"), said(4, "human_agent")])).toEqual([]);
});

test("what the bot or nobody said ends nothing", () => {
  expect(stillOpen([draft("d1", 3)], [said(3, "end_user"), said(4, "automated_agent")])).toHaveLength(1);
  expect(stillOpen([draft("d1", 3)], [])).toHaveLength(1);
});

test("what the draft shows as its source is not listed again", () => {
  const related = (title: string): Related => ({ kind: "article", title, quote: "", url: "", conversation: "", why: "", at: null, outcome: "" });
  expect(beside([related("Returns"), related("Guarantee")], [related("Returns")]).map((one) => one.title)).toEqual(["Guarantee"]);
});

test("a machine's words are called so", () => {
  expect(writerOf("model house-3")).toBe("Written by a machine: house-3");
  expect(writerOf("bot shop-bot")).toBe("From the bot: shop-bot");
  expect(writerOf("segue")).toBe("From knowledge and resolved cases");
});
