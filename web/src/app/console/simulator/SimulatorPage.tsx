import { useEffect, useRef, useState } from "preact/hooks";
import { api, plainWords } from "../../api";
import { Empty, ErrorLine } from "../../ui/parts";
import { asItIs, askedOf, changesInWords, DAYS, parsed, type Setting } from "./figures";
import { Results } from "./Results";
import { Sliders } from "./Sliders";
import type { Outcome, Scenario } from "./types";

type Source = "history" | "example" | "own";

const SOURCES: readonly (readonly [Source, string])[] = [
  ["history", "This workspace"],
  ["example", "Example"],
  ["own", "Your own"],
];

interface Done {
  outcome: Outcome;
  changes: string[];
}

export function SimulatorPage() {
  const [source, setSource] = useState<Source>("history");
  const [scenario, setScenario] = useState<Scenario | null>(null);
  const [setting, setSetting] = useState<Setting | null>(null);
  const [problem, setProblem] = useState("");
  const [missing, setMissing] = useState("");
  const asked = useRef(0);

  const take = async (load: () => Promise<Scenario>): Promise<void> => {
    const mine = ++asked.current;
    setScenario(null);
    setSetting(null);
    setProblem("");
    setMissing("");
    try {
      const found = await load();
      if (mine !== asked.current) return;
      if (found.missing) {
        setMissing(found.missing);
        return;
      }
      setScenario(found);
      setSetting(asItIs(found));
    } catch (error) {
      if (mine === asked.current) setProblem(plainWords(error));
    }
  };
  useEffect(() => {
    if (source !== "own") void take(() => api.scenario(source));
    else {
      asked.current += 1;
      setScenario(null);
      setSetting(null);
      setProblem("");
      setMissing("");
    }
  }, [source]);

  return (
    <section aria-labelledby="simulator-title" class="simulator">
      <div class="page-head">
        <h1 id="simulator-title">Simulator</h1>
        <p class="lead">Next month’s staffing before it happens, with the router that works here. Simulated days are not promises.</p>
      </div>
      <div class="segments" role="group" aria-label="Scenario">
        {SOURCES.map(([value, words]) => (
          <button key={value} type="button" aria-pressed={source === value} onClick={() => setSource(value)}>
            {words}
          </button>
        ))}
      </div>
      {source === "own" && !scenario && <Own onRead={(own) => void take(() => api.readScenario(own))} onWrong={setProblem} />}
      {problem && <ErrorLine text={problem} />}
      {missing && <Empty title="Nothing to build a scenario from">{missing.charAt(0).toUpperCase() + missing.slice(1)}. Try the example, or a scenario of your own.</Empty>}
      {!scenario && !problem && !missing && source !== "own" && <p class="quiet">Reading the scenario…</p>}
      {scenario && setting && <Bench key={source} scenario={scenario} setting={setting} onSet={setSetting} active={source === "history"} />}
    </section>
  );
}

interface BenchProps {
  scenario: Scenario;
  setting: Setting;
  onSet: (setting: Setting) => void;
  /** The policy of this workspace decides, not the usual settings. */
  active: boolean;
}

function Bench({ scenario, setting, onSet, active }: BenchProps) {
  const [days, setDays] = useState(DAYS);
  const [running, setRunning] = useState<AbortController | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [problem, setProblem] = useState("");
  const result = useRef<HTMLDivElement>(null);
  const agents = scenario.groups.reduce((sum, group) => sum + group.count, 0);
  useEffect(() => () => running?.abort(), [running]);

  const run = async (): Promise<void> => {
    const mine = new AbortController();
    const changes = changesInWords(setting, scenario.groups);
    setRunning(mine);
    setProblem("");
    try {
      const outcome = await api.simulate(askedOf(scenario, setting, days, active ? "active" : "usual"), mine.signal);
      setDone({ outcome, changes });
      setRunning(null);
      requestAnimationFrame(() => result.current?.focus({ preventScroll: false }));
    } catch (error) {
      if (!mine.signal.aborted) setProblem(plainWords(error));
      setRunning((now) => (now === mine ? null : now));
    }
  };
  return (
    <>
      <div class="scenario-words">
        <p>
          <strong>{scenario.name === "history" ? "As it was here" : scenario.name}</strong>: about {scenario.conversations} conversations a day,{" "}
          {agents} {agents === 1 ? "agent" : "agents"}. {scenario.description}
        </p>
        {[...scenario.thin, ...scenario.notes].length > 0 && (
          <details>
            <summary>What is not known well ({[...scenario.thin, ...scenario.notes].length})</summary>
            <ul class="thin">
              {[...scenario.thin, ...scenario.notes].map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Sliders scenario={scenario} setting={setting} onSet={onSet} active={active} />
      <div class="toolbar">
        <label for="sim-days">Days</label>
        <select id="sim-days" class="input sim-days" value={String(days)} onChange={(event) => setDays(Number(event.currentTarget.value))}>
          {[1, 5, 10, 20].map((count) => (
            <option key={count} value={String(count)}>
              {count}
            </option>
          ))}
        </select>
        {running ? (
          <button type="button" class="button" onClick={() => (running.abort(), setRunning(null))}>
            Cancel
          </button>
        ) : (
          <button type="button" class="button button-primary" onClick={() => void run()}>
            Run {days} {days === 1 ? "day" : "days"}
          </button>
        )}
        <span class="quiet" role="status">
          {running ? <Running /> : ""}
        </span>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void run()} />}
      <div ref={result} tabIndex={-1} class="result-frame">
        {done && <Results outcome={done.outcome} changes={done.changes} />}
      </div>
    </>
  );
}

function Running() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      Days are being played<span aria-hidden="true">, {seconds} s</span>
    </>
  );
}

function Own({ onRead, onWrong }: { onRead: (scenario: object) => void; onWrong: (words: string) => void }) {
  const [text, setText] = useState("");
  const read = (written: string): void => {
    const found = parsed(written);
    if ("wrong" in found) onWrong(found.wrong);
    else onRead(found.scenario);
  };
  return (
    <form
      class="own-scenario"
      onSubmit={(event) => {
        event.preventDefault();
        read(text);
      }}
    >
      <div class="field">
        <label for="sim-file">A scenario file</label>
        <input
          id="sim-file"
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void file.text().then((written) => (setText(written), read(written)));
          }}
        />
      </div>
      <div class="field">
        <label for="sim-text">Or its JSON</label>
        <textarea id="sim-text" class="input" rows={8} spellcheck={false} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        <p class="hint">What docs/simulator.md describes; `segue simulate --from-history --out S.json` writes one.</p>
      </div>
      <button type="submit" class="button" disabled={!text.trim()}>
        Read it
      </button>
    </form>
  );
}
