// Who speaks now, and whether the line is up.

import type { Chat } from "../chat";
import type { Speaker } from "../state";
import type { Strings } from "../strings";
import { h, icon, iconButton, setText, type IconName } from "./dom";
import { WayOut } from "./way-out";

export class Header {
  readonly element: HTMLElement;
  readonly #face = h("span", { class: "face" });
  readonly #who = h("p", { class: "who", id: "who" });
  readonly #what = h("p", { class: "what", id: "what" });
  readonly #title = h("h2", { class: "title", id: "title" });
  readonly #line = h("p", { class: "line", role: "status" });
  readonly #way: WayOut;
  #shown = "";

  readonly #chat: Chat;
  readonly #words: Strings;

  /** done: puts the focus where it belongs when a control that had it is gone. */
  constructor(chat: Chat, words: Strings, close: () => void, done: () => void) {
    this.#chat = chat;
    this.#words = words;
    this.#way = new WayOut(chat, words, done);
    const buttons = h("div", { class: "tools" }, this.#way.tool, iconButton("down", words.close, "tool", close));
    const speaker = h("div", { class: "speaker" }, this.#title, this.#who, this.#what);
    this.element = h("div", { class: "head" }, h("div", { class: "top" }, this.#face, speaker, buttons), this.#way.element, this.#line);
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
    this.#way.update();
  }

  #describe(speaker: Speaker, ended: boolean): [IconName, string, string] {
    const words = this.#words;
    if (ended) return ["chat", words.ended, ""];
    if (speaker.kind === "human") return ["person", speaker.name || words.person, speaker.name ? words.person : ""];
    if (speaker.kind === "waiting") return ["clock", words.waiting, words.place(speaker.position, speaker.wait_s)];
    return ["bot", speaker.name || words.assistant, words.automated];
  }
}
