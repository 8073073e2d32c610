// The server's routes that the widget uses, and one error that says what to do about a refusal.

import {
  fields, readCredentials, readEntries, readPassedOn, readSession, readSnapshot, words,
  type Credentials, type Entry, type Page, type PassedOn, type Session, type Snapshot, type Visit,
} from "./wire";

import { upload, UploadError, type KeptFile } from "../files";

const TIMEOUT_MS = 20_000;

/** A request that did not succeed. `status` is 0 when no answer came. `retryAfterMs` is null when the server said nothing. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number | null;

  constructor(status: number, code: string, detail: string, retryAfterMs: number | null) {
    super(detail || `the request failed (${status || "no answer"})`);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

export function statusOf(error: unknown): number {
  return error instanceof ApiError || error instanceof UploadError ? error.status : 0;
}

export class Api {
  readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  async session(body: { site: string; visitor_token?: string; identity?: string; page?: Page & { visit: string } }): Promise<Session> {
    return readSession(await this.#post("/v1/widget/session", "", body));
  }

  /** Answers the visitor's open conversation, which one of the pages may have begun. `last`: the page is being left. */
  async visits(visitor: string, token: string, visits: readonly Visit[], last = false): Promise<Credentials | null> {
    const route = `/v1/visitors/${encodeURIComponent(visitor)}/visits`;
    const answer = await this.#call("POST", route, token, JSON.stringify({ visits }), last);
    return readCredentials(fields(answer)["conversation"]);
  }

  async conversation(visitor: string, page: Page): Promise<Credentials> {
    const found = readCredentials(await this.#post("/v1/widget/conversation", visitor, { page }));
    if (!found) throw new ApiError(502, "bad_answer", "the server named no conversation", null);
    return found;
  }

  async message(to: Credentials, id: string, text: string, files: readonly KeptFile[] = []): Promise<void> {
    const attachments = files.map(({ file }) => ({ file }));
    await this.#post(path(to, "messages"), to.token, { id, role: "end_user", text, ...(files.length && { attachments }) });
  }

  upload(to: Credentials, file: File, told: (share: number) => void, signal: AbortSignal): Promise<KeptFile> {
    const url = `${this.base}${path(to, "files")}?name=${encodeURIComponent(file.name.slice(-200))}`;
    return upload(url, { Authorization: `Bearer ${to.token}` }, file, told, signal);
  }

  /** The bytes of a file that Segue keeps. */
  async file(of: Credentials, file: string): Promise<Blob> {
    const route = `${this.base}${path(of, "files")}/${encodeURIComponent(file)}`;
    const headers = { Authorization: `Bearer ${of.token}` };
    const answer = await fetch(route, { headers, credentials: "omit" }).catch(() => null);
    if (!answer?.ok) throw new ApiError(answer?.status ?? 0, "no_file", "", null);
    return answer.blob();
  }

  async choose(to: Credentials, offer: string, choice: string): Promise<void> {
    await this.#post(path(to, "offer"), to.token, { id: offer, choice });
  }

  async contact(to: Credentials, email: string): Promise<void> {
    await this.#post(path(to, "contact"), to.token, { email });
  }

  async rate(to: Credentials, score: number, comment: string): Promise<void> {
    await this.#post(path(to, "csat"), to.token, comment ? { score, comment } : { score });
  }

  async passedOn(of: Credentials): Promise<PassedOn> {
    return readPassedOn(await this.#call("GET", path(of, "passed-on"), of.token));
  }

  async keepBack(to: Credentials, withheld: readonly string[], own_words: string): Promise<PassedOn> {
    return readPassedOn(await this.#post(path(to, "passed-on"), to.token, { withheld, own_words }));
  }

  /** Whoever has the conversation, the bot speaks again. Sent again with the same key it is done once. */
  async giveBack(to: Credentials, key: string): Promise<void> {
    await this.#post(path(to, "handback"), to.token, {}, key);
  }

  async end(to: Credentials): Promise<void> {
    await this.#post(path(to, "end"), to.token, {});
  }

  async entries(of: Credentials, after: number, limit: number): Promise<{ entries: Entry[]; last_seq: number }> {
    const answer = await this.#call("GET", `${path(of, "entries")}?after=${after}&limit=${limit}`, of.token);
    const last = fields(answer)["last_seq"];
    return { entries: readEntries(answer), last_seq: typeof last === "number" ? last : 0 };
  }

  async snapshot(of: Credentials): Promise<Snapshot | null> {
    return readSnapshot(await this.#call("GET", `/v1/conversations/${encodeURIComponent(of.id)}`, of.token));
  }

  /** The address of a live socket; the ticket in it works once, within 30 s. */
  async liveAddress(of: Credentials, after: number): Promise<string> {
    const ticket = words(fields(await this.#post(path(of, "ticket"), of.token, {}))["ticket"]);
    const base = this.base.replace(/^http/, "ws");
    return `${base}${path(of, "live")}?after=${after}&ticket=${encodeURIComponent(ticket)}`;
  }

  #post(route: string, token: string, body: unknown, key = ""): Promise<unknown> {
    return this.#call("POST", route, token, JSON.stringify(body), false, key);
  }

  async #call(method: string, route: string, token: string, body?: string, keepalive = false, key = ""): Promise<unknown> {
    const headers: Record<string, string> = key ? { "Idempotency-Key": key } : {};
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (token) headers["Authorization"] = `Bearer ${token}`;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
    try {
      const init: RequestInit = { method, headers, signal: stop.signal, credentials: "omit", keepalive };
      if (body !== undefined) init.body = body;
      const answer = await fetch(this.base + route, init);
      const text = await answer.text();
      if (!answer.ok) throw refusal(answer, parsed(text));
      return parsed(text);
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError(0, "no_answer", "", null);
    } finally {
      clearTimeout(timer);
    }
  }
}

function path(to: Credentials, route: string): string {
  return `/v1/conversations/${encodeURIComponent(to.id)}/${route}`;
}

function parsed(text: string): unknown {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
}

function refusal(answer: Response, problem: unknown): ApiError {
  const { code, detail, title, retry_after_s } = fields(problem);
  const seconds = typeof retry_after_s === "number" ? retry_after_s : Number(answer.headers.get("Retry-After") || NaN);
  const retryAfterMs = Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : null;
  return new ApiError(answer.status, words(code), words(detail) || words(title), retryAfterMs);
}
