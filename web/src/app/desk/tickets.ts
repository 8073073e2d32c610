// What a ticket says of how its answer shall reach the customer, and whom it is offered to.
import { now } from "../now";
import { me } from "../session";
import type { FollowUp } from "../types";

/** How the customer wants the answer, in words. */
export function answerTo(one: FollowUp): string {
  if (one.channel === "wait") return "The customer waits in line as well";
  if (one.channel === "callback") return one.phone ? `Call ${one.phone}` : "Call back: no number yet";
  if (one.email) return `Answer to ${one.email}`;
  if (one.channel === "bot") return "Goes on with the bot; no address known";
  return one.phone ? `Call ${one.phone}` : "No address known";
}

/** Whether it is offered to whoever is signed in, now. */
export function isOffered(one: FollowUp): boolean {
  return !!one.agent && one.agent === me.value?.id && !!one.reserved_until && Date.parse(one.reserved_until) > now.value;
}
