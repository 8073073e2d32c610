import { describe, expect, it } from "vitest";
import { counted, days, ids } from "./words";

describe("what is kept of a person, in words", () => {
  it("names one and many", () => {
    expect(counted({ follow_ups: 2, visits: 1, entries: 3, conversations: 1 })).toBe("1 conversation, 3 entries, 1 page visit, 2 follow ups");
    expect(counted({})).toBe("nothing");
  });
  it("says how long", () => {
    expect([days(null), days(1), days(400)]).toEqual(["for good", "1 day", "400 days"]);
  });
  it("takes ids as they are pasted, each once", () => {
    expect(ids("cnv_a, cnv_b\ncnv_a ")).toEqual(["cnv_a", "cnv_b"]);
  });
});
