import type { Item, Urgency } from "../types";

const RANK: Record<Urgency, number> = { immediate: 0, high: 1, normal: 2, soft: 3 };

const rank = (item: Item): number => RANK[item.handoff.urgency ?? "normal"] ?? RANK.normal;

/** When the customer began to wait. */
export const waitingSince = (item: Item): string => item.handoff.queued_at ?? item.handoff.requested_at ?? "";

/** The most urgent first, among equals the oldest. */
export function byUrgencyThenAge(a: Item, b: Item): number {
  return (
    rank(a) - rank(b) ||
    (b.handoff.priority ?? 0) - (a.handoff.priority ?? 0) ||
    waitingSince(a).localeCompare(waitingSince(b)) ||
    a.handoff.id.localeCompare(b.handoff.id)
  );
}
