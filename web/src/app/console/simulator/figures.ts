// What the simulator asks and shows. No markup, so that it can be tested.
import type { Asked, Changed, Curve, Group, Interval, Outcome, Scenario } from "./types";

export const DAYS = 5;
export const DEMAND_MOST = 50;
export const MOST_COUNT = 300;

export interface Setting {
  groups: Record<string, { count: number; capacity: number }>;
  /** -50 to 50. */
  demandPercent: number;
  assign: string;
  order: string;
}

export const asItIs = (scenario: Scenario): Setting => ({
  groups: Object.fromEntries(scenario.groups.map(({ name, count, capacity }) => [name, { count, capacity }])),
  demandPercent: 0,
  assign: "",
  order: "",
});

/** Only what differs is sent. */
export function changedOf(setting: Setting, groups: readonly Group[]): Changed {
  const agents: Changed["agents"] = {};
  for (const group of groups) {
    const set = setting.groups[group.name];
    if (set && (set.count !== group.count || set.capacity !== group.capacity)) agents[group.name] = set;
  }
  return { agents, demand: (100 + setting.demandPercent) / 100, assign: setting.assign, order: setting.order };
}

export function changesInWords(setting: Setting, groups: readonly Group[]): string[] {
  const changed = changedOf(setting, groups);
  const words: string[] = [];
  for (const group of groups) {
    const set = changed.agents[group.name];
    if (!set) continue;
    if (set.count !== group.count) words.push(`${group.name}: ${set.count} instead of ${group.count}`);
    if (set.capacity !== group.capacity) words.push(`${group.name}: ${set.capacity} at once instead of ${group.capacity}`);
  }
  if (setting.demandPercent) words.push(`${signed(setting.demandPercent)} % customers`);
  if (setting.assign) words.push(`assign ${setting.assign.replaceAll("_", " ")}`);
  if (setting.order) words.push(`order ${setting.order}`);
  return words;
}

export const askedOf = (scenario: Scenario, setting: Setting, days: number, policy: Asked["policy"]): Asked => ({
  scenario: scenario.scenario,
  policy,
  changed: changedOf(setting, scenario.groups),
  days,
  seed: 1,
});

const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value)}`;

export type Unit = "s" | "%";

export function shownOf(value: number | null | undefined, unit: Unit): string {
  if (value == null) return "–";
  if (unit === "%") return `${(100 * value).toFixed(1)} %`;
  return `${Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1)} s`;
}

/** "12.3 s", and below it where the mean lies with 95 %. */
export function rangeOf(found: Interval | undefined, unit: Unit): { mean: string; range: string } {
  const mean = shownOf(found?.mean, unit);
  if (found?.lo == null || found.hi == null) return { mean, range: "" };
  const scale = unit === "%" ? 100 : 1;
  const end = (value: number): string => (Math.abs(scale * value) >= 100 ? (scale * value).toFixed(0) : (scale * value).toFixed(1));
  return { mean, range: `${end(Math.max(0, found.lo))}–${end(found.hi)}` };
}

export interface Difference {
  words: string;
  range: string;
  /** Whether the interval leaves out "no change". */
  sure: boolean;
  better: boolean | null;
}

/** How the changed side differs on the same days: of waits as a ratio, of shares in points. */
export function differenceOf(ratio: Interval | undefined, difference: Interval | undefined, unit: Unit, lessIsBetter: boolean | null): Difference {
  const percent = (value: number): number => Math.round(100 * (value - 1));
  let found = { words: "", range: "", sure: false, better: null as boolean | null };
  let worse = 0;
  if (ratio?.mean != null) {
    found.words = `${signed(percent(ratio.mean))} %`;
    worse = Math.sign(ratio.mean - 1);
    if (ratio.lo != null && ratio.hi != null) {
      found.range = `${signed(percent(ratio.lo))}…${signed(percent(ratio.hi))} %`;
      found.sure = ratio.lo > 1 || ratio.hi < 1;
    }
  } else if (difference?.mean != null) {
    const scale = unit === "%" ? 100 : 1;
    const told = (value: number): string => signed(Number((scale * value).toFixed(1)));
    found.words = `${told(difference.mean)} ${unit === "%" ? "points" : "s"}`;
    worse = Math.sign(difference.mean);
    if (difference.lo != null && difference.hi != null) {
      found.range = `${told(difference.lo)}…${told(difference.hi)}`;
      found.sure = difference.lo > 0 || difference.hi < 0;
    }
  }
  if (found.sure && lessIsBetter !== null && worse !== 0) found.better = worse < 0 === lessIsBetter;
  return found;
}

export interface Row {
  name: string;
  now: { mean: string; range: string };
  changed: { mean: string; range: string } | null;
  difference: Difference | null;
}

const row = (
  name: string,
  unit: Unit,
  now: Interval | undefined,
  changed: Interval | undefined,
  ratio: Interval | undefined,
  difference: Interval | undefined,
  lessIsBetter: boolean | null,
): Row => ({
  name,
  now: rangeOf(now, unit),
  changed: changed ? rangeOf(changed, unit) : null,
  difference: changed ? differenceOf(ratio, difference, unit, lessIsBetter) : null,
});

export function rowsOf({ now, changed }: Outcome): Row[] {
  const overall = (name: string, key: string, unit: Unit, less: boolean): Row =>
    row(name, unit, now.measures[key], changed?.measures[key], changed?.ratio[key], changed?.difference[key], less);
  return [
    overall("Value-weighted wait", "weighted_wait", "s", true),
    overall("95 of 100 wait at most", "p95_wait", "s", true),
    overall("Answered in time", "sla_attainment", "%", false),
    ...Object.keys(now.per_tier).map((tier) =>
      row(
        `Answered in time, ${tier}`,
        "%",
        now.per_tier[tier]?.sla_attainment,
        changed?.per_tier[tier]?.sla_attainment,
        undefined,
        changed?.tier_difference[tier]?.sla_attainment,
        false,
      ),
    ),
    overall("Left without an answer", "abandonment", "%", true),
    ...Object.keys(now.per_group).map((group) =>
      row(`Capacity in use, ${group}`, "%", now.per_group[group]?.utilisation, changed?.per_group[group]?.utilisation, undefined, undefined, null),
    ),
  ].filter((one) => one.now.mean !== "–" || (one.changed && one.changed.mean !== "–"));
}

// --- the plot --------------------------------------------------------------------------------------------------------

/** Means of each whole hour, for the table that stands for the picture. */
export function hourly(curve: Curve): Map<number, number> {
  const sums = new Map<number, [number, number]>();
  for (const [hour, wait] of curve) {
    const [count, total] = sums.get(Math.floor(hour)) ?? [0, 0];
    sums.set(Math.floor(hour), [count + 1, total + wait]);
  }
  return new Map([...sums].map(([hour, [count, total]]) => [hour, total / count]));
}

/** The next of 1, 2, 4, 5, 8 times a power of ten that holds it. */
export function niceTop(most: number): number {
  if (!(most > 0)) return 1;
  let scale = 1;
  while (scale * 10 <= most) scale *= 10;
  return [1, 2, 4, 5, 8, 10].map((step) => step * scale).find((top) => top >= most) ?? 10 * scale;
}

export function busiest(curve: Curve): { hour: number; wait: number } | null {
  const found = [...hourly(curve)].sort((a, b) => b[1] - a[1])[0];
  return found ? { hour: found[0], wait: found[1] } : null;
}

/** "14:00", also past midnight. */
export const hourInWords = (hour: number): string => `${String(hour % 24).padStart(2, "0")}:00${hour >= 24 ? " next day" : ""}`;

/** The picture in a sentence. */
export function curveInWords(name: string, curve: Curve): string {
  const worst = busiest(curve);
  if (!worst) return `${name}: nobody came.`;
  const mean = curve.reduce((sum, [, wait]) => sum + wait, 0) / curve.length;
  return `${name}: ${shownOf(mean, "s")} on average over the day, longest from ${hourInWords(worst.hour)} on with ${shownOf(worst.wait, "s")}.`;
}

/** A scenario from a file or pasted: an object, or what is wrong. */
export function parsed(text: string): { scenario: object } | { wrong: string } {
  if (new TextEncoder().encode(text).length > 250_000) return { wrong: "The file is too large; at most 250 KB are taken." };
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === "object" && found !== null && !Array.isArray(found)) return { scenario: found };
    return { wrong: 'One JSON object is wanted, such as {"skills": […], "demand": […]}.' };
  } catch (error) {
    return { wrong: `This is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}` };
  }
}
