// What the pages about waiting say, from what the server answers. No markup, so that it can be tested.
import { duration, sentence } from "../../format";
import type { Kept, PromiseStanding, Way } from "./types";

/** A rate never stands without its count, and is 100 % or 0 % only when all or none were kept. */
export function keptInWords(kept: Kept): string {
  if (!kept.told) return "";
  const rounded = Math.round((100 * kept.kept) / kept.told);
  const share = kept.kept === kept.told ? 100 : kept.kept ? Math.min(99, Math.max(1, rounded)) : 0;
  return `${kept.kept} of ${kept.told} ${kept.told === 1 ? "wait" : "waits"} kept, ${share} %`;
}

/** "up to 4 min", "3 to 5 min", rounded outwards as the customer was told it. */
export function rangeInWords(low_s: number, high_s: number): string {
  const least = Math.floor(low_s / 60);
  const most = Math.max(1, Math.ceil(high_s / 60));
  if (most === 1) return "about a minute";
  return least === 0 ? `up to ${most} min` : least === most ? `about ${most} min` : `${least} to ${most} min`;
}

export interface Told {
  words: string;
  /** What is left, or by how much it is over. */
  left: string;
  tone: "good" | "bad";
}

export function promiseInWords(promise: PromiseStanding, now: number): Told {
  const left = (Date.parse(promise.until) - now) / 1000;
  const holds = promise.holds && left >= 0;
  return {
    words: rangeInWords(promise.low_s, promise.high_s),
    left: holds ? `${duration(left)} left` : `over by ${duration(-left)}`,
    tone: holds ? "good" : "bad",
  };
}

export interface Clock {
  words: string;
  tone: "plain" | "warn" | "bad";
}

/** The clock of the service level. `share` of the time after which it is at risk is the server's: `escalated`. */
export function clockInWords(due_at: string | null, escalated: string, now: number): Clock | null {
  if (!due_at) return null;
  const left = (Date.parse(due_at) - now) / 1000;
  if (left < 0) return { words: `missed by ${duration(-left)}`, tone: "bad" };
  return { words: `${duration(left)} left`, tone: escalated ? "warn" : "plain" };
}

const EVENTS: Record<string, string> = {
  offered: "Offered a person",
  requested: "Asked for a person",
  customer_agreed: "The customer agreed",
  queued: "In line",
  reserved: "Reserved for {agent}",
  accepted: "Accepted by {agent}",
  reservation_declined: "Declined by {agent}",
  reservation_expired: "Not answered by {agent}",
  reservation_revoked: "Taken back from {agent}",
  taken: "Taken by hand by {agent}",
  transferred: "Passed on to {agent}",
  transfer_asked: "Somebody else is asked",
  transfer_declined: "Whoever was asked declined",
  transfer_expired: "Whoever was asked did not answer",
  transfer_revoked: "The question was taken back",
  transferred_to_queue: "Given to another queue",
  returned: "Back with {agent}: nobody took it",
  agent_lost: "{agent} was lost",
  handed_back: "Back with the bot",
  ticketed: "Became a ticket",
  emailed: "Goes on by e-mail",
  customer_left: "The customer left",
};

export const stepInWords = (event: string, agent: string): string =>
  (EVENTS[event] ?? sentence(event)).replace("{agent}", agent || "somebody");

const BY: Record<string, string> = {
  immediate: "Immediate cases go before all others.",
  longest_wait: "Nobody should wait so long, so they go before the others.",
  priority: "A priority was given, which goes before the order of the policy.",
  cost: "Whoever's waiting costs most by now, for the work it takes, goes first.",
  due: "Whoever's answer is due first goes first.",
  fifo: "Whoever waits longest goes first.",
};

export const orderInWords = (by: string): string => BY[by] ?? `Ordered by ${by}.`;

export interface Term {
  name: string;
  value: number;
  shown: string;
}

const TERMS: readonly (readonly [string, string])[] = [
  ["wait", "Waiting itself"],
  ["leaving", "Risk that they leave"],
  ["target", "Target about to be missed"],
];

/** The parts of what one more second costs, already times the value, in seconds. */
export function costTerms(terms: Record<string, number>): Term[] {
  const value = terms.value ?? 1;
  return TERMS.map(([key, name]) => ({ name, value: value * (terms[key] ?? 0), shown: (value * (terms[key] ?? 0)).toFixed(2) }));
}

const NAMES: Record<string, string> = {
  work_s: "Work",
  slows_others_s: "Slows their other chats",
  wanted_elsewhere_s: "What the slot is worth elsewhere",
  share_used: "Share of capacity in use",
  units_free: "Units free",
  levels: "Levels",
  idle_s: "Without a new customer for",
};

/** Terms of an agent's score by name, as the router had them. */
export function scoreTerms(terms: Record<string, number>): Term[] {
  return Object.entries(terms).map(([key, value]) => ({
    name: NAMES[key] ?? sentence(key.replace(/_s$/, "")),
    value: Math.max(0, value),
    shown: key.endsWith("_s") ? `${Math.round(value)} s` : key === "share_used" ? `${Math.round(value * 100)} %` : `${Number(value.toFixed(2))}`,
  }));
}

/** Width of a bar: share of the longest. */
export const shares = (terms: readonly Term[]): number[] => {
  const most = Math.max(...terms.map((term) => term.value), 0);
  return terms.map((term) => (most > 0 ? term.value / most : 0));
};

export function asksInWords({ asks_for: asks }: Pick<Way, "asks_for">): string {
  const parts = Object.entries(asks.skills).map(([skill, level]) => `${skill} ${level}`);
  parts.push(...Object.entries(asks.authority).map(([what, amount]) => `authority for ${what} ${amount}`));
  if (asks.seniority > 0) parts.push(`seniority ${asks.seniority}`);
  if (asks.team) parts.push(`team ${asks.team}`);
  if (asks.language) parts.push(`language ${asks.language}`);
  return parts.join(", ") || "nobody in particular";
}
