import { useEffect, useState } from "preact/hooks";
import { api, plainWords } from "../../api";
import type { Queues } from "../../types";
import { Icon } from "../../ui/Icon";
import { Empty, ErrorLine } from "../../ui/parts";
import { useLoaded } from "../useLoaded";
import { levels } from "../wordlists";
import { house, next, situation, turns } from "./bench";
import { HouseFields } from "./HouseFields";
import { RunSteps } from "./RunSteps";
import { possible, scenarioOf, type Colleague, type Next } from "./scenario";
import { SituationFields } from "./SituationFields";
import { Turns } from "./Turns";
import { said } from "./turns";
import type { Run } from "./types";

const MOST_STAFF = 20;

/** The conversation carried out to the end in a sandbox: what the customer reads, who gets it, and what they are told. */
export function RunView({ text }: { text: string }) {
  const [ran, setRan] = useState<{ run: Run; of: string } | null>(null);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const spoken = turns.value.filter(said).length;
  const ready = Boolean(text) && spoken > 0 && house.value.staff !== null;
  const now = JSON.stringify([text, turns.value, situation.value, house.value]);
  useStaff();

  const go = async (steps: readonly Next[]): Promise<void> => {
    setBusy(true);
    setProblem("");
    next.value = [...steps];
    try {
      const { staff, ...rest } = house.peek();
      const scenario = scenarioOf(turns.peek(), situation.peek(), { ...rest, staff: staff ?? [] }, steps);
      setRan({ run: await api.previewPolicy(text, scenario), of: now });
    } catch (error) {
      setProblem(plainWords(error));
    }
    setBusy(false);
  };

  return (
    <>
      <SituationFields />
      <HouseFields />
      <Turns />
      <div class="toolbar">
        <button type="button" class="button button-primary" disabled={busy || !ready} onClick={() => void go(next.peek())}>
          {busy ? "Running…" : "Run to the end"}
        </button>
        <span class="hint">In a sandbox: no agent, hub or bot of yours hears of it.</span>
      </div>
      {problem && <ErrorLine text={problem} />}
      {ran && ran.of !== now && !busy && (
        <p class="hint" role="status">
          Something was changed since. Run it again.
        </p>
      )}
      {!ran && !problem && <Empty title="Nothing has been run yet">Write a conversation, then run it.</Empty>}
      {ran && (
        <div aria-busy={busy}>
          <RunSteps run={ran.run} zone={house.value.zone} />
          <WhatNext run={ran.run} busy={busy} onGo={go} />
        </div>
      )}
    </>
  );
}

/** Who works here stands in for the staff until somebody else is named. */
function useStaff(): void {
  const { data, problem } = useLoaded(api.queues);
  useEffect(() => {
    if ((data || problem) && house.peek().staff === null) house.value = { ...house.peek(), staff: colleagues(data) };
  }, [data, problem]);
}

function colleagues(found: Queues | null): Colleague[] {
  const named = new Map(found?.agents.map((agent) => [agent.name, agent]));
  const staff = [...named.values()].slice(0, MOST_STAFF);
  if (!staff.length) return [{ name: "Maria", skills: "", presence: "online" }];
  return staff.map((agent) => ({ name: agent.name, skills: levels.write(agent.skills ?? {}), presence: "online" as const }));
}

function WhatNext({ run, busy, onGo }: { run: Run; busy: boolean; onGo: (steps: readonly Next[]) => Promise<void> }) {
  const steps = next.value;
  return (
    <div class="what-next" role="group" aria-label="What happens next">
      <h3>What happens next?</h3>
      <div class="toolbar">
        {possible(run.steps.at(-1)).map((one) => (
          <button key={one.words} type="button" class="button button-small" disabled={busy} onClick={() => void onGo([...steps, one])}>
            <Icon name="plus" />
            {one.words}
          </button>
        ))}
        {steps.length > 0 && (
          <button type="button" class="button button-quiet button-small" disabled={busy} onClick={() => void onGo(steps.slice(0, -1))}>
            Take the last one back
          </button>
        )}
      </div>
    </div>
  );
}
