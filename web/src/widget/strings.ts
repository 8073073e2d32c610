// The widget's own words, keyed by language. Everything else the customer reads comes from the server.

import type { Trouble } from "./outbox";

export interface Strings {
  readonly assistant: string;
  readonly automated: string;
  readonly person: string;
  readonly you: string;
  readonly waiting: string;
  readonly place: (position: number | null, wait_s: number | null) => string;
  readonly open: (unread: number) => string;
  readonly close: string;
  readonly dismiss: string;
  readonly reconnecting: string;
  readonly messages: string;
  readonly message: string;
  readonly placeholder: string;
  readonly send: string;
  readonly newBelow: string;
  readonly writing: (name: string) => string;
  readonly sending: string;
  readonly waitingToSend: string;
  readonly notSent: string;
  readonly trouble: Readonly<Record<Trouble, string>>;
  readonly tryAgain: string;
  readonly edit: string;
  readonly chosen: (label: string) => string;
  readonly lapsed: string;
  readonly email: string;
  readonly emailSend: string;
  readonly emailBack: string;
  readonly emailBad: string;
  readonly failed: string;
  readonly endChat: string;
  readonly endQuestion: string;
  readonly endYes: string;
  readonly endNo: string;
  readonly ended: string;
  readonly startAnew: string;
  readonly survey: string;
  readonly scores: readonly [string, string, string, string, string];
  readonly comment: string;
  readonly rate: string;
  readonly notNow: string;
  readonly thanks: string;
  readonly passedOn: string;
}

const en: Strings = {
  assistant: "Assistant",
  automated: "Automated assistant",
  person: "A person is with you",
  you: "You",
  waiting: "Waiting for a person",
  place: (position, wait_s) => {
    if (position === null) return wait_s === null ? "We are finding someone for you" : aboutWait(wait_s);
    return `You are number ${position}${wait_s === null ? " in line" : `, ${aboutWait(wait_s)}`}`;
  },
  open: (unread) =>
    unread ? `Open chat, ${unread === 1 ? "1 unread message" : `${unread} unread messages`}` : "Open chat",
  close: "Close chat",
  dismiss: "Dismiss",
  reconnecting: "Reconnecting…",
  messages: "Messages",
  message: "Message",
  placeholder: "Write a message…",
  send: "Send",
  newBelow: "New messages",
  writing: (name) => `${name} is writing…`,
  sending: "Sending…",
  waitingToSend: "Waiting for the connection…",
  notSent: "Not sent.",
  trouble: {
    "": "",
    offline: "There is no connection.",
    busy: "We are very busy right now; it will be tried again.",
    long: "It is too long. Please shorten it or send it in parts.",
    bad: "It holds characters we cannot take.",
    ended: "This chat has ended.",
    refused: "It was not accepted.",
  },
  tryAgain: "Try again",
  edit: "Edit",
  chosen: (label) => `You chose: ${label}`,
  lapsed: "This question is closed.",
  email: "Your e-mail address",
  emailSend: "Send address",
  emailBack: "Back",
  emailBad: "That does not look like an e-mail address. Example: ana@example.com",
  failed: "That did not work. Please try again.",
  endChat: "End chat",
  endQuestion: "End this chat?",
  endYes: "End chat now",
  endNo: "Keep chatting",
  ended: "Chat ended",
  startAnew: "Start a new chat",
  survey: "How did it go?",
  scores: ["bad", "poor", "okay", "good", "great"],
  comment: "Anything to add? (optional)",
  rate: "Send rating",
  notNow: "Not now",
  thanks: "Thank you for telling us.",
  passedOn: "What is passed on",
};

const LANGUAGES: Readonly<Record<string, Strings>> = { en };

/** language: BCP 47, such as "de-AT"; what is not there is said in English. */
export function stringsFor(language: string): Strings {
  const tag = language.toLowerCase();
  return LANGUAGES[tag] ?? LANGUAGES[tag.split("-")[0] ?? ""] ?? en;
}

/** Rounded as the server rounds it in its own sentences. */
function aboutWait(seconds: number): string {
  const minutes = Math.ceil(Math.max(0, seconds) / 60);
  if (minutes <= 1) return "about a minute";
  if (minutes < 60) return `about ${minutes <= 10 ? minutes : Math.ceil(minutes / 5) * 5} minutes`;
  const hours = Math.ceil(minutes / 60);
  return hours === 1 ? "about an hour" : `about ${hours} hours`;
}
