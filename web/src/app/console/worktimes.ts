// Shifts, breaks and days off as people type them.
import type { WeekHours, WorkTimes } from "../types";

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];
export const DAY_NAMES: Record<Day, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

/** A week in the making: each day as it is typed. */
export type TypedWeek = Record<Day, string>;

export interface TypedTimes {
  timezone: string;
  shifts: TypedWeek;
  breaks: TypedWeek;
  off: string;
  holidays: string;
}

const INTERVAL = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** "9:00-12:00, 13:00 – 17:30" -> ["09:00-12:00", "13:00-17:30"]; null when something in it is no hours. */
export function readHours(text: string): string[] | null {
  const found: string[] = [];
  for (const part of text.split(",").map((one) => one.trim())) {
    if (!part) continue;
    const match = INTERVAL.exec(part);
    if (!match) return null;
    const [h1, m1, h2, m2] = match.slice(1).map(Number) as [number, number, number, number];
    const [begin, end] = [h1 * 60 + m1, h2 * 60 + m2];
    if (m1 > 59 || m2 > 59 || begin >= 1440 || end > 1440 || (begin === end && begin !== 0)) return null;
    found.push(`${two(h1)}:${two(m1)}-${two(h2)}:${two(m2)}`);
  }
  return found.sort();
}

const two = (number: number): string => String(number).padStart(2, "0");

export function typed(works?: WorkTimes): TypedTimes {
  return {
    timezone: works?.timezone ?? "",
    shifts: typedWeek(works?.shifts ?? {}),
    breaks: typedWeek(works?.breaks ?? {}),
    off: (works?.off_on ?? []).join(", "),
    holidays: works?.holidays ?? "",
  };
}

function typedWeek(week: WeekHours): TypedWeek {
  return Object.fromEntries(DAYS.map((day) => [day, (week[day] ?? []).join(", ")])) as TypedWeek;
}

/** What is wrong, by the name of the field; empty when all can be saved. */
export function mistakes(times: TypedTimes): Record<string, string> {
  const found: Record<string, string> = {};
  for (const part of ["shifts", "breaks"] as const)
    for (const day of DAYS)
      if (!readHours(times[part][day])) found[`${part}.${day}`] = "Write such as 09:00-17:30, or 22:00-06:00 over midnight.";
  if (!readDays(times.off)) found.off = "Write dates such as 2026-12-24, with commas.";
  const says = [...Object.values(times.shifts), ...Object.values(times.breaks), times.off, times.holidays].some((one) => one.trim());
  if (says && !times.timezone.trim()) found.timezone = "Say on which clock these times are read.";
  return found;
}

function readDays(text: string): string[] | null {
  const days = text
    .split(/[\s,]+/)
    .map((one) => one.trim())
    .filter(Boolean);
  return days.every((day) => DATE.test(day)) ? days : null;
}

/** Only when there are no mistakes. */
export function read(times: TypedTimes): WorkTimes {
  return {
    timezone: times.timezone.trim(),
    shifts: readWeek(times.shifts),
    breaks: readWeek(times.breaks),
    off_on: readDays(times.off) ?? [],
    holidays: times.holidays.trim(),
  };
}

function readWeek(week: TypedWeek): WeekHours {
  const days = DAYS.map((day) => [day, readHours(week[day]) ?? []] as const);
  return Object.fromEntries(days.filter(([, hours]) => hours.length));
}

/** Monday's shift and break on the other weekdays too. */
export function likeMonday(times: TypedTimes): TypedTimes {
  const copied = (week: TypedWeek): TypedWeek => ({ ...week, tue: week.mon, wed: week.mon, thu: week.mon, fri: week.mon });
  return { ...times, shifts: copied(times.shifts), breaks: copied(times.breaks) };
}

/** The week in a few words: "mon–fri 09:00-17:30, sat 10:00-14:00". */
export function weekInWords(week: WeekHours): string {
  const parts: string[] = [];
  for (let at = 0; at < DAYS.length; ) {
    const first = at;
    const hours = week[DAYS[at]!] ?? [];
    while (at < DAYS.length && (week[DAYS[at]!] ?? []).join() === hours.join()) at += 1;
    if (!hours.length) continue;
    const days = at - first > 1 ? `${DAYS[first]}–${DAYS[at - 1]}` : DAYS[first];
    parts.push(`${days} ${hours.join(" and ")}`);
  }
  return parts.join(", ");
}
