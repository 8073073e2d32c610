// Real conversations with what live readers were told of them, step by step, as tests/server/test_live_readers.py wrote
// them down: what was told adds up to what is fetched, wherever a reader began and whatever was cut or came twice.
import { describe, expect, it } from "vitest";
import * as desk from "./app/reducer";
import type { ConversationDetail, ConversationStatus, Entry as DeskEntry } from "./app/types";
import * as widget from "./widget/state";
import { readEntry, readSnapshot, type Entry } from "./widget/wire";

type Frame = { type: "entry"; entry: unknown } | { type: "state"; state: unknown } | { type: "typing" | "ping" | "drafts" | "package" };
interface Step {
  customer: { frames: Frame[]; entries: unknown[]; state: unknown };
  staff: { frames: Frame[]; detail: ConversationDetail };
}
interface Story {
  name: string;
  steps: Step[];
}

/** One of the two reducers, as its live reader uses it. */
interface Reader<S> {
  empty: S;
  frames(step: Step): Frame[];
  fetched(state: S, step: Step): S;
  /** What a socket that begins after what is known tells. */
  resumed(state: S, step: Step): Frame[];
  told(state: S, frame: Frame): S;
  shown(state: S, now: Step): unknown;
}

const WIDGET: Reader<widget.State> = {
  empty: widget.EMPTY,
  frames: (step) => step.customer.frames,
  fetched: (state, { customer }) => widget.observe((customer.entries.map(readEntry) as Entry[]).reduce(widget.reduce, state), readSnapshot(customer.state)!),
  resumed: (state, { customer }) => [
    { type: "state", state: customer.state },
    ...customer.entries.filter((one) => readEntry(one)!.seq > widget.lastSeq(state)).map((entry) => ({ type: "entry" as const, entry })),
  ],
  told(state, frame) {
    if (frame.type === "entry") return widget.reduce(state, readEntry(frame.entry)!);
    return frame.type === "state" ? widget.observe(state, readSnapshot(frame.state)!) : state;
  },
  shown: (state) => widget.look(state),
};

const DESK: Reader<desk.ConversationState> = {
  empty: desk.EMPTY,
  frames: (step) => step.staff.frames,
  fetched: (state, step) => desk.applyDetail(state, step.staff.detail),
  resumed: (state, { customer, staff }) => [
    { type: "state", state: { ...(customer.state as ConversationStatus), owner: staff.detail.conversation.owner } },
    ...staff.detail.entries.filter((one) => one.seq > state.cursor).map((entry) => ({ type: "entry" as const, entry })),
  ],
  told(state, frame) {
    if (frame.type === "entry") return desk.applyEntry(state, frame.entry as DeskEntry);
    return frame.type === "state" ? desk.applyStatus(state, frame.state as ConversationStatus) : state;
  },
  shown(state, now) {
    const settled = state.stale ? desk.applyDetail(state, now.staff.detail) : state; // the desk fetches then
    return { entries: settled.entries, cursor: settled.cursor, facts: desk.factsOf(settled) };
  },
};

const READERS = { widget: WIDGET, desk: DESK } as Record<string, Reader<unknown>>;
const path: string = import.meta.env["VITE_LIVE_LOG"] ?? "";
const stories: Story[] = path ? ((await import(/* @vite-ignore */ path)) as { default: Story[] }).default : [];

/** Numbers from 0 up to `below`, the same in every run. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe.skipIf(!path).each(stories)("$name", ({ steps }) => {
  describe.each(Object.entries(READERS))("%s", (_, reader) => {
    const fresh = (at: number): unknown => reader.shown(reader.fetched(reader.empty, steps[at]!), steps[at]!);
    const between = (from: number, to: number): Frame[] => steps.slice(from, to).flatMap((step) => reader.frames(step));
    const after = (state: unknown, frames: Frame[]): unknown => frames.reduce((known, frame) => reader.told(known, frame), state);

    it("one that was there from the beginning knows at every step what a fetch tells", () => {
      let state = reader.empty;
      steps.forEach((step, at) => {
        state = after(state, reader.frames(step));
        expect(reader.shown(state, step), `step ${at}`).toEqual(fresh(at));
      });
    });

    it("so does one that fetched at any step and followed from there, though all of it comes once more", () => {
      steps.forEach((step, from) => {
        const began = reader.fetched(reader.empty, step);
        const last = steps.length - 1;
        expect(reader.shown(after(began, between(from + 1, last + 1)), steps[last]!), `from ${from}`).toEqual(fresh(last));
        expect(reader.shown(after(began, between(0, last + 1)), steps[last]!), `again from ${from}`).toEqual(fresh(last));
      });
    });

    it("so does one that is cut anywhere, also in the middle of a step, and resumes later", () => {
      const pick = chance(7);
      for (let trial = 0; trial < 150; trial++) {
        let state = reader.empty;
        for (let at = 0; at < steps.length; ) {
          const frames = reader.frames(steps[at]!);
          state = after(state, frames.slice(0, pick(frames.length + 1))); // then the line is cut
          at = Math.min(steps.length - 1, at + pick(6));
          state = pick(3) ? after(state, reader.resumed(state, steps[at]!)) : reader.fetched(state, steps[at]!);
          expect(reader.shown(state, steps[at]!), `trial ${trial}, step ${at}`).toEqual(fresh(at));
          at += 1;
        }
      }
    });
  });
});

it.skipIf(path)("is given conversations by tests/server/test_live_readers.py", () => undefined);
