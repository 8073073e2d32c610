import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { api, plainWords } from "../../api";
import { dateTime, shortTime } from "../../format";
import { now } from "../../now";
import { conversationPath, navigate } from "../../route";
import { Icon } from "../../ui/Icon";
import { Chip, Empty, ErrorLine, Time } from "../../ui/parts";
import { Letters } from "../Letters";
import { useLoaded } from "../useLoaded";
import { type HubChecked, type HubRow, capital, hubAdvice, lagWords, openWords, usedBy } from "./hubs";
import { Abilities, SetUp } from "./HubKnown";
import { EVERY_MS, HubState, Trouble } from "./HubsPage";

const CASES_EVERY_MS = 15_000;

/** One helpdesk: how it does, what is open there, what it can, and how it is set up. */
export function HubPage({ name }: { name: string }) {
  const { data, problem, reload } = useLoaded(api.hubs, EVERY_MS, name);
  const hub = data?.hubs.find((one) => one.name === name);
  return (
    <section aria-labelledby="hub-title">
      <div class="page-head">
        <h1 id="hub-title">{name}</h1>
        {hub && <p class="lead">{hub.title}</p>}
        {hub && <HubState state={hub.state} />}
      </div>
      <div class="toolbar">
        <a
          class="button"
          href="/console/hubs"
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            navigate("/console/hubs");
          }}
        >
          <Icon name="back" />
          All hubs
        </a>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && !hub && <Empty title="The policy has no such hub">Look at the list of all hubs.</Empty>}
      {data && hub && (
        <>
          <Health hub={hub} since={data.since} />
          <Credentials name={name} />
          <NotTaken hub={hub} reload={reload} />
          <OpenCases hub={hub} />
          <Abilities hub={hub} />
          <SetUp hub={hub} />
        </>
      )}
    </section>
  );
}

function Health({ hub, since }: { hub: HubRow; since: string }) {
  const advice = hubAdvice(hub);
  const used = usedBy(hub);
  return (
    <div class="way">
      {advice && <p class="why-sentence">{advice}</p>}
      <dl class="hub-facts">
        <Fact name="Gets">{capital(used) || "Nothing: no queue of the policy names it"}</Fact>
        <Fact name="Open there">{capital(openWords(hub.open))}</Fact>
        <Fact name="Sending">
          {lagWords(hub) || "Nothing waits"}
          {hub.taken_at && (
            <>
              ; last taken <When at={hub.taken_at} />
            </>
          )}
          {hub.until && (
            <>
              ; tried again <When at={hub.until} />
            </>
          )}
          {hub.delivering.error && <Trouble {...hub.delivering} />}
        </Fact>
        <Fact name="Hearing">
          {hub.heard_at ? (
            <>
              Last heard <When at={hub.heard_at} />, {hub.told.toLocaleString("en")} told
            </>
          ) : (
            "Nothing heard"
          )}
          {hub.caught_up_at && hub.can.some((one) => one.name === "catches_up") && (
            <>
              ; asked what was missed <When at={hub.caught_up_at} />, {hub.found ? `${hub.found.toLocaleString("en")} found` : "nothing found"}
            </>
          )}
          {hub.hearing.error && <Trouble {...hub.hearing} />}
        </Fact>
        {hub.refused > 0 && (
          <Fact name="Refused webhooks">
            {hub.refused.toLocaleString("en")}: they were not signed as they should be. If they come from there, the secret here and the one over
            there are not the same.
          </Fact>
        )}
      </dl>
      <p class="quiet">
        Hearing is counted by the server process that answers you, since <When at={since} />.
      </p>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function When({ at }: { at: string }) {
  return <Time at={at}>{dateTime(at)}</Time>;
}

function Credentials({ name }: { name: string }) {
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<HubChecked | null>(null);
  const [problem, setProblem] = useState("");
  const check = async (): Promise<void> => {
    setBusy(true);
    setProblem("");
    setFound(null);
    try {
      setFound(await api.checkHub(name));
    } catch (error) {
      setProblem(plainWords(error));
    }
    setBusy(false);
  };
  return (
    <>
      <h2>Credentials</h2>
      <div class="hub-check">
        <button type="button" class="button" aria-disabled={busy} onClick={() => !busy && void check()}>
          {busy ? "Testing…" : "Test the credentials"}
        </button>
        <div role="status" aria-live="polite" aria-label="Result of the test">
          {busy && <span class="hidden">Testing…</span>}
          {found && (
            <>
              <Chip tone={found.ok ? "good" : "bad"} icon={found.ok ? "check" : "alert"}>
                {found.ok ? "They work" : "It did not work"}
              </Chip>{" "}
              <span class="delivery-error">{found.words}</span>
            </>
          )}
          {problem && <span class="delivery-error">{problem}</span>}
        </div>
      </div>
      <p class="quiet">Asks it something harmless. Nothing is written there.</p>
    </>
  );
}

function NotTaken({ hub, reload }: { hub: HubRow; reload: () => Promise<void> }) {
  const { data, problem, reload: reloadLetters } = useLoaded(api.allDeliveries, EVERY_MS, hub.name);
  const letters = (data?.dead_letters ?? []).filter((letter) => letter.listener === `hub:${hub.name}`);
  return (
    <>
      <h2>Not taken</h2>
      {problem && <ErrorLine text={problem} onRetry={() => void reloadLetters()} />}
      {data && !letters.length && <p class="quiet">{hub.dead_letters ? "None that you may see." : "Nothing is left to do."}</p>}
      {letters.length > 0 && hub.dead_letters > letters.length && (
        <p class="quiet">
          {letters.length} of {hub.dead_letters}, the newest.
        </p>
      )}
      <Letters
        letters={letters}
        reload={async () => {
          await Promise.all([reloadLetters(), reload()]);
        }}
      />
    </>
  );
}

function OpenCases({ hub }: { hub: HubRow }) {
  const { data, problem, reload } = useLoaded(() => api.hubCases(hub.name), CASES_EVERY_MS, hub.name);
  return (
    <>
      <h2>Open there</h2>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && !data.cases.length && <p class="quiet">Nothing is open.</p>}
      {data && data.cases.length > 0 && (
        <div class="table-frame" tabIndex={0} role="region" aria-label="Open there">
          <table>
            <thead>
              <tr>
                <th scope="col">There</th>
                <th scope="col">Kind</th>
                <th scope="col">Since</th>
                <th scope="col">Here</th>
              </tr>
            </thead>
            <tbody>
              {data.cases.map((one) => (
                <tr key={one.id}>
                  <th scope="row" class="hub-ref">
                    {one.url ? (
                      <a class="out-link" href={one.url} target="_blank" rel="noopener noreferrer">
                        <Icon name="out" />
                        <span>{one.ref}</span>
                      </a>
                    ) : (
                      one.ref || <span class="quiet">not there yet</span>
                    )}
                  </th>
                  <td>{one.kind === "live" ? "Conversation" : "Ticket"}</td>
                  <td>
                    <Time at={one.opened_at}>{shortTime(one.opened_at, now.peek())}</Time>
                  </td>
                  <td class="hub-ref">
                    <a
                      href={conversationPath(one.conversation)}
                      onClick={(event) => {
                        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                        event.preventDefault();
                        navigate(conversationPath(one.conversation));
                      }}
                    >
                      {one.conversation}
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data?.more && <p class="quiet">These are the oldest; there are more.</p>}
    </>
  );
}
