// Words that something beside the composer suggests: the one way to put text into it. The human edits and sends.
import { signal } from "@preact/signals";

export interface Suggestion {
  conversation: string;
  text: string;
  /** The draft reply these words come from; "" for any other. */
  draft: string;
}

/** The newest that no composer has taken yet. */
const waiting = signal<Suggestion | null>(null);

/** Puts words into the composer of a conversation; what is written there already stays, above them. */
export function suggest(conversation: string, text: string, draft = ""): void {
  waiting.value = { conversation, text, draft };
}

/** For the composer: what waits for it, if anything. It takes it, so that it comes once. */
export function suggestedTo(conversation: string): Suggestion | null {
  return waiting.value?.conversation === conversation ? waiting.value : null;
}

export function taken(suggestion: Suggestion): void {
  if (waiting.value === suggestion) waiting.value = null;
  if (suggestion.draft) bases.value = { ...bases.value, [suggestion.conversation]: suggestion.draft };
}

/** Conversation -> the draft reply that the text in its composer began with. */
const bases = signal<Readonly<Record<string, string>>>({});

export const basisOf = (conversation: string): string => bases.value[conversation] ?? "";

/** The composer is empty again. */
export function forget(conversation: string): void {
  if (!basisOf(conversation)) return;
  const { [conversation]: _, ...rest } = bases.value;
  bases.value = rest;
}

/** The text of the composer after a suggestion. */
export function joined(written: string, suggested: string): string {
  const before = written.trimEnd();
  if (!before || suggested.includes(before)) return suggested;
  return before.includes(suggested) ? before : `${before}\n\n${suggested}`;
}
