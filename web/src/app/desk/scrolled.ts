// Whether the log stays at its end. Only somebody who scrolls up leaves it.

/** How far from the end still counts as there. */
export const NEAR_PX = 80;

/** Where a scrolled box stands. `gap`: pixels between what is shown and the end. */
export interface Place {
  readonly top: number;
  readonly gap: number;
}

/**
 * A box that becomes smaller (a draft appears below it) is suddenly far from its end though nobody has scrolled: a scroll
 * event that was on its way must not let go of the end then.
 */
export function staysAtEnd(was: boolean, topBefore: number, { top, gap }: Place): boolean {
  if (gap < NEAR_PX) return true;
  return was && top >= topBefore;
}
