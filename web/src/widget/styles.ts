// The style sheet, as text that the build has made small.

import css from "./widget.css?inline";

/** Gives the shadow root its style in a way that a strict `style-src` allows; old browsers get a style element. */
export function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
  }
}
