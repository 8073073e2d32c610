import { useEffect, useId, useState } from "preact/hooks";
import { api } from "../api";
import { clockIn } from "../format";
import { me } from "../session";
import type { Me, Presence } from "../types";
import { PresenceDot } from "./parts";
import { say, sayProblem } from "./toasts";

const PRESENCES: readonly (readonly [Presence, string, string])[] = [
  ["online", "Online", "You are online: new chats come to you."],
  ["busy", "Busy", "You are busy: you keep what you have, nothing new comes."],
  ["away", "Away", "You are away."],
  ["wrap_up", "Wrapping up", "You are wrapping up: nothing new comes until you are online."],
  ["draining", "Finishing", "You are finishing: you go offline with your last customer."],
  ["offline", "Offline", "You are offline."],
];
const WITH_REASON: readonly Presence[] = ["busy", "away", "wrap_up", "draining"];

async function choose(next: Presence, reason: string): Promise<void> {
  const before = me.value?.presence;
  try {
    me.value = (await api.setPresence(next, reason)).me;
    if (next !== before) say(said(me.value, next));
  } catch (error) {
    sayProblem(error);
  }
}

/** Whoever is online outside a shift is not told that chats come. */
function said(one: Me, chosen: Presence): string {
  if (chosen === "online" && one.counts_as && one.counts_as !== "online") return `You are online, but nothing new comes: ${one.counts_as_reason}.`;
  return PRESENCES.find(([value]) => value === chosen)?.[2] ?? "";
}

/** Online takes new work; a reason tells colleagues why not. */
export function PresenceSwitch() {
  const id = useId();
  const presence = me.value?.presence ?? "offline";
  const kept = me.value?.presence_reason ?? "";
  const shift = me.value ? shiftWords(me.value) : "";
  const [reason, setReason] = useState(kept);
  useEffect(() => setReason(kept), [kept]);
  const saveReason = (): void => {
    if (reason.trim() !== kept) void choose(presence, reason.trim());
  };

  return (
    <div class="presence-switch">
      <PresenceDot presence={me.value?.counts_as ?? presence} />
      <label for={id} class="hidden">
        Presence
      </label>
      <select
        id={id}
        class="presence-select"
        value={presence}
        aria-describedby={`${id}-shift`}
        onChange={(event) => void choose(event.currentTarget.value as Presence, "")}
      >
        {presence === "not_responding" && (
          <option value="not_responding" disabled>
            Not responding
          </option>
        )}
        {PRESENCES.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      {WITH_REASON.includes(presence) && (
        <input
          class="presence-reason"
          aria-label="Reason for your presence"
          placeholder="Reason, e.g. lunch"
          maxLength={100}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
          onBlur={saveReason}
          onKeyDown={(event) => event.key === "Enter" && saveReason()}
        />
      )}
      <span id={`${id}-shift`} class="presence-shift" title={shift}>
        {shift}
      </span>
    </div>
  );
}

/** What the shift has to say: a break or its end; nothing for those without shifts. */
export function shiftWords(one: Me): string {
  const changed = one.counts_as && one.counts_as !== one.presence && one.presence !== "offline";
  if (changed && one.counts_as_reason) return one.counts_as_reason.charAt(0).toUpperCase() + one.counts_as_reason.slice(1);
  return one.shift_ends ? `Your shift ends ${clockIn(one.shift_ends, one.timezone)}` : "";
}

/** Somebody let a reservation expire: nothing comes until they say that they are here. */
export function NotRespondingBanner() {
  if (me.value?.presence !== "not_responding") return null;
  return (
    <div class="banner" role="alert">
      <span>
        <strong>You did not answer a reservation.</strong> The customer went back in line, and nothing new comes to you until you are back.
      </span>
      <button type="button" class="button button-primary" onClick={() => void choose("online", "")}>
        I’m back
      </button>
    </div>
  );
}
