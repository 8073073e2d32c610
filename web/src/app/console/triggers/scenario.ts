// What is run to the end: the conversation, who is there, what is known, and what happens after it.
import { levels } from "../wordlists";
import { readFacts } from "./facts";
import type { RunStep } from "./types";
import { said, step, type Turn } from "./turns";

export interface Colleague {
  name: string;
  skills: string;
  presence: "online" | "busy" | "away" | "offline";
}

export interface Situation {
  language: string;
  page: string;
  facts: string;
}

export interface House {
  /** "2026-11-23T10:00", as a field for date and time has it. */
  at: string;
  zone: string;
  staff: Colleague[];
  customer: { id: string; name: string; email: string };
}

/** Something that happens after the conversation, in the words of a scenario file. */
export interface Next {
  words: string;
  does: Record<string, unknown>;
}

export function scenarioOf(turns: readonly Turn[], situation: Situation, house: House, next: readonly Next[]): Record<string, unknown> {
  const facts = readFacts(situation.facts).values;
  const known = Object.fromEntries(Object.entries(house.customer).filter(([, value]) => value.trim()));
  const customer = { ...known, ...(Object.keys(facts).length ? { facts } : {}) };
  return {
    name: "Preview",
    at: `${house.at.replace("T", " ")}${house.zone.trim() ? ` ${house.zone.trim()}` : ""}`,
    ...(situation.language.trim() ? { language: situation.language.trim() } : {}),
    staff: house.staff.filter((one) => one.name.trim()).map(colleague),
    ...(Object.keys(customer).length ? { customer } : {}),
    ...(situation.page.trim() ? { visits: [{ url: situation.page.trim(), ago: "1m" }] } : {}),
    steps: [...turns.filter(said).map(step), ...next.map((one) => one.does)],
  };
}

function colleague(one: Colleague): Record<string, unknown> {
  const skills = levels.read(one.skills) ?? {};
  return { name: one.name.trim(), presence: one.presence, ...(Object.keys(skills).length ? { skills } : {}) };
}

const CHOICES: Record<string, string> = {
  human: "The customer takes the person",
  bot: "The customer stays with the bot",
  wait: "The customer waits",
  ticket: "The customer leaves a ticket",
  email: "The customer wants an e-mail",
};

/** What could happen now. */
export function possible(step: RunStep | undefined): Next[] {
  if (!step) return [];
  const found: Next[] = step.choices.map((choice) => ({ words: CHOICES[choice] ?? choice, does: { answer: choice } }));
  const who = step.agent || "The agent";
  if (step.state === "reserved") {
    found.push({ words: `${who} accepts`, does: { agent: "accept" } }, { words: `${who} declines`, does: { agent: "decline" } });
  }
  if (step.state === "active") {
    found.push({ words: `${who} hands back`, does: { agent: "hand_back" } }, { words: `${who} resolves it`, does: { agent: "resolve" } });
  }
  found.push({ words: "5 minutes pass", does: { wait: "5m" } }, { words: "1 hour passes", does: { wait: "1h" } });
  return found;
}

/** The time of day of a moment in a time zone; in UTC where there is no such zone. */
export function timeIn(zone: string, iso: string): string {
  const shown = (timeZone: string): string =>
    new Date(iso).toLocaleString("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" });
  try {
    return shown(zone.trim() || "UTC");
  } catch {
    return `${shown("UTC")} UTC`;
  }
}

/** Ten o'clock on the Monday after a day, as a field for date and time has it. */
export function nextMonday(from: Date): string {
  const day = new Date(Date.UTC(from.getFullYear(), from.getMonth(), from.getDate()));
  day.setUTCDate(day.getUTCDate() + (((8 - day.getUTCDay()) % 7) || 7));
  return `${day.toISOString().slice(0, 10)}T10:00`;
}
