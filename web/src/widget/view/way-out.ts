// The customer's own way out, in one place and asked about before it is taken: from the assistant it ends the chat, from
// the line and from a human it leads back to the assistant.

import type { Chat } from "../chat";
import type { Speaker } from "../state";
import type { Strings } from "../strings";
import { h, icon, iconButton, setText } from "./dom";

type Way = readonly [label: string, question: string, take: () => Promise<void>];

export class WayOut {
  /** Beside "close", while the assistant speaks. */
  readonly tool: HTMLButtonElement;
  /** Below who speaks: the way back in words, or the question. */
  readonly element: HTMLElement;
  readonly #label = h("span", { dir: "auto" });
  readonly #back: HTMLButtonElement;
  readonly #group: HTMLElement;
  readonly #question = h("p", { id: "leave" });
  readonly #problem = h("p", { class: "problem", role: "alert" });
  readonly #yes = h("button", { type: "button", class: "button small", dir: "auto", onclick: () => this.#take() });
  readonly #stay: HTMLButtonElement;
  #kind: Speaker["kind"] | "" = "";
  #asked = false;
  #busy = false;

  readonly #chat: Chat;
  readonly #words: Strings;
  readonly #done: () => void;

  constructor(chat: Chat, words: Strings, done: () => void) {
    this.#chat = chat;
    this.#words = words;
    this.#done = done;
    this.tool = iconButton("end", words.endChat, "tool", () => this.#ask());
    this.#back = h("button", { type: "button", class: "way", onclick: () => this.#ask() }, icon("end"), this.#label);
    this.#stay = h("button", { type: "button", class: "button small quiet", onclick: () => this.#keep() }, words.stay);
    this.#group = h("div", { class: "confirm", role: "group", "aria-labelledby": "leave" }, this.#question, this.#yes, this.#stay, this.#problem);
    this.#group.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation(); // it closes the question, not the chat
      this.#keep();
    });
    this.element = h("div", {}, this.#back, this.#group);
  }

  /** Another speaker makes it another way: what was asked before is not asked any more. */
  update(): void {
    const { view, current } = this.#chat;
    const kind = current && !view.ended ? view.speaker.kind : "";
    if (kind !== this.#kind && this.#asked) {
      if (this.#group.matches(":focus-within")) queueMicrotask(this.#done); // when all is up to date
      this.#asked = this.#busy = false;
    }
    this.#kind = kind;
    this.#show();
  }

  #way(): Way {
    const [words, chat] = [this.#words, this.#chat];
    if (this.#kind === "bot") return [words.endChat, words.endQuestion, () => chat.end()];
    const back = (): Promise<void> => chat.giveBack();
    if (this.#kind === "human") return [words.back(chat.view.bot), words.backQuestion, back];
    return [words.stopWaiting, words.stopQuestion, back];
  }

  #show(): void {
    const [label, question] = this.#way();
    this.tool.hidden = this.#asked || this.#kind !== "bot";
    this.#back.hidden = this.#asked || !this.#kind || this.#kind === "bot";
    this.#group.hidden = !this.#asked;
    for (const named of [this.#label, this.#yes]) setText(named, label);
    setText(this.#question, question);
  }

  #ask(): void {
    this.#asked = true;
    setText(this.#problem, "");
    this.#show();
    this.#stay.focus();
  }

  #keep(): void {
    this.#asked = this.#busy = false;
    this.#show();
    (this.#kind === "bot" ? this.tool : this.#back).focus();
  }

  /** The question stays until the log tells that it is so. */
  #take(): void {
    if (this.#busy) return;
    this.#busy = true; // the buttons are not `disabled`: that would throw the focus away
    setText(this.#problem, "");
    this.#way()[2]().catch(() => {
      this.#busy = false;
      setText(this.#problem, this.#words.failed);
    });
  }
}
