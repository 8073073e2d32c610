// One visitor's chat: who they are to the server, which conversation they are in, what is on its way. Knows no DOM view.

import { Api, ApiError, statusOf } from "./api";
import type { Keep } from "./keep";
import { Live, type Connection } from "./live";
import { Outbox } from "../outbox";
import { backoff, Pause } from "../pause";
import { newId, outgoing, readOutgoing, refusalOf, type Outgoing } from "./outbox";
import { saveAs, type FileRules, type KeptFile } from "../files";
import { EMPTY, lastSeq, look, observe, reduce, type State, type View } from "./state";
import { type Credentials, type Entry, type Page, type PassedOn, type Role, type Session, type Visit } from "./wire";
import { Looking } from "./looking";
import { currentPage } from "./visits";

const TYPING_LASTS_MS = 6_000;
const HISTORY_MS = 600; // what arrives so soon after connecting was said before

export interface Typing {
  readonly role: Role;
  readonly name: string;
}

export class Chat {
  view: View = look(EMPTY);
  connection: Connection = "connecting";
  typing: Typing | null = null;
  title = "";
  greeting = "";
  ready = false;
  /** Whether what was said before this page has been fetched. */
  caughtUp = false;
  current: Credentials | null = null;
  readonly outbox: Outbox<Outgoing>;
  changed: () => void = () => undefined;

  #state: State = EMPTY;
  #live: Live | null = null;
  #beginning: Promise<Credentials> | null = null;
  #identity = "";
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #pause = new Pause();
  #backKey = ""; // of one wish to go back to the bot, however often it is sent
  #life = 0; // counts resets: an answer that belongs to an earlier life is dropped

  readonly #api: Api;
  readonly #site: string;
  readonly #keep: Keep;
  readonly #looking: Looking;
  #visitor = "";
  #files: FileRules | null = null;

  constructor(api: Api, site: string, keep: Keep) {
    this.#looking = new Looking(keep);
    this.#api = api;
    this.#site = site;
    this.#keep = keep;
    this.outbox = new Outbox({
      send: async (item) => ({ conversation: await this.#deliver(item) }),
      refusal: refusalOf,
      save: (items) => this.#keep.session.set("outbox", items.length ? JSON.stringify(items) : ""),
      changed: () => this.changed(),
    });
  }

  /** Introduce this browser, again and again until the server answers. Throws ApiError when it refuses. */
  async start(identity: string): Promise<void> {
    this.#identity = identity;
    this.#looking.arrive(currentPage());
    if (document.visibilityState === "hidden") this.#looking.rest(); // opened in a tab behind
    const life = this.#life;
    for (let tries = 0; ; tries++) {
      try {
        const arrived = this.#looking.visit;
        const session = await this.#introduce(arrived);
        if (life !== this.#life) return;
        this.#adopt(session);
        if (this.#looking.visit?.id !== arrived?.id) this.#tell(this.#looking.visit);
        return;
      } catch (error) {
        if (!(error instanceof ApiError) || !error.passing) throw error;
        await this.#pause.wait(error.retryAfterMs ?? backoff(tries));
        if (life !== this.#life) return;
      }
    }
  }

  say(text: string, files: readonly KeptFile[] = []): void {
    this.outbox.add(outgoing(newId(), text, this.current?.id ?? "", files));
    this.#live?.spoke();
  }

  /** What this customer may send along; null where they may not. */
  get files(): FileRules | null {
    return this.#state.snapshot ? this.#state.snapshot.files : this.#files;
  }

  upload(file: File, told: (share: number) => void, signal: AbortSignal): Promise<KeptFile> {
    return this.#withToken((to) => this.#api.upload(to, file, told, signal));
  }

  async download(file: KeptFile): Promise<void> {
    saveAs(await this.#withToken((of) => this.#api.file(of, file.file)), file.name);
  }

  async choose(offer: string, choice: string): Promise<void> {
    await this.#withToken((to) => this.#api.choose(to, offer, choice));
    this.#live?.nudge();
  }

  async leaveAddress(email: string): Promise<void> {
    await this.#withToken((to) => this.#api.contact(to, email));
    this.#live?.nudge();
  }

  async rate(score: number, comment: string): Promise<void> {
    await this.#withToken((to) => this.#api.rate(to, score, comment));
  }

  /** What is passed on to a human. */
  passedOn(): Promise<PassedOn> {
    return this.#withToken((of) => this.#api.passedOn(of));
  }

  keepBack(withheld: readonly string[], ownWords: string): Promise<PassedOn> {
    return this.#withToken((to) => this.#api.keepBack(to, withheld, ownWords));
  }

  async end(): Promise<void> {
    await this.#withToken((to) => this.#api.end(to));
    this.#live?.nudge();
  }

  /** Away from the line, or from the human who has the conversation: back to the bot. */
  async giveBack(): Promise<void> {
    const key = (this.#backKey ||= newId());
    await this.#withToken((to) => this.#api.giveBack(to, key));
    this.#backKey = "";
    this.#live?.nudge();
  }

  isTyping(): void {
    this.#live?.typing();
  }

  /** Leave the ended conversation behind. Answers the words that never got out, for the composer. */
  startAnew(): string {
    const unsent = this.outbox.items.filter((item) => item.status !== "sent").map((item) => item.text);
    this.#forgetConversation();
    this.changed();
    return unsent.join("\n");
  }

  /** The customer went to another page. After the end nothing may be offered beside what they read. */
  visit(page: Page): void {
    const left = this.#looking.rest();
    if (this.#looking.arrive(page) && !(this.current && this.view.ended)) this.#tell(left, this.#looking.visit);
  }

  /** The page is hidden, or left for good. */
  hide(): void {
    const left = this.#looking.rest();
    if (left) this.#tell(left);
  }

  show(): void {
    this.#looking.resume();
    this.#live?.look();
  }

  async identify(identity: string): Promise<void> {
    this.#identity = identity;
    this.#adopt(await this.#introduce());
  }

  /** Forget this visitor altogether. */
  async reset(): Promise<void> {
    this.#life++;
    for (const name of ["visitor", "conversation", "read", "rated"]) this.#keep.local.set(name, "");
    for (const name of ["outbox", "draft"]) this.#keep.session.set(name, "");
    this.#looking.forget();
    this.#visitor = "";
    this.#forgetConversation();
    this.changed();
    await this.start("");
  }

  /** Another tab began a conversation, or forgot the visitor. */
  followOtherTab(conversation: string): void {
    if (conversation && conversation !== this.current?.id && !this.#beginning) this.#begin().catch(() => undefined);
  }

  /** The network is back, or the page was: a line that may be dead is replaced. */
  wake(): void {
    this.#pause.wake();
    this.#live?.kick();
    this.outbox.resume();
  }

  #introduce(visit?: Visit | null): Promise<Session> {
    const visitor_token = this.#keep.local.get("visitor");
    return this.#api.session({
      site: this.#site,
      ...(visitor_token && { visitor_token }),
      ...(this.#identity && { identity: this.#identity }),
      ...(visit && { page: { url: visit.url, title: visit.title, visit: visit.id } }),
    });
  }

  #adopt(session: Session): void {
    if (session.visitor_token) this.#keep.local.set("visitor", session.visitor_token);
    this.#visitor = session.visitor;
    this.title = session.title;
    this.greeting = session.greeting;
    this.#files = session.files;
    this.ready = true;
    if (session.conversation) this.#enter(session.conversation);
    else this.caughtUp = true;
    this.#bringUnsent(session.conversation?.id ?? "");
    this.changed();
  }

  /** What an earlier page of this tab could not send: to the same conversation it goes now, else back to the composer. */
  #bringUnsent(conversation: string): void {
    const left = readOutgoing(this.#keep.session.json("outbox")).filter((item) => !this.#knows(item.id));
    const lost = left.filter((item) => item.conversation && item.conversation !== conversation);
    if (lost.length) {
      const draft = this.#keep.session.get("draft");
      this.#keep.session.set("draft", [...lost.map((item) => item.text), draft].filter(Boolean).join("\n"));
    }
    this.outbox.add(...left.filter((item) => !lost.includes(item)).map(({ id, text, files }) => outgoing(id, text, conversation, files)));
  }

  #knows(id: string): boolean {
    return this.outbox.items.some((item) => item.id === id);
  }

  /** The visitor's open conversation, or a new one. However often it is asked for at once, one request goes out. */
  #begin(): Promise<Credentials> {
    this.#beginning ??= this.#open().finally(() => (this.#beginning = null));
    return this.#beginning;
  }

  async #open(): Promise<Credentials> {
    const { url, title } = this.#looking.visit ?? currentPage();
    const life = this.#life;
    let opened: Credentials;
    try {
      opened = await this.#api.conversation(this.#keep.local.get("visitor"), { url, title });
    } catch (error) {
      if (statusOf(error) !== 401) throw error;
      const session = await this.#introduce();
      this.#keep.local.set("visitor", session.visitor_token);
      opened = session.conversation ?? (await this.#api.conversation(session.visitor_token, { url, title }));
    }
    if (life !== this.#life) throw new ApiError(0, "reset", "", null);
    this.#enter(opened);
    return opened;
  }

  #enter(conversation: Credentials): void {
    const same = conversation.id === this.current?.id;
    if (!same) this.#forgetConversation(true);
    this.current = conversation;
    this.#keep.local.set("conversation", conversation.id);
    if (!same || !this.#live) this.#follow(conversation);
    this.changed();
  }

  #follow(conversation: Credentials): void {
    this.caughtUp = false;
    const live = new Live(this.#api, conversation, {
      after: () => lastSeq(this.#state),
      entries: (entries) => this.#learn(entries),
      snapshot: (snapshot) => this.#set(observe(this.#state, snapshot)),
      typing: (role, name) => this.#showTyping({ role, name }),
      connection: (now) => this.#connectionIs(now),
      renew: () => this.#renew(),
      gone: () => this.#gone(),
    });
    this.#live = live;
    void live.run();
  }

  #learn(entries: readonly Entry[]): void {
    this.#set(entries.reduce(reduce, this.#state));
    const arrived = entries.map((entry) => entry.message_id).filter(Boolean);
    this.outbox.remove(...arrived);
    const stops = (entry: Entry): boolean => entry.kind === "handoff" || (entry.kind === "message" && entry.role === this.typing?.role);
    if (this.typing && entries.some(stops)) this.#showTyping(null);
  }

  #set(state: State): void {
    this.#state = state;
    this.view = look(state);
    if (this.view.speaker.kind === "bot") this.#backKey = ""; // done, or nothing to do
    if (this.view.ended) {
      this.#live?.stop();
      this.#live = null;
      this.connection = "live";
      this.typing = null;
    }
    this.changed();
  }

  #connectionIs(now: Connection): void {
    const back = now === "live" && this.connection !== "live";
    this.connection = now;
    if (back) this.outbox.resume();
    if (back && !this.caughtUp) setTimeout(() => this.#hasCaughtUp(), HISTORY_MS);
    this.changed();
  }

  #hasCaughtUp(): void {
    this.caughtUp = true;
    this.changed();
  }

  #showTyping(typing: Typing | null): void {
    if (typing?.role === "end_user") return;
    clearTimeout(this.#typingTimer);
    this.typing = typing;
    if (typing) this.#typingTimer = setTimeout(() => this.#showTyping(null), TYPING_LASTS_MS);
    this.changed();
  }

  /** A fresh token by the visitor's. Asking for a session, unlike asking for a conversation, never begins a new one. */
  async #renew(): Promise<Credentials | null> {
    const session = await this.#introduce();
    if (session.visitor_token) this.#keep.local.set("visitor", session.visitor_token);
    if (session.conversation?.id === this.current?.id) return (this.current = session.conversation);
    if (session.conversation) this.#enter(session.conversation);
    else this.#set(observe(this.#state, { open: false, last_seq: lastSeq(this.#state), owner: { kind: "bot", name: "" }, handoff: null, offer: null, files: null }));
    return null;
  }

  #gone(): void {
    this.#forgetConversation();
    this.changed();
    this.#introduce().then((session) => this.#adopt(session), () => undefined);
  }

  #forgetConversation(keepUnsent = false): void {
    this.#live?.stop();
    this.#live = null;
    this.current = null;
    this.connection = "connecting";
    this.#backKey = "";
    this.#state = EMPTY;
    this.view = look(EMPTY);
    this.typing = null;
    this.caughtUp = true;
    const out = this.outbox.items.filter((item) => !keepUnsent || item.status === "sent");
    this.outbox.remove(...out.map((item) => item.id));
  }

  async #deliver(item: Outgoing): Promise<string> {
    const to = this.current ?? (await this.#begin());
    await this.#withToken((by) => this.#api.message(by, item.id, item.text, item.files));
    this.#live?.nudge();
    return this.current?.id ?? to.id;
  }

  /** Do it with the conversation's token, and once more with a fresh one when that no longer counts. */
  async #withToken<T>(act: (to: Credentials) => Promise<T>): Promise<T> {
    const to = this.current ?? (await this.#begin());
    try {
      return await act(to);
    } catch (error) {
      if (statusOf(error) !== 401) throw error;
      const fresh = await this.#renew();
      if (!fresh) throw error;
      return await act(fresh);
    }
  }

  /** Tell of visits. One of them may have begun a conversation, with an offer in it. */
  #tell(...visits: (Visit | null)[]): void {
    const known = visits.filter((visit) => visit !== null);
    const token = this.#keep.local.get("visitor");
    if (!this.#visitor || !token || !known.length) return;
    const life = this.#life;
    const begun = this.#api.visits(this.#visitor, token, known, document.visibilityState === "hidden");
    begun.then((found) => found && !this.current && life === this.#life && this.#enter(found), () => undefined);
  }
}
