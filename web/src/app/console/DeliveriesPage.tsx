import { dateTime, duration } from "../format";
import { Chip, Empty, ErrorLine, Time } from "../ui/parts";
import { loadDeliveries } from "./DeliveriesHint";
import { type DeadLetter, STATES, listenerName, whatNow } from "./deliveries";
import type { Delivers } from "./deliveries";
import { Letters } from "./Letters";
import { useLoaded } from "./useLoaded";

const EVERY_MS = 5_000;

/** Who is sent what is said, how they take it, and what they did not take. */
export function DeliveriesPage() {
  const { data, problem, reload } = useLoaded(loadDeliveries, EVERY_MS);
  return (
    <section aria-labelledby="deliveries-title">
      <h1 id="deliveries-title">Deliveries</h1>
      <p class="quiet">Your bot, channels and other systems are told what is said. Here is how they take it.</p>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && !data.listeners.length && (
        <Empty title="Nobody is told yet">Name a bot, channels or webhooks in the policy, and they appear here.</Empty>
      )}
      <ul class="deliveries" aria-label="Listeners">
        {data?.listeners.map((one) => (
          <Listener key={one.name} listener={one} />
        ))}
      </ul>
      {data && (data.dead_letters.length > 0 || data.listeners.length > 0) && <h2>Not taken</h2>}
      {data && data.listeners.length > 0 && !data.dead_letters.length && <p class="quiet">Nothing is left to do.</p>}
      {data && <Letters letters={data.dead_letters} reload={reload} />}
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
