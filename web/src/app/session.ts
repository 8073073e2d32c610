// Who is signed in.
import { computed, signal } from "@preact/signals";
import { api, onSignedOut, Problem } from "./api";
import { forgetTab } from "./kept";
import type { Me, StaffRole } from "./types";

/** undefined: not asked yet. null: nobody. */
export const me = signal<Me | null | undefined>(undefined);
/** The server could not be asked who this is. */
export const unreachable = signal("");
/** Somebody was signed in here until the server said otherwise. */
export const sessionEnded = signal(false);

const RANK: Record<StaffRole, number> = { agent: 0, supervisor: 1, operator: 2, admin: 3 };

export function atLeast(role: StaffRole): boolean {
  return me.value ? RANK[me.value.role] >= RANK[role] : false;
}

export const signedIn = computed(() => Boolean(me.value));

export function startSession(): void {
  onSignedOut(() => {
    sessionEnded.value ||= Boolean(me.value);
    me.value = null;
  });
  void ask();
}

export async function ask(): Promise<void> {
  try {
    me.value = await api.me();
    unreachable.value = "";
  } catch (error) {
    if (error instanceof Problem && error.status === 401) me.value = null;
    else unreachable.value = error instanceof Problem ? error.detail : String(error);
  }
}

export async function signOut(): Promise<void> {
  await api.signOut();
  forgetTab();
  sessionEnded.value = false;
  me.value = null;
}
