/** What has a line of its own on the card, which says itself that it is not known. */
const OWN_LINE = new Set(["sentiment", "language", "pages visited", "solutions tried", "earlier contacts"]);

/** "customer tier: not asked" -> ["customer tier", "not asked"] */
function split(words: string): [string, string] {
  const at = words.lastIndexOf(": ");
  return at < 0 ? [words, "not known"] : [words.slice(0, at), words.slice(at + 2)];
}

/** The cause why one of them is missing, or "". */
export function causeOf(missing: readonly string[], wanted: string): string {
  return missing.map(split).find(([name]) => name === wanted)?.[1] ?? "";
}

/** What no other line of the card says: ["customer tier: not asked", "sentiment: not measured"] -> [["not asked", ["tier"]]] */
export function byStatus(missing: readonly string[]): [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const [name, status] of missing.map(split)) {
    if (OWN_LINE.has(name)) continue;
    found.set(status, [...(found.get(status) ?? []), name.replace(/^customer /, "")]);
  }
  return [...found];
}
