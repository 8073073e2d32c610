// A question with a button for each choice; "by e-mail" opens a field for the address in its place.

import type { Chat } from "../chat";
import { statusOf } from "../api";
import type { Offer } from "../state";
import type { Strings } from "../strings";
import { h, setText } from "./dom";

/** What is below the question: buttons while it is open, then what became of it. */
export class Choices {
  readonly element = h("div", { class: "choices" });
  #status = "";
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #chat: Chat;
  readonly #words: Strings;
  readonly #done: () => void;
  #offer: Offer;

  constructor(chat: Chat, words: Strings, offer: Offer, done: () => void) {
    this.#chat = chat;
    this.#words = words;
    this.#done = done;
    this.#offer = offer;
    // Its age is counted from here: the browser's clock need not agree with the server's.
    if (offer.lasts_ms !== null) this.#timer = setTimeout(() => this.#close(words.lapsed), Math.min(offer.lasts_ms, 2 ** 31 - 1));
    this.update(offer);
  }

  update(offer: Offer): void {
    if (offer.status === this.#status) return;
    this.#offer = offer;
    this.#status = offer.status;
    if (offer.status === "open") return this.#showButtons();
    const label = offer.choices.find((choice) => choice.id === offer.choice)?.label ?? offer.choice;
    this.#close(offer.status === "answered" ? this.#words.chosen(label) : this.#words.lapsed);
  }

  #showButtons(): void {
    const problem = h("p", { class: "problem", role: "alert" });
    const buttons = this.#offer.choices.map(({ id, label }) =>
      h("button", { type: "button", class: "button choice", dir: "auto", onclick: () => (id === "email" ? this.#askAddress() : this.#choose(id, problem)) }, label || id),
    );
    this.element.replaceChildren(...buttons, problem);
  }

  #choose(choice: string, problem: HTMLElement): void {
    if (this.#busy) return;
    this.#busy = true; // the buttons are not `disabled`: that would throw the focus away
    setText(problem, "");
    this.#chat.choose(this.#offer.id, choice).catch((error: unknown) => {
      if ([409, 422].includes(statusOf(error))) return this.#close(this.#words.lapsed);
      this.#busy = false;
      setText(problem, this.#words.failed);
    });
  }

  #askAddress(): void {
    const words = this.#words;
    const problem = h("p", { class: "problem", role: "alert", id: "email-problem" });
    const input = h("input", { type: "email", id: "email", name: "email", autocomplete: "email", required: true, dir: "ltr", "aria-describedby": "email-problem" });
    const back = h("button", { type: "button", class: "button quiet small" }, words.emailBack);
    const send = h("button", { type: "submit", class: "button small" }, words.emailSend);
    const form = h("form", { class: "address", novalidate: true }, h("label", { for: "email" }, words.email), input, problem, send, back);
    const complain = (text: string): void => {
      setText(problem, text);
      input.setAttribute("aria-invalid", "true");
      input.focus();
      form.scrollIntoView({ block: "nearest" }); // the complaint has pushed the buttons down
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!input.value.trim() || !input.checkValidity()) return complain(words.emailBad);
      send.disabled = true;
      this.#chat.leaveAddress(input.value.trim()).then(
        () => this.#close(`${words.email}: ${input.value.trim()}`),
        (error: unknown) => {
          send.disabled = false;
          complain([400, 422].includes(statusOf(error)) ? words.emailBad : words.failed);
        },
      );
    });
    back.addEventListener("click", () => {
      this.#showButtons();
      this.element.querySelector("button")?.focus();
    });
    this.element.replaceChildren(form);
    input.focus();
    form.scrollIntoView({ block: "nearest" });
  }

  #close(outcome: string): void {
    clearTimeout(this.#timer);
    const hadFocus = this.element.contains((this.element.getRootNode() as ShadowRoot).activeElement);
    this.element.replaceChildren(h("p", { class: "outcome", dir: "auto" }, outcome));
    if (hadFocus) this.#done();
  }
}
