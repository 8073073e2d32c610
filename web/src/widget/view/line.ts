// One line of the log as an element that can be brought up to date in place.

import type { Chat } from "../chat";
import type { Outgoing } from "../outbox";
import type { Line } from "../state";
import type { Strings } from "../strings";
import { sizeWords } from "../../files";
import { h, icon, setText } from "./dom";
import { Choices } from "./offer";

export interface Shown {
  readonly line: Line;
  /** Set while the message is on its way. */
  readonly outgoing: Outgoing | null;
  /** Same author as the line above, a moment later: the author is not repeated. */
  readonly follows: boolean;
}

export interface LineView {
  readonly element: HTMLElement;
  update(shown: Shown): void;
}

export interface LineContext {
  readonly chat: Chat;
  readonly words: Strings;
  readonly language: string;
  /** Where the focus goes when the control that had it is gone. */
  done(): void;
  /** Take an unsent message back into the composer. */
  edit(item: Outgoing): void;
}

const SIDES = { end_user: "customer", automated_agent: "bot", human_agent: "human", system: "system" } as const;

export function lineView(shown: Shown, context: LineContext): LineView {
  const { line } = shown;
  if (line.kind === "message") return new MessageView(shown, context);
  const element = h("div", { class: line.kind, dir: "auto" });
  if (line.text) element.append(h("p", {}, line.text));
  if (!line.offer) return { element, update: () => undefined };
  const choices = new Choices(context.chat, context.words, line.offer, () => context.done());
  element.append(choices.element);
  return { element, update: ({ line: now }) => now.offer && choices.update(now.offer) };
}

class MessageView implements LineView {
  readonly element: HTMLElement;
  readonly #meta: HTMLElement;
  readonly #status = h("div", { class: "status" });
  #told = "";

  readonly #context: LineContext;

  constructor(shown: Shown, context: LineContext) {
    this.#context = context;
    const { line } = shown;
    const { words } = context;
    const name = line.role === "end_user" ? words.you : line.name || (line.role === "human_agent" ? words.person : words.assistant);
    this.#meta = h("p", { class: "meta" }, h("bdi", { class: "author" }, name), " ");
    if (line.role === "automated_agent" && line.name) this.#meta.append(h("span", { class: "tag" }, words.assistant), " ");
    this.#meta.append(timeOf(line.at, context.language));
    const bubble = h("div", { class: "bubble" });
    if (line.text) bubble.append(h("span", { dir: "auto" }, line.text));
    if (line.files.length || line.links.length) bubble.append(filesOf(line, context));
    this.element = h("div", { class: `row ${SIDES[line.role]}` }, this.#meta, bubble, this.#status);
    this.update(shown);
  }

  update({ outgoing, follows }: Shown): void {
    this.element.classList.toggle("follows", follows);
    const now = outgoing && outgoing.status !== "sent" ? `${outgoing.status} ${outgoing.trouble}` : "";
    this.element.dataset["status"] = outgoing?.status ?? "sent";
    if (now === this.#told) return;
    this.#told = now;
    this.#status.replaceChildren();
    if (outgoing && now) this.#tell(outgoing);
  }

  #tell(item: Outgoing): void {
    const { words, chat } = this.#context;
    if (item.status === "sending") {
      const why = item.trouble === "offline" ? words.waitingToSend : item.trouble === "busy" ? words.trouble.busy : words.sending;
      this.#status.append(h("span", {}, why));
      return;
    }
    const again = ["offline", "busy", "refused"].includes(item.trouble);
    const press = (): void => {
      if (again) chat.outbox.retry(item.id);
      else this.#context.edit(item);
      this.#context.done();
    };
    this.#status.append(h("span", { class: "problem" }, `${words.notSent} ${words.trouble[item.trouble]}`), " ");
    if (item.trouble === "ended") return; // the words go into the composer of the next chat
    this.#status.append(h("button", { type: "button", class: "link", onclick: press }, again ? words.tryAgain : words.edit));
  }
}

/** Name and size; nothing of what is in them is shown. */
function filesOf({ files, links }: Line, { chat, words, language }: LineContext): HTMLElement {
  const list = h("ul", { class: "files", "aria-label": words.files });
  for (const file of files) {
    const problem = h("span", { class: "problem", role: "alert" });
    const size = sizeWords(file.size, language);
    const get = (): void => void chat.download(file).then(() => setText(problem, ""), () => setText(problem, words.fileGone));
    const label = `${words.download(file.name)}, ${size}`;
    const button = h("button", { type: "button", class: "file", "aria-label": label, onclick: get }, icon("get"));
    button.append(h("span", {}, h("bdi", {}, file.name), h("small", {}, size)));
    list.append(h("li", {}, button, problem));
  }
  for (const { name, url } of links) {
    list.append(h("li", {}, h("a", { class: "file", href: url, target: "_blank", rel: "noopener noreferrer" }, h("bdi", {}, name))));
  }
  return list;
}

function timeOf(at: string, language: string): HTMLTimeElement {
  const when = at ? new Date(at) : new Date();
  if (Number.isNaN(when.getTime())) return h("time");
  const today = when.toDateString() === new Date().toDateString();
  const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
  const shown = today ? clock : { ...clock, day: "numeric" as const, month: "short" as const };
  const time = h("time", { datetime: when.toISOString(), title: format(when, language, { dateStyle: "full", timeStyle: "short" }) });
  setText(time, format(when, language, shown));
  return time;
}

function format(when: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat(language || undefined, options).format(when);
  } catch {
    return new Intl.DateTimeFormat(undefined, options).format(when); // the page named a language nobody knows
  }
}
