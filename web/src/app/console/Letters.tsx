import { useState } from "preact/hooks";
import { api } from "../api";
import { dateTime } from "../format";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Chip, Time } from "../ui/parts";
import { say, sayProblem } from "../ui/toasts";
import { type DeadLetter, listenerName } from "./deliveries";

/** What was not taken, each to be sent again or dismissed. */
export function Letters({ letters, reload }: { letters: DeadLetter[]; reload: () => Promise<void> }) {
  const [dismissing, setDismissing] = useState<DeadLetter | null>(null);
  const replay = async (letter: DeadLetter): Promise<void> => {
    try {
      await api.replayLetter(letter.id);
      say("It has arrived.");
    } catch (error) {
      sayProblem(error);
    }
    await reload();
  };
  return (
    <>
      {letters.length > 0 && (
        <ul class="deliveries" aria-label="Not taken">
          {letters.map((letter) => (
            <Letter key={letter.id} letter={letter} onReplay={() => replay(letter)} onDismiss={() => setDismissing(letter)} />
          ))}
        </ul>
      )}
      {dismissing && <Dismiss letter={dismissing} onClose={() => setDismissing(null)} onDone={() => void reload()} />}
    </>
  );
}

interface LetterProps {
  letter: DeadLetter;
  onReplay: () => Promise<void>;
  onDismiss: () => void;
}

function Letter({ letter, onReplay, onDismiss }: LetterProps) {
  const [busy, setBusy] = useState(false);
  const about = `entry ${letter.seq} of ${letter.conversation} for ${listenerName(letter.listener)}`;
  const unknown = letter.outcome === "unknown";
  return (
    <li>
      <div class="delivery-head">
        <strong>{listenerName(letter.listener)}</strong>
        <Chip tone={unknown ? "warn" : "bad"}>{unknown ? "May have arrived" : "Refused"}</Chip>
        <span class="quiet">
          entry {letter.seq} of {letter.conversation}, <Time at={letter.at}>{dateTime(letter.at)}</Time>
          {letter.attempts > 1 ? `, ${letter.attempts} tries` : ""}
        </span>
        <span class="grow" />
        <button
          type="button"
          class="button button-small"
          aria-label={`Send again: ${about}`}
          disabled={busy}
          onClick={async () => {
            setBusy(true);
            await onReplay();
            setBusy(false);
          }}
        >
          {busy ? "Sending…" : "Send again"}
        </button>
        <button type="button" class="button button-small" aria-label={`Dismiss: ${about}`} onClick={onDismiss}>
          Dismiss
        </button>
      </div>
      <p>
        {unknown
          ? "It was sent and the answer was lost. Look there: if it is missing, send it again; else dismiss it."
          : "Mend what it complains about, in the policy or over there; then send it again."}
      </p>
      <p class="quiet delivery-error">{letter.error}</p>
    </li>
  );
}

function Dismiss({ letter, onClose, onDone }: { letter: DeadLetter; onClose: () => void; onDone: () => void }) {
  const [note, setNote] = useState("");
  return (
    <Dialog
      title="Dismiss"
      submit="Dismiss"
      ready
      onClose={onClose}
      onSubmit={async () => {
        await api.dismissLetter(letter.id, note.trim());
        onDone();
      }}
    >
      <p>
        {listenerName(letter.listener)} will not be told of entry {letter.seq}. The conversation itself stays as it is.
      </p>
      <Field label="Why (optional)" value={note} onInput={setNote} />
    </Dialog>
  );
}
