import { expect, test } from "vitest";
import type { Item, Urgency } from "../types";
import { byUrgencyThenAge } from "./order";

const item = (id: string, urgency: Urgency, queued_at: string | null, priority = 0): Item => ({
  handoff: { id, state: "queued", queue: "q", urgency, queued_at, requested_at: "2026-11-21T09:30:00Z", priority },
  conversation: { id, last_seq: 1, owner: { kind: "queue" } },
});

test("the most urgent come first, then priority, then who waits longest", () => {
  const items = [
    item("young", "normal", "2026-11-21T09:20:00Z"),
    item("soft", "soft", "2026-11-21T08:00:00Z"),
    item("unqueued", "normal", null),
    item("now", "immediate", "2026-11-21T09:29:00Z"),
    item("old", "normal", "2026-11-21T09:10:00Z"),
    item("vip", "normal", "2026-11-21T09:25:00Z", 5),
  ];
  expect(items.sort(byUrgencyThenAge).map((one) => one.handoff.id)).toEqual([
    "now",
    "vip",
    "old",
    "young",
    "unqueued",
    "soft",
  ]);
});
