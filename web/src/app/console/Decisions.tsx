import { useState } from "preact/hooks";
import { api } from "../api";
import { dateTime, shortTime, spaced } from "../format";
import { now } from "../now";
import { conversationPath, navigate, whyPath } from "../route";
import type { DecisionRow } from "../types";
import { DecisionDetail } from "../ui/DecisionDetail";
import { Empty, ErrorLine, OutcomeChip, Time, UrgencyChip } from "../ui/parts";
import { sayProblem } from "../ui/toasts";
import { useLoaded } from "./useLoaded";

type Filter = "all" | "handoff" | "offer";

const FILTERS: readonly (readonly [Filter, string])[] = [
  ["all", "All decisions"],
  ["handoff", "Handoffs"],
  ["offer", "Offers"],
];
const EVERY_MS = 3000;
const PAGE = 50;

const keyOf = (row: DecisionRow): string => `${row.conversation}:${row.seq}`;

export function Decisions() {
  const [filter, setFilter] = useState<Filter>("all");
  const [older, setOlder] = useState<DecisionRow[]>([]);
  const [exhausted, setExhausted] = useState(false);
  const all = filter === "all";
  const { data, problem, reload } = useLoaded(() => api.decisions(all, "", PAGE), EVERY_MS, all);

  const newest = data?.decisions ?? [];
  const known = new Set(newest.map(keyOf));
  const rows = [...newest, ...older.filter((row) => !known.has(keyOf(row)))];
  const shown = rows.filter((row) => all || row.decision.outcome === filter);

  const choose = (next: Filter): void => {
    setFilter(next);
    setOlder([]);
    setExhausted(false);
  };
  const loadOlder = async (): Promise<void> => {
    const last = rows.at(-1);
    if (!last) return;
    try {
      const page = (await api.decisions(all, last.at, PAGE)).decisions;
      setOlder([...rows, ...page.filter((row) => !rows.some((one) => keyOf(one) === keyOf(row)))]);
      setExhausted(page.length < PAGE);
    } catch (error) {
      sayProblem(error);
    }
  };

  return (
    <section aria-labelledby="decisions-title">
      <div class="page-head">
        <h1 id="decisions-title">Decisions</h1>
        <p class="lead">What Segue decided on each customer turn, newest first, as it happens.</p>
      </div>
      <div class="segments" role="group" aria-label="Show">
        {FILTERS.map(([value, words]) => (
          <button key={value} type="button" aria-pressed={filter === value} onClick={() => choose(value)}>
            {words}
          </button>
        ))}
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && shown.length === 0 && <Empty title="No decisions yet">They appear here as customers write.</Empty>}
      <ul class="decisions">
        {shown.map((row) => (
          <Row key={keyOf(row)} row={row} />
        ))}
      </ul>
      {data && rows.length >= PAGE && !exhausted && (
        <button type="button" class="button" onClick={() => void loadOlder()}>
          Load older
        </button>
      )}
    </section>
  );
}

function Row({ row }: { row: DecisionRow }) {
  const { decision } = row;
  return (
    <li>
      <details class="decision-row">
        <summary>
          <OutcomeChip outcome={decision.outcome} />
          <span class="decision-words">{row.text ? `“${row.text}”` : <span class="quiet">no words</span>}</span>
          <span class="decision-why">
            {decision.reason ? spaced(decision.reason) : decision.outcome === "stay" ? "nothing fired" : ""}
            {decision.trigger && <code>{decision.trigger}</code>}
            <UrgencyChip urgency={decision.urgency} />
          </span>
          <Time at={row.at}>{shortTime(row.at, now.peek())}</Time>
        </summary>
        <div class="decision-open">
          <p class="quiet">
            {dateTime(row.at)}, entry {row.seq} of{" "}
            <Go to={conversationPath(row.conversation)}>this conversation</Go>
            {decision.outcome !== "stay" && (
              <>
                , <Go to={whyPath(row.conversation)}>how it came to a person</Go>
              </>
            )}
          </p>
          <DecisionDetail decision={decision} />
        </div>
      </details>
    </li>
  );
}

function Go({ to, children }: { to: string; children: string }) {
  return (
    <a
      href={to}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </a>
  );
}
