// Elements without markup: text is only ever set as text.

export type Attributes = Readonly<Record<string, string | boolean | EventListener>>;

/** `on…` attributes are listeners; true sets an empty attribute, false leaves it out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Text that may be replaced is only touched when it differs, so that screen readers do not repeat it. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

const SHAPES = {
  chat: "M12 3c5 0 9 3.4 9 7.7s-4 7.7-9 7.7c-.9 0-1.8-.1-2.6-.3L5 20.6l.8-3.8C4.1 15.4 3 13.2 3 10.7 3 6.4 7 3 12 3Z",
  close: "M6 6l12 12M18 6L6 18",
  down: "M5 9l7 7 7-7",
  clip: "M20 11.5l-8.2 8.2a5.2 5.2 0 0 1-7.4-7.4l8.6-8.6a3.5 3.5 0 0 1 5 5l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8",
  get: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  send: "M12 19V5M5.5 11.5L12 5l6.5 6.5",
  bot: "M12 3v3M6.5 6h11A2.5 2.5 0 0 1 20 8.5v7a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 15.5v-7A2.5 2.5 0 0 1 6.5 6ZM9 11v2M15 11v2M8.5 21h7",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.7 3.8-5.5 7.5-5.5s6.7 1.8 7.5 5.5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5V12l3 2",
  end: "M9 4H6.5A2.5 2.5 0 0 0 4 6.5v11A2.5 2.5 0 0 0 6.5 20H9M15 8l4 4-4 4M19 12H9",
} as const;

export type IconName = keyof typeof SHAPES;

/** Decoration only: the control around it carries the name. */
export function icon(name: IconName): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const shape = document.createElementNS(space, "path");
  shape.setAttribute("d", SHAPES[name]);
  svg.append(shape);
  return svg;
}

export function iconButton(name: IconName, label: string, className: string, press: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: className, "aria-label": label, title: label, onclick: press }, icon(name));
}
