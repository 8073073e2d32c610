// Which briefings this person has folded away, and of which they have opened the rest.
import { signal, type Signal } from "@preact/signals";

type Conversations = ReadonlySet<string>;

const folded = signal<Conversations>(new Set());
const unfolded = signal<Conversations>(new Set());

export const isFoldedAway = (conversation: string): boolean => folded.value.has(conversation);
export const isUnfolded = (conversation: string): boolean => unfolded.value.has(conversation);

export const setFoldedAway = (conversation: string, away: boolean): void => put(folded, conversation, away);
export const setUnfolded = (conversation: string, open: boolean): void => put(unfolded, conversation, open);

function put(among: Signal<Conversations>, conversation: string, in_: boolean): void {
  const next = new Set(among.value);
  if (in_) next.add(conversation);
  else next.delete(conversation);
  among.value = next;
}
