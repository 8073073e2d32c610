// One collapsed line after a transfer: what is passed on. Opened, each part can be kept back, and the matter written anew.

import type { Chat } from "../chat";
import type { Strings } from "../strings";
import type { PassedOn, PassedOnItem } from "../wire";
import { h, icon, setText } from "./dom";

export class PassedOnCard {
  readonly element = h("details", { class: "passed-on" });
  readonly #title = h("span", { dir: "auto" });
  readonly #body = h("div", { class: "more" });

  readonly #chat: Chat;
  readonly #words: Strings;

  constructor(chat: Chat, words: Strings) {
    this.#chat = chat;
    this.#words = words;
    setText(this.#title, words.passedOn);
    this.element.append(h("summary", {}, this.#title, icon("down")), this.#body);
    this.element.addEventListener("toggle", () => this.element.open && void this.#load());
  }

  async #load(): Promise<void> {
    try {
      this.#show(await this.#chat.passedOn());
    } catch {
      this.#body.replaceChildren(h("p", { class: "problem", role: "alert" }, this.#words.failed));
    }
  }

  #show(found: PassedOn): void {
    if (found.words.title) setText(this.#title, found.words.title);
    const rows = found.items.map((item) => ({ item, ...this.#row(item, found) }));
    const told = h("p", { role: "status", class: "outcome" });
    const problem = h("p", { class: "problem", role: "alert" });
    const save = h("button", { type: "submit", class: "button small" }, found.words.save);
    const form = h("form", { novalidate: true }, ...rows.map((row) => row.element), problem, save, told);
    if (found.read) form.prepend(h("p", { class: "outcome", dir: "auto" }, found.words.read));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save.disabled = true;
      setText(problem, "");
      const withheld = rows.filter((row) => row.back?.checked).map((row) => row.item.part);
      const edited = rows.find((row) => row.text && row.text.value.trim() !== row.item.words);
      const kept = rows.find((row) => row.text)?.item;
      void this.#chat
        .keepBack(withheld, edited?.text?.value.trim() ?? (kept?.edited ? kept.words : ""))
        .then(() => setText(told, found.words.saved))
        .catch(() => setText(problem, this.#words.failed))
        .finally(() => (save.disabled = false));
    });
    this.#body.replaceChildren(form);
    this.element.scrollIntoView({ block: "nearest" });
  }

  #row(item: PassedOnItem, found: PassedOn): { element: HTMLElement; back?: HTMLInputElement; text?: HTMLTextAreaElement } {
    const id = `passed-${item.part}`;
    if (item.mayEdit) {
      const text = h("textarea", { id, rows: "2", maxlength: "600", dir: "auto" });
      text.value = item.words;
      return { element: h("div", { class: "part" }, h("label", { for: id }, item.label), text), text };
    }
    const words = h("p", {}, h("b", { dir: "auto" }, item.label), " ", h("span", { dir: "auto" }, item.words));
    if (!item.mayWithhold) return { element: h("div", { class: "part" }, words) };
    const back = h("input", { type: "checkbox", id, "aria-label": `${found.words.keep_back}: ${item.label}` });
    back.checked = item.withheld;
    const choice = h("label", { class: "back", for: id }, back, found.words.keep_back);
    return { element: h("div", { class: "part" }, words, choice), back };
  }
}
