// Files beside the composer before they are sent: each with its progress, its trouble, and a way to take it out.

import type { Chat } from "../chat";
import type { Strings } from "../strings";
import { CANCELLED, sizeWords, troubleBefore, troubleOfStatus, UploadError, type FileTrouble, type KeptFile } from "../../files";
import { h, iconButton, setText } from "./dom";

export class Tray {
  readonly button: HTMLButtonElement;
  readonly element: HTMLElement;
  readonly #list: HTMLElement;
  readonly #said = h("p", { class: "unseen", role: "status" });
  readonly #picker: HTMLInputElement;
  #chips: Chip[] = [];
  changed: () => void = () => undefined;

  readonly #chat: Chat;
  readonly #words: Strings;
  readonly #language: string;

  constructor(chat: Chat, words: Strings, language: string) {
    this.#chat = chat;
    this.#words = words;
    this.#language = language;
    this.#list = h("ul", { class: "tray", "aria-label": words.files });
    this.#picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1" });
    this.#picker.addEventListener("change", () => {
      this.add([...(this.#picker.files ?? [])]);
      this.#picker.value = ""; // so that the same one can be chosen again
    });
    this.button = iconButton("clip", words.attach, "tool", () => this.#picker.click());
    this.element = h("div", {}, this.#list, this.#said, this.#picker);
  }

  get ready(): KeptFile[] {
    return this.#chips.flatMap((chip) => chip.kept ?? []);
  }

  get busy(): boolean {
    return this.#chips.some((chip) => !chip.kept && !chip.trouble);
  }

  update(): void {
    const rules = this.#chat.files;
    this.button.hidden = !rules;
    if (rules) this.#picker.accept = [...rules.types, ...rules.extensions].join(",");
  }

  /** Answers whether files are taken here at all. */
  add(files: readonly File[]): boolean {
    const rules = this.#chat.files;
    if (!rules || !files.length) return false;
    for (const file of files) {
      const held = this.#chips.filter((chip) => !chip.trouble).length;
      const chip = this.#put(new Chip(file.name, file.size, this.#words, this.#language));
      const trouble = troubleBefore(file, held, rules);
      if (trouble) this.#fail(chip, trouble);
      else void this.#upload(chip, file);
    }
    return true;
  }

  /** Files of a message that was taken back. */
  putBack(files: readonly KeptFile[]): void {
    for (const file of files) this.#put(new Chip(file.name, file.size, this.#words, this.#language)).done(file);
  }

  /** They go with the message that is sent now. */
  take(): KeptFile[] {
    const files = this.ready;
    for (const chip of this.#chips) chip.element.remove();
    this.#chips = [];
    this.changed();
    return files;
  }

  sayBusy(): void {
    setText(this.#said, this.#words.uploading);
  }

  #put(chip: Chip): Chip {
    this.#chips = [...this.#chips, chip];
    this.#list.append(chip.element);
    chip.removed = () => {
      this.#chips = this.#chips.filter((one) => one !== chip);
      chip.element.remove();
      this.button.focus();
      this.changed();
    };
    this.changed();
    return chip;
  }

  async #upload(chip: Chip, file: File): Promise<void> {
    try {
      chip.done(await this.#chat.upload(file, (share) => chip.progress(share), chip.stop.signal));
      setText(this.#said, `${file.name}: ${this.#words.uploaded}`);
    } catch (error) {
      const status = error instanceof UploadError ? error.status : 0;
      if (status !== CANCELLED) this.#fail(chip, troubleOfStatus(status));
    }
    this.changed();
  }

  #fail(chip: Chip, trouble: FileTrouble): void {
    const rules = this.#chat.files;
    const kinds = (rules?.extensions ?? []).map((one) => one.slice(1)).join(", ");
    const mb = Math.floor((rules?.largest ?? 0) / 1024 / 1024);
    chip.fail(trouble, this.#words.fileTrouble(trouble, { mb, kinds, most: rules?.per_message ?? 0 }));
    setText(this.#said, `${chip.name}: ${chip.told}`);
  }
}

class Chip {
  readonly element: HTMLElement;
  readonly stop = new AbortController();
  kept: KeptFile | null = null;
  trouble: FileTrouble = "";
  told = "";
  removed: () => void = () => undefined;
  readonly #state = h("span", { class: "chip-state" });
  readonly #bar = h("progress", { max: "1", value: "0" });

  constructor(readonly name: string, size: number, words: Strings, language: string) {
    this.#bar.setAttribute("aria-label", `${words.uploading} ${name}`);
    const remove = iconButton("close", words.remove(name), "tool", () => {
      this.stop.abort();
      this.removed();
    });
    const what = h("span", { class: "chip-name" }, h("bdi", {}, name), h("small", {}, sizeWords(size, language)));
    this.element = h("li", { class: "chip" }, h("div", { class: "chip-words" }, what, this.#bar, this.#state), remove);
  }

  progress(share: number): void {
    this.#bar.value = share;
  }

  done(kept: KeptFile): void {
    this.kept = kept;
    this.#bar.remove();
  }

  fail(trouble: FileTrouble, told: string): void {
    this.trouble = trouble;
    this.told = told;
    this.#bar.remove();
    this.element.classList.add("chip-wrong");
    setText(this.#state, told);
  }
}
