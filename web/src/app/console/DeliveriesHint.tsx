import { signal } from "@preact/signals";
import { api } from "../api";
import type { DeliveriesData } from "./deliveries";
import { useLoaded } from "./useLoaded";

const EVERY_MS = 30_000;
const toLookAt = signal(0);

/** Whoever loads it, the hint knows what they know. */
export async function loadDeliveries(): Promise<DeliveriesData> {
  const data = await api.deliveries();
  toLookAt.value = data.dead_letters.length + data.listeners.filter((one) => one.state === "paused").length;
  return data;
}

/** Beside the name of the page: how many listeners and entries somebody should look at. Nothing when there is nothing. */
export function DeliveriesHint() {
  useLoaded(loadDeliveries, EVERY_MS);
  if (!toLookAt.value) return null;
  return (
    <span class="tab-count">
      {" "}
      {toLookAt.value} <span class="hidden">to look at</span>
    </span>
  );
}
