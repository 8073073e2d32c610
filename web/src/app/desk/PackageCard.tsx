import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { plain, sentence, shortTime, spaced } from "../format";
import { now } from "../now";
import type { ContextPackage, Customer, Fact, Handoff } from "../types";
import { Icon } from "../ui/Icon";
import { Chip, Time, UrgencyChip } from "../ui/parts";
import { byStatus, causeOf } from "./missing";
import { isFoldedAway, setFoldedAway } from "./folded";
import { customerName } from "./names";

const STATUS: Record<Fact["status"], string> = {
  known: "",
  absent: "none",
  not_asked: "not known",
  failed: "could not be read",
  withheld: "not passed on",
};

export function factWords(fact: Fact | undefined): string {
  if (!fact) return "not known";
  return fact.status === "known" ? plain(fact.value) : (STATUS[fact.status] ?? spaced(fact.status));
}

/** The briefing: who, what, why now, what was tried. Made to be read in ten seconds. */
export function PackageCard(props: { briefing: ContextPackage; customer?: Customer; handoff: Handoff | null; conversation: string }) {
  const { briefing, handoff } = props;
  const id = useId();
  const folded = isFoldedAway(props.conversation);
  const name = plain(briefing.customer.name.value) || customerName(props.customer);
  return (
    <section class="package" aria-label="Briefing">
      <header class="package-head">
        <h2 class="hidden">Briefing</h2>
        <div class="package-facts">
          <strong>{name}</strong>
          <Verified customer={props.customer} />
          <UrgencyChip urgency={handoff?.urgency} always why={briefing.urgency} />
          <FactChips briefing={briefing} />
        </div>
        <button
          type="button"
          class="button button-quiet button-small"
          aria-label={folded ? "Show briefing" : "Hide briefing"}
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => setFoldedAway(props.conversation, !folded)}
        >
          <span class="wide-only">{folded ? "Show briefing" : "Hide briefing"}</span>
          <span class={folded ? "turn" : "turn turned"}>
            <Icon name="chevron" />
          </span>
        </button>
      </header>
      <div id={id} class="package-body" hidden={folded}>
        <div class="package-main">
          <Part title="What">{briefing.summary || "No summary."}</Part>
          <Part title="Why now">
            {briefing.why_now || (briefing.reason && sentence(briefing.reason)) || "Not stated."}
            {briefing.trigger_words && <blockquote>“{briefing.trigger_words}”</blockquote>}
          </Part>
          <Part title="Bot tried">
            <Tried briefing={briefing} />
          </Part>
        </div>
        <Side briefing={briefing} />
      </div>
    </section>
  );
}

function Side({ briefing }: { briefing: ContextPackage }) {
  const missing = briefing.missing ?? [];
  const notSaidYet = byStatus(missing);
  return (
    <dl class="package-side">
      <Line term="Mood">
        {briefing.mood.value?.sentence ?? factWords(briefing.mood)} <span class="quiet">· language: {factWords(briefing.language)}</span>
      </Line>
      {!!briefing.topics?.length && <Line term="Topics">{briefing.topics.map(spaced).join(", ")}</Line>}
      <Line term="Where">
        <Pages pages={briefing.pages ?? []} />
      </Line>
      <Line term="Earlier">
        <Earlier contacts={briefing.earlier ?? []} cause={causeOf(missing, "earlier contacts")} />
      </Line>
      <Variables variables={briefing.variables ?? {}} />
      {!!notSaidYet.length && (
        <Line term="Missing">
          <ul class="missing">
            {notSaidYet.map(([status, names]) => (
              <li key={status}>
                <strong>{status}:</strong> {names.join(", ")}
              </li>
            ))}
          </ul>
        </Line>
      )}
    </dl>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="package-part">
      <h3>{title}</h3>
      <div>{children}</div>
    </div>
  );
}

function Line({ term, children }: { term: string; children: ComponentChildren }) {
  return (
    <div class="package-line">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Verified({ customer }: { customer?: Customer }) {
  return customer?.verified ? (
    <Chip tone="good" icon="check" title="The site signed who this is">
      Verified
    </Chip>
  ) : (
    <Chip title="Nobody has proved who this is">Not verified</Chip>
  );
}

const SHOWN_ELSEWHERE = new Set(["name", "id"]);

function FactChips({ briefing }: { briefing: ContextPackage }) {
  const { verified: _, more, ...standard } = briefing.customer;
  const facts: [string, Fact][] = [...Object.entries(standard), ...Object.entries(more)];
  return (
    <>
      {facts
        .filter(([name, fact]) => !SHOWN_ELSEWHERE.has(name) && fact.status === "known" && plain(fact.value))
        .map(([name, fact]) => (
          <Chip key={name} title={fact.source && `Source: ${fact.source}`}>
            <span class="quiet">{spaced(name)}</span> {plain(fact.value)}
          </Chip>
        ))}
    </>
  );
}

const REACTION: Record<string, [string, "good" | "bad" | "plain"]> = {
  confirmed: ["helped", "good"],
  rejected: ["did not help", "bad"],
  no_answer: ["no answer", "plain"],
};

function Tried({ briefing }: { briefing: ContextPackage }) {
  if (!briefing.tried?.length) return <span class="quiet">The bot has not answered yet.</span>;
  return (
    <ul class="tried">
      {briefing.tried.map((attempt, index) => {
        const [known, tone] = REACTION[attempt.reaction] ?? [spaced(attempt.reaction), "plain"];
        const words = attempt.reaction === "no_answer" && attempt.customer_words ? "no clear reaction" : known;
        return (
          <li key={index}>
            <span>{attempt.text}</span> <Chip tone={tone}>{words}</Chip>
            {attempt.customer_words && <q>{attempt.customer_words}</q>}
          </li>
        );
      })}
    </ul>
  );
}

function Pages({ pages }: { pages: NonNullable<ContextPackage["pages"]> }) {
  if (!pages.length) return <span class="quiet">no page reported</span>;
  return (
    <ul class="plain-list">
      {pages
        .slice(-3)
        .reverse()
        .map((page, index) => (
          <li key={index} title={page.url} class="cut">
            {page.title || page.url}
            {page.at && (
              <span class="quiet">
                {" "}
                <Time at={page.at}>{shortTime(page.at, now.peek())}</Time>
              </span>
            )}
          </li>
        ))}
    </ul>
  );
}

function Earlier({ contacts, cause }: { contacts: NonNullable<ContextPackage["earlier"]>; cause: string }) {
  if (!contacts.length) return <span class="quiet">{cause || "none on record"}</span>;
  return (
    <ul class="plain-list">
      {contacts.slice(0, 3).map((contact, index) => (
        <li key={index}>
          <Time at={contact.at}>{shortTime(contact.at, now.peek())}</Time>: {spaced(contact.reason ?? "")}
          {contact.outcome && `, ${spaced(contact.outcome)}`}
          {contact.summary && <span class="quiet"> “{contact.summary}”</span>}
        </li>
      ))}
      {contacts.length > 3 && <li class="quiet">and {contacts.length - 3} more</li>}
    </ul>
  );
}

function Variables({ variables }: { variables: Record<string, unknown> }) {
  const known = Object.entries(variables).filter(([, value]) => plain(value));
  if (!known.length) return null;
  return (
    <Line term="From the bot">
      <ul class="plain-list">
        {known.map(([name, value]) => (
          <li key={name}>
            <span class="quiet">{spaced(name)}</span> {plain(value)}
          </li>
        ))}
      </ul>
    </Line>
  );
}
