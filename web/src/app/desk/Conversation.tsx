import { useEffect, useMemo, useState } from "preact/hooks";
import { api } from "../api";
import { navigate } from "../route";
import { me } from "../session";
import type { Handoff, Item } from "../types";
import { Icon } from "../ui/Icon";
import { Chip, Empty, ErrorLine } from "../ui/parts";
import { say, sayProblem } from "../ui/toasts";
import { Chat } from "./chat";
import { Composer } from "./Composer";
import { DraftReply } from "./DraftReply";
import { AskedNotice } from "./HandOn";
import { HandBackDialog, ResolveDialog, WrapUpDialog } from "./dialogs";
import { followUpOf, itemOf, refresh } from "./inbox";
import { HubNotice } from "./HubNotice";
import { customerName, inSentence, ownerWords } from "./names";
import { PackageCard } from "./PackageCard";
import { accept, askedUntil, Countdown, decline } from "./ReservationCard";
import { TicketBar } from "./TicketBar";
import { Timeline } from "./Timeline";
import { TransferDialog } from "./TransferDialog";

export function Conversation({ id }: { id: string }) {
  const chat = useMemo(() => new Chat(id), [id]);
  useEffect(() => {
    void chat.open();
    const onVisible = (): void => chat.markSeen();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      chat.close();
    };
  }, [chat]);

  if (chat.gone.value) return <Empty title="There is no such conversation">It may belong to a queue that is not yours.</Empty>;
  if (chat.problem.value && !chat.detail.value) {
    return <ErrorLine text={chat.problem.value} onRetry={() => void chat.open()} />;
  }
  if (!chat.detail.value) return <p class="quiet pad">Loading…</p>;
  return <Loaded chat={chat} />;
}

function Loaded({ chat }: { chat: Chat }) {
  const detail = chat.detail.value;
  if (!detail) return null;
  const item = itemOf(chat.id);
  const followUp = followUpOf(chat.id);
  const customer = detail.conversation.customer ?? item?.conversation.customer;
  const { owner, open } = chat.facts.value;
  const owns = owner.kind === "human" && owner.id === me.value?.id;
  const name = customerName(customer);
  return (
    <div class="conversation">
      <Bar chat={chat} name={name} owns={owns} handoff={detail.handoff ?? item?.handoff ?? null} />
      <HubNotice handoff={open ? (detail.handoff ?? item?.handoff ?? null) : null} />
      {item && <NarrowReservation item={item} />}
      {item && owns && <AskedNotice conversation={chat.id} handoff={item.handoff} onDone={() => void chat.fetch()} />}
      {followUp && <TicketBar followUp={followUp} />}
      {detail.card ? (
        <PackageCard card={detail.card} conversation={chat.id} />
      ) : (
        chat.facts.value.handoffState && <p class="quiet pad">The briefing is being put together…</p>
      )}
      <WrapUpLine chat={chat} handoffs={detail.handoffs ?? []} />
      <Timeline chat={chat} customer={name} />
      <div class="typing" role="status" aria-label="Typing">
        {chat.typing.value && `${chat.typing.value} is writing…`}
        {!chat.typing.value && chat.facts.value.customerAway && "The customer has closed the page."}
      </div>
      <DraftReply chat={chat} />
      <Composer chat={chat} owns={owns} customer={inSentence(name)} />
    </div>
  );
}

function Bar(props: { chat: Chat; name: string; owns: boolean; handoff: Handoff | null }) {
  const { chat, owns, handoff } = props;
  const [dialog, setDialog] = useState<"" | "resolve" | "handback" | "transfer">("");
  const { owner, open } = chat.facts.value;
  const reservedForMe = isForMe(handoff);
  const take = async (): Promise<void> => {
    try {
      await api.take(chat.id);
      say("You have taken the conversation over.");
      void refresh();
    } catch (error) {
      sayProblem(error);
    }
    void chat.fetch();
  };
  return (
    <div class="bar">
      <button type="button" class="icon-button bar-back" aria-label="Back to the inbox" onClick={() => navigate("/desk")}>
        <Icon name="back" />
      </button>
      <h1>{props.name}</h1>
      <Chip tone={owns ? "accent" : "plain"} icon={owner.kind === "bot" ? "bot" : owner.kind === "queue" ? "clock" : "person"}>
        {open ? ownerWords(owner, handoff) : "Ended"}
      </Chip>
      {chat.status.value === "reconnecting" && <Chip tone="warn">Reconnecting…</Chip>}
      <div class="bar-actions">
        {open && !owns && (
          <button
            type="button"
            class={reservedForMe ? "button wide-only" : "button button-primary"}
            onClick={() => void take()}
          >
            Take over
          </button>
        )}
        {open && owns && (
          <>
            <button type="button" class="button" onClick={() => setDialog("transfer")}>
              <Icon name="transfer" />
              Transfer
            </button>
            <button type="button" class="button" onClick={() => setDialog("handback")}>
              <Icon name="handBack" />
              Hand back to bot
            </button>
            <button type="button" class="button button-primary" onClick={() => setDialog("resolve")}>
              <Icon name="check" />
              Resolve
            </button>
          </>
        )}
      </div>
      {dialog === "transfer" && <TransferDialog conversation={chat.id} onClose={() => setDialog("")} />}
      {dialog === "resolve" && <ResolveDialog conversation={chat.id} onClose={() => setDialog("")} />}
      {dialog === "handback" && <HandBackDialog conversation={chat.id} onClose={() => setDialog("")} />}
    </div>
  );
}

/** Whether this person is asked to take it. */
function isForMe(handoff: Handoff | null): boolean {
  const mine = me.value?.id;
  return handoff?.transfer?.to === mine || (handoff?.state === "reserved" && handoff.agent === mine);
}

/** On a narrow screen the inbox is out of sight, and with it the reservation. */
function NarrowReservation({ item }: { item: Item }) {
  if (!isForMe(item.handoff)) return null;
  const until = askedUntil(item);
  return (
    <div class="notice only-narrow">
      <span>{item.handoff.transfer ? `${item.handoff.transfer.by_name} asks you` : "Reserved for you"}</span>
      {until && <Countdown until={until} />}
      <button type="button" class="button button-primary" onClick={() => void accept(item)}>
        Accept
      </button>
      <button type="button" class="button" onClick={() => void decline(item)}>
        Decline
      </button>
    </div>
  );
}

/** One's own ended handoff without a label is worth a reminder, never a wall. */
function WrapUpLine({ chat, handoffs }: { chat: Chat; handoffs: Handoff[] }) {
  const [open, setOpen] = useState(false);
  const due = handoffs.find((one) => one.ended_at && one.agent === me.value?.id && !one.label);
  if (!due) return null;
  return (
    <div class="notice">
      <span>How did your part go? A label helps the bot's owners.</span>
      <button type="button" class="button" onClick={() => setOpen(true)}>
        Wrap up
      </button>
      {open && <WrapUpDialog handoff={due} onClose={() => setOpen(false)} onDone={() => void chat.fetch()} />}
    </div>
  );
}
