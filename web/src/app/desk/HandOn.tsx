// What somebody may do with a customer who waits, is reserved, or is with a colleague: pick, assign, take back, cancel.
import { useState } from "preact/hooks";
import { api, Problem } from "../api";
import { conversationPath, navigate } from "../route";
import { atLeast, me } from "../session";
import type { Handoff, Item } from "../types";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { say, sayProblem } from "../ui/toasts";
import { refresh } from "./inbox";
import { customerName } from "./names";
import { AssignDialog } from "./TransferDialog";
import { tookBack } from "./transfers";

type Open = "" | "assign" | "cancel" | "pick";

/** The buttons below a line of the inbox that is not one's own. */
export function RowActions({ item }: { item: Item }) {
  const [open, setOpen] = useState<Open>("");
  const [warning, setWarning] = useState("");
  const { handoff, conversation } = item;
  const name = customerName(conversation.customer);
  const waits = handoff.state === "queued" || handoff.state === "requested";
  const supervises = atLeast("supervisor");
  const askedNow = handoff.state === "reserved" || Boolean(handoff.transfer?.to);
  if (handoff.hub || (!waits && !supervises)) return null; // a helpdesk's people have them
  const pick = async (anyway: boolean): Promise<void> => {
    const done = await api.pick(handoff.id, anyway);
    tookBack(handoff.id);
    if (done.notice) say(done.notice, true);
    navigate(conversationPath(conversation.id));
    void refresh();
  };
  const onPick = async (): Promise<void> => {
    try {
      await pick(false);
    } catch (error) {
      if (error instanceof Problem && error.code === "does_not_fit") {
        setWarning(String(error.facts.lacks ?? error.detail));
        setOpen("pick");
      } else {
        sayProblem(error);
        void refresh();
      }
    }
  };
  const close = (): void => setOpen("");
  return (
    <div class="item-actions" role="group" aria-label={`Actions for ${name}`}>
      {waits && (
        <button type="button" class={handoff.picked_by_hand ? "button button-small button-primary" : "button button-small"} onClick={() => void onPick()}>
          Pick<span class="hidden"> {name}</span>
        </button>
      )}
      {supervises && (
        <button type="button" class="button button-small" onClick={() => setOpen("assign")}>
          Assign<span class="hidden"> {name}</span>
        </button>
      )}
      {supervises && askedNow && (
        <button type="button" class="button button-small" onClick={() => void revoke(handoff)}>
          Revoke<span class="hidden"> for {handoff.transfer?.to_name || handoff.agent_name}</span>
        </button>
      )}
      {supervises && (waits || handoff.state === "reserved") && (
        <button type="button" class="button button-small button-quiet" onClick={() => setOpen("cancel")}>
          Cancel<span class="hidden"> the handoff of {name}</span>
        </button>
      )}
      {open === "assign" && <AssignDialog handoff={{ ...handoff, conversation: conversation.id }} onClose={close} />}
      {open === "cancel" && <CancelDialog handoff={handoff} name={name} onClose={close} />}
      {open === "pick" && (
        <Dialog title={`Pick ${name}?`} submit="Pick anyway" onClose={close} onSubmit={() => pick(true)}>
          <p>
            {me.value?.name} {warning}.
          </p>
        </Dialog>
      )}
    </div>
  );
}

async function revoke(handoff: Handoff): Promise<void> {
  try {
    await api.revoke(handoff.id);
    say("Taken back. Somebody else is asked.");
  } catch (error) {
    sayProblem(error);
  }
  void refresh();
}

function CancelDialog({ handoff, name, onClose }: { handoff: Handoff; name: string; onClose: () => void }) {
  const [note, setNote] = useState("");
  return (
    <Dialog
      title={`Cancel the handoff of ${name}`}
      submit="Cancel the handoff"
      danger
      onClose={onClose}
      onSubmit={async () => {
        await api.cancelHandoff(handoff.id, note.trim());
        say("Cancelled. The customer was told, and the bot speaks again.");
        void refresh();
      }}
    >
      <p>The customer is told that nobody is looked for any more, and the bot goes on.</p>
      <Field label="Note for colleagues and the bot" value={note} onInput={setNote} rows={2} />
    </Dialog>
  );
}

/** In the conversation of who has it: somebody is asked, and may still be spared. */
export function AskedNotice({ conversation, handoff, onDone }: { conversation: string; handoff: Handoff; onDone: () => void }) {
  const { transfer } = handoff;
  if (!transfer?.to || transfer.by !== me.value?.id) return null;
  const takeBack = async (): Promise<void> => {
    try {
      tookBack(handoff.id);
      await api.withdrawTransfer(conversation);
      say("Taken back. The conversation is yours.");
    } catch (error) {
      sayProblem(error);
    }
    void refresh();
    onDone();
  };
  return (
    <div class="notice" role="status">
      <span>{transfer.to_name} is asked to take this over. It is yours until they accept.</span>
      <button type="button" class="button" onClick={() => void takeBack()}>
        Take back
      </button>
    </div>
  );
}

const REASONS = ["I am busy", "Not my subject", "I am leaving", "I know this customer"];

export function DeclineDialog({ onDecline, onClose }: { onDecline: (reason: string) => Promise<void>; onClose: () => void }) {
  const [reason, setReason] = useState("");
  return (
    <Dialog title="Decline" submit="Decline" onClose={onClose} onSubmit={() => onDecline(reason.trim())}>
      <Field label="Why not" value={reason} onInput={setReason} list={REASONS} hint="For the team; the customer never reads it." autoFocus />
    </Dialog>
  );
}
