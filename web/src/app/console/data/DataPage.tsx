import { useState } from "preact/hooks";
import { api, plainWords } from "../../api";
import { bytes, dateTime } from "../../format";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Chip, ErrorLine } from "../../ui/parts";
import { say, sayProblem } from "../../ui/toasts";
import { useLoaded } from "../useLoaded";
import type { Erasure, Keeping, LookedUp, Person } from "./types";
import { counted, days, ids } from "./words";

/** What is kept of one person: looked up, handed out, erased. And how long everything is kept. */
export function DataPage() {
  const { data, problem, reload } = useLoaded(api.keeping);
  return (
    <>
      <OnePerson onDone={() => void reload()} />
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && <Kept data={data} />}
      {data && <Done data={data} onDone={() => void reload()} />}
    </>
  );
}

function OnePerson({ onDone }: { onDone: () => void }) {
  const [person, setPerson] = useState("");
  const [named, setNamed] = useState("");
  const [looked, setLooked] = useState<LookedUp | null>(null);
  const [problem, setProblem] = useState("");
  const [asks, setAsks] = useState<"erase" | "export" | null>(null);
  const who: Person = { person: person.trim(), conversations: ids(named) };

  const look = async (event: Event): Promise<void> => {
    event.preventDefault();
    setLooked(null);
    setProblem("");
    try {
      setLooked(await api.lookUpPerson(who));
    } catch (error) {
      setProblem(plainWords(error));
    }
  };
  const changed = (set: (value: string) => void) => (value: string): void => {
    set(value);
    setLooked(null); // what was counted was somebody else's
  };
  return (
    <section aria-labelledby="person-title">
      <div class="page-head">
        <h1 id="person-title">One person’s data</h1>
      </div>
      <form class="person-form" onSubmit={(event) => void look(event)}>
        <Field
          label="Person"
          value={person}
          onInput={changed(setPerson)}
          required
          hint="A customer id, an e-mail address, a telephone number, a visitor id or a conversation id."
        />
        <Field
          label="Only these conversations"
          value={named}
          onInput={changed(setNamed)}
          hint="Ids, with commas between. Needed where who it is was only claimed and never proved; otherwise leave it empty."
        />
        <button type="submit" class="button button-primary" disabled={!who.person}>
          Look up
        </button>
      </form>
      {problem && <ErrorLine text={problem} />}
      {looked && (
        <div role="status" class="person-found">
          <p>
            Kept of <strong>{looked.person}</strong>: {counted(looked.counts)}.
          </p>
          {looked.told.map((sentence) => (
            <p key={sentence} class="quiet">
              {sentence}
            </p>
          ))}
          <p class="person-actions">
            <button type="button" class="button" onClick={() => setAsks("export")}>
              Hand out…
            </button>
            <button type="button" class="button button-danger" onClick={() => setAsks("erase")}>
              Erase…
            </button>
          </p>
        </div>
      )}
      {asks && looked && (
        <Confirm
          what={asks}
          who={who}
          looked={looked}
          onClose={() => setAsks(null)}
          onDone={() => {
            setLooked(null);
            onDone();
          }}
        />
      )}
    </section>
  );
}

function Confirm(props: { what: "erase" | "export"; who: Person; looked: LookedUp; onClose: () => void; onDone: () => void }) {
  const [repeat, setRepeat] = useState("");
  const [internal, setInternal] = useState(true);
  const erases = props.what === "erase";
  const submit = async (): Promise<void> => {
    if (erases) {
      const { erasure } = await api.erasePerson({ ...props.who, repeat });
      say(`Erased: ${counted(erasure.counts)}.`);
    } else {
      save(await api.exportPerson({ ...props.who, repeat, internal }), "person.zip");
      say("The data was handed out, and that was written down.");
    }
    props.onDone();
  };
  return (
    <Dialog
      title={erases ? "Erase for good" : "Hand out this person’s data"}
      submit={erases ? "Erase for good" : "Download"}
      danger={erases}
      ready={repeat.trim() === props.who.person}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <p>
        {counted(props.looked.counts)}. {erases && "Nothing of it can be brought back. An open conversation ends first. What is counted stays, without words and without the person."}
      </p>
      <Field label="The person once more" value={repeat} onInput={setRepeat} required hint={`Write ${props.who.person}`} />
      {!erases && (
        <label class="check">
          <input type="checkbox" checked={internal} onChange={(event) => setInternal(event.currentTarget.checked)} />
          With what people here wrote for each other: notes, briefings, decisions
        </label>
      )}
    </Dialog>
  );
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function Kept({ data }: { data: Keeping }) {
  const { due } = data;
  const some = Object.keys(due.counts).length > 0;
  return (
    <section aria-labelledby="kept-title">
      <h2 id="kept-title">How long things are kept</h2>
      <ul class="versions" aria-label="How long things are kept">
        {Object.entries(data.keeps).map(([part, count]) => (
          <li key={part}>
            <strong>{part === "visits" ? "Page visits" : part === "packages" ? "Briefings" : part[0]?.toUpperCase() + part.slice(1)}</strong>
            <span>{days(count)}</span>
          </li>
        ))}
      </ul>
      <p class="quiet">
        The policy says so under <code>retention</code> and <code>visits</code>; a queue may say otherwise.{" "}
        {some ? `In the next ${due.days} days these go: ${counted(due.counts)}${due.complete ? "" : ", and more among what was not looked at"}.` : `Nothing goes in the next ${due.days} days.`}
      </p>
    </section>
  );
}

function Done({ data, onDone }: { data: Keeping; onDone: () => void }) {
  const waiting = data.erasures.some((one) => one.what === "erasure" && one.done_at && !one.purged_at);
  const purge = async (): Promise<void> => {
    try {
      const { took_s } = await api.purge();
      say(`The database’s files were written anew in ${took_s.toFixed(1)} s.`);
      onDone();
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <section aria-labelledby="done-title">
      <div class="page-head">
        <h2 id="done-title">Erased and handed out</h2>
        {waiting && (
          <button type="button" class="button" onClick={() => void purge()}>
            Write the files anew now
          </button>
        )}
      </div>
      {waiting && (
        <p class="quiet">
          Old bytes of what was erased may still lie in the database’s files ({bytes(data.bytes_held)}).{" "}
          {data.purges_by_itself ? "They go by themselves within a minute." : "Choose a quiet moment: on SQLite nobody can write meanwhile."}
        </p>
      )}
      {data.erasures.length === 0 && <p class="quiet">Nobody yet.</p>}
      {data.erasures.length > 0 && (
        <div class="table-frame" tabIndex={0} role="region" aria-label="Each erasure and export">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col">By</th>
                <th scope="col">How much</th>
              </tr>
            </thead>
            <tbody>
              {data.erasures.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{dateTime(one.at)}</th>
                  <td>{stateOf(one)}</td>
                  <td>{one.by_name}</td>
                  <td>{counted(one.counts)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function stateOf(one: Erasure) {
  if (one.what === "export") return <Chip>Handed out</Chip>;
  if (!one.done_at) return <Chip tone="warn">Goes on</Chip>;
  return <Chip tone="good">{one.purged_at ? "Erased, bytes too" : "Erased"}</Chip>;
}
