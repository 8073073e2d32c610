// What an entry that is not a message means, in one quiet line for staff.
import { duration, plain, spaced } from "../format";
import type { Entry } from "../types";
import { answerWords, lapseWords } from "./answers";
import type { IconName } from "../ui/Icon";

export interface Step {
  icon: IconName;
  words: string;
  /** What the customer was told at this step. */
  told?: string;
  warn?: boolean;
}

/** Around an entry: what the customer is called, and the question that it answers or closes. */
export interface Around {
  customer?: string;
  asked?: Entry;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const of = <T>(table: Record<string, T>, name: unknown): T | undefined => (Object.hasOwn(table, text(name)) ? table[text(name)] : undefined);

type Data = Record<string, unknown>;

const HANDOFF: Record<string, (who: string, queue: string, data: Data, customer: string) => [IconName, string]> = {
  customer_agreed: () => ["check", "The customer agreed to speak to a person"],
  customer_declined: () => ["bot", "The customer preferred to stay with the bot"],
  offer_lapsed: () => ["clock", "The offer lapsed without an answer"],
  queued: (_, queue, data) => ["queue", `Waiting in ${queue || "the queue"}${text(data.hub) && ` for the people of ${text(data.hub)}`}`],
  hub_lost: (_, __, data) => ["alert", `${text(data.lost_hub) || "The helpdesk"} did not take the customer${because(data)}`],
  reserved: (who) => ["clock", `Reserved for ${who || "an agent"}`],
  accepted: (who) => ["person", `${who || "An agent"} accepted`],
  reservation_declined: (who, _, data) => ["close", `${who || "An agent"} declined${because(data)}`],
  reservation_expired: (who) => ["clock", `${who || "An agent"} did not answer in time`],
  reservation_revoked: (who) => ["close", `The reservation${who && ` for ${who}`} was taken back`],
  taken: (who) => ["person", `${who || "An agent"} took over`],
  transferred: (who) => ["person", `Passed on to ${who || "a colleague"}`],
  transfer_asked: (who, _, data) => ["transfer", `${text(data.asked_by) || who} asked ${named(data)} to take over`],
  transfer_declined: (who, _, data) => ["close", `${named(data)} declined${because(data)}; the conversation is still with ${who}`],
  transfer_expired: (who, _, data) => ["clock", `${named(data)} did not answer; the conversation is still with ${who}`],
  transfer_revoked: (who, _, data) => ["close", `${named(data)} is not asked any more; the conversation is still with ${who}`],
  transferred_to_queue: (_, queue, data) => ["transfer", `${text(data.by_name) || "An agent"} passed it on to ${queue || "another queue"}`],
  returned: (who, queue) => ["handBack", `Nobody took it over: back with ${who || "the earlier agent"} in ${queue || "their queue"}`],
  agent_lost: (who) => ["alert", `${who || "The agent"} dropped out: the customer waits again`],
  ticketed: (_, __, data) => ["ticket", `A ticket was opened${text(data.ticket_hub) && ` for ${text(data.ticket_hub)}`}`],
  emailed: () => ["ticket", "Goes on by e-mail"],
  customer_left: (_, __, data, customer) => ["back", of(LEFT, data.ended_by) ?? `${customer} left`],
  handed_back: (who, _, data, customer) => ["handBack", (of(BACK, data.ended_by) ?? given)(who, customer)],
  resolved: (who) => ["check", `Resolved${who && ` by ${who}`}`],
  cancelled: () => ["close", "The handoff was cancelled"],
};

const given = (who: string): string => `${who ? `${who} handed` : "Handed"} back to the bot`;

/** How it came back to the bot. `who` is the human agent who had it, "" for nobody. */
const BACK: Record<string, (who: string, customer: string) => string> = {
  human: given,
  customer: (who, customer) => (who ? `${customer} ended the chat with ${who} and went back to the bot` : `${customer} stopped waiting and went back to the bot`),
  bot: (who, customer) => (who ? `The bot ended the chat with ${who} for ${inside(customer)}` : "The bot called it off"),
  idle: (who) => `Nobody wrote any more${who && ` in the chat with ${who}`}: back with the bot`,
  nobody: () => "There is nobody to ask: other help was named, and the bot goes on",
};

/** A handoff that ended because the conversation did. */
const LEFT: Record<string, string> = {
  bot: "The bot ended the conversation while a person was asked for",
  nobody: "The conversation was ended while a person was asked for",
};

const ENDED: Record<string, (customer: string) => string> = {
  customer: (customer) => `${customer} ended the conversation`,
  bot: () => "The bot ended the conversation",
  inactivity: (customer) => `The conversation ended: ${inside(customer)} wrote nothing more`,
  answered: (customer) => `The conversation ended: ${inside(customer)} said that the question was answered`,
};

/** "The customer" within a sentence. */
const inside = (customer: string): string => (customer === SOMEBODY ? "the customer" : customer);

const SOMEBODY = "The customer";

const named = (data: Data): string => text(data.to_name) || "a colleague";
const because = (data: Data): string => (text(data.why) ? `: “${text(data.why)}”` : "");

export function stepOf(entry: Entry, around: Around = {}): Step {
  const data = entry.data ?? {};
  const customer = around.customer || SOMEBODY;
  const told = entry.text || undefined;
  switch (entry.kind) {
    case "handoff":
      return { ...handoffStep(data, customer), told };
    case "offer_answered":
      return { icon: "check", words: answerWords(text(data.choice), customer, around.asked), told };
    case "offer_lapsed":
      return { icon: "clock", words: lapseWords(around.asked), told };
    case "handed_back":
      return { icon: "handBack", words: isOpen(data) ? "The bot was briefed and speaks again" : "The bot was told of the end" };
    case "context":
      return contextStep(data);
    case "facts":
      return factsStep(data);
    case "passed_on":
      return { icon: "person", words: passedOn(data) };
    case "bot_error":
      return { icon: "alert", words: `The bot failed${entry.text ? `: ${entry.text}` : ""}`, warn: true };
    case "contact":
      if (data.phone) return { icon: "person", words: `The customer left a number to call: ${text(data.phone)}` };
      return { icon: "person", words: `The customer left an address: ${text(data.email)}` };
    case "customer_away":
      return { icon: "back", words: "The customer closed the page" };
    case "customer_back":
      return { icon: "person", words: "The customer is back" };
    case "csat":
      return { icon: "check", words: `Rated ${plain(data.score)} of 5${data.comment ? `: “${text(data.comment)}”` : ""}` };
    case "ended":
      return { icon: "close", words: of(ENDED, data.ended_by)?.(customer) ?? "The conversation ended", told };
    default:
      return { icon: "clock", words: spaced(entry.kind), told };
  }
}

/** Whether the conversation goes on after the return. */
function isOpen(data: Data): boolean {
  return (data.packet as { open?: unknown } | undefined)?.open !== false;
}

function handoffStep(data: Data, customer: string): Step {
  const event = text(data.event);
  const known = HANDOFF[event];
  if (!known) return { icon: "person", words: opening(data) };
  const [icon, words] = known(text(data.agent_name), text(data.queue_title) || text(data.queue), data, customer);
  return { icon, words: event === "queued" ? words + outlook(data) : words, warn: event === "agent_lost" || event === "hub_lost" };
}

function opening(data: Data): string {
  const reason = text(data.reason);
  const because = reason ? `: ${spaced(reason)}` : "";
  return text(data.state) === "offered" ? `A person was offered${because}` : `A person is needed${because}`;
}

function outlook(data: Data): string {
  const place = typeof data.position === "number" ? `, place ${data.position}` : "";
  const wait = typeof data.wait_s === "number" ? `, about ${duration(data.wait_s)}` : "";
  return place + wait;
}

function contextStep(data: Data): Step {
  const page = data.page as { url?: unknown; title?: unknown } | undefined;
  if (page) return { icon: "search", words: `Looked at ${text(page.title) || text(page.url)}` };
  const customer = (data.customer ?? {}) as Record<string, unknown>;
  const { id: _id, verified: _verified, facts, ...rest } = customer;
  const names = [...namesIn(rest), ...namesIn(facts), ...namesIn(data.variables)];
  return { icon: "search", words: names.length ? `Learnt: ${names.map(spaced).join(", ")}` : "Context was updated" };
}

/** What the customer decided about what is passed on. */
function passedOn(data: Data): string {
  const parts = namesIn(data.withheld).map((part) => (part === "earlier" ? "earlier contacts" : spaced(part)));
  const kept = parts.length ? `The customer keeps back: ${parts.join(", ")}` : "The customer keeps nothing back";
  return text(data.own_words) ? `${kept}; the matter is in their own words` : kept;
}

/** What a source said: the names alone, since the card shows the values. */
function factsStep(data: Data): Step {
  const source = text(data.source) || "A source";
  if (data.failed === true) return { icon: "alert", words: `${source} did not tell: ${text(data.why)}`, warn: true };
  const names = namesIn(data.values).map((name) => spaced(name.replace(/^customer\./, "")));
  return { icon: "search", words: names.length ? `${source} told: ${names.join(", ")}` : `${source} knows nothing of this customer` };
}

/** The log may hold the values or only their names. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(plain);
  return Object.entries((value ?? {}) as object)
    .filter(([, one]) => plain(one))
    .map(([name]) => name);
}
