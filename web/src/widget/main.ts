// Starts the widget on the page whose script tag this is, and gives the page `window.Segue`.

import { Api } from "./api";
import { Chat } from "./chat";
import { keepFor } from "./keep";
import { stringsFor } from "./strings";
import { dress } from "./styles";
import { Panel } from "./view/panel";
import { namedPage, watchVisits } from "./visits";

const NAME = "segue-chat";

interface Attributes {
  readonly base: string;
  readonly site: string;
  readonly identity: string;
  readonly open: boolean;
  readonly language: string;
}

/** What the page may call. The promises are kept to ourselves: a page cannot do much about a refusal. */
export interface SeguePage {
  open(): void;
  close(): void;
  page(page?: { url?: string; title?: string }): void;
  identify(jwt: string): void;
  reset(): void;
}

class SegueChat extends HTMLElement {}

function attributes(): Attributes | null {
  const current = document.currentScript;
  const script = current instanceof HTMLScriptElement && current.src ? current : document.querySelector<HTMLScriptElement>("script[src][data-site]");
  const site = script?.dataset["site"];
  if (!script || !site) {
    complain('no site key: add data-site="site_…" to the script tag of the widget');
    return null;
  }
  const { identity = "", open, lang } = script.dataset;
  const language = lang || document.documentElement.lang || navigator.language;
  return { base: new URL(script.src).origin, site, identity, open: open !== undefined && open !== "false", language };
}

function complain(what: unknown): void {
  console.warn("Segue:", what instanceof Error ? what.message : what);
}

function begin({ base, site, identity, open, language }: Attributes): void {
  const element = document.createElement(NAME);
  const root = element.attachShadow({ mode: "open" });
  dress(root);
  const keep = keepFor(site);
  const chat = new Chat(new Api(base), site, keep);
  const panel = new Panel(root, chat, keep, stringsFor(language), language);
  const page: SeguePage = {
    open: () => panel.open(),
    close: () => panel.close(),
    page: (named) => chat.visit(namedPage(named)),
    identify: (jwt) => void chat.identify(jwt).catch(complain),
    reset: () => {
      panel.close();
      void chat.reset().catch(complain);
    },
  };
  Object.assign(window, { Segue: page });
  document.body.append(element);
  watchVisits((visited) => chat.visit(visited));
  addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? chat.hide() : chat.show()));
  addEventListener("pagehide", () => chat.hide());
  addEventListener("online", () => chat.wake());
  addEventListener("pageshow", (event) => event.persisted && chat.wake());
  chat.start(identity).then(() => (open ? panel.open(false) : panel.restore()), complain);
}

function main(): void {
  if (customElements.get(NAME)) return; // the tag is on the page twice
  const found = attributes(); // now: later there is no current script
  if (!found) return;
  customElements.define(NAME, SegueChat);
  if (document.body) begin(found);
  else addEventListener("DOMContentLoaded", () => begin(found));
}

main();
