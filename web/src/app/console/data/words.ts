const FIRST: readonly string[] = ["conversations", "entries", "files", "visits"];

/** "3 conversations, 41 entries"; the kinds as the server names them. */
export function counted(counts: Record<string, number>): string {
  const place = ([kind]: [string, number]): number => (FIRST.indexOf(kind) + 1 || FIRST.length + 1);
  const sorted = Object.entries(counts).sort((one, other) => place(one) - place(other));
  const parts = sorted.map(([kind, count]) => `${count.toLocaleString()} ${words(kind, count)}`);
  return parts.join(", ") || "nothing";
}

const ODD: Record<string, string> = { entries: "entry", visits: "page visit", visitors: "browser", packages: "briefing", hub_events: "word from a helpdesk" };
const MANY: Record<string, string> = { visits: "page visits", visitors: "browsers", packages: "briefings", hub_events: "words from helpdesks" };

function words(kind: string, count: number): string {
  if (count === 1) return ODD[kind] ?? kind.replaceAll("_", " ").replace(/s$/, "");
  return MANY[kind] ?? kind.replaceAll("_", " ");
}

/** Ids as somebody pastes them: by lines, spaces or commas. */
export function ids(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}

export function days(count: number | null): string {
  return count === null ? "for good" : count === 1 ? "1 day" : `${count} days`;
}
