// What waits, for whom: the desk's snapshot, kept fresh by "changed" hints.
import { computed, effect, signal } from "@preact/signals";
import { api, plainWords } from "../api";
import { seen } from "../kept";
import { openLive, type LiveStatus } from "../live";
import { me } from "../session";
import type { FollowUp, Item, Snapshot } from "../types";
import { chime } from "./chime";
import { byUrgencyThenAge } from "./order";
import { outbox } from "./sending";
import { isOffered } from "./tickets";

export const snapshot = signal<Snapshot | null>(null);
export const snapshotProblem = signal("");
export const deskStatus = signal<LiveStatus>("connecting");

export const reservations = computed(() => [...(snapshot.value?.reservations ?? [])].sort(byUrgencyThenAge));
export const mine = computed(() => [...(snapshot.value?.mine ?? [])].sort(byUrgencyThenAge));
export const waiting = computed(() => [...(snapshot.value?.waiting ?? [])].sort(byUrgencyThenAge));
export const others = computed(() => [...(snapshot.value?.others ?? [])].sort(byUrgencyThenAge));
const tickets = computed(() =>
  (snapshot.value?.follow_ups ?? [])
    .filter((one) => !one.closed_at)
    .sort((a, b) => Number(isOffered(b)) - Number(isOffered(a)) || (b.priority ?? 0) - (a.priority ?? 0) || (a.due_at ?? "9").localeCompare(b.due_at ?? "9") || a.opened_at.localeCompare(b.opened_at)),
);
/** Those that people of this desk answer. */
export const followUps = computed(() => tickets.value.filter((one) => !one.hub));
export const followUpsElsewhere = computed(() => tickets.value.filter((one) => one.hub));
export const labels = computed(() => snapshot.value?.labels ?? {});

export function itemOf(conversation: string): Item | undefined {
  const all = [...reservations.value, ...mine.value, ...waiting.value, ...others.value];
  return all.find((item) => item.conversation.id === conversation);
}

export function followUpOf(conversation: string): FollowUp | undefined {
  return tickets.value.find((one) => one.conversation === conversation);
}

/** Whether something was said that this person has not looked at in this tab. */
export function unread(item: Item): boolean {
  return (item.unread_hint ?? item.conversation.last_seq) > (seen.read(item.conversation.id) ?? 0);
}

let fetching = false;
let again = false;

/** Fetches the snapshot; hints that come meanwhile cause exactly one more fetch. */
export async function refresh(): Promise<void> {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  try {
    do {
      again = false;
      const next = await api.snapshot();
      snapshot.value = next;
      if (me.value) me.value = { ...me.value, ...next.me };
      snapshotProblem.value = "";
    } while (again);
  } catch (error) {
    snapshotProblem.value = plainWords(error);
  } finally {
    fetching = false;
  }
}

/** A hint may be lost with its socket; this often the snapshot is fetched anyway. */
const ANYWAY_MS = 30_000;

/** Keeps the inbox fresh, and this person present, until the returned function is called. */
export function watchInbox(): () => void {
  void refresh();
  const live = openLive({
    ticket: api.deskTicket,
    path: (ticket) => `/v1/desk/live?ticket=${encodeURIComponent(ticket)}`,
    onFrame: (frame) => {
      if (frame.type === "changed") void refresh();
    },
    onStatus: (status) => {
      const back = status === "open" && deskStatus.value === "reconnecting";
      deskStatus.value = status;
      if (back) void refresh();
      if (status === "open") outbox.resume();
    },
  });
  const timer = window.setInterval(() => void refresh(), ANYWAY_MS);
  const stopRinging = ringForReservations();
  return () => {
    live.close();
    clearInterval(timer);
    stopRinging();
    snapshot.value = null;
  };
}

function ringForReservations(): () => void {
  let known = new Set<string>();
  return effect(() => {
    const now = new Set(reservations.value.map((item) => item.handoff.id));
    if ([...now].some((id) => !known.has(id))) chime();
    known = now;
  });
}
