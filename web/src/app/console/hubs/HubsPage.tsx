import { api } from "../../api";
import { dateTime } from "../../format";
import { hubPath, navigate } from "../../route";
import { Chip, Empty, ErrorLine, Time } from "../../ui/parts";
import { useLoaded } from "../useLoaded";
import { HUB_STATES, type HubRow, capital, hubAdvice, lagWords, lastTrouble, openWords, usedBy } from "./hubs";

export const EVERY_MS = 5_000;

/** Every helpdesk of the policy, and whether it works. */
export function HubsPage() {
  const { data, problem, reload } = useLoaded(api.hubs, EVERY_MS);
  return (
    <section aria-labelledby="hubs-title">
      <div class="page-head">
        <h1 id="hubs-title">Hubs</h1>
        <p class="lead">Helpdesks in which people answer your customers.</p>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && !data.hubs.length && (
        <Empty title="People work in Segue's own desk">
          To hand customers to a helpdesk such as Zendesk, Intercom or Salesforce, run <code>segue hub add</code> where Segue is installed.
          It asks what is needed, writes it into the policy, and says what to click over there.
        </Empty>
      )}
      <ul class="hubs" aria-label="Hubs">
        {data?.hubs.map((hub) => (
          <HubLine key={hub.name} hub={hub} />
        ))}
      </ul>
    </section>
  );
}

export function HubState({ state }: { state: string }) {
  const [words, tone, icon] = HUB_STATES[state] ?? [state, "plain", "clock"];
  return (
    <Chip tone={tone} icon={icon}>
      {words}
    </Chip>
  );
}

function HubLine({ hub }: { hub: HubRow }) {
  const href = hubPath(hub.name);
  const trouble = lastTrouble(hub);
  const advice = hubAdvice(hub);
  const lag = lagWords(hub);
  return (
    <li>
      <div class="delivery-head">
        <h2>
          <a
            href={href}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              navigate(href);
            }}
          >
            {hub.name}
          </a>
        </h2>
        <span class="quiet">{hub.title}</span>
        <HubState state={hub.state} />
        {hub.dead_letters > 0 && (
          <Chip tone="bad" icon="alert">
            {hub.dead_letters} not taken
          </Chip>
        )}
      </div>
      <p>
        {capital(openWords(hub.open))}
        {lag && <>; {lag}</>}
        <span class="quiet">
          {hub.heard_at ? (
            <>
              ; last heard <Time at={hub.heard_at}>{dateTime(hub.heard_at)}</Time>
            </>
          ) : null}
        </span>
      </p>
      <p class="quiet">{usedBy(hub) ? `Gets ${usedBy(hub)}` : "No queue of the policy names it, so it gets nothing."}</p>
      {advice && <p>{advice}</p>}
      {trouble && hub.state !== "taking" && <Trouble {...trouble} />}
    </li>
  );
}

export function Trouble({ error, failed_at }: { error: string; failed_at: string | null }) {
  return (
    <p class="quiet delivery-error">
      {failed_at && (
        <>
          <Time at={failed_at}>{dateTime(failed_at)}</Time>:{" "}
        </>
      )}
      {error}
    </p>
  );
}
