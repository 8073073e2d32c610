// One tab stop for a list; arrows, Home and End move inside it.
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

const ITEM = "[data-roving]";

export function useRoving(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const items = itemsOf(ref.current);
    if (items.length === 0) return;
    const held = items.find((item) => item === document.activeElement);
    const current = held ?? items.find((item) => item.getAttribute("aria-current") === "true");
    stopAt(items, current ?? items.find((item) => item.tabIndex === 0) ?? (items[0] as HTMLElement));
  });
}

export function onRovingKey(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const item = (event.target as HTMLElement).closest<HTMLElement>(ITEM);
  if (!item || event.target !== item) return;
  const items = itemsOf(list);
  const at = items.indexOf(item);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  const next = to === undefined ? undefined : items[to];
  if (!next) return;
  event.preventDefault();
  stopAt(items, next);
  next.focus();
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return list ? [...list.querySelectorAll<HTMLElement>(ITEM)] : [];
}

function stopAt(items: HTMLElement[], current: HTMLElement): void {
  for (const item of items) item.tabIndex = item === current ? 0 : -1;
}
