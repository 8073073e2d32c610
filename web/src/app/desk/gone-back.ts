// A conversation that was taken from whoever had it, for the bot: by the customer, or by the bot for them.
import type { Entry, Owner } from "../types";

/** Who ended the chat with this person, "" where nobody did, or somebody has the conversation again. */
export function goneBack(entries: readonly Entry[], owner: Owner, user: string): "" | "customer" | "bot" {
  if (owner.kind !== "bot" || !user) return "";
  const data = entries.filter((entry) => entry.kind === "handoff").at(-1)?.data;
  if (data?.event !== "handed_back" || data.agent !== user) return "";
  return data.ended_by === "customer" || data.ended_by === "bot" ? data.ended_by : "";
}
