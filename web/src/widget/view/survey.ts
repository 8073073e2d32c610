// One question after a human was there: five buttons and a comment. Sent once, or put away.

import type { Chat } from "../chat";
import { statusOf } from "../api";
import type { Strings } from "../strings";
import { h, setText } from "./dom";

export class SurveyCard {
  readonly element: HTMLElement;
  #score = 0;

  readonly #chat: Chat;
  readonly #words: Strings;
  readonly #done: () => void;

  constructor(chat: Chat, words: Strings, question: string, done: () => void) {
    this.#chat = chat;
    this.#words = words;
    this.#done = done;
    this.element = h("section", { class: "survey", role: "group", "aria-labelledby": "survey" });
    this.#ask(question || words.survey);
  }

  #ask(question: string): void {
    const words = this.#words;
    const more = this.#more();
    const scores = words.scores.map((name, index) => {
      const button = h("button", { type: "button", class: "score", "aria-pressed": "false", "aria-label": `${index + 1} – ${name}` });
      button.append(h("b", {}, String(index + 1)), h("span", {}, name));
      button.addEventListener("click", () => {
        this.#score = index + 1;
        for (const other of scores) other.setAttribute("aria-pressed", String(other === button));
        more.hidden = false;
        more.scrollIntoView({ block: "nearest" });
      });
      return button;
    });
    const later = h("button", { type: "button", class: "link", onclick: () => this.#leave() }, words.notNow);
    this.element.append(h("h3", { id: "survey", dir: "auto" }, question), h("div", { class: "scores" }, ...scores), more, later);
  }

  #more(): HTMLElement {
    const words = this.#words;
    const comment = h("textarea", { id: "comment", rows: "2", maxlength: "2000", dir: "auto" });
    const problem = h("p", { class: "problem", role: "alert" });
    const send = h("button", { type: "button", class: "button small" }, words.rate);
    send.addEventListener("click", () => {
      send.disabled = true;
      this.#chat.rate(this.#score, comment.value.trim()).then(
        () => this.#thank(),
        (error: unknown) => {
          if (statusOf(error) === 409) return this.#thank(); // answered in another tab
          send.disabled = false;
          setText(problem, words.failed);
        },
      );
    });
    return h("div", { class: "more", hidden: true }, h("label", { for: "comment" }, words.comment), comment, problem, send);
  }

  #thank(): void {
    const hadFocus = this.element.matches(":focus-within");
    this.element.replaceChildren(h("p", { role: "status" }, this.#words.thanks));
    if (hadFocus) this.element.dispatchEvent(new CustomEvent("answered", { bubbles: true }));
    this.#done();
  }

  #leave(): void {
    this.element.replaceChildren();
    this.element.dispatchEvent(new CustomEvent("answered", { bubbles: true }));
    this.#done();
  }
}
