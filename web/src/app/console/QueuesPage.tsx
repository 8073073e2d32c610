import { apart } from "../apart";
import { api } from "../api";
import { hubName } from "../desk/names";
import { duration, sentence, shortTime } from "../format";
import { now } from "../now";
import type { AgentRow, QueueRow } from "../types";
import { Chip, Empty, ErrorLine, PresenceDot, Time } from "../ui/parts";
import { useLoaded } from "./useLoaded";
import type { Kept } from "./waiting/types";
import { keptInWords } from "./waiting/words";

const EVERY_MS = 3000;
const PROMISES_EVERY_MS = 60_000;

export function QueuesPage() {
  const { data, problem, reload } = useLoaded(api.queues, EVERY_MS);
  const promises = useLoaded(api.promises, PROMISES_EVERY_MS).data?.promises ?? {};
  const counts = Object.entries(data?.counts ?? {});
  return (
    <section aria-labelledby="queues-title">
      <div class="page-head">
        <h1 id="queues-title">Queues</h1>
        <p class="lead">Who waits, and who is there.</p>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {counts.length > 0 && (
        <dl class="figures">
          {counts.map(([name, value]) => (
            <div key={name}>
              <dt>{sentence(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {data && <QueueTable queues={data.queues} promises={promises} />}
      <h2>People</h2>
      {data && <AgentTable agents={data.agents} />}
    </section>
  );
}

function QueueTable({ queues, promises }: { queues: QueueRow[]; promises: Record<string, Kept> }) {
  if (!queues.length) return <Empty title="No queues">The policy names none.</Empty>;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label="Queues">
      <table>
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Waiting
            </th>
            <th scope="col" class="number">
              Longest wait
            </th>
            <th scope="col" class="number">
              With people
            </th>
            <th scope="col" class="number">
              People online
            </th>
            <th scope="col" class="number">
              Free units
            </th>
            <th scope="col" class="number">
              Expected wait
            </th>
            <th scope="col">Promises kept today</th>
          </tr>
        </thead>
        <tbody>
          {apart(queues).map((queue) => (
            <QueueLine key={queue.name} queue={queue} kept={promises[queue.name]} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QueueLine({ queue, kept }: { queue: QueueRow; kept?: Kept }) {
  return (
    <tr>
      <th scope="row">
        {queue.title || queue.name} {queue.kind !== "live" && <Chip>{sentence(queue.kind)}</Chip>}{" "}
        {queue.hub && (
          <Chip icon="hub" title={hubName(queue)}>
            In {queue.hub}
          </Chip>
        )}
      </th>
      <td>
        {queue.open && queue.status === "nobody_there" && !queue.hub ? (
          <Chip tone="warn" icon="alert">
            Nobody there
          </Chip>
        ) : queue.open ? (
          <Chip tone="good" icon="check">
            Open
          </Chip>
        ) : (
          <Chip icon="clock">
            Closed
            {queue.opens_at && (
              <>
                , opens <Time at={queue.opens_at}>{opens(queue.opens_at)}</Time>
              </>
            )}
          </Chip>
        )}
      </td>
      <td class={queue.waiting ? "number strong" : "number"}>{queue.waiting}</td>
      <td class="number">{!queue.waiting || queue.longest_wait_s == null ? "–" : duration(queue.longest_wait_s)}</td>
      <td class="number">{queue.active}</td>
      <td class="number">{queue.agents_online}</td>
      <td class="number">{queue.units_free}</td>
      <td class="number">
        {queue.wait_s == null ? <span class="quiet">not known yet</span> : duration(queue.wait_s)}
      </td>
      <td>{kept?.told ? keptInWords(kept) : <span class="quiet">no wait was told</span>}</td>
    </tr>
  );
}

const opens = (iso: string): string =>
  new Date(iso).toLocaleString(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit" });

function AgentTable({ agents }: { agents: AgentRow[] }) {
  if (!agents.length) return <Empty title="Nobody works here yet">Invite people under “People and access”.</Empty>;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label="People">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Presence</th>
            <th scope="col">Load</th>
            <th scope="col">Queues</th>
            <th scope="col">Skills</th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <tr key={agent.id}>
              <th scope="row">{agent.name}</th>
              <td>
                <span class="with-dot">
                  <PresenceDot presence={agent.counts_as ?? agent.presence} />
                  {sentence(agent.counts_as ?? agent.presence)}
                  {(agent.counts_as_reason ?? agent.presence_reason) && (
                    <span class="quiet">({agent.counts_as_reason ?? agent.presence_reason})</span>
                  )}
                  {agent.since && (
                    <span class="quiet">
                      since <Time at={agent.since}>{shortTime(agent.since, now.peek())}</Time>
                    </span>
                  )}
                </span>
              </td>
              <td>
                <span class="with-dot">
                  <meter class="load" min={0} max={Math.max(agent.capacity, 1)} value={agent.units_used} aria-hidden="true" />
                  {agent.units_used} of {agent.capacity}
                </span>
              </td>
              <td>{agent.queues?.length ? agent.queues.join(", ") : "all"}</td>
              <td>
                {Object.entries(agent.skills ?? {})
                  .map(([skill, level]) => `${skill} ${level}`)
                  .join(", ") || <span class="quiet">none</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
