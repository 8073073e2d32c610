// The conversation as this browser knows it: a set of entries by seq and the newest snapshot. No DOM, no clock, no network.
// Everything shown is derived from that set, so replays, duplicates and disorder cannot change what is shown.

import { keptFiles, type KeptFile } from "../files";
import { fields, numberOrNull, words, type Entry, type Role, type Snapshot } from "./wire";

export interface State {
  /** Ascending by seq, each seq once. */
  readonly entries: readonly Entry[];
  readonly snapshot: Snapshot | null;
}

/** Who may speak to the customer now. `wait_s` in seconds. */
export type Speaker =
  | { readonly kind: "bot"; readonly name: string }
  | { readonly kind: "waiting"; readonly position: number | null; readonly wait_s: number | null }
  | { readonly kind: "human"; readonly name: string };

export interface Choice {
  readonly id: string;
  readonly label: string;
}

export interface Offer {
  readonly id: string;
  readonly choices: readonly Choice[];
  /** How long it stays open after it was made, in milliseconds; null when the server did not say. */
  readonly lasts_ms: number | null;
  readonly status: "open" | "answered" | "lapsed";
  readonly choice: string;
}

export interface Line {
  readonly seq: number;
  readonly kind: "message" | "system" | "offer";
  readonly role: Role;
  readonly name: string;
  readonly at: string;
  readonly text: string;
  readonly message_id: string;
  readonly offer: Offer | null;
  readonly files: readonly KeptFile[];
  /** Files that lie elsewhere. */
  readonly links: readonly { readonly name: string; readonly url: string }[];
}

/** A survey to put after `seq`, with its question. One is answered once a round; a round begins when a human joins. */
export interface Survey {
  readonly seq: number;
  readonly round: number;
  readonly text: string;
}

export interface View {
  readonly lines: readonly Line[];
  readonly speaker: Speaker;
  /** What the bot is called, "" where it has not said so. */
  readonly bot: string;
  readonly ended: boolean;
  readonly survey: Survey | null;
  /** After this seq the customer may look at what is passed on; 0 for nowhere. */
  readonly passedOn: number;
  readonly lastSeq: number;
}

export const EMPTY: State = { entries: [], snapshot: null };

/** The state with `entry` in it; the very same state when it was there already. */
export function reduce(state: State, entry: Entry): State {
  const { entries } = state;
  let at = entries.length;
  while (at > 0 && entries[at - 1]!.seq > entry.seq) at--;
  if (at > 0 && entries[at - 1]!.seq === entry.seq) return state;
  return { ...state, entries: [...entries.slice(0, at), entry, ...entries.slice(at)] };
}

/** The state with a newer snapshot; an older one than the one it has changes nothing. */
export function observe(state: State, snapshot: Snapshot): State {
  if (state.snapshot && state.snapshot.last_seq > snapshot.last_seq) return state;
  return { ...state, snapshot };
}

export function lastSeq(state: State): number {
  return state.entries.at(-1)?.seq ?? 0;
}

const WAITING: ReadonlySet<string> = new Set(["requested", "queued", "reserved"]);
const NO_CHANGE: ReadonlySet<string> = new Set(["offered", "declined", "lapsed"]);

interface Turn {
  speaker: Speaker;
  since: number; // seq of the entry that last said who speaks
}

/** What the customer sees: one walk over the log. */
export function look(state: State): View {
  const answers = answersIn(state.entries);
  const over = state.snapshot?.open === false || state.entries.some((entry) => entry.kind === "ended");
  const lines: Line[] = [];
  let turn: Turn = { speaker: { kind: "bot", name: "" }, since: 0 };
  let survey: Survey | null = null;
  let [botName, round, passedOn] = ["", 0, 0];
  for (const entry of state.entries) {
    const line = lineOf(entry, answers, state.snapshot, over);
    if (line) lines.push(line);
    if (entry.kind === "message" && entry.role === "automated_agent" && entry.author_name) botName = entry.author_name;
    if (entry.kind === "handoff") turn = turnAfter(turn, entry);
    if (entry.kind === "handoff" && entry.data["state"] === "active") round = entry.seq;
    if (asksForSurvey(entry)) survey = { seq: entry.seq, round, text: words(entry.data["survey_text"]) };
    if (passesOn(entry)) passedOn = entry.seq;
  }
  const { snapshot } = state;
  const speaker = snapshot && snapshot.last_seq >= turn.since ? speakerIn(snapshot) : turn.speaker;
  return {
    lines,
    speaker: speaker.kind === "bot" ? { kind: "bot", name: botName || speaker.name } : speaker,
    bot: botName,
    ended: over,
    survey,
    passedOn: over ? 0 : passedOn,
    lastSeq: lastSeq(state),
  };
}

function asksForSurvey(entry: Entry): boolean {
  return (entry.kind === "ended" || entry.kind === "handoff") && entry.data["survey"] === true;
}

const PASSES_ON: ReadonlySet<string> = new Set(["queued", "ticketed", "emailed"]);

function passesOn(entry: Entry): boolean {
  return entry.kind === "handoff" && entry.data["passed_on"] === true && PASSES_ON.has(words(entry.data["event"]));
}

function turnAfter(turn: Turn, entry: Entry): Turn {
  const step = words(entry.data["state"]);
  if (NO_CHANGE.has(step)) return turn;
  if (step === "active") return { speaker: { kind: "human", name: words(entry.data["agent_name"]) }, since: entry.seq };
  if (!WAITING.has(step)) return { speaker: { kind: "bot", name: "" }, since: entry.seq };
  const before = turn.speaker.kind === "waiting" ? turn.speaker : { position: null, wait_s: null };
  const position = numberOrNull(entry.data["position"]) ?? before.position;
  const wait_s = "wait_s" in entry.data ? numberOrNull(entry.data["wait_s"]) : before.wait_s;
  return { speaker: { kind: "waiting", position, wait_s }, since: entry.seq };
}

function speakerIn({ owner, handoff }: Snapshot): Speaker {
  if (owner.kind === "human") return { kind: "human", name: owner.name || handoff?.agent_name || "" };
  if (owner.kind === "queue" || (handoff && WAITING.has(handoff.state))) {
    return { kind: "waiting", position: handoff?.position ?? null, wait_s: handoff?.wait_s ?? null };
  }
  return { kind: "bot", name: owner.name };
}

/** Offer id -> choice, "" when it lapsed. */
type Answers = ReadonlyMap<string, string>;

function answersIn(entries: readonly Entry[]): Answers {
  const found = new Map<string, string>();
  for (const { kind, data } of entries) {
    if (kind === "offer_answered") found.set(words(data["id"]), words(data["choice"]));
    else if (kind === "offer_lapsed" && !found.get(words(data["id"]))) found.set(words(data["id"]), "");
  }
  return found;
}

function lineOf(entry: Entry, answers: Answers, snapshot: Snapshot | null, over: boolean): Line | null {
  const { seq, role, at, text, message_id } = entry;
  const { attachments } = entry.data;
  const [files, links] = [keptFiles(attachments), linksIn(attachments)];
  const line = { seq, role, at, text, message_id, name: entry.author_name, offer: null, files, links };
  if (entry.kind === "offer") return { ...line, kind: "offer", offer: offerOf(entry, answers, snapshot, over) };
  if (!(text || files.length || links.length)) return null;
  if (entry.kind === "message") return { ...line, kind: role === "system" ? "system" : "message" };
  if (entry.kind === "handoff" || entry.kind === "ended") return { ...line, kind: "system" };
  return null; // a kind of a later version, or not meant to be read
}

function linksIn(attachments: unknown): { name: string; url: string }[] {
  const listed: unknown[] = Array.isArray(attachments) ? attachments : [];
  return listed
    .map((one) => ({ name: words(fields(one)["name"]), url: words(fields(one)["url"]) }))
    .filter(({ name, url }) => name && url.startsWith("https://"));
}

function offerOf(entry: Entry, answers: Answers, snapshot: Snapshot | null, over: boolean): Offer {
  const { data } = entry;
  const id = words(data["id"]);
  const listed: unknown[] = Array.isArray(data["choices"]) ? data["choices"] : [];
  const choices = listed
    .map((choice) => ({ id: words(fields(choice)["id"]), label: words(fields(choice)["label"]) }))
    .filter((choice) => choice.id);
  const lasts = Date.parse(words(data["expires_at"])) - Date.parse(entry.at);
  const choice = answers.get(id);
  const closed = over || (snapshot !== null && snapshot.last_seq >= entry.seq && snapshot.offer?.id !== id);
  return {
    id,
    choices,
    lasts_ms: Number.isFinite(lasts) ? lasts : null,
    status: choice ? "answered" : choice === "" || closed ? "lapsed" : "open",
    choice: choice ?? "",
  };
}
