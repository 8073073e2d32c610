// Which briefings this person has folded away.
import { signal } from "@preact/signals";

const folded = signal<ReadonlySet<string>>(new Set());

export const isFoldedAway = (conversation: string): boolean => folded.value.has(conversation);

export function setFoldedAway(conversation: string, away: boolean): void {
  const next = new Set(folded.value);
  if (away) next.add(conversation);
  else next.delete(conversation);
  folded.value = next;
}
