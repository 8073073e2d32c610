import { spaced } from "../../format";
import { Chip, OutcomeChip, UrgencyChip } from "../../ui/parts";
import { Bars } from "./Bars";
import { brief, pieces } from "./marks";
import { readout, signalWords } from "./readout";
import { TriggerList } from "./TriggerList";
import type { Signal, Span, TriedTurn } from "./types";
import { Why } from "./Why";

/** They are seen in the message as it is, so that marking its words would say nothing. */
const OF_THE_WHOLE = new Set(["repeats", "failed_attempts"]);

/** What was seen in one message, and what was decided. */
export function TurnReadout({ turn, open }: { turn: TriedTurn; open: boolean }) {
  const { decision } = turn;
  const found = readout(turn);
  return (
    <details class="readout" open={open}>
      <summary>
        <OutcomeChip outcome={decision.outcome} />
        {decision.trigger ? <code>{decision.trigger}</code> : <span class="quiet">nothing fired</span>}
        {decision.hint && <Chip>{spaced(decision.hint)}</Chip>}
        {decision.queue && <span class="quiet">to {decision.queue}</span>}
        <UrgencyChip urgency={decision.urgency} />
      </summary>
      <div class="readout-body">
        <Marked text={turn.text} spans={turn.evidence.filter((span) => !OF_THE_WHOLE.has(span.signal))} />
        <h3>Triggers</h3>
        <TriggerList weighed={decision.weighed ?? []} />
        <h3>Signals</h3>
        <Bars label="Signals" bars={found.bars} />
        <Lit signals={found.lit} />
        <h3>Topics</h3>
        <Bars label="Topics" bars={found.topics} />
        <Why contributions={turn.contributions} />
        <details class="fold">
          <summary>
            Every other signal <span class="count">{found.rest.length}</span>
          </summary>
          <ul class="rest">
            {found.rest.map((one) => (
              <li key={one.name} class={one.known ? undefined : "quiet"}>
                {one.known ? signalWords(one) : `${spaced(one.name)} is not known`}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </details>
  );
}

/** The message with the words marked that signals were seen in. Text nodes only: what customers write is never markup. */
function Marked({ text, spans }: { text: string; spans: readonly Span[] }) {
  return (
    <p class="marked">
      {pieces(text, spans).map((piece, index) =>
        piece.signals.length ? (
          <mark key={index} title={piece.signals.map(spaced).join(", ")}>
            {piece.text}
            <span class="hidden"> ({piece.signals.map(spaced).join(", ")})</span>
          </mark>
        ) : (
          <span key={index}>{brief(piece)}</span>
        ),
      )}
    </p>
  );
}

function Lit({ signals }: { signals: readonly Signal[] }) {
  if (!signals.length) return null;
  return (
    <ul class="lit" aria-label="Also seen">
      {signals.map((one) => (
        <li key={one.name}>
          <Chip tone={one.read ? "accent" : "plain"} title={one.read ? "A trigger reads this" : "No trigger reads this"}>
            {signalWords(one)}
          </Chip>
        </li>
      ))}
    </ul>
  );
}
