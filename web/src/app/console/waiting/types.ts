// GET /v1/ops/waiting, /v1/ops/why/{id} and /v1/ops/promises, as docs/http-api.md has them.
import type { Urgency } from "../../types";

export interface PromiseStanding {
  at: string;
  low_s: number;
  high_s: number;
  until: string;
  holds: boolean;
  times: number;
}

export interface WaitingCustomer {
  handoff: string;
  conversation: string;
  state: string;
  queue: string;
  queue_title: string;
  reason: string;
  tier: string;
  urgency: Urgency;
  priority: number;
  since: string;
  waited_s: number;
  due_at: string | null;
  escalated: string;
  agent_name: string;
  promise: PromiseStanding | null;
}

export interface WaitingRow extends WaitingCustomer {
  customer: string;
  place: number | null;
  among: number | null;
  asked_until: string | null;
  sentence: string;
}

export interface WaitingPageData {
  waiting: WaitingRow[];
  total: number;
  begin: number;
}

export interface Verdict {
  agent: string;
  name: string;
  obstacle: string | null;
  words: string;
}

export interface Help {
  what: string;
  words: string;
  at: string | null;
  agents: string[];
}

export interface WaitingReason {
  sentence: string;
  place: number;
  among: number;
  by: string;
  terms: Record<string, number>;
  score: number;
  fits: boolean;
  considered: Verdict[];
  not_named: number;
  helps: Help[];
}

export interface Best {
  agent: string;
  name: string;
  score: number;
  terms: Record<string, number>;
  words: string;
}

/** What the router said when it chose somebody. Older log entries have fewer fields. */
export interface Explanation {
  words?: string;
  line?: string;
  considered?: Verdict[];
  not_named?: number;
  eligible?: number;
  best?: Best[];
}

export interface WayStep {
  at: string;
  event: string;
  queue: string;
  queue_title: string;
  agent_name: string;
  explanation: Explanation | null;
}

export interface Way extends WaitingCustomer {
  asks_for: { skills: Record<string, number>; language: string; authority: Record<string, number>; seniority: number; team: string };
  steps: WayStep[];
  waiting: WaitingReason | null;
  outlook: { wait_s: number | null; wait_low_s: number | null; wait_high_s: number | null; status: string } | null;
}

export interface WhyData {
  conversation: string;
  customer: string;
  handoffs: Way[];
}

export interface Kept {
  since: string;
  answered: number;
  told: number;
  kept: number;
  sooner: number;
  rate: number | null;
}

export interface PromisesKept {
  promises: Record<string, Kept>;
}
