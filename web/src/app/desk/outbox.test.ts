import { expect, test } from "vitest";
import type { Entry } from "../types";
import { leftBy, type Pending, pendingOf, unsent } from "./outbox";

const pending = (id: string, rest: Partial<Pending> = {}): Pending => ({ ...pendingOf(id, "c1", { text: "Hello", note: false }), ...rest });
const logged = (seq: number, message_id?: string): Entry => ({
  seq,
  message_id,
  kind: "message",
  role: "human_agent",
  at: "2026-11-21T09:00:01Z",
});

test("a message shows as pending until the log has it, whichever comes first", () => {
  expect(unsent([pending("m1")], "c1", [])).toHaveLength(1);
  expect(unsent([pending("m1")], "c1", [logged(4, "m1")])).toEqual([]);
  expect(unsent([pending("m1", { seq: 4 })], "c1", [])).toHaveLength(1);
  expect(unsent([pending("m1", { seq: 4 })], "c1", [logged(4)])).toEqual([]);
});

test("another conversation's messages stay there", () => {
  expect(unsent([pending("m1")], "c2", [])).toEqual([]);
});

test("what an earlier page left is sent on under its own ids, but what was refused waits for whoever wrote it", () => {
  const left = [pending("m1", { status: "failed", passing: true, trouble: "no line" }), pending("m2"), pending("m3", { status: "failed", trouble: "not yours" })];
  const kept = JSON.stringify({ user: "usr_maria", items: left });
  expect(leftBy("usr_maria", kept).map(({ id, status }) => [id, status])).toEqual([["m1", "sending"], ["m2", "sending"], ["m3", "failed"]]);
});

test("what somebody else left here is not sent in another's name", () => {
  expect(leftBy("usr_tom", JSON.stringify({ user: "usr_maria", items: [pending("m1")] }))).toEqual([]);
});

test.each(["", "null", "{", "7", '{"user":"usr_maria"}', '{"user":"usr_maria","items":[null,{"id":1}]}'])("%s is nothing", (kept) => {
  expect(leftBy("usr_maria", kept)).toEqual([]);
});
