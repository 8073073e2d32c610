import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { shortTime } from "../format";
import { now } from "../now";
import { conversationPath, navigate } from "../route";
import type { FollowUp, Item } from "../types";
import { Icon } from "../ui/Icon";
import { Chip, Empty, ErrorLine, Time, UrgencyChip, Waited } from "../ui/parts";
import { onRovingKey, useRoving } from "../ui/roving";
import { RowActions } from "./HandOn";
import { followUps, followUpsElsewhere, mine, others, refresh, reservations, snapshot, snapshotProblem, unread, waiting } from "./inbox";
import { customerName, hubName, ownerWords } from "./names";
import { waitingSince } from "./order";
import { ReservationCard } from "./ReservationCard";
import { answerTo, isOffered } from "./tickets";

export function Inbox({ open }: { open: string }) {
  const list = useRef<HTMLElement>(null);
  useRoving(list);
  const quiet =
    ![reservations, mine, waiting, others, followUps, followUpsElsewhere].some((list) => list.value.length);
  return (
    <nav ref={list} class="inbox" aria-label="Inbox" onKeyDown={onRovingKey}>
      {snapshotProblem.value && <ErrorLine text={snapshotProblem.value} onRetry={() => void refresh()} />}
      {!snapshot.value && !snapshotProblem.value && <p class="quiet pad">Loading…</p>}
      <Section title="Reserved for you" count={reservations.value.length} hideEmpty live>
        {reservations.value.map((item) => (
          <ReservationCard key={item.handoff.id} item={item} />
        ))}
      </Section>
      {snapshot.value && quiet && <Empty title="All quiet">Nobody is waiting for a person.</Empty>}
      <Section title="Mine" count={mine.value.length} hideEmpty={quiet}>
        {mine.value.map((item) => (
          <Row key={item.handoff.id} item={item} open={open} />
        ))}
      </Section>
      <Section title="Waiting" count={waiting.value.length} total={snapshot.value?.totals.waiting} hideEmpty>
        {waiting.value.map((item) => (
          <Row key={item.handoff.id} item={item} open={open} waits />
        ))}
      </Section>
      <Section title="With others" count={others.value.length} total={snapshot.value?.totals.others} hideEmpty>
        {others.value.map((item) => (
          <Row key={item.handoff.id} item={item} open={open} others />
        ))}
      </Section>
      <Section title="Tickets" count={followUps.value.length} hideEmpty>
        {followUps.value.map((one) => (
          <TicketRow key={one.id} one={one} open={open} />
        ))}
      </Section>
      <Section title="Tickets in helpdesks" count={followUpsElsewhere.value.length} hideEmpty>
        {followUpsElsewhere.value.map((one) => (
          <TicketRow key={one.id} one={one} open={open} />
        ))}
      </Section>
    </nav>
  );
}

/** total: how many there are, where not all are listed. */
function Section(props: { title: string; count: number; total?: number; hideEmpty?: boolean; live?: boolean; children: ComponentChildren }) {
  if (props.count === 0 && props.hideEmpty) {
    // the live region must be there before its first line, or nobody hears it
    return props.live ? <section aria-label={props.title} aria-live="assertive" /> : null;
  }
  const total = Math.max(props.count, props.total ?? 0);
  return (
    <section class="inbox-section" aria-label={props.title} aria-live={props.live ? "assertive" : undefined}>
      <h2>
        {props.title} <span class="count">{total.toLocaleString("en")}</span>
      </h2>
      {props.count === 0 ? <p class="quiet pad">None.</p> : <ul>{props.children}</ul>}
      {total > props.count && <p class="quiet pad">and {(total - props.count).toLocaleString("en")} more, who come up as these are served.</p>}
    </section>
  );
}

function Row(props: { item: Item; open: string; waits?: boolean; others?: boolean }) {
  const { item } = props;
  const { handoff, conversation } = item;
  const current = conversation.id === props.open;
  const fresh = !current && !props.others && unread(item);
  return (
    <li>
      <RowLink href={conversationPath(conversation.id)} current={current}>
        <span class="row-top">
          {fresh && <span class="unread" role="img" aria-label="Unread" />}
          <span class="row-name">{customerName(conversation.customer)}</span>
          <span class="row-time">
            {props.waits ? (
              <>
                <Icon name="clock" />
                <span class="hidden">waited </span>
                <Waited since={waitingSince(item)} />
              </>
            ) : (
              conversation.updated_at && (
                <Time at={conversation.updated_at}>{shortTime(conversation.updated_at, now.peek())}</Time>
              )
            )}
          </span>
        </span>
        <span class="row-text">{item.last_text || item.summary || handoff.evidence || "No words yet"}</span>
        <span class="row-tags">
          <UrgencyChip urgency={handoff.urgency} />
          {handoff.ended_at && <Chip tone="warn">Wrap up</Chip>}
          {props.waits && handoff.escalated && (
            <Chip tone={handoff.escalated === "missed" ? "bad" : "warn"}>{handoff.escalated === "missed" ? "Answer missed" : "At risk"}</Chip>
          )}
          <Chip icon="queue">{handoff.queue_title || handoff.queue}</Chip>
          {props.others && <Chip icon={handoff.hub ? "hub" : "person"}>{ownerWords(conversation.owner, handoff)}</Chip>}
          {handoff.transfer?.to && <Chip icon="clock">{handoff.transfer.to_name} is asked</Chip>}
          {props.waits && handoff.transfer && <Chip icon="handBack">From {handoff.transfer.by_name}</Chip>}
        </span>
      </RowLink>
      {(props.waits || props.others) && <RowActions item={item} />}
    </li>
  );
}

function TicketRow({ one, open }: { one: FollowUp; open: string }) {
  const late = one.due_at ? Date.parse(one.due_at) < now.peek() : false;
  return (
    <li>
      <RowLink href={conversationPath(one.conversation)} current={one.conversation === open}>
        <span class="row-top">
          <Icon name="ticket" />
          <span class="row-name">{one.subject || one.email || "Ticket without a subject"}</span>
        </span>
        <span class="row-text">{answerTo(one)}</span>
        <span class="row-tags">
          {isOffered(one) && <Chip tone="warn">Offered to you</Chip>}
          {one.hub && <Chip icon="hub">In {hubName(one)}</Chip>}
          <Chip icon="queue">{one.queue_title || one.queue}</Chip>
          {one.sla && <Chip>{one.sla}</Chip>}
          {one.escalated && !late && <Chip tone="warn">At risk</Chip>}
          {one.due_at && (
            <Chip tone={late ? "bad" : "plain"} icon="clock">
              <Time at={one.due_at}>
                {late ? "Overdue since " : "Due "}
                {shortTime(one.due_at, now.peek())}
              </Time>
            </Chip>
          )}
        </span>
      </RowLink>
    </li>
  );
}

function RowLink(props: { href: string; current: boolean; children: ComponentChildren }) {
  return (
    <a
      class="row"
      href={props.href}
      data-roving
      aria-current={props.current ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        navigate(props.href);
      }}
    >
      {props.children}
    </a>
  );
}
