// What became of a question with buttons that Segue asked the customer, in words for staff.
import { spaced } from "../format";
import type { Entry } from "../types";

/** Choices that are told as what they mean; any other by what stood on its button. */
const CHOSEN: Record<string, string> = {
  end: "wants to end this chat",
  stay: "wants to go on with this chat",
};

export function answerWords(choice: string, customer: string, asked?: Entry): string {
  const meant = CHOSEN[choice];
  if (meant) return `${customer} ${meant}`;
  const label = choicesOf(asked).find((one) => one.id === choice)?.label;
  return `${customer} chose: ${label ? `“${label}”` : spaced(choice) || "an answer"}`;
}

export function lapseWords(asked?: Entry): string {
  if (asksToEnd(asked)) return "Whether to end was not answered: the chat goes on";
  return "The offer lapsed without an answer";
}

/** Whether Segue asks the customer if the chat with a human agent shall end. */
export function asksToEnd(asked?: Entry): boolean {
  return choicesOf(asked).some((one) => one.id === "end");
}

export function choicesOf(entry?: Entry): { id: string; label?: string }[] {
  const choices = entry?.data?.choices;
  return Array.isArray(choices) ? (choices as { id: string; label?: string }[]) : [];
}

/** The question that an entry answers or closes, if it is among these. */
export function questionOf(entry: Entry, entries: readonly Entry[]): Entry | undefined {
  if (entry.kind !== "offer_answered" && entry.kind !== "offer_lapsed") return undefined;
  return entries.find((one) => one.kind === "offer" && one.data?.id === entry.data?.id);
}
