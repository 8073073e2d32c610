// Line icons of our own on a 16 by 16 grid. Always beside words or inside a control with a name, hence hidden.

const PATHS = {
  alert: "M8 2.2 14.6 13.6H1.4zM8 6.4v3.4M8 11.6v.2",
  back: "M9.8 3.2 5 8l4.8 4.8M5 8h8.5",
  bell: "M4 11V7a4 4 0 0 1 8 0v4l1.2 1.4H2.8zM6.6 14.2h2.8",
  bellOff: "M4 11V7a4 4 0 0 1 6.6-3M12 7.4V11l1.2 1.4H5M6.6 14.2h2.8M2 2l12 12",
  bot: "M3.2 6h9.6v7H3.2zM8 6V3M8 2.6v.2M6 9v1M10 9v1M1.4 8.6v2M14.6 8.6v2",
  check: "M3 8.6 6.4 12 13 4.6",
  clip: "M13.4 7.6 8 13a3.4 3.4 0 0 1-4.8-4.8l5.7-5.7a2.3 2.3 0 0 1 3.3 3.3L6.5 11.4a1.1 1.1 0 0 1-1.6-1.6l5.2-5.2",
  clock: "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 4.6V8l2.4 1.6",
  close: "M3.6 3.6l8.8 8.8M12.4 3.6l-8.8 8.8",
  copy: "M5.6 5.6h8v8h-8zM10.4 5.4V2.4h-8v8h3",
  down: "M8 3v10M3.6 8.8 8 13l4.4-4.2",
  chevron: "M4 6l4 4 4-4",
  exit: "M6.4 2.6H3v10.8h3.4M7 8h6.6M10.6 5l3 3-3 3",
  out: "M9 2.6h4.4V7M13.2 2.8 7.4 8.6M11.4 9.4v4H2.6V4.6h4",
  handBack: "M6 3.4 2.2 7 6 10.6M2.4 7H10a3.4 3.4 0 0 1 0 6.8H8",
  hub: "M2.4 3.4h11.2v7.2H2.4zM5.4 13.6h5.2M8 10.8v2.6",
  lock: "M3.6 7.2h8.8v6.4H3.6zM5.4 7V5a2.6 2.6 0 0 1 5.2 0v2",
  moon: "M13.4 9.6A5.8 5.8 0 1 1 6.4 2.6a4.8 4.8 0 0 0 7 7",
  person: "M8 2.4a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6M2.6 14a5.4 5.4 0 0 1 10.8 0",
  plus: "M8 3v10M3 8h10",
  queue: "M2.4 4h11.2M2.4 8h11.2M2.4 12h6.4",
  search: "M7 2.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2M10.4 10.4 14 14",
  sun: "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6M8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1",
  ticket: "M2 4.4h12v2.4a1.4 1.4 0 0 0 0 2.6v2.2H2V9.4a1.4 1.4 0 0 0 0-2.6zM9.6 4.6v6.8",
  transfer: "M2.4 5.4h10.2M9.8 2.6l2.8 2.8-2.8 2.8M13.6 10.6H3.4M6.2 7.8l-2.8 2.8 2.8 2.8",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
