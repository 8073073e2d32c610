// Paths of the one app. The server answers all of them with the same page.
import { computed, signal } from "@preact/signals";

export type Route =
  | { page: "link"; token: string }
  | { page: "desk"; conversation: string }
  | { page: "console"; tab: ConsoleTab; conversation?: string; hub?: string };

export type ConsoleTab = "decisions" | "queues" | "waiting" | "simulator" | "policy" | "triggers" | "people" | "deliveries" | "hubs" | "data";

const TABS: readonly string[] = ["queues", "waiting", "simulator", "policy", "triggers", "people", "deliveries", "hubs", "data"];

export function parseRoute(path: string, query: string): Route {
  const [first = "", second = "", third = ""] = path.split("/").filter(Boolean).map(decode);
  if (first === "console") {
    const tab = TABS.includes(second) ? (second as ConsoleTab) : "decisions";
    if (tab === "hubs" && third) return { page: "console", tab, hub: third };
    return tab === "waiting" && third ? { page: "console", tab, conversation: third } : { page: "console", tab };
  }
  if (second === "link") return { page: "link", token: new URLSearchParams(query).get("token") ?? "" };
  return { page: "desk", conversation: second === "c" ? third : "" };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const address = signal({ path: "/desk", query: "" });
export const route = computed(() => parseRoute(address.value.path, address.value.query));

export function startRouting(): void {
  const read = (): void => {
    address.value = { path: location.pathname, query: location.search };
  };
  window.addEventListener("popstate", read);
  read();
}

export function navigate(path: string, replace = false): void {
  history[replace ? "replaceState" : "pushState"](null, "", path);
  address.value = { path: location.pathname, query: location.search };
}

/** Why somebody waits, or how they came to whom they came to. */
export const whyPath = (id: string): string => `/console/waiting/${encodeURIComponent(id)}`;
export const hubPath = (name: string): string => `/console/hubs/${encodeURIComponent(name)}`;
export const conversationPath = (id: string): string => `/desk/c/${encodeURIComponent(id)}`;
