// The button in the corner, how much is unread, and a small bubble with what was said last.

import type { Line } from "../state";
import type { Strings } from "../strings";
import { h, icon, iconButton, setText } from "./dom";

const TEASER_LENGTH = 140;

export class Launcher {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly #badge = h("span", { class: "badge", "aria-hidden": "true" });
  readonly #teaser: HTMLElement;
  readonly #teaserText: HTMLButtonElement;
  readonly #teaserAuthor = h("span", { class: "author", dir: "auto" });
  readonly #teaserWords = h("span", { dir: "auto" });
  #dismissed = 0;
  #last = 0;

  readonly #words: Strings;

  constructor(words: Strings, open: () => void) {
    this.#words = words;
    this.button = h("button", { type: "button", class: "launcher", "aria-haspopup": "dialog", onclick: open }, icon("chat"), this.#badge);
    this.#teaserText = h("button", { type: "button", class: "teaser-text", onclick: open }, this.#teaserAuthor, this.#teaserWords);
    const away = iconButton("close", words.dismiss, "tool", () => {
      this.#dismissed = this.#last;
      this.#teaser.hidden = true;
      this.button.focus();
    });
    this.#teaser = h("div", { class: "teaser", hidden: true }, this.#teaserText, away);
    this.element = h("div", { class: "corner" }, h("div", { role: "status" }, this.#teaser), this.button);
  }

  /** unread: lines the customer has not seen, oldest first. */
  update(unread: readonly Line[], open: boolean): void {
    this.element.hidden = open;
    this.button.setAttribute("aria-label", this.#words.open(unread.length));
    this.button.setAttribute("aria-expanded", String(open));
    setText(this.#badge, unread.length > 9 ? "9+" : String(unread.length));
    this.#badge.hidden = !unread.length;
    const newest = unread.at(-1);
    this.#last = newest?.seq ?? 0;
    this.#teaser.hidden = open || !newest || newest.seq <= this.#dismissed;
    if (!newest) return;
    setText(this.#teaserAuthor, newest.kind === "message" ? newest.name || this.#words.assistant : "");
    setText(this.#teaserWords, newest.text.length > TEASER_LENGTH ? `${newest.text.slice(0, TEASER_LENGTH)}…` : newest.text);
  }
}
