import { useState } from "preact/hooks";
import { api } from "../api";
import { dateTime, duration } from "../format";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Chip, Empty, ErrorLine, Time } from "../ui/parts";
import { say, sayProblem } from "../ui/toasts";
import { loadDeliveries } from "./DeliveriesHint";
import { type DeadLetter, STATES, listenerName, whatNow } from "./deliveries";
import type { Delivers } from "./deliveries";
import { useLoaded } from "./useLoaded";

const EVERY_MS = 5_000;

/** Who is sent what is said, how they take it, and what they did not take. */
export function DeliveriesPage() {
  const { data, problem, reload } = useLoaded(loadDeliveries, EVERY_MS);
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
    <section aria-labelledby="deliveries-title">
      <h1 id="deliveries-title">Deliveries</h1>
      <p class="quiet">Your bot and other systems are told what is said. Here is how they take it.</p>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && !data.listeners.length && (
        <Empty title="Nobody is told yet">Name a bot or webhooks in the policy, and they appear here.</Empty>
      )}
      <ul class="deliveries" aria-label="Listeners">
        {data?.listeners.map((one) => (
          <Listener key={one.name} listener={one} />
        ))}
      </ul>
      {data && (data.dead_letters.length > 0 || data.listeners.length > 0) && <h2>Not taken</h2>}
      {data && data.listeners.length > 0 && !data.dead_letters.length && <p class="quiet">Nothing is left to do.</p>}
      <ul class="deliveries" aria-label="Not taken">
        {data?.dead_letters.map((letter) => (
          <Letter key={letter.id} letter={letter} onReplay={() => replay(letter)} onDismiss={() => setDismissing(letter)} />
        ))}
      </ul>
      {data && data.settled.length > 0 && (
        <details>
          <summary>Settled lately ({data.settled.length})</summary>
          <ul class="deliveries" aria-label="Settled lately">
            {data.settled.map((letter) => (
              <Settled key={letter.id} letter={letter} />
            ))}
          </ul>
        </details>
      )}
      {dismissing && <Dismiss letter={dismissing} onClose={() => setDismissing(null)} onDone={() => void reload()} />}
    </section>
  );
}

function Listener({ listener }: { listener: Delivers }) {
  const [words, tone] = STATES[listener.state] ?? [listener.state, "plain"];
  const advice = whatNow(listener);
  return (
    <li>
      <div class="delivery-head">
        <strong>{listenerName(listener.name)}</strong>
        <Chip tone={tone}>{words}</Chip>
        {listener.behind > 0 && (
          <span>
            {listener.behind} {listener.behind === 1 ? "conversation waits" : "conversations wait"}, the oldest for{" "}
            {duration(listener.lag_s)}
          </span>
        )}
        {listener.taken_at && (
          <span class="quiet">
            last taken <Time at={listener.taken_at}>{dateTime(listener.taken_at)}</Time>
          </span>
        )}
      </div>
      {advice && <p>{advice}</p>}
      {listener.state !== "taking" && listener.error && <p class="quiet delivery-error">{listener.error}</p>}
    </li>
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

function Settled({ letter }: { letter: DeadLetter }) {
  return (
    <li>
      <div class="delivery-head">
        <strong>{listenerName(letter.listener)}</strong>
        <Chip tone="plain">{letter.settled === "replayed" ? "Sent again" : "Dismissed"}</Chip>
        <span class="quiet">
          entry {letter.seq} of {letter.conversation}, by {letter.settled_by}
          {letter.settled_at ? `, ${dateTime(letter.settled_at)}` : ""}
        </span>
      </div>
      {letter.note && <p>{letter.note}</p>}
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
