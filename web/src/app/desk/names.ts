import { me } from "../session";
import type { Customer, Handoff, Owner } from "../types";

const UNNAMED = "Unnamed customer";

export function customerName(customer: Customer | undefined): string {
  return customer?.name || customer?.email || UNNAMED;
}

/** The name for a sentence about them: "" of somebody who has none, whom the sentence calls the customer. */
export function inSentence(name: string): string {
  return name === UNNAMED ? "" : name;
}

/** A helpdesk as people here know it: "Zendesk Support (support)". */
export function hubName(one: { hub?: string; hub_title?: string }): string {
  return one.hub_title && one.hub_title !== one.hub ? `${one.hub_title} (${one.hub})` : one.hub || "";
}

/** Who may speak to the customer now, in words. */
export function ownerWords(owner: Owner, handoff?: Handoff | null): string {
  if (owner.kind === "bot") return "With the bot";
  if (handoff?.hub && owner.kind === "queue") return `Waiting in ${hubName(handoff)}`;
  if (handoff?.hub && owner.kind === "human") return `With ${owner.name || handoff.agent_name || "somebody"} in ${hubName(handoff)}`;
  if (owner.kind === "queue" && handoff?.state === "reserved" && handoff.agent_name) {
    return handoff.agent === me.value?.id ? "Reserved for you" : `Reserved for ${handoff.agent_name}`;
  }
  if (owner.kind === "queue") return `Waiting in ${handoff?.queue_title || owner.name || handoff?.queue || "a queue"}`;
  if (owner.id && owner.id === me.value?.id) return "With you";
  return `With ${owner.name || handoff?.agent_name || "a colleague"}`;
}
