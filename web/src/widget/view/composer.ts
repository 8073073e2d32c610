// Where the customer writes. Enter sends, Shift+Enter begins a new line; what is written is kept over a reload.

import type { Chat } from "../chat";
import type { Keep } from "../keep";
import type { Strings } from "../strings";
import type { KeptFile } from "../../files";
import { h, iconButton } from "./dom";
import { Tray } from "./tray";

export class Composer {
  readonly element: HTMLElement;
  readonly tray: Tray;
  readonly #field: HTMLTextAreaElement;
  readonly #form: HTMLFormElement;
  readonly #anew: HTMLButtonElement;

  readonly #chat: Chat;
  readonly #keep: Keep;

  constructor(chat: Chat, keep: Keep, words: Strings, language: string) {
    this.tray = new Tray(chat, words, language);
    this.#chat = chat;
    this.#keep = keep;
    this.#field = h("textarea", { id: "message", rows: "1", dir: "auto", placeholder: words.placeholder, enterkeyhint: "send" });
    const send = iconButton("send", words.send, "send", () => undefined);
    send.type = "submit";
    const label = h("label", { for: "message", class: "unseen" }, words.message);
    this.#form = h("form", { class: "compose" }, this.tray.button, label, this.#field, send);
    this.#anew = h("button", { type: "button", class: "button wide", onclick: () => this.#startAnew() }, words.startAnew);
    this.element = h("div", { class: "foot" }, this.tray.element, this.#form, this.#anew);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
      this.#field.focus();
    });
    this.#field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    this.#field.addEventListener("input", () => this.#written());
    this.#field.addEventListener("paste", (event) => {
      if (this.tray.add([...(event.clipboardData?.files ?? [])])) event.preventDefault();
    });
    this.#put(keep.session.get("draft"));
  }

  update(): void {
    this.tray.update();
    this.tray.element.hidden = this.#chat.view.ended;
    this.#form.hidden = this.#chat.view.ended;
    this.#anew.hidden = !this.#chat.view.ended;
  }

  focus(): void {
    (this.#chat.view.ended ? this.#anew : this.#field).focus();
  }

  /** Words that were not sent come before what is being written. */
  putBack(text: string, files: readonly KeptFile[] = []): void {
    this.tray.putBack(files);
    this.#put([text, this.#field.value].filter(Boolean).join("\n"));
  }

  #put(text: string): void {
    this.#field.value = text;
    this.#keep.session.set("draft", text);
    this.#grow();
  }

  #written(): void {
    this.#keep.session.set("draft", this.#field.value);
    this.#grow();
    if (this.#field.value) this.#chat.isTyping();
  }

  #send(): void {
    const text = this.#field.value.trim();
    if (this.tray.busy) return this.tray.sayBusy();
    if (!text && !this.tray.ready.length) return;
    this.#put("");
    this.#chat.say(text, this.tray.take());
  }

  #startAnew(): void {
    this.putBack(this.#chat.startAnew());
    this.focus();
  }

  #grow(): void {
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight + 2}px`; // and its border; CSS says how far it may go
  }
}
