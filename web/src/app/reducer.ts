// An open conversation as the desk knows it. Pure: the same entries give the same state in any order and any number
// of times, which is what makes reconnects, replays and fresh fetches harmless.
import type { ConversationStatus, Entry, Owner } from "./types";

export interface ConversationState {
  /** In order of `seq`, each once. */
  readonly entries: readonly Entry[];
  /** Highest `seq` below which nothing is missing: where a socket resumes. */
  readonly cursor: number;
  /** The newest whole status from the server; entries after it move it on. */
  readonly status: ConversationStatus | null;
}

export interface ConversationFacts {
  owner: Owner;
  epoch: number;
  open: boolean;
  /** State of the newest handoff, "" before the first. */
  handoffState: string;
  customerAway: boolean;
}

export const EMPTY: ConversationState = { entries: [], cursor: 0, status: null };

export function applyEntry(state: ConversationState, entry: Entry): ConversationState {
  const entries = insert(state.entries, entry);
  if (entries === state.entries) return state;
  return { ...state, entries, cursor: advance(entries, state.cursor) };
}

export function applyEntries(state: ConversationState, entries: readonly Entry[]): ConversationState {
  return entries.reduce(applyEntry, state);
}

/** Entries as the server tells them now: of one that is known already, what it says may have been kept back since. */
export function applyFetched(state: ConversationState, entries: readonly Entry[]): ConversationState {
  const told = new Map(entries.map((entry) => [entry.seq, entry]));
  const known = state.entries.map((entry) => told.get(entry.seq) ?? entry);
  return applyEntries({ ...state, entries: known }, entries);
}

/** A whole status from the server; one older than what is known already is ignored. */
export function applyStatus(state: ConversationState, status: ConversationStatus): ConversationState {
  if (state.status && status.last_seq < state.status.last_seq) return state;
  return { ...state, status };
}

/** Who may speak and how the handoff stands: the status, moved on by the entries after it. */
export function factsOf(state: ConversationState): ConversationFacts {
  const { status } = state;
  let facts: ConversationFacts = {
    owner: status?.owner ?? { kind: "bot" },
    epoch: status?.epoch ?? 1,
    open: status?.open ?? true,
    handoffState: status?.handoff?.state ?? "",
    customerAway: false,
  };
  let agent = ""; // a status may name the human without the id, which the log has
  for (const entry of state.entries) {
    if (entry.kind === "handoff" && words(entry.data?.agent)) agent = words(entry.data?.agent);
    if (!status || entry.seq > status.last_seq) facts = step(facts, entry);
    facts.customerAway = awayAfter(facts.customerAway, entry);
  }
  if (facts.owner.kind === "human" && !facts.owner.id) facts.owner = { ...facts.owner, id: agent };
  return facts;
}

function insert(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  let index = entries.length;
  while (index > 0 && (entries[index - 1] as Entry).seq > entry.seq) index -= 1;
  if (index > 0 && (entries[index - 1] as Entry).seq === entry.seq) return entries;
  return [...entries.slice(0, index), entry, ...entries.slice(index)];
}

function advance(entries: readonly Entry[], cursor: number): number {
  let next = cursor;
  let index = entries.length;
  while (index > 0 && (entries[index - 1] as Entry).seq > next) index -= 1;
  for (; entries[index]?.seq === next + 1; index += 1) next += 1;
  return next;
}

const WAITING = new Set(["requested", "queued", "reserved"]);
const NOT_BEGUN = new Set(["offered", "declined", "lapsed"]);

function step(facts: ConversationFacts, entry: Entry): ConversationFacts {
  const next = { ...facts, epoch: entry.epoch || facts.epoch };
  if (entry.kind === "handoff") {
    next.handoffState = words(entry.data?.state) || facts.handoffState;
    next.owner = ownerIn(next.handoffState, entry, facts.owner);
  } else if (entry.kind === "handed_back") {
    next.owner = { kind: "bot" };
  } else if (entry.kind === "ended") {
    next.owner = { kind: "bot" };
    next.open = false;
  }
  return next;
}

function ownerIn(handoffState: string, entry: Entry, before: Owner): Owner {
  if (NOT_BEGUN.has(handoffState)) return before;
  if (WAITING.has(handoffState)) return { kind: "queue", name: words(entry.data?.queue) };
  if (handoffState === "active") {
    return { kind: "human", id: words(entry.data?.agent), name: words(entry.data?.agent_name) };
  }
  return { kind: "bot" };
}

function awayAfter(before: boolean, entry: Entry): boolean {
  if (entry.kind === "customer_away") return true;
  if (entry.kind === "customer_back") return false;
  return entry.kind === "message" && entry.role === "end_user" ? false : before;
}

function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}
