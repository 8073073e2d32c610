import { expect, test } from "vitest";
import { type Delivers, STATES, listenerName, whatNow } from "./deliveries";

const bot: Delivers = {
  name: "bot",
  state: "taking",
  behind: 0,
  oldest_at: null,
  lag_s: 0,
  failing: 0,
  dead_letters: 0,
  error: "",
  failed_at: null,
  taken_at: null,
  since: null,
  until: null,
  in_policy: true,
};

test("listeners have names that people know", () => {
  expect(listenerName("bot")).toBe("Your bot");
  expect(listenerName("webhook:crm")).toBe("Webhook crm");
  expect(listenerName("hub:support")).toBe("Hub support");
  expect(listenerName("channel:teams")).toBe("Channel teams");
  expect(listenerName("of-a-later-version:x")).toBe("of-a-later-version:x");
});

test("every state but the good one says what to do or what happens by itself", () => {
  for (const state of Object.keys(STATES)) {
    expect(Boolean(whatNow({ ...bot, state }))).toBe(state !== "taking");
  }
});

test("what the policy does not name any more can only be dismissed", () => {
  expect(whatNow({ ...bot, in_policy: false })).toContain("dismissed");
});
