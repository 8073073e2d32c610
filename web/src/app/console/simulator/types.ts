// GET and POST /v1/ops/simulate…, as docs/http-api.md has them.

export interface Group {
  name: string;
  count: number;
  capacity: number;
  skills: Record<string, number>;
}

export interface Scenario {
  name: string;
  description: string;
  conversations: number;
  groups: Group[];
  tiers: { name: string; sla_s: number; value: number }[];
  notes: string[];
  thin: string[];
  scenario: object;
  /** Why there is none. */
  missing?: string;
}

export interface Changed {
  agents: Record<string, { count: number; capacity: number }>;
  demand: number;
  assign: string;
  order: string;
}

export interface Asked {
  scenario: object;
  policy: "usual" | "active";
  changed: Changed;
  days: number;
  seed: number;
}

/** null where there was nothing to measure. */
export interface Interval {
  mean: number | null;
  lo: number | null;
  hi: number | null;
}

export type Measures = Record<string, Interval>;
/** Hour, seconds. */
export type Curve = [number, number][];

export interface Side {
  policy: string;
  measures: Measures;
  per_tier: Record<string, Measures>;
  per_group: Record<string, Measures>;
  waits_over_the_day: Curve;
}

export interface ChangedSide extends Side {
  ratio: Measures;
  difference: Measures;
  tier_difference: Record<string, Measures>;
}

export interface Outcome {
  days: number;
  asked_days: number;
  now: Side;
  changed?: ChangedSide;
}
