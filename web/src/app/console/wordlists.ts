// Lists as people type them.

/** "billing, legal" <-> ["billing", "legal"] */
export const wordList = {
  read: (text: string): string[] =>
    text
      .split(/[\s,]+/)
      .map((word) => word.trim())
      .filter(Boolean),
  write: (words: readonly string[]): string => words.join(", "),
};

/** The words that are not among the known ones. */
export function strangers(words: readonly string[], known: readonly string[]): string[] {
  return words.filter((word) => !known.includes(word));
}

/** "billing 3, legal" <-> {billing: 3, legal: 1}; null when a level is not 1 to 5. */
export const levels = {
  read: (text: string): Record<string, number> | null => {
    const found: Record<string, number> = {};
    for (const part of text.split(",").map((one) => one.trim())) {
      if (!part) continue;
      const match = /^(\S+?)(?:[\s:]+([1-5]))?$/.exec(part);
      if (!match?.[1]) return null;
      found[match[1]] = Number(match[2] ?? 1);
    }
    return found;
  },
  write: (skills: Record<string, number>): string =>
    Object.entries(skills)
      .map(([skill, level]) => `${skill} ${level}`)
      .join(", "),
};

/** "credit 500, contract" <-> {credit: 500, contract: 1}; null when an amount is no number up to `most`. */
export const amounts = {
  read: (text: string, most = 1e12): Record<string, number> | null => {
    const found: Record<string, number> = {};
    for (const part of text.split(",").map((one) => one.trim())) {
      if (!part) continue;
      const match = /^(\S+?)(?:[\s:]+(\d+(?:\.\d+)?))?$/.exec(part);
      const amount = Number(match?.[2] ?? 1);
      if (!match?.[1] || amount > most) return null;
      found[match[1]] = amount;
    }
    return found;
  },
  write: (amounts: Record<string, number>): string =>
    Object.entries(amounts)
      .map(([name, amount]) => `${name} ${amount}`)
      .join(", "),
};
