// The shapes of docs/http-api.md, as the desk and the console read them. Times are ISO 8601 in UTC.

import type { FileRules } from "../files";

export type Role = "end_user" | "automated_agent" | "human_agent" | "system";
export type Presence = "online" | "busy" | "away" | "wrap_up" | "not_responding" | "draining" | "offline";
export type StaffRole = "agent" | "supervisor" | "operator" | "admin";
export type Urgency = "soft" | "normal" | "high" | "immediate";
export type Outcome = "stay" | "offer" | "handoff";

export interface Weighed {
  trigger: string;
  kind?: string;
  verdict: string;
  detail?: string;
}

export interface Decision {
  outcome: Outcome;
  trigger?: string;
  reason?: string;
  queue?: string;
  category?: string;
  urgency?: Urgency;
  evidence?: string;
  hint?: string;
  policy_version?: string;
  weighed?: Weighed[];
  signals?: Record<string, unknown>;
  /** Signal -> the numbers that conditions compare it with, as they are written. */
  thresholds?: Record<string, string[]>;
}

export interface Entry {
  seq: number;
  kind: string;
  role: Role;
  at: string;
  text?: string;
  author?: string;
  author_name?: string;
  message_id?: string;
  epoch?: number;
  data?: Record<string, unknown>;
  decision?: Decision | null;
}

export interface Owner {
  kind: "bot" | "queue" | "human";
  name?: string;
  id?: string;
}

export interface Customer {
  id?: string;
  name?: string;
  email?: string;
  verified?: boolean;
  facts?: Record<string, unknown>;
}

export interface ConversationBrief {
  id: string;
  customer?: Customer;
  language?: string;
  last_seq: number;
  owner: Owner;
  open?: boolean;
  epoch?: number;
  updated_at?: string;
}

export interface Handoff {
  id: string;
  state: string;
  queue: string;
  queue_title?: string;
  reason?: string;
  trigger?: string;
  category?: string;
  urgency?: Urgency;
  priority?: number;
  requested_at?: string;
  queued_at?: string | null;
  waited_s?: number;
  agent?: string;
  agent_name?: string;
  reserved_until?: string | null;
  sla_due_at?: string | null;
  escalated?: string;
  evidence?: string;
  label?: string;
  disposition?: string;
  ended_at?: string | null;
  /** The agent's slot stays taken until then. */
  wrap_up_until?: string | null;
  /** Nobody is proposed for it: people pick from the queue. */
  picked_by_hand?: boolean;
  /** One that is under way; `to` is "" when it goes to a queue. */
  transfer?: HandoffTransfer | null;
  /** The helpdesk whose people take it, "" for this desk; what it is called, and where it is there. */
  hub?: string;
  hub_title?: string;
  hub_ref?: string;
  hub_url?: string;
}

export interface HandoffTransfer {
  by: string;
  by_name: string;
  to: string;
  to_name: string;
  queue: string;
  note: string;
  until: string;
}

export interface Item {
  handoff: Handoff;
  conversation: ConversationBrief;
  summary?: string;
  last_text?: string;
  /** `seq` of the newest entry. */
  unread_hint?: number;
}

export interface FollowUp {
  id: string;
  kind: string;
  queue: string;
  queue_title?: string;
  subject?: string;
  email?: string;
  phone?: string;
  /** What the customer chose: wait, email, callback, bot; "" for nothing yet. */
  channel?: string;
  tier?: string;
  priority?: number;
  /** What the ticket is marked with: "enterprise 4 h". */
  sla?: string;
  /** "", at_risk or missed. */
  escalated?: string;
  /** Whom it is offered to, until reserved_until. */
  agent?: string;
  reserved_until?: string | null;
  /** Why them, in words. */
  because?: string;
  opened_at: string;
  due_at?: string | null;
  closed_at?: string | null;
  conversation: string;
  handoff?: string;
  note?: string;
  /** The helpdesk whose people answer it, "" for this desk; its ticket there. */
  hub?: string;
  hub_title?: string;
  hub_ref?: string;
  hub_url?: string;
}

export interface Me {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  team?: string;
  queues?: string[];
  skills?: Record<string, number>;
  capacity?: number;
  /** As chosen. */
  presence: Presence;
  presence_reason?: string;
  /** As routing sees it, by shifts and breaks. */
  counts_as?: Presence;
  counts_as_reason?: string;
  shift_ends?: string | null;
  back_at?: string | null;
  /** On whose clock the shifts are; "" when there are none. */
  timezone?: string;
}

export interface Snapshot {
  version: number | string;
  me: Me;
  reservations: Item[];
  mine: Item[];
  waiting: Item[];
  others: Item[];
  /** How many there are, also where the lists end sooner. */
  totals: { waiting: number; others: number };
  follow_ups: FollowUp[];
  labels: Record<string, string>;
}

export type FactStatus = "known" | "absent" | "not_asked" | "failed" | "withheld";

export interface Origin {
  status: FactStatus;
  source: string;
  at: string | null;
  /** In words, where it is not known. */
  why: string;
}

/** `value` is null unless the status is known. */
export interface Fact<T = unknown> extends Origin {
  value: T | null;
}

export interface Account {
  name: Fact<string>;
  email: Fact<string>;
  id: Fact<string>;
  company: Fact<string>;
  tier: Fact<string>;
  contract_value: Fact<number>;
  since: Fact<string>;
  health: Fact<string>;
  more: Record<string, Fact>;
  verified: boolean;
}

export interface Attempt {
  text: string;
  reaction: "confirmed" | "rejected" | "no_answer";
  customer_words: string;
  seq: number;
  at: string | null;
}

export interface MoodCourse {
  sentence: string;
  /** `seq` where it turned, 0 if it did not. */
  turned_at: number;
  turned_on: string;
  scores: { seq: number; dissatisfied: number; mood: number }[];
}

export interface Page {
  url: string;
  title: string;
  at: string | null;
  seconds: number;
}

export interface EarlierContact {
  at: string;
  reason: string;
  outcome: string;
  summary: string;
  same_matter: boolean;
  queue: string;
}

export interface Invoice {
  number: string;
  amount: number | null;
  currency: string;
  status: string;
  at: string | null;
  due_at: string | null;
}

export interface Payment {
  amount: number | null;
  currency: string;
  at: string | null;
  reason: string;
  about: string;
}

export interface TicketNote {
  id: string;
  subject: string;
  status: string;
  at: string | null;
  updated_at: string | null;
  outcome: string;
  url: string;
}

export interface Attachment {
  name: string;
  url: string;
  type: string;
  size: number;
  by: string;
  seq: number;
}

export interface Highlight {
  seq: number;
  role: Role;
  text: string;
  why: string;
}

/** Version 2 of docs/context-package.md, every field in its order there. */
export interface ContextPackage {
  handoff: string;
  conversation: string;
  built_at: string;
  version: number;
  summary: string;
  wants: string;
  goes_wrong: string;
  written_by: string;
  read_to: number;
  as_of: number;
  own_words: string;
  intent: Fact<string>;
  topics: string[];
  trigger: string;
  reason: string;
  category: string;
  trigger_words: string;
  why_now: string;
  urgency: string;
  tried: Attempt[];
  mood: Fact<MoodCourse>;
  highlights: Highlight[];
  open_questions: string[];
  attachments: Attachment[];
  pages: Page[];
  began_on: Fact<Page>;
  customer: Account;
  language: Fact<string>;
  earlier: EarlierContact[];
  open_tickets: Fact<TicketNote[]>;
  earlier_tickets: Fact<TicketNote[]>;
  last_contact: Fact<string>;
  repeat_contact: Fact<{ times: number; sentence: string }>;
  billing: {
    state: Fact<string>;
    invoices: Fact<Invoice[]>;
    failed_payments: Fact<Payment[]>;
    refunds: Fact<Payment[]>;
  };
  notes: Fact<{ text: string; at: string | null; author: string }[]>;
  usage: {
    last_active: Fact<string>;
    features: Fact<string[]>;
    errors: Fact<{ text: string; at: string | null }[]>;
  };
  note: string;
  first_sentence: string;
  variables: Record<string, unknown>;
  withheld: string[];
  missing: string[];
  origins: Record<string, Origin>;
  transcript: string;
}

/** One thing said on the card. `quote` and `answer` hold words of others. */
export interface CardLine {
  text: string;
  label: string;
  quote: string;
  /** What the customer said to `quote`. */
  answer: string;
  /** How it was taken, or what became of it. */
  tag: string;
  tone: "" | "good" | "bad" | "warn";
  at: string | null;
  source: string;
  /** A web address or "". */
  url: string;
  /** Of the entry it stands in, 0 for none. */
  seq: number;
}

export interface CardSection {
  id: string;
  head: string;
  mark: string;
  lines: CardLine[];
  left_out: number;
}

/** docs/renderings.md#the-card: `top` is read in ten seconds, `more` is the rest. */
export interface Card {
  handoff: string;
  conversation: string;
  top: CardSection[];
  more: CardSection[];
  transcript: string;
  shortened: boolean;
}

export interface ConversationDetail {
  conversation: ConversationBrief;
  handoff: Handoff | null;
  package: ContextPackage | null;
  card: Card | null;
  entries: Entry[];
  last_seq: number;
  handoffs: Handoff[];
  /** What may go along with a message; a server of an earlier version says nothing. */
  files?: FileRules;
}

/** What `GET /v1/conversations/{id}` and the socket's `state` frame say. */
export interface ConversationStatus {
  id: string;
  open: boolean;
  owner: Owner;
  epoch: number;
  last_seq: number;
  handoff: { id: string; state: string; queue?: string; position?: number | null; wait_s?: number | null; agent_name?: string } | null;
  offer: { id: string } | null;
}

export interface DecisionRow {
  conversation: string;
  seq: number;
  at: string;
  text: string;
  decision: Decision;
}

export interface QueueRow {
  name: string;
  title?: string;
  kind: string;
  /** The helpdesk whose people take its customers, "" for this desk. */
  hub?: string;
  hub_title?: string;
  open: boolean;
  /** Why nobody can take anything now, when open. */
  status?: string;
  opens_at?: string | null;
  waiting: number;
  longest_wait_s?: number | null;
  active: number;
  agents_online: number;
  units_free: number;
  wait_s?: number | null;
}

export interface AgentRow {
  id: string;
  name: string;
  presence: Presence;
  presence_reason?: string;
  counts_as?: Presence;
  counts_as_reason?: string;
  since?: string | null;
  units_used: number;
  capacity: number;
  skills?: Record<string, number>;
  queues?: string[];
}

export interface Queues {
  queues: QueueRow[];
  agents: AgentRow[];
  counts?: Record<string, number>;
}

export interface KnowledgeSource {
  name: string;
  kind: string;
  refresh_s: number;
  read_at: string | null;
  articles: number | null;
  due_at: string | null;
  error: string;
  remark: string;
}

export interface AssistedHelpdesk {
  name: string;
  kind: string;
  webhook: string;
  heard_at: string | null;
  caught_up_at: string | null;
  noted_at: string | null;
  notes: number;
  quiet: number;
  error: string;
  failed_at: string | null;
}

export interface KnowledgePage {
  sources: KnowledgeSource[];
  helpdesks: AssistedHelpdesk[];
}

export interface PolicyProblem {
  line?: number | null;
  column?: number | null;
  path?: string;
  message: string;
  suggestion?: string;
}

export interface PolicyPage {
  text: string;
  hash: string;
  author?: string;
  created_at?: string;
  errors: PolicyProblem[];
  versions: { hash: string; author?: string; created_at?: string }[];
  /** "file" or "console": where the policy in force comes from. */
  source?: string;
}

/** Weekday, "mon" to "sun" -> "09:00-17:30", "22:00-06:00" … */
export type WeekHours = Record<string, string[]>;

/** When somebody works; nothing at all is: whenever they say so. */
export interface WorkTimes {
  timezone: string;
  shifts: WeekHours;
  breaks: WeekHours;
  off_on: string[];
  holidays: string;
}

export interface User {
  id: string;
  email: string;
  name: string;
  role: StaffRole;
  team?: string;
  queues?: string[];
  skills?: Record<string, number>;
  languages?: string[];
  capacity?: number;
  channels?: Record<string, number>;
  authority?: Record<string, number>;
  seniority?: number;
  works?: WorkTimes;
  disabled_at?: string | null;
  /** Has not set a password yet. */
  invited?: boolean;
}

export interface NewUser {
  email: string;
  name: string;
  role: StaffRole;
  team?: string;
  queues?: string[];
  skills?: Record<string, number>;
  languages?: string[];
  capacity?: number;
  channels?: Record<string, number>;
  authority?: Record<string, number>;
  seniority?: number;
  works?: WorkTimes;
}

export interface ApiKey {
  id: string;
  name: string;
  scopes: string[];
  created_at?: string;
  expires_at?: string | null;
  revoked_at?: string | null;
  last_used_at?: string | null;
}

export interface Site {
  key: string;
  name: string;
  origins: string[];
  created_at?: string;
  disabled_at?: string | null;
  signs_identities?: boolean;
}

export interface LinkInfo {
  purpose: "setup" | "invite" | "reset" | "sign_in";
  email?: string;
  name?: string;
}
