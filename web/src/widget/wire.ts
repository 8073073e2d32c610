// What the server sends, checked when it is taken out of the JSON. Unknown fields and kinds are let through or ignored.

import { readRules, type FileRules } from "../files";

export type Role = "end_user" | "automated_agent" | "human_agent" | "system";

/** One line of the log. `seq` counts up; a customer's view may skip numbers. `at` is ISO 8601 in UTC. */
export interface Entry {
  readonly seq: number;
  readonly kind: string;
  readonly role: Role;
  readonly at: string;
  readonly text: string;
  readonly author_name: string;
  readonly message_id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The conversation as the server sees it at `last_seq`. `wait_s` is in seconds, null while not known. */
export interface Snapshot {
  readonly open: boolean;
  readonly last_seq: number;
  readonly owner: { readonly kind: string; readonly name: string };
  readonly handoff: {
    readonly state: string;
    readonly agent_name: string;
    readonly position: number | null;
    readonly wait_s: number | null;
  } | null;
  readonly offer: { readonly id: string } | null;
  readonly files: FileRules | null;
}

export interface Credentials {
  readonly id: string;
  readonly token: string;
}

export interface Session {
  readonly visitor_token: string;
  readonly visitor: string;
  readonly title: string;
  readonly greeting: string;
  readonly conversation: Credentials | null;
  /** What a customer may send along before there is a conversation. */
  readonly files: FileRules | null;
}

export interface Page {
  readonly url: string;
  readonly title: string;
}

/** One look at one page. `seconds` is how long so far. */
export interface Visit extends Page {
  readonly id: string;
  readonly seconds: number;
}

type Fields = Record<string, unknown>;

const ROLES: ReadonlySet<string> = new Set(["end_user", "automated_agent", "human_agent", "system"]);

export function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function numberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** null when it cannot be an entry. */
export function readEntry(value: unknown): Entry | null {
  const { seq, kind, role, at, text, author_name, message_id, data } = fields(value);
  if (typeof seq !== "number" || !Number.isInteger(seq) || seq < 1 || typeof kind !== "string") return null;
  return {
    seq,
    kind,
    role: (ROLES.has(words(role)) ? role : "system") as Role,
    at: words(at),
    text: words(text),
    author_name: words(author_name),
    message_id: words(message_id),
    data: fields(data),
  };
}

export function readEntries(value: unknown): Entry[] {
  const found = fields(value)["entries"];
  return Array.isArray(found) ? found.map(readEntry).filter((entry) => entry !== null) : [];
}

/** null when it cannot be a snapshot. */
export function readSnapshot(value: unknown): Snapshot | null {
  const { open, last_seq, owner, handoff, offer, files } = fields(value);
  if (typeof last_seq !== "number") return null;
  const step = fields(handoff);
  return {
    open: open !== false,
    last_seq,
    owner: { kind: words(fields(owner)["kind"]), name: words(fields(owner)["name"]) },
    handoff: handoff
      ? {
          state: words(step["state"]),
          agent_name: words(step["agent_name"]),
          position: numberOrNull(step["position"]),
          wait_s: numberOrNull(step["wait_s"]),
        }
      : null,
    offer: offer ? { id: words(fields(offer)["id"]) } : null,
    files: readRules(files),
  };
}

export function readCredentials(value: unknown): Credentials | null {
  const { id, token } = fields(value);
  return words(id) && words(token) ? { id: words(id), token: words(token) } : null;
}

export function readSession(value: unknown): Session {
  const found = fields(value);
  return {
    visitor_token: words(found["visitor_token"]),
    visitor: words(found["visitor"]),
    title: words(found["title"]),
    greeting: words(found["greeting"]),
    conversation: readCredentials(found["conversation"]),
    files: readRules(found["files"]),
  };
}

/** One part of what is passed on to a human, as the customer may see it. */
export interface PassedOnItem {
  readonly part: string;
  readonly label: string;
  readonly words: string;
  readonly withheld: boolean;
  readonly mayWithhold: boolean;
  readonly mayEdit: boolean;
  readonly edited: boolean;
}

/** `words`: the card's own, in the customer's language. `read`: a human has had it. */
export interface PassedOn {
  readonly shown: boolean;
  readonly read: boolean;
  readonly items: readonly PassedOnItem[];
  readonly words: Readonly<Record<"title" | "read" | "keep_back" | "save" | "saved", string>>;
}

export function readPassedOn(value: unknown): PassedOn {
  const { shown, read, items, words: own } = fields(value);
  const said = fields(own);
  return {
    shown: shown === true,
    read: read === true,
    items: (Array.isArray(items) ? items : []).map((item: unknown) => {
      const { part, label, words: values, withheld, may_withhold, may_edit, edited } = fields(item);
      return {
        part: words(part), label: words(label), words: words(values),
        withheld: withheld === true, mayWithhold: may_withhold === true, mayEdit: may_edit === true, edited: edited === true,
      };
    }),
    words: {
      title: words(said["title"]), read: words(said["read"]), keep_back: words(said["keep_back"]),
      save: words(said["save"]), saved: words(said["saved"]),
    },
  };
}
