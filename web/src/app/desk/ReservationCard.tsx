import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { api, Problem } from "../api";
import { now } from "../now";
import { conversationPath, navigate, route } from "../route";
import type { Item } from "../types";
import { Icon } from "../ui/Icon";
import { Chip, UrgencyChip } from "../ui/parts";
import { say, sayProblem } from "../ui/toasts";
import { DeclineDialog } from "./HandOn";
import { refresh } from "./inbox";
import { customerName } from "./names";

/** Handoffs being accepted or declined right now. */
const busy = signal<ReadonlySet<string>>(new Set());

export async function accept(item: Item): Promise<void> {
  await answer(item, async () => {
    await api.accept(item.handoff.id);
    navigate(conversationPath(item.conversation.id));
  });
}

export async function decline(item: Item, reason = ""): Promise<void> {
  await answer(item, async () => {
    await api.decline(item.handoff.id, reason);
    say(item.handoff.transfer?.to ? "Declined. Your colleague keeps it." : "Declined. Somebody else is asked.");
    const where = route.value;
    if (where.page === "desk" && where.conversation === item.conversation.id) navigate("/desk");
  });
}

async function answer(item: Item, act: () => Promise<void>): Promise<void> {
  const { id } = item.handoff;
  if (busy.value.has(id)) return;
  busy.value = new Set([...busy.value, id]);
  try {
    await act();
  } catch (error) {
    if (error instanceof Problem && error.code === "already_taken") say("Too late: this chat has gone to somebody else.", true);
    else sayProblem(error);
  }
  await refresh();
  busy.value = new Set([...busy.value].filter((one) => one !== id));
}

/** When the question to this person is over. What was given to a queue has a `transfer` too, whose `until` is the queue's. */
export function askedUntil({ handoff }: Item): string | null {
  const asked = handoff.transfer?.to ? handoff.transfer.until : handoff.reserved_until;
  return asked ?? null;
}

export function ReservationCard({ item }: { item: Item }) {
  const { handoff, conversation } = item;
  const { transfer } = handoff;
  const [why, setWhy] = useState(false);
  const until = askedUntil(item);
  const name = customerName(conversation.customer);
  const waits = busy.value.has(handoff.id);
  const matter = matterOf(item);
  const onKey = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const act = { a: accept, d: decline }[event.key.toLowerCase()];
    if (!act || event.target !== event.currentTarget) return; // not what is typed in the dialog
    event.preventDefault();
    void act(item);
  };
  return (
    <li>
      <div
        class="reservation"
        data-roving
        role="group"
        tabIndex={-1}
        aria-label={`Reservation: ${name}`}
        aria-keyshortcuts="A D"
        onKeyDown={onKey}
      >
        <div class="row-top">
          <span class="row-name">{name}</span>
          {until && <Countdown until={until} />}
        </div>
        {transfer?.to && (
          <p class="reservation-text">
            {transfer.by_name} asks you to take this over{transfer.note && <>: “{transfer.note}”</>}
          </p>
        )}
        {handoff.evidence && <p class="reservation-text">“{handoff.evidence}”</p>}
        {matter && <p class={handoff.evidence ? "reservation-text quiet" : "reservation-text"}>{matter}</p>}
        <div class="row-tags">
          <UrgencyChip urgency={handoff.urgency} />
          <Chip icon="queue">{handoff.queue_title || handoff.queue}</Chip>
        </div>
        <div class="reservation-actions">
          <button type="button" class="button button-primary" disabled={waits} onClick={() => void accept(item)}>
            <Icon name="check" />
            Accept
          </button>
          <button type="button" class="button" disabled={waits} onClick={() => void decline(item)}>
            Decline
          </button>
          <button type="button" class="button button-quiet" disabled={waits} onClick={() => setWhy(true)}>
            Say why
          </button>
          <button type="button" class="button button-quiet" onClick={() => navigate(conversationPath(conversation.id))}>
            Look
          </button>
        </div>
        {why && <DeclineDialog onDecline={(reason) => decline(item, reason)} onClose={() => setWhy(false)} />}
      </div>
    </li>
  );
}

/** What it is about, unless the words that led to the handoff say it already. */
function matterOf({ handoff, summary, last_text }: Item): string {
  const matter = summary || (handoff.evidence ? "" : last_text) || "";
  return matter === handoff.evidence ? "" : matter;
}

/** Read aloud once by its label, not every second. */
export function Countdown({ until }: { until: string }) {
  const left = Math.max(0, Math.ceil((Date.parse(until) - now.value) / 1000));
  return (
    <span class={left <= 10 ? "countdown countdown-short" : "countdown"} role="timer" aria-live="off">
      <span class="hidden">seconds left to answer: </span>
      {left}
      <span aria-hidden="true"> s</span>
    </span>
  );
}
