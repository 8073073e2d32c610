// An open conversation as the desk knows it. Pure: the same entries give the same state in any order and any number
// of times, which is what makes reconnects, replays and fresh fetches harmless.
import type { ConversationDetail, ConversationStatus, Entry, Owner } from "./types";

export interface ConversationState {
  /** In order of `seq`, each once. */
  readonly entries: readonly Entry[];
  /** Highest `seq` below which nothing is missing: where a socket resumes. */
  readonly cursor: number;
  /** The newest whole status from the server; entries after it move it on. */
  readonly status: ConversationStatus | null;
  /** `seq` of the newest entry that may have changed what earlier ones say, until they are fetched again; else 0. */
  readonly stale: number;
}

export interface ConversationFacts {
  owner: Owner;
  epoch: number;
  open: boolean;
  /** State of the newest handoff, "" before the first. */
  handoffState: string;
  customerAway: boolean;
}

export const EMPTY: ConversationState = { entries: [], cursor: 0, status: null, stale: 0 };

export function applyEntry(state: ConversationState, entry: Entry): ConversationState {
  const entries = insert(state.entries, entry);
  if (entries === state.entries) return state;
  const news = entry.seq > state.cursor; // of an earlier page, all that is shown was told after it
  const stale = news && hides(entries, entry) ? Math.max(state.stale, entry.seq) : state.stale;
  return { ...state, entries, stale, cursor: advance(entries, state.cursor) };
}

export function applyEntries(state: ConversationState, entries: readonly Entry[]): ConversationState {
  return entries.reduce(applyEntry, state);
}

/**
 * The conversation as the server tells it now: the newest entries, and where it stands. What is known stays where it joins
 * them; where it does not, or may tell what is kept back since, it goes and can be fetched again.
 */
export function applyDetail(state: ConversationState, detail: ConversationDetail): ConversationState {
  const first = detail.entries[0]?.seq ?? 1;
  const joins = state.stale === 0 && state.cursor >= first - 1;
  const told = new Map(detail.entries.map((entry) => [entry.seq, entry]));
  const kept = state.entries.filter((entry) => (joins || entry.seq >= first) && !told.has(entry.seq));
  const entries = [...kept, ...detail.entries].sort((one, other) => one.seq - other.seq);
  const cursor = advance(entries, joins ? state.cursor : first - 1);
  const stale = state.stale > detail.last_seq ? state.stale : 0;
  return applyStatus({ ...state, entries, cursor, stale }, statusOf(detail));
}

/** Whether the briefing, the list of handoffs or what earlier entries say may be another after this entry. */
export function changesDetail(state: ConversationState, entry: Entry): boolean {
  return state.stale > 0 || CHANGES_DETAIL.has(entry.kind);
}

const CHANGES_DETAIL: ReadonlySet<string> = new Set(["handoff", "handed_back", "ended", "facts"]);

/** What the customer keeps back is decided by one kind of entry; what there is to hide comes with others. */
function hides(entries: readonly Entry[], { kind }: Entry): boolean {
  if (kind === "passed_on") return true;
  return (kind === "context" || kind === "contact") && entries.some((entry) => entry.kind === "passed_on");
}

function statusOf({ conversation, handoff, last_seq }: ConversationDetail): ConversationStatus {
  return {
    id: conversation.id,
    open: conversation.open ?? true,
    owner: conversation.owner,
    epoch: conversation.epoch ?? 0,
    last_seq,
    handoff: handoff ? { id: handoff.id, state: handoff.state, queue: handoff.queue } : null,
    offer: null,
  };
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
    owner: status?.owner ?? BOT,
    epoch: status?.epoch ?? 1,
    open: status?.open ?? true,
    handoffState: status?.handoff?.state ?? "",
    customerAway: false,
  };
  for (const entry of state.entries) {
    if (!status || entry.seq > status.last_seq) facts = step(facts, entry);
    facts.customerAway = awayAfter(facts.customerAway, entry);
  }
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

const BOT: Owner = { kind: "bot", id: "", name: "" };

function step(facts: ConversationFacts, entry: Entry): ConversationFacts {
  const next = { ...facts, epoch: entry.epoch || facts.epoch };
  if (entry.kind === "handoff") {
    next.handoffState = words(entry.data?.state) || facts.handoffState;
    next.owner = ownerIn(next.handoffState, entry, facts.owner);
  } else if (entry.kind === "handed_back") {
    next.owner = BOT;
  } else if (entry.kind === "ended") {
    next.owner = BOT;
    next.open = false;
  }
  return next;
}

function ownerIn(handoffState: string, entry: Entry, before: Owner): Owner {
  if (NOT_BEGUN.has(handoffState)) return before;
  if (WAITING.has(handoffState)) return { kind: "queue", id: words(entry.data?.queue), name: "" };
  if (handoffState === "active") {
    return { kind: "human", id: words(entry.data?.agent), name: words(entry.data?.agent_name) };
  }
  return BOT;
}

function awayAfter(before: boolean, entry: Entry): boolean {
  if (entry.kind === "customer_away") return true;
  if (entry.kind === "customer_back") return false;
  return entry.kind === "message" && entry.role === "end_user" ? false : before;
}

function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}
