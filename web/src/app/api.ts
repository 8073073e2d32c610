// The one place that speaks HTTP to the server.
import type { DeadLetter, DeliveriesData } from "./console/deliveries";
import type { HubCases, HubChecked, HubsData } from "./console/hubs/hubs";
import type { Asked, Outcome as Simulated, Scenario } from "./console/simulator/types";
import type { PromisesKept, WaitingPageData, WhyData } from "./console/waiting/types";
import type { Checked, Compared, Run, Tried } from "./console/triggers/types";
import type { Erasure, Keeping, LookedUp, Person } from "./console/data/types";
import type { DraftsAnswer } from "./desk/drafts";
import type { Targets } from "./desk/transfers";
import type {
  ApiKey,
  ConversationDetail,
  DecisionRow,
  Entry,
  FollowUp,
  Handoff,
  KnowledgePage,
  LinkInfo,
  Me,
  NewUser,
  PolicyPage,
  Presence,
  Queues,
  Site,
  Snapshot,
  User,
} from "./types";

/** An answer that is not a success. `status` 0: the server was not reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(detail);
  }
}

/** Called on every 401 except those of signing in itself. */
let signedOut: () => void = () => {};
export function onSignedOut(callback: () => void): void {
  signedOut = callback;
}

/** Milliseconds to add to this browser's clock to get the server's; countdowns use it. */
export let clockOffsetMs = 0;

function readClock(response: Response): void {
  const date = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(date)) return;
  const offset = date + 500 - Date.now(); // the header has whole seconds
  clockOffsetMs = Math.abs(offset) < 1500 ? 0 : offset;
}

async function problemOf(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // not JSON: a proxy answered
  }
  const detail = typeof body.detail === "string" ? body.detail : typeof body.title === "string" ? body.title : "";
  const code = typeof body.code === "string" ? body.code : String(response.status);
  return new Problem(response.status, code, detail || `The server answered ${response.status}.`, body);
}

async function reach(method: string, path: string, body?: unknown, ownUse401 = false, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (method !== "GET") headers["x-segue"] = "desk";
  if (body !== undefined) headers["content-type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      cache: "no-store",
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch {
    throw new Problem(0, "unreachable", "The server cannot be reached. Check the connection and try again.");
  }
  readClock(response);
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && !ownUse401) signedOut();
    throw problem;
  }
  return response;
}

async function call<T>(method: string, path: string, body?: unknown, ownUse401 = false, signal?: AbortSignal): Promise<T> {
  const response = await reach(method, path, body, ownUse401, signal);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** `notice`: what whoever did it should know, "" for nothing. */
interface HandedOn {
  handoff: Handoff;
  notice: string;
}

const get = <T>(path: string): Promise<T> => call<T>("GET", path);
const post = <T>(path: string, body: unknown = {}): Promise<T> => call<T>("POST", path, body);
const at = (strings: TemplateStringsArray, ...ids: string[]): string =>
  String.raw({ raw: strings }, ...ids.map(encodeURIComponent));

export const api = {
  // signing in
  signIn: (email: string, password: string) =>
    call<{ me: Me }>("POST", "/v1/desk/sign-in", { email, password }, true),
  linkInfo: (token: string) => call<LinkInfo>("GET", at`/v1/desk/link?token=${token}`, undefined, true),
  useLink: (body: { token: string; password: string; name?: string; email?: string }) =>
    call<{ me: Me }>("POST", "/v1/desk/link", body, true),
  signOut: () => post<void>("/v1/desk/sign-out"),
  me: () => get<Me>("/v1/desk/me"),
  setPresence: (presence: Presence, reason = "") =>
    call<{ me: Me }>("PUT", "/v1/desk/presence", { presence, reason }),

  // the desk
  snapshot: () => get<Snapshot>("/v1/desk/snapshot"),
  deskTicket: () => post<{ ticket: string }>("/v1/desk/ticket"),
  conversation: (id: string) => get<ConversationDetail>(at`/v1/desk/conversations/${id}`),
  /** `limit` entries after `after`. */
  entries: (id: string, after: number, limit: number) =>
    get<{ entries: Entry[] }>(`${at`/v1/conversations/${id}/entries`}?after=${after}&limit=${limit}`),
  conversationTicket: (id: string) => post<{ ticket: string }>(at`/v1/conversations/${id}/ticket`),
  accept: (handoff: string) => post<{ handoff: Handoff }>(at`/v1/desk/reservations/${handoff}/accept`),
  decline: (handoff: string, reason = "") =>
    post<{ handoff: Handoff }>(at`/v1/desk/reservations/${handoff}/decline`, reason ? { reason } : {}),
  transferTargets: (id: string) => get<Targets>(at`/v1/desk/conversations/${id}/transfer-targets`),
  transfer: (id: string, body: { agent?: string; queue?: string; note: string; anyway: boolean }) =>
    post<HandedOn>(at`/v1/desk/conversations/${id}/transfer`, body),
  withdrawTransfer: (id: string) => post<HandedOn>(at`/v1/desk/conversations/${id}/transfer/withdraw`),
  pick: (handoff: string, anyway: boolean) => post<HandedOn>(at`/v1/desk/handoffs/${handoff}/pick`, { anyway }),
  assign: (handoff: string, body: { agent: string; note: string; now: boolean; anyway: boolean }) =>
    post<HandedOn>(at`/v1/desk/handoffs/${handoff}/assign`, body),
  revoke: (handoff: string) => post<HandedOn>(at`/v1/desk/handoffs/${handoff}/revoke`),
  cancelHandoff: (handoff: string, note: string) => post<HandedOn>(at`/v1/desk/handoffs/${handoff}/cancel`, { note }),
  take: (id: string) => post<{ handoff: Handoff }>(at`/v1/desk/conversations/${id}/take`),
  send: (id: string, message: { id: string; text: string; draft?: string; epoch?: number; attachments?: { file: string }[] }) =>
    post<{ seq: number }>(at`/v1/desk/conversations/${id}/messages`, message),
  drafts: (id: string) => get<DraftsAnswer>(at`/v1/desk/conversations/${id}/drafts`),
  rejectDraft: (id: string) => post<unknown>(at`/v1/desk/drafts/${id}`, { outcome: "rejected" }),
  addNote: (id: string, message: { id: string; text: string }) =>
    post<{ seq: number }>(at`/v1/desk/conversations/${id}/notes`, message),
  typing: (id: string) => post<void>(at`/v1/desk/conversations/${id}/typing`),
  handBack: (id: string, body: { note?: string; label?: string; disposition?: string }) =>
    post<{ handoff: Handoff }>(at`/v1/desk/conversations/${id}/handback`, body),
  resolve: (id: string, body: { disposition: string; label: string; note?: string }) =>
    post<{ handoff: Handoff }>(at`/v1/desk/conversations/${id}/resolve`, body),
  wrapUp: (handoff: string, body: { disposition: string; label: string }) =>
    post<{ handoff: Handoff }>(at`/v1/desk/handoffs/${handoff}/wrap-up`, body),
  pickUp: (followUp: string) => post<{ handoff: Handoff }>(at`/v1/desk/follow-ups/${followUp}/pick-up`),
  declineFollowUp: (followUp: string) => post<{ follow_up: FollowUp }>(at`/v1/desk/follow-ups/${followUp}/decline`),
  closeFollowUp: (followUp: string, note: string) =>
    post<{ follow_up: FollowUp }>(at`/v1/desk/follow-ups/${followUp}/close`, note ? { note } : {}),

  // the console
  decisions: (all: boolean, before = "", limit = 50) =>
    get<{ decisions: DecisionRow[] }>(
      `/v1/ops/decisions?limit=${limit}&all=${all}${before ? `&before=${encodeURIComponent(before)}` : ""}`,
    ),
  queues: () => get<Queues>("/v1/ops/queues"),
  waiting: (begin = 0) => get<WaitingPageData>(`/v1/ops/waiting?begin=${begin}`),
  why: (conversation: string) => get<WhyData>(at`/v1/ops/why/${conversation}`),
  promises: () => get<PromisesKept>("/v1/ops/promises"),
  scenario: (from: "history" | "example") => get<Scenario>(`/v1/ops/simulate/scenario?from=${from}`),
  readScenario: (scenario: object) => post<Scenario>("/v1/ops/simulate/scenario", { scenario }),
  simulate: (asked: Asked, signal: AbortSignal) => call<Simulated>("POST", "/v1/ops/simulate", asked, false, signal),
  policy: () => get<PolicyPage>("/v1/ops/policy"),
  knowledge: () => get<KnowledgePage>("/v1/ops/knowledge"),
  deliveries: () => get<DeliveriesData>("/v1/ops/deliveries"),
  allDeliveries: () => get<DeliveriesData>("/v1/ops/deliveries?limit=1000"),
  hubs: () => get<HubsData>("/v1/ops/hubs"),
  hubCases: (hub: string) => get<HubCases>(at`/v1/ops/hubs/${hub}/cases`),
  checkHub: (hub: string) => post<HubChecked>(at`/v1/ops/hubs/${hub}/check`),
  replayLetter: (id: string) => post<{ dead_letter: DeadLetter }>(at`/v1/ops/dead-letters/${id}/replay`),
  dismissLetter: (id: string, note: string) =>
    post<{ dead_letter: DeadLetter }>(at`/v1/ops/dead-letters/${id}/dismiss`, { note }),
  checkPolicy: (text: string) => post<Checked>("/v1/ops/policy/check", { text }),
  tryPolicy: (body: { text: string; turns: unknown[]; language?: string; page?: string; customer?: object }) =>
    post<Tried>("/v1/ops/policy/try", body),
  previewPolicy: (text: string, scenario: object) => post<Run>("/v1/ops/policy/preview", { text, scenario }),
  comparePolicy: (text: string, conversations: number) => post<Compared>("/v1/ops/policy/compare", { text, conversations }),
  savePolicy: (text: string, base: string) => call<{ hash: string }>("PUT", "/v1/ops/policy", { text, base }),
  users: () => get<{ users: User[] }>("/v1/ops/users"),
  invite: (user: NewUser) => post<{ user: User; link: string }>("/v1/ops/users", user),
  changeUser: (id: string, change: Partial<NewUser>) => call<{ user: User }>("PATCH", at`/v1/ops/users/${id}`, change),
  resetLink: (id: string) => post<{ link: string }>(at`/v1/ops/users/${id}/link`),
  disableUser: (id: string) => post<{ user: User }>(at`/v1/ops/users/${id}/disable`),
  enableUser: (id: string) => post<{ user: User }>(at`/v1/ops/users/${id}/enable`),
  keys: () => get<{ keys: ApiKey[] }>("/v1/ops/keys"),
  createKey: (body: { name: string; scopes: string[]; expires_at?: string }) =>
    post<{ key: ApiKey; secret: string }>("/v1/ops/keys", body),
  revokeKey: (id: string) => post<{ key: ApiKey }>(at`/v1/ops/keys/${id}/revoke`),
  keeping: () => get<Keeping>("/v1/ops/people-data"),
  lookUpPerson: (who: Person) => post<LookedUp>("/v1/ops/people-data/look", who),
  erasePerson: (body: Person & { repeat: string }) => post<{ erasure: Erasure }>("/v1/ops/people-data/erase", body),
  exportPerson: async (body: Person & { repeat: string; internal: boolean }) =>
    (await reach("POST", "/v1/ops/people-data/export", body)).blob(),
  purge: () => post<{ took_s: number }>("/v1/ops/people-data/purge"),
  sites: () => get<{ sites: Site[] }>("/v1/ops/sites"),
  createSite: (body: { name: string; origins: string[] }) => post<{ site: Site }>("/v1/ops/sites", body),
  changeSite: (key: string, change: { name?: string; origins?: string[]; disabled?: boolean }) =>
    call<{ site: Site }>("PATCH", at`/v1/ops/sites/${key}`, change),
  makeSiteSecret: (key: string) => post<{ site: Site; secret: string }>(at`/v1/ops/sites/${key}/identity-secret`),
};

const PLAIN: Record<string, string> = {
  already_taken: "Somebody else was faster: this conversation is taken.",
  not_the_owner: "Somebody else has this conversation now. Take it over to write.",
  handoff_already_open: "A handoff is already open in this conversation.",
  too_many: "Too many attempts. Wait a moment and try again.",
};

/** What to tell the person, in plain words. */
export function plainWords(error: unknown): string {
  if (!(error instanceof Problem)) return "Something went wrong in this page. Reload it and try again.";
  const wait = error.facts.retry_after_s;
  const known = PLAIN[error.code];
  if (known && typeof wait === "number") return `${known} (${Math.ceil(wait)} s)`;
  return known ?? error.detail;
}
