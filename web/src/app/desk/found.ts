// The way from something that was said of a conversation to the line it stands in.
const SHOWN_MS = 2500;

export const entryId = (seq: number): string => `entry-${seq}`;

/** Brings a line of the log into view and marks it for a while. False when it is not among those shown. */
export function showEntry(seq: number): boolean {
  const line = document.getElementById(entryId(seq));
  if (!line) return false;
  line.scrollIntoView({ block: "center" });
  line.tabIndex = -1;
  line.focus({ preventScroll: true });
  line.classList.add("line-found");
  window.setTimeout(() => line.classList.remove("line-found"), SHOWN_MS);
  return true;
}
