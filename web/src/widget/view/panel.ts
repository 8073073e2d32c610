// The whole widget inside the shadow root: launcher, dialog, and what is read and unread.

import type { Chat } from "../chat";
import type { Keep } from "../keep";
import type { Line } from "../state";
import type { Strings } from "../strings";
import { Composer } from "./composer";
import { h } from "./dom";
import { Header } from "./header";
import { Launcher } from "./launcher";
import { Log } from "./log";

const FULL_SCREEN = "(max-width: 480px), (max-height: 420px)";

export class Panel {
  readonly #dialog: HTMLElement;
  readonly #header: Header;
  readonly #log: Log;
  readonly #composer: Composer;
  readonly #launcher: Launcher;
  readonly #typing = h("div", { class: "typing", role: "status" });
  readonly #fullScreen = matchMedia(FULL_SCREEN);
  #returnTo: HTMLElement | null = null;
  #isOpen = false;
  #planned = false;

  readonly #root: ShadowRoot;
  readonly #chat: Chat;
  readonly #keep: Keep;
  readonly #words: Strings;

  constructor(root: ShadowRoot, chat: Chat, keep: Keep, words: Strings, language: string) {
    this.#root = root;
    this.#chat = chat;
    this.#keep = keep;
    this.#words = words;
    this.#composer = new Composer(chat, keep, words, language);
    this.#header = new Header(chat, words, () => this.close(), () => this.#composer.focus());
    this.#launcher = new Launcher(words, () => this.open());
    this.#log = new Log(
      {
        chat, words, language,
        done: () => this.#composer.focus(),
        edit: (item) => {
          chat.outbox.remove(item.id);
          this.#composer.putBack(item.text, item.files);
        },
      },
      { done: (round) => keep.local.get("rated") === this.#round(round), mark: (round) => keep.local.set("rated", this.#round(round)) },
    );
    this.#dialog = h(
      "div",
      { class: "panel", role: "dialog", id: "panel", tabindex: "-1", "aria-labelledby": "title", "aria-describedby": "who what", hidden: true },
      this.#header.element, this.#log.element, this.#typing, this.#composer.element,
    );
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#dialog.addEventListener("dragover", (event) => chat.files && !chat.view.ended && event.preventDefault());
    this.#dialog.addEventListener("drop", (event) => {
      if (chat.view.ended || !this.#composer.tray.add([...(event.dataTransfer?.files ?? [])])) return;
      event.preventDefault();
      this.#composer.focus();
    });
    root.append(this.#launcher.element, this.#dialog);
    chat.changed = () => this.#plan();
    this.#fullScreen.addEventListener("change", () => this.#plan());
    addEventListener("storage", (event) => {
      if (event.key === `${keep.prefix}read`) this.#plan();
      if (event.key === `${keep.prefix}conversation`) chat.followOtherTab(event.newValue ?? "");
    });
    document.addEventListener("visibilitychange", () => this.#plan());
  }

  /** focus: false where the page opens it by itself; then the customer's focus stays where it is. */
  open(focus = true): void {
    if (!this.#isOpen) {
      const active = document.activeElement;
      this.#returnTo = active instanceof HTMLElement && active !== this.#root.host && active !== document.body ? active : null;
    }
    this.#isOpen = true;
    this.#keep.session.set("open", "1");
    this.#render();
    this.#log.toEnd();
    if (!focus) return;
    // On a touch screen the keyboard would cover the half of what was said.
    if (matchMedia("(pointer: coarse)").matches) this.#dialog.focus();
    else this.#composer.focus();
  }

  close(): void {
    if (!this.#isOpen) return;
    const hadFocus = this.#root.activeElement !== null;
    this.#isOpen = false;
    this.#keep.session.set("open", "");
    this.#render();
    if (hadFocus) (this.#returnTo?.isConnected ? this.#returnTo : this.#launcher.button).focus();
  }

  /** After a page change in the same tab: as it was, but never over the whole screen. */
  restore(): void {
    if (this.#keep.session.get("open") && !this.#fullScreen.matches) this.open(false);
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      this.#render();
    });
  }

  #render(): void {
    this.#dialog.hidden = !this.#isOpen;
    if (this.#fullScreen.matches) this.#dialog.setAttribute("aria-modal", "true");
    else this.#dialog.removeAttribute("aria-modal");
    this.#header.update();
    this.#log.update();
    this.#composer.update();
    this.#showTyping();
    this.#launcher.update(this.#unread(), this.#isOpen);
    this.#launcher.element.classList.toggle("ready", this.#chat.ready);
  }

  #showTyping(): void {
    const { typing } = this.#chat;
    const name = typing?.name || (typing?.role === "human_agent" ? this.#words.person : this.#words.assistant);
    const text = typing ? this.#words.writing(name) : "";
    if (this.#typing.textContent === text) return;
    this.#typing.replaceChildren();
    if (!typing) return;
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.#typing.append(dots, h("span", { dir: "auto" }, text));
  }

  /** Lines of others after the last one read. While the panel is in view everything is read. */
  #unread(): Line[] {
    const { current, view } = this.#chat;
    if (!current) return [];
    const [conversation, seq] = this.#keep.local.get("read").split(" ");
    const read = conversation === current.id ? Number(seq) || 0 : 0;
    if (this.#isOpen && !document.hidden) {
      if (view.lastSeq > read) this.#keep.local.set("read", `${current.id} ${view.lastSeq}`);
      return [];
    }
    return view.lines.filter((line) => line.seq > read && line.role !== "end_user");
  }

  #round(round: number): string {
    return `${this.#chat.current?.id} ${round}`;
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    } else if (event.key === "Tab" && this.#fullScreen.matches) this.#keepInside(event);
  }

  /** Over the whole screen Tab goes round: there is nothing else to see. */
  #keepInside(event: KeyboardEvent): void {
    const all = [...this.#dialog.querySelectorAll<HTMLElement>("button, a[href], textarea, input, [tabindex='0']")];
    const stops = all.filter((element) => element.getClientRects().length > 0 && !element.hasAttribute("disabled"));
    const [first, last] = [stops[0], stops.at(-1)];
    const active = this.#root.activeElement;
    if (event.shiftKey ? active === first || active === this.#dialog : active === last) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  }
}

