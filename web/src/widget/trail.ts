// The pages looked at before there is a conversation that could be told, and the last one it was told.

import type { Keep } from "./keep";
import { fields, words, type Page } from "./wire";

const MOST = 10;

export class Trail {
  readonly #kept: Keep["session"];

  constructor(keep: Keep) {
    this.#kept = keep.session;
  }

  /** Oldest first. */
  get pages(): Page[] {
    const kept = this.#kept.json("visits");
    if (!Array.isArray(kept)) return [];
    return kept.map((page) => ({ url: words(fields(page)["url"]), title: words(fields(page)["title"]) }));
  }

  add(page: Page): void {
    const { pages } = this;
    if (pages.at(-1)?.url !== page.url) this.#kept.set("visits", JSON.stringify([...pages, page].slice(-MOST)));
  }

  forget(): void {
    this.#kept.set("visits", "");
  }

  /** Whether this page is news to the conversation, which is told now; a reload of the same page is not. */
  isNews({ url }: Page): boolean {
    if (this.#kept.get("page") === url) return false;
    this.#kept.set("page", url);
    return true;
  }
}
