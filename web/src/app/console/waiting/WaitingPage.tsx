import { useState } from "preact/hooks";
import { api } from "../../api";
import { spaced } from "../../format";
import { now } from "../../now";
import { navigate, whyPath } from "../../route";
import { Chip, Empty, ErrorLine, Time, UrgencyChip, Waited } from "../../ui/parts";
import { useLoaded } from "../useLoaded";
import type { WaitingRow } from "./types";
import { clockInWords, promiseInWords } from "./words";

const EVERY_MS = 4000;
const PAGE = 100;

export function WaitingPage() {
  const [begin, setBegin] = useState(0);
  const { data, problem, reload } = useLoaded(() => api.waiting(begin), EVERY_MS, begin);
  const total = data?.total ?? 0;
  const shown = data?.waiting ?? [];
  return (
    <section aria-labelledby="waiting-title">
      <div class="page-head">
        <h1 id="waiting-title">Waiting</h1>
        <p class="lead">Everybody who waits in your queues, in the order of service, and why.</p>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && total === 0 && <Empty title="Nobody waits">Whoever does appears here at once.</Empty>}
      {shown.length > 0 && (
        <div class="table-frame" tabIndex={0} role="region" aria-label="Waiting customers">
          <table class="waiting">
            <thead>
              <tr>
                <th scope="col" class="number">
                  Place
                </th>
                <th scope="col">Customer</th>
                <th scope="col" class="number">
                  Waits
                </th>
                <th scope="col">Was told</th>
                <th scope="col">Answer due</th>
                <th scope="col">Why still</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <Line key={row.handoff} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {total > PAGE && <Pages begin={begin} total={total} shown={shown.length} onGo={setBegin} />}
      <Find />
    </section>
  );
}

function Line({ row }: { row: WaitingRow }) {
  return (
    <tr>
      <td class="number place">
        {row.place ?? <span class="quiet">next</span>}
        {row.among !== null && <span class="under">of {row.among}</span>}
      </td>
      <th scope="row">
        <WhyLink conversation={row.conversation}>{row.customer || "A customer"}</WhyLink>
        <span class="under">
          {row.queue_title}
          {row.tier && `, ${row.tier}`}
          {row.reason && `, ${spaced(row.reason)}`}
        </span>
        <UrgencyChip urgency={row.urgency} />
      </th>
      <td class="number" data-label="Waits">
        <Time at={row.since}>
          <Waited since={row.since} />
        </Time>
      </td>
      <td data-label="Was told">
        <Promised row={row} />
      </td>
      <td data-label="Answer due">
        <Due row={row} />
      </td>
      <td class="why-words">{row.sentence}</td>
    </tr>
  );
}

export function Promised({ row }: { row: Pick<WaitingRow, "promise"> }) {
  if (!row.promise) return <span class="quiet">no wait</span>;
  const told = promiseInWords(row.promise, now.value);
  return (
    <>
      {told.words}
      {row.promise.times > 1 && <span class="quiet"> at first, then told anew</span>}
      <span class="under">
        <Chip tone={told.tone} icon={told.tone === "good" ? "check" : "alert"}>
          {told.tone === "good" ? "Still kept" : "Not kept"}
        </Chip>{" "}
        <Time at={row.promise.until}>{told.left}</Time>
      </span>
    </>
  );
}

export function Due({ row }: { row: Pick<WaitingRow, "due_at" | "escalated"> }) {
  const clock = clockInWords(row.due_at, row.escalated, now.value);
  if (!clock || !row.due_at) return <span class="quiet">no target</span>;
  return (
    <Time at={row.due_at}>
      {clock.tone === "plain" ? (
        clock.words
      ) : (
        <Chip tone={clock.tone} icon={clock.tone === "bad" ? "alert" : "clock"}>
          {clock.tone === "warn" && <span class="hidden">At risk: </span>}
          {clock.words}
        </Chip>
      )}
    </Time>
  );
}

function WhyLink({ conversation, children }: { conversation: string; children: string }) {
  const path = whyPath(conversation);
  return (
    <a
      href={path}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        navigate(path);
      }}
    >
      {children}
      <span class="hidden">, why they still wait</span>
    </a>
  );
}

function Pages({ begin, total, shown, onGo }: { begin: number; total: number; shown: number; onGo: (begin: number) => void }) {
  return (
    <nav class="toolbar" aria-label="Pages of waiting customers">
      <button type="button" class="button" disabled={begin === 0} onClick={() => onGo(Math.max(0, begin - PAGE))}>
        Before
      </button>
      <span aria-live="polite">
        {begin + 1}–{begin + shown} of {total}
      </span>
      <button type="button" class="button" disabled={begin + PAGE >= total} onClick={() => onGo(begin + PAGE)}>
        After
      </button>
    </nav>
  );
}

/** Also for those whom somebody has already: how they came there. */
function Find() {
  const [id, setId] = useState("");
  return (
    <form
      class="toolbar"
      onSubmit={(event) => {
        event.preventDefault();
        if (id.trim()) navigate(whyPath(id.trim()));
      }}
    >
      <label for="why-of">How did somebody come to whom they came to? Id of the conversation</label>
      <input id="why-of" class="input why-of" value={id} autoComplete="off" onInput={(event) => setId(event.currentTarget.value)} />
      <button type="submit" class="button" disabled={!id.trim()}>
        Show
      </button>
    </form>
  );
}

