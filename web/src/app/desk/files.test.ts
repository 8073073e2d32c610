import { expect, test } from "vitest";
import { filesOf } from "./files";
import type { Entry } from "../types";

function entry(attachments: unknown): Entry {
  return { seq: 1, kind: "message", role: "end_user", at: "2026-11-21T09:00:00Z", data: { attachments } };
}

test("files at https addresses are listed", () => {
  const file = { name: "lamp.jpg", url: "https://files.example/1", size: 9 };
  expect(filesOf(entry([file]))).toEqual([file]);
});

test("anything else is none", () => {
  expect(filesOf(entry([{ name: "x", url: "javascript:alert(1)" }, { url: "https://a.example" }, null, "x"]))).toEqual([]);
  expect(filesOf(entry("x"))).toEqual([]);
  expect(filesOf({ ...entry(null), data: undefined })).toEqual([]);
});
