import { describe, expect, it } from "vitest";
import type { Keep } from "./keep";
import { Looking } from "./looking";

const PRICING = { url: "/pricing", title: "Prices" };

/** A tab: what it keeps over page loads, and a clock. */
function tab() {
  const kept = new Map<string, string>();
  const session = {
    get: (name: string) => kept.get(name) ?? "",
    set: (name: string, value: string) => void kept.set(name, value),
    json: (name: string) => JSON.parse(kept.get(name) || "null"),
  };
  const clock = { ms: 1_000_000 };
  return { clock, kept, load: () => new Looking({ session } as unknown as Keep, () => clock.ms) };
}

describe("the page that is looked at", () => {
  it("is one visit with an id of its own, however often it is loaded again", () => {
    const { load } = tab();
    const first = load();
    expect(first.visit).toBeNull();
    expect(first.arrive(PRICING)).toBe(true);
    const again = load();
    expect(again.arrive({ ...PRICING, title: "Prices!" })).toBe(false);
    expect(again.visit).toEqual({ ...first.visit, title: "Prices!" });
  });

  it("is another visit when one comes back to it", () => {
    const looking = tab().load();
    looking.arrive(PRICING);
    const first = looking.visit?.id;
    expect(looking.arrive({ url: "/docs", title: "" })).toBe(true);
    expect(looking.arrive(PRICING)).toBe(true);
    expect(looking.visit?.id).not.toBe(first);
  });

  it("counts the time it is shown, and only that", () => {
    const { clock, load } = tab();
    const looking = load();
    looking.arrive(PRICING);
    clock.ms += 12_000;
    expect(looking.rest()?.seconds).toBe(12);
    clock.ms += 3_600_000;
    looking.resume();
    looking.resume();
    clock.ms += 5_000;
    expect(looking.rest()?.seconds).toBe(17);
  });

  it("tells of a stay once, and not at all when it was none", () => {
    const { clock, load } = tab();
    const looking = load();
    expect(looking.rest()).toBeNull();
    looking.arrive(PRICING);
    expect(looking.rest()).toBeNull();
    looking.resume();
    clock.ms += 2_000;
    expect(looking.rest()?.seconds).toBe(2);
    expect(looking.rest()).toBeNull();
  });

  it("goes on counting after a reload", () => {
    const { clock, load } = tab();
    const before = load();
    before.arrive(PRICING);
    clock.ms += 10_000;
    before.rest();
    clock.ms += 1_000;
    const after = load();
    after.arrive(PRICING);
    clock.ms += 4_000;
    expect(after.rest()?.seconds).toBe(14);
  });

  it("never lasts longer than a day, nor less than nothing when the clock is set back", () => {
    const { clock, load } = tab();
    const looking = load();
    looking.arrive(PRICING);
    clock.ms -= 60_000;
    expect(looking.visit?.seconds).toBe(0);
    clock.ms += 10 * 86_400_000;
    expect(looking.visit?.seconds).toBe(86_400);
  });

  it("is forgotten with the visitor, and what somebody else wrote into the tab's memory is no visit", () => {
    const { kept, load } = tab();
    const looking = load();
    looking.arrive(PRICING);
    looking.forget();
    expect(looking.visit).toBeNull();
    kept.set("visit", '{"id": 7, "url": "/pricing"}');
    expect(load().arrive(PRICING)).toBe(true);
  });
});
