// What this browser keeps. A browser that refuses storage only forgets.
import { effect, signal, type Signal } from "@preact/signals";

function read(storage: () => Storage, key: string): string {
  try {
    return storage().getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(storage: () => Storage, key: string, value: string): void {
  try {
    if (value) storage().setItem(key, value);
    else storage().removeItem(key);
  } catch {
    // full or forbidden
  }
}

const local = (): Storage => window.localStorage;
const tab = (): Storage => window.sessionStorage;

/** A setting that lives on in this browser. */
export function setting(key: string): Signal<string> {
  const value = signal(read(local, `segue.${key}`));
  effect(() => write(local, `segue.${key}`, value.value));
  return value;
}

/** What this tab remembers over a reload. */
export const kept = {
  read: (name: string): string => read(tab, `segue.${name}`),
  write: (name: string, value: string): void => write(tab, `segue.${name}`, value),
};

/** Somebody signed out: what they wrote and looked at here is nobody else's business. */
export function forgetTab(): void {
  try {
    const storage = tab();
    for (const key of Object.keys(storage)) if (key.startsWith("segue.")) storage.removeItem(key);
  } catch {
    // there is no storage: nothing was kept
  }
}

export const draft = {
  read: (conversation: string): string => read(tab, `segue.draft.${conversation}`),
  write: (conversation: string, text: string): void => write(tab, `segue.draft.${conversation}`, text),
};

const seenKey = (conversation: string): string => `segue.seen.${conversation}`;
const seenNow = signal(0);

export const seen = {
  /** The newest entry this person has looked at here, or null when never. */
  read: (conversation: string): number | null => {
    seenNow.value; // read again when something was marked
    const value = Number.parseInt(read(tab, seenKey(conversation)), 10);
    return Number.isNaN(value) ? null : value;
  },
  mark: (conversation: string, seq: number): void => {
    if ((seen.peek(conversation) ?? 0) >= seq) return;
    write(tab, seenKey(conversation), String(seq));
    seenNow.value += 1;
  },
  peek: (conversation: string): number | null => {
    const value = Number.parseInt(read(tab, seenKey(conversation)), 10);
    return Number.isNaN(value) ? null : value;
  },
};
