import { effect } from "@preact/signals";
import { setting } from "./kept";

/** "light", "dark", or "" for what the system says. */
export const theme = setting("theme");

export function startTheme(): void {
  effect(() => {
    const root = document.documentElement;
    if (theme.value === "light" || theme.value === "dark") root.dataset.theme = theme.value;
    else delete root.dataset.theme;
  });
}

export function isDark(): boolean {
  return theme.value ? theme.value === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}

export function toggleTheme(): void {
  theme.value = isDark() ? "light" : "dark";
}
