// Who speaks now, whether the line is up, and the way out.

import type { Chat } from "../chat";
import type { Speaker } from "../state";
import type { Strings } from "../strings";
import { h, icon, iconButton, setText, type IconName } from "./dom";

export class Header {
  readonly element: HTMLElement;
  readonly #face = h("span", { class: "face" });
  readonly #who = h("p", { class: "who", id: "who" });
  readonly #what = h("p", { class: "what", id: "what" });
  readonly #title = h("h2", { class: "title", id: "title" });
  readonly #line = h("p", { class: "line", role: "status" });
  readonly #end: HTMLButtonElement;
  readonly #question: HTMLElement;
  #shown = "";

  readonly #chat: Chat;
  readonly #words: Strings;

  constructor(chat: Chat, words: Strings, close: () => void) {
    this.#chat = chat;
    this.#words = words;
    this.#end = iconButton("end", words.endChat, "tool", () => this.#ask(true));
    const buttons = h("div", { class: "tools" }, this.#end, iconButton("down", words.close, "tool", close));
    const speaker = h("div", { class: "speaker" }, this.#title, this.#who, this.#what);
    this.#question = this.#confirmation();
    this.element = h("div", { class: "head" }, h("div", { class: "top" }, this.#face, speaker, buttons), this.#question, this.#line);
  }

  update(): void {
    const { view, connection, current } = this.#chat;
    setText(this.#title, this.#chat.title);
    const [face, who, what] = this.#describe(view.speaker, view.ended);
    setText(this.#who, who);
    setText(this.#what, what);
    if (this.#shown !== face) {
      this.#shown = face;
      this.#face.dataset["kind"] = face;
      this.#face.replaceChildren(icon(face));
    }
    setText(this.#line, connection === "lost" && current ? this.#words.reconnecting : "");
    this.#end.hidden = !current || view.ended;
    if (this.#end.hidden) this.#question.hidden = true;
  }

  #describe(speaker: Speaker, ended: boolean): [IconName, string, string] {
    const words = this.#words;
    if (ended) return ["chat", words.ended, ""];
    if (speaker.kind === "human") return ["person", speaker.name || words.person, speaker.name ? words.person : ""];
    if (speaker.kind === "waiting") return ["clock", words.waiting, words.place(speaker.position, speaker.wait_s)];
    return ["bot", speaker.name || words.assistant, words.automated];
  }

  #confirmation(): HTMLElement {
    const words = this.#words;
    const yes = h("button", { type: "button", class: "button small" }, words.endYes);
    const no = h("button", { type: "button", class: "button small quiet" }, words.endNo);
    yes.addEventListener("click", () => {
      this.#chat.end().then(
        () => (this.#question.hidden = true),
        () => setText(text, words.failed),
      );
    });
    no.addEventListener("click", () => this.#ask(false));
    const text = h("p", {}, words.endQuestion);
    return h("div", { class: "confirm", role: "group", "aria-label": words.endQuestion, hidden: true }, text, yes, no);
  }

  #ask(open: boolean): void {
    this.#question.hidden = !open;
    const target = open ? this.#question.querySelector("button") : this.#end;
    target?.focus();
  }
}
