// The log on the screen: one element a line, kept while the line is the same, so that nothing is read out twice.

import type { Chat } from "../chat";
import type { Line } from "../state";
import { h, icon, setText } from "./dom";
import { lineView, type LineContext, type LineView, type Shown } from "./line";
import { PassedOnCard } from "./passed-on";
import { SurveyCard } from "./survey";

const SAME_BREATH_MS = 5 * 60_000;
const NEAR_END_PX = 80;

export class Log {
  readonly element = h("div", { class: "scroll" });
  readonly log: HTMLElement;
  readonly #greeting = h("p", { class: "greeting", dir: "auto" });
  readonly #below: HTMLButtonElement;
  readonly #views = new Map<string, LineView>();
  #passedOn: { key: string; card: PassedOnCard } | null = null;
  #survey: { key: string; seq: number; card: SurveyCard } | null = null;
  readonly #chat: Chat;

  readonly #context: LineContext;
  readonly #rated: { done(round: number): boolean; mark(round: number): void };

  constructor(context: LineContext, rated: { done(round: number): boolean; mark(round: number): void }) {
    this.#context = context;
    this.#rated = rated;
    const { words } = context;
    this.#chat = context.chat;
    this.log = h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.messages, tabindex: "0" });
    this.#below = h("button", { type: "button", class: "below", hidden: true, onclick: () => this.toEnd() }, icon("down"), words.newBelow);
    this.log.addEventListener("scroll", () => this.#nearEnd() && (this.#below.hidden = true));
    this.log.addEventListener("answered", () => context.done());
    this.element.append(this.log, this.#below);
    this.log.append(this.#greeting);
    new ResizeObserver(() => this.#below.hidden && this.toEnd()).observe(this.log);
  }

  update(): void {
    const near = this.#nearEnd();
    setText(this.#greeting, this.#chat.greeting);
    this.log.setAttribute("aria-live", this.#chat.caughtUp ? "polite" : "off");
    const wanted = this.#elements();
    const before = this.log.lastElementChild;
    wanted.forEach((element, at) => {
      // Only what is out of place is moved: moving an element would take its focus away.
      if (this.log.children[at + 1] !== element) this.log.insertBefore(element, this.log.children[at + 1] ?? null);
    });
    while (this.log.children.length > wanted.length + 1) this.log.lastElementChild?.remove();
    const last = this.log.lastElementChild;
    if (near || (last !== before && last?.classList.contains("customer"))) this.toEnd();
    else if (last !== before) this.#below.hidden = false;
  }

  toEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
    this.#below.hidden = true;
  }

  #nearEnd(): boolean {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END_PX;
  }

  #elements(): HTMLElement[] {
    const shown = this.#shown();
    const elements: HTMLElement[] = [];
    const keys = new Set<string>();
    const card = this.#surveyCard();
    let cardAt = card ? -1 : 0;
    const passed = this.#passedOnCard();
    for (const item of shown) {
      const key = item.line.message_id ? `m:${item.line.role}:${item.line.message_id}` : `s:${item.line.seq}`;
      keys.add(key);
      let view = this.#views.get(key);
      if (view) view.update(item);
      else this.#views.set(key, (view = lineView(item, this.#context)));
      if (cardAt < 0 && item.line.seq > (this.#chat.view.survey?.seq ?? 0)) cardAt = elements.length;
      elements.push(view.element);
      if (passed && item.line.seq === this.#chat.view.passedOn && passed.element.parentElement !== view.element) {
        view.element.append(passed.element); // part of the line that tells of the transfer
      }
    }
    for (const key of [...this.#views.keys()]) if (!keys.has(key)) this.#views.delete(key);
    if (card) elements.splice(cardAt < 0 ? elements.length : cardAt, 0, card.element);
    return elements;
  }

  #shown(): Shown[] {
    const lines = this.#chat.view.lines;
    const arrived = new Set(lines.map((line) => line.message_id));
    const shown: Shown[] = lines.map((line, at) => ({ line, outgoing: null, follows: follows(lines[at - 1], line) }));
    for (const outgoing of this.#chat.outbox.items) {
      if (arrived.has(outgoing.id)) continue;
      const line: Line = { seq: Infinity, kind: "message", role: "end_user", name: "", at: "", text: outgoing.text, message_id: outgoing.id, offer: null, files: outgoing.files, links: [] };
      const above = shown.at(-1)?.line;
      shown.push({ line, outgoing, follows: above?.kind === "message" && above.role === "end_user" });
    }
    return shown;
  }

  /** Below the words of the transfer. A later transfer of the same conversation has it below its own words. */
  #passedOnCard(): PassedOnCard | null {
    const { passedOn } = this.#chat.view;
    if (!passedOn || !this.#chat.current) return (this.#passedOn = null);
    const key = `${this.#chat.current.id}:${passedOn}`;
    if (this.#passedOn?.key !== key) this.#passedOn = { key, card: new PassedOnCard(this.#chat, this.#context.words) };
    return this.#passedOn.card;
  }

  /** The card stays while it says thank you; it is not put again in the same round. */
  #surveyCard(): SurveyCard | null {
    const { survey } = this.#chat.view;
    if (!survey || !this.#chat.current) return (this.#survey = null);
    const key = `${this.#chat.current.id}:${survey.round}`;
    const done = this.#rated.done(survey.round);
    if (this.#survey?.key === key && (!done || this.#survey.seq === survey.seq)) {
      this.#survey.seq = survey.seq;
      return this.#survey.card;
    }
    if (done) return null;
    const card = new SurveyCard(this.#chat, this.#context.words, survey.text, () => this.#rated.mark(survey.round));
    this.#survey = { key, seq: survey.seq, card };
    return card;
  }
}

function follows(above: Line | undefined, line: Line): boolean {
  return (
    above?.kind === "message" && line.kind === "message" && above.role === line.role && above.name === line.name &&
    Date.parse(line.at) - Date.parse(above.at) < SAME_BREATH_MS
  );
}
