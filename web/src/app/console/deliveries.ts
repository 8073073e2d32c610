// How bot, webhooks, hubs and channels take what is delivered, in plain words.

export interface Delivers {
  name: string;
  state: string;
  behind: number;
  oldest_at: string | null;
  lag_s: number;
  failing: number;
  dead_letters: number;
  error: string;
  failed_at: string | null;
  taken_at: string | null;
  since: string | null;
  until: string | null;
  in_policy: boolean;
}

export interface DeadLetter {
  id: string;
  conversation: string;
  listener: string;
  seq: number;
  at: string;
  outcome: string;
  error: string;
  attempts: number;
  settled: string | null;
  settled_at: string | null;
  settled_by: string;
  note: string;
}

export interface DeliveriesData {
  listeners: Delivers[];
  dead_letters: DeadLetter[];
  settled: DeadLetter[];
}

type Tone = "plain" | "good" | "warn" | "bad";

export const STATES: Record<string, [string, Tone]> = {
  taking: ["All is taken", "good"],
  behind: ["Behind", "warn"],
  failing: ["Some tries fail", "warn"],
  resting: ["Does not answer", "bad"],
  paused: ["Paused", "bad"],
};

const NAMES: Record<string, string> = { webhook: "Webhook", hub: "Hub", channel: "Channel" };

export function listenerName(name: string): string {
  if (name === "bot") return "Your bot";
  return name.replace(/^(webhook|hub|channel):/, (_, family: string) => `${NAMES[family]} `);
}

/** What to do next; "" where nothing is to be done. */
export function whatNow(listener: Delivers): string {
  if (!listener.in_policy) return "The policy does not name it any more; what is left can only be dismissed.";
  switch (listener.state) {
    case "paused":
      return "It shuts us out: check its address and its secret. Nothing is skipped; all goes on by itself within a minute once that is mended.";
    case "resting":
      return "It fails again and again, so it is left alone for a while and then tried with one delivery. Nothing is skipped.";
    case "failing":
      return "Tried again by itself. Nothing overtakes what is waiting.";
    case "behind":
      return "It takes what it is sent, more slowly than it comes in.";
    default:
      return "";
  }
}
