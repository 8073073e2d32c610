// The signals of a turn, sorted by how they are best shown.
import { plain, spaced } from "../../format";
import type { Weighed } from "../../types";
import type { Signal, TriedTurn } from "./types";

/** 0 to 1; from 0.5 on it is likely. */
export interface Bar {
  name: string;
  words: string;
  value: number;
  read: boolean;
  /** The numbers that the policy compares it with. */
  tests: string[];
}

export interface Readout {
  bars: Bar[];
  topics: Bar[];
  /** What is there: counts above 0, yes, words. */
  lit: Signal[];
  rest: Signal[];
}

const PROBABILITIES: Record<string, string> = {
  request: "Wants a person",
  dissatisfied: "Dissatisfied",
  mood: "Mood so far",
  complaint: "Complaint",
  distress: "Distress",
  urgent: "Urgent",
  complexity: "Complexity",
};

const NEVER_LIT = new Set(["turns", "channel", "topics", "customer.verified"]);

export function readout(turn: TriedTurn): Readout {
  const tests = (name: string): string[] => turn.decision.thresholds?.[name] ?? [];
  const bars = turn.signals
    .filter((one) => one.name in PROBABILITIES)
    .map((one) => bar(one.name, PROBABILITIES[one.name] ?? one.name, one.value, one.read, tests(one.name)));
  const read = turn.signals.some((one) => one.name === "topics" && one.read);
  const topics = turn.topics.map((one) => {
    const own = tests(`score.${one.topic}`);
    return bar(one.topic, spaced(one.topic), one.score, read || own.length > 0, own);
  });
  const others = turn.signals.filter((one) => !(one.name in PROBABILITIES));
  return {
    bars: bars.sort((a, b) => order(a.name) - order(b.name)),
    topics,
    lit: others.filter(isLit),
    rest: others.filter((one) => !isLit(one)),
  };
}

const order = (name: string): number => Object.keys(PROBABILITIES).indexOf(name);

function bar(name: string, words: string, value: unknown, read: boolean, tests: string[]): Bar {
  const number = typeof value === "number" && Number.isFinite(value) ? value : 0;
  return { name, words, value: Math.min(1, Math.max(0, number)), read, tests };
}

export function isLit(signal: Signal): boolean {
  if (!signal.known || NEVER_LIT.has(signal.name)) return false;
  if (signal.type === "bool") return signal.value === true;
  if (signal.type === "number") return signal.name === "confidence" || (typeof signal.value === "number" && Math.abs(signal.value) >= 0.01);
  if (signal.type === "list") return Array.isArray(signal.value) && signal.value.length > 0;
  return signal.value !== "" && signal.value !== "no";
}

/** "failed attempts 2", "mood bad", "asks for human: clear". */
export function signalWords(signal: Signal): string {
  const name = spaced(signal.name);
  if (signal.type === "bool") return signal.value === true ? name : `not ${name}`;
  if (signal.type === "number") return `${name} ${rounded(signal.value)}`;
  return `${name}: ${plain(signal.value) || "nothing"}`;
}

function rounded(value: unknown): string {
  return typeof value === "number" ? String(Math.round(value * 100) / 100) : plain(value);
}

export const VERDICTS: Record<string, string> = {
  fired: "Fired",
  suppressed: "Held back",
  could_not_tell: "Could not tell",
  quiet: "Quiet",
  not_applicable: "Not weighed",
};

export const KINDS: Record<string, string> = {
  signals: "signals",
  phrases: "exact words",
  behaviour: "behaviour",
  guidance: "in plain words",
};

/** What fired first, what was quiet last; otherwise in the order of the policy. */
export function ranked(weighed: readonly Weighed[]): Weighed[] {
  const ranks = Object.keys(VERDICTS);
  return [...weighed].sort((a, b) => ranks.indexOf(a.verdict) - ranks.indexOf(b.verdict));
}
