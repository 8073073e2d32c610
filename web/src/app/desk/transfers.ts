// Handing a customer on: what there is to choose from, and the notices of what became of it.
import { effect, signal } from "@preact/signals";
import { me } from "../session";
import type { Handoff, Item, Presence } from "../types";
import { say } from "../ui/toasts";
import { chime } from "./chime";
import { mine } from "./inbox";
import { customerName } from "./names";

/** Somebody who works here. `lacks`: completes the name, "" for who fits. */
export interface Person {
  id: string;
  name: string;
  team: string;
  presence: Presence;
  at_work: boolean;
  units_used: number;
  capacity: number;
  lacks: string;
}

export interface TargetQueue {
  name: string;
  title: string;
  kind: string;
  status: string;
  waiting: number;
  wait_low_s: number | null;
  wait_high_s: number | null;
  fitting: number;
}

export interface Targets {
  people: Person[];
  queues: TargetQueue[];
}

/** Something to choose, as the dialog shows it. `warning`: why it takes a second thought; `refused`: why it cannot be. */
export interface Choice {
  key: string;
  agent: string;
  queue: string;
  name: string;
  facts: string;
  presence?: Presence;
  warning: string;
  refused: string;
}

const spaced = (text: string): string => text.replaceAll("_", " ");

export function personChoice(one: Person): Choice {
  const room = `${one.units_used} of ${one.capacity} in use`;
  return {
    key: `agent ${one.id}`,
    agent: one.id,
    queue: "",
    name: one.name,
    facts: [one.team, spaced(one.presence), room].filter(Boolean).join(" · "),
    presence: one.presence,
    warning: one.lacks && `${one.name} ${one.lacks}.`,
    refused: one.at_work ? "" : `${one.name} is ${spaced(one.presence)}.`,
  };
}

const LEAVES_TICKET: Record<string, string> = {
  closed: "is closed now: a ticket is left there",
  nobody_there: "has nobody at work who could take it: a ticket is left there",
};

export function queueChoice(one: TargetQueue): Choice {
  const open = one.kind === "live";
  const waiting = one.waiting === 0 ? "nobody waits" : one.waiting === 1 ? "1 waits" : `${one.waiting} wait`;
  const fitting = one.fitting === 1 ? "1 person fits" : `${one.fitting} people fit`;
  const closed = open ? LEAVES_TICKET[one.status] : undefined;
  return {
    key: `queue ${one.name}`,
    agent: "",
    queue: one.name,
    name: one.title,
    facts: open ? [waiting, waitWords(one), fitting].filter(Boolean).join(" · ") : `answers by ${one.kind}`,
    warning: closed ? `${one.title} ${closed}.` : "",
    refused: "",
  };
}

/** "about 2 to 5 min", "up to 1 min", in whole minutes rounded outwards; "" while it is not known. */
export function waitWords(one: Pick<TargetQueue, "wait_low_s" | "wait_high_s">): string {
  if (one.wait_low_s === null || one.wait_high_s === null) return "";
  const low = Math.floor(one.wait_low_s / 60);
  const high = Math.max(1, Math.ceil(one.wait_high_s / 60));
  if (low === 0) return `up to ${high} min`;
  return low === high ? `about ${high} min` : `about ${low} to ${high} min`;
}

/** Those whose name or facts have every word of `text`. */
export function found(choices: readonly Choice[], text: string): Choice[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter((one) => {
    const said = `${one.name} ${one.facts}`.toLocaleLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** Handoffs that were transferred to a queue from here, and may come back. */
export const given = signal<ReadonlyMap<string, string>>(new Map());

export function gaveTo(handoff: Handoff, queue: string): void {
  given.value = new Map([...given.value, [handoff.id, queue]]);
}

export function tookBack(handoff: string): void {
  given.value = new Map([...given.value].filter(([id]) => id !== handoff));
  asked.delete(handoff);
}

/** Handoff id -> the colleague who is asked to take it. */
const asked = new Map<string, string>();

/** Says what became of a transfer, for as long as the returned function is not called. */
export function tellOfTransfers(): () => void {
  return effect(() => mine.value.forEach(tell));
}

function tell({ handoff, conversation }: Item): void {
  if (handoff.ended_at) return;
  const name = customerName(conversation.customer);
  const queue = given.peek().get(handoff.id);
  if (queue !== undefined) {
    tookBack(handoff.id);
    say(`Nobody in ${queue} took ${name} over; the conversation is yours again.`, true);
    chime();
  }
  const before = asked.get(handoff.id);
  if (handoff.transfer?.to && handoff.transfer.by === me.peek()?.id) asked.set(handoff.id, handoff.transfer.to_name);
  else if (before !== undefined) {
    asked.delete(handoff.id);
    say(`${before} did not take ${name} over; the conversation is still yours.`, true);
  }
}
