// The forms at the end of a handoff. Their words go to the review of how well handoffs went.
import { useState } from "preact/hooks";
import { api } from "../api";
import type { FollowUp, Handoff } from "../types";
import { Dialog } from "../ui/Dialog";
import { Field, RadioGroup } from "../ui/Field";
import { say } from "../ui/toasts";
import { labels, refresh } from "./inbox";

const DISPOSITIONS = [
  "Answered a question",
  "Fixed the problem",
  "Refunded",
  "Cancelled for the customer",
  "Kept the customer",
  "Passed on to another team",
  "Could not help",
];

const labelOptions = (): [string, string][] => Object.entries(labels.value);

export function ResolveDialog({ conversation, onClose }: { conversation: string; onClose: () => void }) {
  const [disposition, setDisposition] = useState("");
  const [label, setLabel] = useState("");
  const [note, setNote] = useState("");
  return (
    <Dialog
      title="Resolve"
      submit="Resolve conversation"
      ready={Boolean(disposition.trim() && label)}
      onClose={onClose}
      onSubmit={async () => {
        await api.resolve(conversation, { disposition: disposition.trim(), label, ...(note.trim() && { note: note.trim() }) });
        say("Resolved.");
        void refresh();
      }}
    >
      <Field label="Outcome" value={disposition} onInput={setDisposition} list={DISPOSITIONS} required hint="What came of it, in a few words." />
      <RadioGroup legend="Was handing over the right call?" name="label" value={label} options={labelOptions()} onChange={setLabel} />
      <Field label="Note for colleagues" value={note} onInput={setNote} rows={2} />
    </Dialog>
  );
}

export function HandBackDialog({ conversation, onClose }: { conversation: string; onClose: () => void }) {
  const [note, setNote] = useState("");
  const [label, setLabel] = useState("");
  return (
    <Dialog
      title="Hand back to the bot"
      submit="Hand back"
      onClose={onClose}
      onSubmit={async () => {
        await api.handBack(conversation, { ...(note.trim() && { note: note.trim() }), ...(label && { label }) });
        say("Handed back. The bot speaks again.");
        void refresh();
      }}
    >
      <Field
        label="Note for the bot"
        value={note}
        onInput={setNote}
        rows={3}
        hint="What was agreed and what is still open. The bot gets this with its briefing."
      />
      <RadioGroup
        legend="Was handing over the right call? (optional)"
        name="label"
        value={label}
        options={[["", "No answer"], ...labelOptions()]}
        onChange={setLabel}
      />
    </Dialog>
  );
}

export function WrapUpDialog({ handoff, onClose, onDone }: { handoff: Handoff; onClose: () => void; onDone: () => void }) {
  const [disposition, setDisposition] = useState(handoff.disposition ?? "");
  const [label, setLabel] = useState(handoff.label ?? "");
  return (
    <Dialog
      title="Wrap up"
      submit="Save wrap-up"
      ready={Boolean(label)}
      onClose={onClose}
      onSubmit={async () => {
        await api.wrapUp(handoff.id, { disposition: disposition.trim(), label });
        say("Saved.");
        onDone();
      }}
    >
      <Field label="Outcome" value={disposition} onInput={setDisposition} list={DISPOSITIONS} hint="What came of it, in a few words." />
      <RadioGroup legend="Was handing over the right call?" name="label" value={label} options={labelOptions()} onChange={setLabel} />
    </Dialog>
  );
}

export function CloseTicketDialog({ followUp, onClose }: { followUp: FollowUp; onClose: () => void }) {
  const [note, setNote] = useState("");
  return (
    <Dialog
      title="Close ticket"
      submit="Close this ticket"
      onClose={onClose}
      onSubmit={async () => {
        await api.closeFollowUp(followUp.id, note.trim());
        say("The ticket is closed.");
        void refresh();
      }}
    >
      <Field label="Note for colleagues" value={note} onInput={setNote} rows={2} hint="What was done, if anything." />
    </Dialog>
  );
}
