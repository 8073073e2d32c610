import { useEffect, useState } from "preact/hooks";
import { apart } from "../apart";
import { api, plainWords } from "../api";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ErrorLine, PresenceDot } from "../ui/parts";
import { say } from "../ui/toasts";
import { refresh } from "./inbox";
import { type Choice, found, gaveTo, personChoice, queueChoice, type Targets } from "./transfers";
import type { Handoff } from "../types";

function useTargets(conversation: string): [Targets | null, string] {
  const [targets, setTargets] = useState<Targets | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    api.transferTargets(conversation).then(setTargets, (error) => setProblem(plainWords(error)));
  }, [conversation]);
  return [targets, problem];
}

/** To a colleague, who is asked first, or to a queue. The note is for whoever is next. */
export function TransferDialog({ conversation, onClose }: { conversation: string; onClose: () => void }) {
  const [targets, problem] = useTargets(conversation);
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [note, setNote] = useState("");
  const [anyway, setAnyway] = useState(false);
  return (
    <Dialog
      title="Transfer"
      submit={chosen?.agent ? `Ask ${chosen.name}` : "Transfer"}
      ready={ready(chosen, anyway)}
      wide
      onClose={onClose}
      onSubmit={async () => {
        if (!chosen) return;
        const to = chosen.agent ? { agent: chosen.agent } : { queue: chosen.queue };
        const done = await api.transfer(conversation, { ...to, note: note.trim(), anyway });
        if (chosen.queue && done.handoff.state === "queued") gaveTo(done.handoff, chosen.name);
        say(done.notice || told(chosen), Boolean(done.notice));
        void refresh();
      }}
    >
      <Chooser targets={targets} problem={problem} queues chosen={chosen} onChoose={setChosen} anyway={anyway} onAnyway={setAnyway} />
      <Field
        label="Note for whoever is next"
        value={note}
        onInput={setNote}
        rows={3}
        hint="Internal: what is settled, and what is still open. They read it first."
      />
    </Dialog>
  );
}

function told(chosen: Choice): string {
  return chosen.agent
    ? `${chosen.name} is asked. The conversation is yours until they accept.`
    : `Transferred to ${chosen.name}. The customer was told.`;
}

function ready(chosen: Choice | null, anyway: boolean): boolean {
  return Boolean(chosen && !chosen.refused && (!chosen.warning || anyway));
}

/** A supervisor gives a customer to somebody. */
export function AssignDialog({ handoff, onClose }: { handoff: Handoff & { conversation: string }; onClose: () => void }) {
  const [targets, problem] = useTargets(handoff.conversation);
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [note, setNote] = useState("");
  const [anyway, setAnyway] = useState(false);
  const [now, setNow] = useState(false);
  return (
    <Dialog
      title="Assign"
      submit={chosen ? `Assign to ${chosen.name}` : "Assign"}
      ready={ready(chosen, anyway)}
      wide
      onClose={onClose}
      onSubmit={async () => {
        if (!chosen) return;
        const done = await api.assign(handoff.id, { agent: chosen.agent, note: note.trim(), now, anyway });
        say(done.notice || (now ? `${chosen.name} has it now.` : `${chosen.name} is asked.`), Boolean(done.notice));
        void refresh();
      }}
    >
      <Chooser targets={targets} problem={problem} chosen={chosen} onChoose={setChosen} anyway={anyway} onAnyway={setAnyway} />
      <Field label="Note for whoever is next" value={note} onInput={setNote} rows={2} />
      <Check checked={now} onChange={setNow}>
        Give it to them now, without asking
      </Check>
    </Dialog>
  );
}

function Chooser(props: {
  targets: Targets | null;
  problem: string;
  queues?: boolean;
  chosen: Choice | null;
  onChoose: (choice: Choice) => void;
  anyway: boolean;
  onAnyway: (on: boolean) => void;
}) {
  const [text, setText] = useState("");
  const { targets, chosen } = props;
  if (props.problem) return <ErrorLine text={props.problem} />;
  const people = found(targets?.people.map(personChoice) ?? [], text);
  const queues = props.queues ? found(apart(targets?.queues ?? []).map(queueChoice), text) : [];
  const none = targets ? "Nobody and no queue is called that." : "Loading…";
  const choose = (choice: Choice): void => {
    props.onChoose(choice);
    props.onAnyway(false);
  };
  return (
    <>
      <Field label={props.queues ? "Search people and queues" : "Search people"} value={text} onInput={setText} autoFocus />
      <p class="hidden" role="status">
        {targets && `${people.length + queues.length} to choose from`}
      </p>
      <div class="targets">
        <Group legend="Queues" choices={queues} chosen={chosen} onChoose={choose} />
        <Group legend="People" choices={people} chosen={chosen} onChoose={choose} />
        {people.length + queues.length === 0 && <p class="quiet pad">{none}</p>}
      </div>
      {chosen?.refused && <p class="field-error" role="alert">{chosen.refused} Choose somebody who is at work.</p>}
      {chosen && !chosen.refused && chosen.warning && (
        <div class="target-warning" role="alert">
          <p>{chosen.warning}</p>
          <Check checked={props.anyway} onChange={props.onAnyway}>
            Do it anyway
          </Check>
        </div>
      )}
    </>
  );
}

function Group(props: { legend: string; choices: Choice[]; chosen: Choice | null; onChoose: (choice: Choice) => void }) {
  if (props.choices.length === 0) return null;
  return (
    <fieldset class="target-group">
      <legend>{props.legend}</legend>
      {props.choices.map((one) => (
        <label key={one.key} class="target">
          <input
            type="radio"
            name="transfer-target"
            checked={props.chosen?.key === one.key}
            onChange={() => props.onChoose(one)}
          />
          <span class="target-words">
            <span class="target-name">
              {one.presence && <PresenceDot presence={one.presence} />}
              {one.name}
            </span>
            <span class="quiet">{one.facts}</span>
            {one.warning && !one.refused && <span class="target-lacks">{one.warning}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Check(props: { checked: boolean; onChange: (on: boolean) => void; children: string }) {
  return (
    <label class="check">
      <input type="checkbox" checked={props.checked} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      <span>{props.children}</span>
    </label>
  );
}
