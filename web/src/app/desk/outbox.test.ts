import { expect, test } from "vitest";
import type { Entry } from "../types";
import { type Pending, settle, unsent } from "./outbox";

const pending = (id: string, rest: Partial<Pending> = {}): Pending => ({
  id,
  conversation: "c1",
  text: "Hello",
  note: false,
  at: "2026-11-21T09:00:00Z",
  problem: "",
  ...rest,
});
const logged = (seq: number, message_id?: string): Entry => ({
  seq,
  message_id,
  kind: "message",
  role: "human_agent",
  at: "2026-11-21T09:00:01Z",
});

test("a message shows as pending until the log has it, whichever comes first", () => {
  const outbox = [pending("m1")];
  expect(unsent(outbox, "c1", [])).toHaveLength(1);
  expect(unsent(outbox, "c1", [logged(4, "m1")])).toEqual([]);
  expect(unsent(settle(outbox, "m1", { seq: 4 }), "c1", [])).toHaveLength(1);
  expect(unsent(settle(outbox, "m1", { seq: 4 }), "c1", [logged(4)])).toEqual([]);
});

test("a failure keeps the message and its id", () => {
  const [failed] = settle([pending("m1")], "m1", { problem: "no line" });
  expect(failed).toMatchObject({ id: "m1", text: "Hello", problem: "no line" });
});

test("another conversation's messages stay there", () => {
  expect(unsent([pending("m1")], "c2", [])).toEqual([]);
});
