export const FIRST_MS = 500;
export const LONGEST_MS = 15_000;

/** How long to wait before try number `attempt` (0, 1, 2 …): doubling, with half of it left to chance. */
export function backoff(attempt: number, chance: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (chance * ceiling) / 2);
}
