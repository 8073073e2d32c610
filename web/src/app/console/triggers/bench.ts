// What is on the bench: the draft, the conversation it is tried on, and the house it would happen in.
// Kept while other pages are looked at, and forgotten with the tab.
import { signal } from "@preact/signals";
import { nextMonday, type House, type Next, type Situation } from "./scenario";
import { newTurn, type Turn } from "./turns";

/** The draft and the version it was made from; null while nothing was changed. */
export const draft = signal<{ text: string; base: string } | null>(null);
export const turns = signal<Turn[]>([newTurn()]);
export const situation = signal<Situation>({ language: "", page: "", facts: "" });
/** `staff` is null until it is known who works here. */
export const house = signal<Omit<House, "staff"> & { staff: House["staff"] | null }>({
  at: nextMonday(new Date()),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  staff: null,
  customer: { id: "", name: "", email: "" },
});
export const next = signal<Next[]>([]);
