// What the routes for drafts answer: docs/http-api.md, "Drafts of a policy".
import type { Decision, Outcome, PolicyProblem } from "../../types";

export interface Advice extends PolicyProblem {
  code: string;
}

export interface Checked {
  errors: PolicyProblem[];
  advice: Advice[];
}

export interface Signal {
  name: string;
  type: "string" | "number" | "bool" | "list";
  value: unknown;
  known: boolean;
  /** Some trigger of the policy reads it. */
  read: boolean;
}

/** Characters as Python counts them: code points, not UTF-16 units. */
export interface Span {
  signal: string;
  start: number;
  end: number;
}

export interface Contribution {
  signal: string;
  feature: string;
  weight: number;
  words: string;
}

export interface TriedTurn {
  index: number;
  text: string;
  signals: Signal[];
  topics: { topic: string; score: number }[];
  evidence: Span[];
  contributions: Contribution[];
  decision: Decision;
}

export interface Tried {
  turns: TriedTurn[];
  complete: boolean;
  problem: string;
}

export interface RunEntry {
  seq: number;
  kind: string;
  role: string;
  text: string;
  author_name?: string;
  /** The customer reads it. */
  customer: boolean;
}

export interface RunStep {
  number: number;
  who: string;
  what: string;
  at: string;
  decision: Decision | null;
  outcome: Outcome;
  entries: RunEntry[];
  owner: string;
  owner_name: string;
  choices: string[];
  deadlines: string[];
  queue: string;
  state: string;
  agent: string;
  why_agent: string;
  note: { hub: string; kind: string; text: string } | null;
  refused: string;
}

export interface Run {
  policy_version: string;
  ended_at: string;
  steps: RunStep[];
}

export interface Counted {
  fired: number;
  conversations: number;
  first: number;
}

export interface Decided {
  seq: number;
  outcome: Outcome;
  trigger: string;
  queue: string;
  text: string;
  evidence: string;
}

export interface Compared {
  conversations: number;
  turns: number;
  complete: boolean;
  outcomes: { active: Record<Outcome, number>; draft: Record<Outcome, number> };
  triggers: { id: string; active: Counted | null; draft: Counted | null }[];
  changed_count: number;
  changed: { id: string; words: string; before: Decided | null; after: Decided | null }[];
}
