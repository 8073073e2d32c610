import { useState } from "preact/hooks";
import { api } from "../api";
import { dateTime, sentence } from "../format";
import { navigate, conversationPath } from "../route";
import type { FollowUp } from "../types";
import { Icon } from "../ui/Icon";
import { Time } from "../ui/parts";
import { say, sayProblem } from "../ui/toasts";
import { CloseTicketDialog } from "./dialogs";
import { HubLink } from "./HubNotice";
import { refresh } from "./inbox";
import { answerTo, isOffered } from "./tickets";

export function TicketBar({ followUp }: { followUp: FollowUp }) {
  const [closing, setClosing] = useState(false);
  const [busy, setBusy] = useState(false);
  const pickUp = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.pickUp(followUp.id);
      say("Picked up: this conversation is with you.");
      navigate(conversationPath(followUp.conversation));
    } catch (error) {
      sayProblem(error);
    }
    setBusy(false);
    void refresh();
  };
  const decline = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.declineFollowUp(followUp.id);
    } catch (error) {
      sayProblem(error);
    }
    setBusy(false);
    void refresh();
  };
  return (
    <section class="notice" aria-label="Ticket">
      <Icon name="ticket" />
      <div class="notice-text">
        <strong>{followUp.subject || "Ticket"}</strong>
        <span class="quiet">
          {sentence(followUp.kind)}
          {followUp.sla && `, ${followUp.sla}`}, {answerTo(followUp)}
          {followUp.due_at && (
            <>
              , due <Time at={followUp.due_at}>{dateTime(followUp.due_at)}</Time>
            </>
          )}
        </span>
        {followUp.hub && <HubLink one={followUp} />}
      </div>
      <button type="button" class={followUp.hub ? "button" : "button button-primary"} disabled={busy} onClick={() => void pickUp()}>
        Pick up
      </button>
      {isOffered(followUp) && (
        <button type="button" class="button" disabled={busy} onClick={() => void decline()}>
          Decline
        </button>
      )}
      <button type="button" class="button" onClick={() => setClosing(true)}>
        Close ticket
      </button>
      {closing && <CloseTicketDialog followUp={followUp} onClose={() => setClosing(false)} />}
    </section>
  );
}
