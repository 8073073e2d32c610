import { sentence, spaced } from "../../format";
import { Chip, OutcomeChip, UrgencyChip } from "../../ui/parts";
import { timeIn } from "./scenario";
import { TriggerList } from "./TriggerList";
import type { Run, RunEntry, RunStep } from "./types";

/** Step by step: who did what, what was decided, what the customer reads, and where the conversation stands. */
export function RunSteps({ run, zone }: { run: Run; zone: string }) {
  const note = [...run.steps].reverse().find((step) => step.note)?.note;
  return (
    <>
      <ol class="run" aria-label="What happened">
        {run.steps.map((step, index) => (
          <li key={step.number} class="run-step">
            <Step step={step} before={run.steps[index - 1]} zone={zone} />
          </li>
        ))}
      </ol>
      {note && (
        <section class="note" aria-label="Briefing">
          <h3>What {note.hub === "desk" ? "the desk" : note.hub} shows</h3>
          <pre>{note.text}</pre>
        </section>
      )}
    </>
  );
}

function Step({ step, before, zone }: { step: RunStep; before?: RunStep; zone: string }) {
  const { decision } = step;
  const read = step.entries.filter((entry) => entry.customer && entry.role !== "end_user" && entry.role !== "automated_agent" && entry.text);
  return (
    <>
      <p class="run-what">
        <strong>{sentence(step.who)}</strong> {step.what} <time class="quiet">{timeIn(zone, step.at)}</time>
      </p>
      {step.refused && <p class="run-refused">Not possible: {step.refused}</p>}
      {decision && (
        <details class="fold">
          <summary>
            <OutcomeChip outcome={step.outcome} />
            {decision.trigger ? <code>{decision.trigger}</code> : <span class="quiet">nothing fired</span>}
            {decision.hint && <Chip>{spaced(decision.hint)}</Chip>}
            {decision.queue && <span class="quiet">to {decision.queue}</span>}
            <UrgencyChip urgency={decision.urgency} />
          </summary>
          <TriggerList weighed={decision.weighed ?? []} />
        </details>
      )}
      {step.deadlines.length > 0 && <p class="quiet">Came due: {step.deadlines.map(spaced).join(", ")}</p>}
      {read.map((entry) => (
        <Bubble key={entry.seq} entry={entry} />
      ))}
      {step.choices.length > 0 && <p class="quiet">The customer may choose: {step.choices.map(spaced).join(", ")}</p>}
      <Standing step={step} before={before} />
    </>
  );
}

function Bubble({ entry }: { entry: RunEntry }) {
  return (
    <blockquote class={`run-said run-said-${entry.role}`}>
      <span class="quiet">{entry.author_name || "The customer reads"}</span>
      {entry.text}
    </blockquote>
  );
}

/** Where it stands, told where that is new. */
function Standing({ step, before }: { step: RunStep; before?: RunStep }) {
  const parts = (one?: RunStep): string => [one?.state, one?.queue, one?.agent, one?.why_agent].join("|");
  if (!step.state || parts(step) === parts(before)) return null;
  return (
    <dl class="facts">
      <Fact term="Handoff" value={spaced(step.state)} />
      {step.queue && <Fact term="Queue" value={step.queue} />}
      <Fact term="Agent" value={step.agent || "nobody yet"} />
      {step.why_agent && <Fact term="Why" value={step.why_agent} />}
    </dl>
  );
}

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
