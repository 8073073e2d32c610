// The page that is looked at now: one visit, with an id of its own and how long it was really looked at.

import type { Keep } from "./keep";
import { newId } from "./outbox";
import { fields, numberOrNull, words, type Page, type Visit } from "./wire";

const MOST_SECONDS = 86_400;

export class Looking {
  #visit: Visit | null = null;
  #before = 0; // ms looked at, until it was last hidden
  #since: number | null = null; // when it was last shown, null while hidden
  #told = 0;

  readonly #kept: Keep["session"];
  readonly #now: () => number;

  constructor(keep: Keep, now: () => number = Date.now) {
    this.#kept = keep.session;
    this.#now = now;
  }

  /** The visit as it is by now; null before the first page. */
  get visit(): Visit | null {
    if (!this.#visit) return null;
    const shown = this.#since === null ? 0 : Math.max(0, this.#now() - this.#since);
    return { ...this.#visit, seconds: Math.min(MOST_SECONDS, Math.round((this.#before + shown) / 1000)) };
  }

  /** Another page. False when it is the one looked at already, as after a reload. */
  arrive(page: Page): boolean {
    const last = this.#visit ?? this.#remembered();
    const same = last?.url === page.url;
    this.#before = same ? last.seconds * 1000 : 0;
    this.#told = same ? last.seconds : 0;
    this.#since = this.#now();
    this.#visit = same ? { ...last, title: page.title } : { id: newId(), ...page, seconds: 0 };
    this.#remember();
    return !same;
  }

  /** Hidden or left: the visit, when it lasted longer than was told before. */
  rest(): Visit | null {
    const visit = this.visit;
    if (!visit) return null;
    this.#before = visit.seconds * 1000;
    this.#since = null;
    this.#visit = visit;
    this.#remember();
    if (visit.seconds <= this.#told) return null;
    this.#told = visit.seconds;
    return visit;
  }

  resume(): void {
    this.#since ??= this.#now();
  }

  forget(): void {
    this.#visit = null;
    this.#kept.set("visit", "");
  }

  #remember(): void {
    this.#kept.set("visit", JSON.stringify(this.#visit));
  }

  #remembered(): Visit | null {
    const { id, url, title, seconds } = fields(this.#kept.json("visit"));
    return words(id) ? { id: words(id), url: words(url), title: words(title), seconds: numberOrNull(seconds) ?? 0 } : null;
  }
}
