// The server's time as a signal that ticks once a second. Read it only in small leaves.
import { signal } from "@preact/signals";
import { clockOffsetMs } from "./api";

export const now = signal(Date.now());

export function startClock(): void {
  window.setInterval(() => {
    now.value = Date.now() + clockOffsetMs;
  }, 1000);
}
