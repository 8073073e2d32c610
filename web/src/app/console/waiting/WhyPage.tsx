import { api } from "../../api";
import { clock, duration, sentence, spaced, toTheSecond } from "../../format";
import { conversationPath, navigate } from "../../route";
import { Chip, Empty, ErrorLine, Time, UrgencyChip, Waited } from "../../ui/parts";
import { Icon } from "../../ui/Icon";
import { useLoaded } from "../useLoaded";
import type { Explanation, Verdict, WaitingReason, Way, WayStep } from "./types";
import { Due, Promised } from "./WaitingPage";
import { asksInWords, costTerms, orderInWords, rangeInWords, scoreTerms, shares, stepInWords, type Term } from "./words";

const EVERY_MS = 4000;

export function WhyPage({ conversation }: { conversation: string }) {
  const { data, problem, reload } = useLoaded(() => api.why(conversation), EVERY_MS, conversation);
  const newestFirst = [...(data?.handoffs ?? [])].reverse();
  return (
    <section aria-labelledby="why-title">
      <div class="page-head">
        <h1 id="why-title">{data?.customer || "Conversation"}</h1>
        <p class="lead">Who was considered, what ruled them out, and what would help.</p>
      </div>
      <div class="toolbar">
        <Go to="/console/waiting" back>
          Everybody who waits
        </Go>
        <Go to={conversationPath(conversation)}>The conversation at the desk</Go>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && newestFirst.length === 0 && <Empty title="Never handed to a person">The bot has had it all the while.</Empty>}
      {newestFirst.map((way) => (
        <OneWay key={way.handoff} way={way} />
      ))}
    </section>
  );
}

function Go({ to, back, children }: { to: string; back?: boolean; children: string }) {
  return (
    <a
      class="button"
      href={to}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {back && <Icon name="back" />}
      {children}
    </a>
  );
}

function OneWay({ way }: { way: Way }) {
  const open = way.state === "queued" || way.state === "reserved";
  return (
    <article class="way" aria-label={`Handoff to ${way.queue_title}, ${spaced(way.state)}`}>
      <div class="way-head">
        <h2>{way.queue_title}</h2>
        <Chip tone={open ? "warn" : "plain"}>{sentence(way.state)}</Chip>
        {way.tier && <Chip>{way.tier}</Chip>}
        <UrgencyChip urgency={way.urgency} />
      </div>
      <dl class="facts">
        <Fact term="Because">{spaced(way.reason)}</Fact>
        <Fact term="Asks for">{asksInWords(way)}</Fact>
        <Fact term={open ? "Waits" : "Waited"}>{open ? <Waited since={way.since} /> : duration(way.waited_s)}</Fact>
        <Fact term="Was told">
          <Promised row={way} />
        </Fact>
        {way.due_at && open && (
          <Fact term="Answer due">
            <Due row={way} />
          </Fact>
        )}
        {open && way.outlook && <Fact term="Still expected">{expected(way)}</Fact>}
      </dl>
      {way.waiting && <Reason reason={way.waiting} />}
      {way.state === "reserved" && <p class="why-sentence">{way.agent_name || "Somebody"} is asked to take them.</p>}
      <h3>How it came here</h3>
      <ol class="way-steps">
        {way.steps.map((step, number) => (
          <Step key={`${step.at}${number}`} step={step} />
        ))}
      </ol>
    </article>
  );
}

function expected({ outlook }: Way): string {
  if (!outlook || outlook.wait_s === null) return "not known yet";
  return rangeInWords(outlook.wait_low_s ?? outlook.wait_s, outlook.wait_high_s ?? outlook.wait_s);
}

function Fact({ term, children }: { term: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Reason({ reason }: { reason: WaitingReason }) {
  const { terms } = reason;
  const cost = costTerms(terms);
  const second = cost.reduce((sum, term) => sum + term.value, 0);
  return (
    <>
      <p class="why-sentence">{reason.sentence}</p>
      <div class="why-grid">
        <div>
          <h3>What would help</h3>
          {reason.helps.length ? (
            <ul class="helps">
              {reason.helps.map((help) => (
                <li key={help.words}>
                  {help.words} {help.at && <Time at={help.at}>({clock(help.at)})</Time>}
                </li>
              ))}
            </ul>
          ) : (
            <p>{reason.fits ? "Nothing: somebody who fits has room, and it is only a matter of their turn." : "Nothing that is known."}</p>
          )}
        </div>
        <div>
          <h3>
            Number {reason.place} of {reason.among}
          </h3>
          <p>{orderInWords(reason.by)}</p>
          <p class="quiet">
            One more second of waiting costs {second.toFixed(2)} s (a second of theirs weighs {Number((terms.value ?? 1).toFixed(2))}), for about{" "}
            {duration(terms.work_s ?? 0)} of work.
          </p>
          <TermBars label="What a second of waiting costs" terms={cost} />
        </div>
      </div>
      <Considered verdicts={reason.considered} more={reason.not_named} open />
    </>
  );
}

function TermBars({ label, terms }: { label: string; terms: Term[] }) {
  const widths = shares(terms);
  return (
    <ul class="terms" aria-label={label}>
      {terms.map((term, number) => (
        <li key={term.name} class="term">
          <span class="term-name">{term.name}</span>
          <span class="term-track" aria-hidden="true">
            <span class="term-fill" style={{ width: `${(widths[number] ?? 0) * 100}%` }} />
          </span>
          <span class="term-number">{term.shown}</span>
        </li>
      ))}
    </ul>
  );
}

function Considered({ verdicts, more, open }: { verdicts: Verdict[]; more: number; open?: boolean }) {
  if (!verdicts.length) return null;
  return (
    <details class="considered" open={open}>
      <summary>Who was considered ({verdicts.length + more})</summary>
      <ul>
        {verdicts.map((one) => (
          <li key={one.agent} class={one.obstacle ? "" : "fits"}>
            <span class="considered-name">{one.name || one.agent}</span> {one.words}
          </li>
        ))}
        {more > 0 && <li class="quiet">and {more} more</li>}
      </ul>
    </details>
  );
}

function Step({ step }: { step: WayStep }) {
  return (
    <li>
      <Time at={step.at}>{toTheSecond(step.at)}</Time>
      <div>
        <span class="step-words">{stepInWords(step.event, step.agent_name)}</span>
        {step.queue_title && <span class="quiet"> {step.queue_title}</span>}
        {step.explanation && <Told explanation={step.explanation} />}
      </div>
    </li>
  );
}

function Told({ explanation }: { explanation: Explanation }) {
  const best = explanation.best ?? [];
  return (
    <div class="told">
      {explanation.words && <p>{explanation.words}.</p>}
      {explanation.line && <p class="quiet">The customer was {explanation.line}.</p>}
      {best.map((one, number) => (
        <div key={one.agent} class="best">
          <p>
            <strong>
              {number + 1}. {one.name}
            </strong>{" "}
            <span class="quiet">{one.words}</span>
          </p>
          <TermBars label={`Score of ${one.name}`} terms={scoreTerms(one.terms)} />
        </div>
      ))}
      <Considered verdicts={explanation.considered ?? []} more={explanation.not_named ?? 0} />
    </div>
  );
}
