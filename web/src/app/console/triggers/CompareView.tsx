import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { api, plainWords } from "../../api";
import { conversationPath, navigate } from "../../route";
import type { Outcome } from "../../types";
import { Select } from "../../ui/Field";
import { Chip, Empty, ErrorLine, OutcomeChip } from "../../ui/parts";
import type { Compared, Counted, Decided } from "./types";

const OUTCOMES: readonly Outcome[] = ["handoff", "offer", "stay"];
const SIZES = ["50", "200", "500"].map((size) => [size, `The last ${size} conversations`] as const);

/** The policy in force and the draft over conversations that took place. */
export function CompareView({ text, same }: { text: string; same: boolean }) {
  const [size, setSize] = useState("200");
  const [found, setFound] = useState<{ compared: Compared; of: string } | null>(null);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    setBusy(true);
    setProblem("");
    try {
      setFound({ compared: await api.comparePolicy(text, Number(size)), of: text });
    } catch (error) {
      setProblem(plainWords(error));
    }
    setBusy(false);
  };
  return (
    <>
      <div class="compare-ask">
        <Select label="Replay" value={size} options={SIZES} onChange={setSize} />
        <button type="button" class="button button-primary" disabled={busy || !text} onClick={() => void go()}>
          {busy ? "Replaying…" : "Compare"}
        </button>
      </div>
      <p class="hint">
        {same
          ? "The draft is the policy in force: nothing will change. The counts show what it does today."
          : "Each message is weighed again with the policy in force and with your draft. Account facts are those known now; what customers did before counts as not known."}
      </p>
      {problem && <ErrorLine text={problem} />}
      {found && found.of !== text && !busy && (
        <p class="hint" role="status">
          The draft was changed since. Compare again.
        </p>
      )}
      {found && <Result found={found.compared} busy={busy} />}
    </>
  );
}

function Result({ found, busy }: { found: Compared; busy: boolean }) {
  if (!found.conversations) return <Empty title="No conversations yet">There is nothing to replay.</Empty>;
  return (
    <div class="compared" aria-busy={busy}>
      <p role="status" aria-label="Result of the comparison">
        {found.conversations} conversations with {found.turns} messages of customers; <strong>{found.changed_count}</strong> would go
        another way.{!found.complete && " The time ran out before all were replayed."}
      </p>
      <OutcomeTable found={found} />
      <TriggerTable found={found} />
      {found.changed.length > 0 && <h3>Conversations that change</h3>}
      <ul class="changed" aria-label="Conversations that change">
        {found.changed.map((one) => (
          <li key={one.id}>
            <a
              href={conversationPath(one.id)}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey) return;
                event.preventDefault();
                navigate(conversationPath(one.id));
              }}
            >
              {one.words || "A conversation without words"}
            </a>
            <Side words="Now" decided={one.before} />
            <Side words="Draft" decided={one.after} />
          </li>
        ))}
      </ul>
      {found.changed_count > found.changed.length && <p class="quiet">The first {found.changed.length} are shown.</p>}
    </div>
  );
}

function Side({ words, decided }: { words: string; decided: Decided | null }) {
  return (
    <p class="changed-side">
      <span class="quiet">{words}</span>
      <OutcomeChip outcome={decided?.outcome ?? "stay"} />
      {decided && (
        <span>
          <code>{decided.trigger}</code>
          {decided.queue && <span class="quiet"> to {decided.queue}</span>} at “{decided.text}”
        </span>
      )}
    </p>
  );
}

function OutcomeTable({ found }: { found: Compared }) {
  return (
    <Table label="Outcomes" first="First decision">
      {OUTCOMES.map((outcome) => (
        <tr key={outcome}>
          <th scope="row">
            <OutcomeChip outcome={outcome} />
          </th>
          <td class="number">{found.outcomes.active[outcome]}</td>
          <td class="number">{found.outcomes.draft[outcome]}</td>
          <Difference now={found.outcomes.active[outcome]} then={found.outcomes.draft[outcome]} />
        </tr>
      ))}
    </Table>
  );
}

function TriggerTable({ found }: { found: Compared }) {
  const shown = found.triggers.filter((one) => one.active?.fired || one.draft?.fired || !one.active || !one.draft);
  const silent = found.triggers.length - shown.length;
  return (
    <>
      <Table label="Triggers" first="Conversations it fires in">
        {shown.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <code>{one.id}</code> {!one.active && <Chip tone="accent">new</Chip>}
              {!one.draft && <Chip tone="warn">gone</Chip>}
            </th>
            <Count counted={one.active} />
            <Count counted={one.draft} />
            <Difference now={one.active?.conversations ?? 0} then={one.draft?.conversations ?? 0} />
          </tr>
        ))}
      </Table>
      {silent > 0 && <p class="quiet">{silent === 1 ? "1 trigger fires" : `${silent} triggers fire`} in none of them.</p>}
    </>
  );
}

function Table({ label, first, children }: { label: string; first: string; children: ComponentChildren }) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={label}>
      <table class="compared-table">
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <th scope="col" class="number">
              Now
            </th>
            <th scope="col" class="number">
              Draft
            </th>
            <th scope="col" class="number">
              Change
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function Count({ counted }: { counted: Counted | null }) {
  return (
    <td class="number" title={counted ? `in ${counted.fired} messages; decided first in ${counted.first} conversations` : "not in this policy"}>
      {counted ? counted.conversations : "–"}
    </td>
  );
}

function Difference({ now, then }: { now: number; then: number }) {
  const change = then - now;
  return <td class={change ? "number strong" : "number quiet"}>{change > 0 ? `+${change}` : change < 0 ? `−${-change}` : "0"}</td>;
}
