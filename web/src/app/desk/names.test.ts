import { expect, test } from "vitest";
import type { Handoff } from "../types";
import { hubName, ownerWords } from "./names";

const handoff: Handoff = { id: "h", state: "queued", queue: "general", queue_title: "Customer care" };
const there = { ...handoff, hub: "support", hub_title: "Zendesk Support" };

test("a helpdesk is called by its product and by its name here", () => {
  expect(hubName(there)).toBe("Zendesk Support (support)");
  expect(hubName({ hub: "gone", hub_title: "gone" })).toBe("gone");
});

test("whoever a helpdesk has is with the helpdesk", () => {
  expect(ownerWords({ kind: "queue", name: "general" }, there)).toBe("Waiting in Zendesk Support (support)");
  expect(ownerWords({ kind: "human", id: "hub:support/7", name: "Ana" }, there)).toBe("With Ana in Zendesk Support (support)");
});

test("others are where they were", () => {
  expect(ownerWords({ kind: "queue", name: "general" }, handoff)).toBe("Waiting in Customer care");
  expect(ownerWords({ kind: "human", id: "usr_1", name: "Tom" }, handoff)).toBe("With Tom");
  expect(ownerWords({ kind: "bot" }, there)).toBe("With the bot");
});
