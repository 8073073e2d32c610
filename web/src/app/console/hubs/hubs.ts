// Helpdesks where humans work: how they do, in plain words.
import { duration } from "../../format";
import type { IconName } from "../../ui/Icon";

export interface HubWords {
  name: string;
  title: string;
  words: string;
}

export interface HubQueue {
  name: string;
  title: string;
}

export interface HubTrouble {
  error: string;
  failed_at: string | null;
}

export interface HubRow {
  name: string;
  kind: string;
  title: string;
  version: string;
  /** What its adapter was held against. */
  checked: string;
  can: HubWords[];
  cannot: HubWords[];
  clicks: string[];
  /** "" where it tells nothing by webhook. */
  webhook: string;
  drafts: boolean;
  state: string;
  behind: number;
  oldest_at: string | null;
  lag_s: number;
  failing: number;
  taken_at: string | null;
  until: string | null;
  dead_letters: number;
  delivering: HubTrouble;
  hearing: HubTrouble;
  heard_at: string | null;
  told: number;
  refused: number;
  caught_up_at: string | null;
  found: number;
  open: { live: number; tickets: number; more: boolean };
  queues: { live: HubQueue[]; tickets: HubQueue[] };
}

/** `since`: when the server's counts began. */
export interface HubsData {
  since: string;
  hubs: HubRow[];
}

export interface HubCase {
  id: string;
  conversation: string;
  kind: "live" | "ticket";
  ref: string;
  url: string;
  opened_at: string;
}

export interface HubCases {
  cases: HubCase[];
  more: boolean;
}

export interface HubChecked {
  ok: boolean;
  words: string;
  at: string;
}

type Tone = "plain" | "good" | "warn" | "bad";

export const HUB_STATES: Record<string, [words: string, tone: Tone, icon: IconName]> = {
  taking: ["Works", "good", "check"],
  unheard: ["Nothing heard yet", "plain", "clock"],
  not_hearing: ["We do not hear it", "bad", "alert"],
  behind: ["Behind", "warn", "clock"],
  failing: ["Some tries fail", "warn", "alert"],
  resting: ["Does not answer", "bad", "alert"],
  paused: ["Shuts us out", "bad", "lock"],
};

/** What is going on and what to do; "" where all is well. */
export function hubAdvice(hub: HubRow): string {
  switch (hub.state) {
    case "paused":
      return "It does not accept our credentials or our address. Test the credentials, mend them in the policy or in the secrets; all goes on by itself within a minute. New customers wait in this desk meanwhile.";
    case "resting":
      return "It fails again and again, so it is left alone for a while and then tried with one delivery. New customers wait in this desk meanwhile.";
    case "failing":
      return "Tried again by itself. Nothing overtakes what is waiting.";
    case "behind":
      return "It takes what it is sent, more slowly than it comes in.";
    case "not_hearing":
      return "What is sent arrives, but what its people do there does not reach Segue. Test the credentials, and look at its set-up.";
    case "unheard":
      return hub.webhook
        ? "It has told nothing since this server began. If its people have answered already, its webhook does not reach Segue: look at its set-up."
        : "It has told nothing since this server began.";
    default:
      return "";
  }
}

/** The newer one of what went wrong in sending and in hearing; null for nothing. */
export function lastTrouble(hub: HubRow): HubTrouble | null {
  const found = [hub.delivering, hub.hearing].filter((one) => one.error);
  found.sort((a, b) => (b.failed_at ?? "").localeCompare(a.failed_at ?? ""));
  return found[0] ?? null;
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const counted = (count: number, one: string, many: string): string => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** "3 conversations, 12 tickets"; "nothing open". */
export function openWords({ live, tickets, more }: HubRow["open"]): string {
  const parts = [];
  if (live) parts.push(counted(live, "conversation", "conversations"));
  if (tickets) parts.push(counted(tickets, "ticket", "tickets"));
  return parts.length ? `${more ? "more than " : ""}${parts.join(", ")} open` : "nothing open";
}

export function lagWords(hub: HubRow): string {
  if (!hub.behind) return "";
  return `${counted(hub.behind, "conversation waits", "conversations wait")} to be sent, the oldest for ${duration(hub.lag_s)}`;
}

/** What of the policy sends customers, tickets or drafts there. */
export function usedBy(hub: HubRow): string {
  const { live, tickets } = hub.queues;
  const parts = [];
  const named = (queues: HubQueue[]): string => queues.map((queue) => queue.title).join(", ");
  if (live.length) parts.push(`conversations of ${named(live)}`);
  if (tickets.length) parts.push(`tickets of ${named(tickets)}`);
  if (hub.drafts) parts.push("draft replies");
  return parts.join("; ");
}
