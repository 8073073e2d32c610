import { describe, expect, test } from "vitest";
import { HUB_STATES, type HubRow, hubAdvice, lagWords, lastTrouble, openWords, usedBy } from "./hubs";

const quiet = { error: "", failed_at: null };
const hub: HubRow = {
  name: "support",
  kind: "zendesk",
  title: "Zendesk Support",
  version: "2",
  checked: "the vendor's own description",
  can: [],
  cannot: [],
  clicks: [],
  webhook: "https://segue.example/v1/hubs/support/webhook",
  drafts: false,
  state: "taking",
  behind: 0,
  oldest_at: null,
  lag_s: 0,
  failing: 0,
  taken_at: null,
  until: null,
  dead_letters: 0,
  delivering: quiet,
  hearing: quiet,
  heard_at: null,
  told: 0,
  refused: 0,
  caught_up_at: null,
  found: 0,
  open: { live: 0, tickets: 0, more: false },
  queues: { live: [], tickets: [] },
};

test.each(Object.keys(HUB_STATES))("the state %s says what to do, unless all is well", (state) => {
  expect(Boolean(hubAdvice({ ...hub, state }))).toBe(state !== "taking");
});

test("no two states look alike without colour", () => {
  const words = Object.values(HUB_STATES).map(([name]) => name);
  expect(new Set(words).size).toBe(words.length);
});

test("a hub that has no webhook is not told to mend one", () => {
  expect(hubAdvice({ ...hub, state: "unheard" })).toContain("webhook");
  expect(hubAdvice({ ...hub, state: "unheard", webhook: "" })).not.toContain("webhook");
});

describe("the newer trouble is shown", () => {
  const sending = { error: "status 503", failed_at: "2026-11-21T09:00:00Z" };
  const hearing = { error: "status 401", failed_at: "2026-11-21T10:00:00Z" };
  test.each([
    [quiet, quiet, null],
    [sending, quiet, sending],
    [quiet, hearing, hearing],
    [sending, hearing, hearing],
    [{ error: "of another process", failed_at: null }, hearing, hearing],
  ])("%o and %o", (delivering, heard, shown) => {
    expect(lastTrouble({ ...hub, delivering, hearing: heard })).toEqual(shown);
  });
});

test.each([
  [{ live: 0, tickets: 0, more: false }, "nothing open"],
  [{ live: 1, tickets: 0, more: false }, "1 conversation open"],
  [{ live: 3, tickets: 1, more: false }, "3 conversations, 1 ticket open"],
  [{ live: 0, tickets: 1000, more: true }, "more than 1,000 tickets open"],
])("%o is %s", (open, words) => {
  expect(openWords(open)).toBe(words);
});

test("what waits to be sent is told with its age", () => {
  expect(lagWords(hub)).toBe("");
  expect(lagWords({ ...hub, behind: 2, lag_s: 130 })).toBe("2 conversations wait to be sent, the oldest for 2 min");
});

test("what sends customers there is named as people call it", () => {
  const queues = { live: [{ name: "general", title: "Customer care" }], tickets: [{ name: "trade", title: "Trade desk" }] };
  expect(usedBy(hub)).toBe("");
  expect(usedBy({ ...hub, queues, drafts: true })).toBe("conversations of Customer care; tickets of Trade desk; draft replies");
});
