/** ["customer tier: not asked", "customer since: not asked"] -> [["not asked", ["customer tier", "customer since"]]] */
export function byStatus(missing: readonly string[]): [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const words of missing) {
    const at = words.lastIndexOf(": ");
    const status = at < 0 ? "not known" : words.slice(at + 2);
    const name = at < 0 ? words : words.slice(0, at);
    found.set(status, [...(found.get(status) ?? []), name]);
  }
  return [...found];
}
