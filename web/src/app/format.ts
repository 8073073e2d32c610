// Times and lengths of time as people read them, in their own time zone.

const LOCALE = undefined; // the browser's

export function clock(iso: string): string {
  return new Date(iso).toLocaleTimeString(LOCALE, { hour: "2-digit", minute: "2-digit" });
}

/** On the clock of a time zone; "" is the browser's. */
export function clockIn(iso: string, timeZone?: string): string {
  return new Date(iso).toLocaleTimeString(LOCALE, { hour: "2-digit", minute: "2-digit", timeZone: timeZone || undefined });
}

export function fullTime(iso: string): string {
  return new Date(iso).toLocaleString(LOCALE, { dateStyle: "full", timeStyle: "long" });
}

export function day(iso: string, now: number): string {
  const date = new Date(iso);
  const age = startOfDay(new Date(now)) - startOfDay(date);
  if (age <= 0) return "Today";
  if (age <= 26 * 3_600_000) return "Yesterday"; // a day may have 25 hours
  return date.toLocaleDateString(LOCALE, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** Clock time today, else the date. */
export function shortTime(iso: string, now: number): string {
  const date = new Date(iso);
  if (startOfDay(date) === startOfDay(new Date(now))) return clock(iso);
  return date.toLocaleDateString(LOCALE, { day: "numeric", month: "short" });
}

export function dateTime(iso: string): string {
  return new Date(iso).toLocaleString(LOCALE, { dateStyle: "medium", timeStyle: "short" });
}

export function toTheSecond(iso: string): string {
  return new Date(iso).toLocaleString(LOCALE, { dateStyle: "medium", timeStyle: "medium" });
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** "8 s", "3 min", "2 h 05 min", "3 d 4 h". */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s} s`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${String(minutes % 60).padStart(2, "0")} min` : `${hours} h`;
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${Math.floor(hours / 24)} d`;
}

/** 900 -> 900 B, 1536 -> 1.5 KB */
export function bytes(size: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, size)) / 10));
  const shown = size / 1024 ** power;
  return `${power && shown < 10 ? shown.toFixed(1) : Math.round(shown)} ${units[power]}`;
}

/** "customer_asked" -> "customer asked". */
export function spaced(code: string): string {
  return code.replaceAll("_", " ").replaceAll("-", " ");
}

export function sentence(code: string): string {
  const words = spaced(code);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value of unknown shape on one line. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}
