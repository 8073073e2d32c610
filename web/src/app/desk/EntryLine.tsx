import { bytes, clock } from "../format";
import type { Entry } from "../types";
import { DecisionDetail } from "../ui/DecisionDetail";
import { Icon } from "../ui/Icon";
import { Avatar, Time } from "../ui/parts";
import { asksToEnd, choicesOf } from "./answers";
import { entryId } from "./found";
import { filesOf } from "./files";
import { inSentence } from "./names";
import type { Pending } from "./outbox";
import { type Around, stepOf } from "./steps";

type Voice = "customer" | "bot" | "human" | "note" | "system";

export function voiceOf(entry: Entry): Voice | null {
  if (entry.kind === "note") return "note";
  if (entry.kind === "offer") return "system";
  if (entry.kind !== "message") return null;
  if (entry.role === "end_user") return "customer";
  if (entry.role === "automated_agent") return "bot";
  return entry.role === "human_agent" ? "human" : "system";
}

const TAG: Record<Voice, string> = {
  customer: "Customer",
  bot: "Bot",
  human: "Human",
  note: "Internal note",
  system: "Segue",
};

/** `first`: the first of a run by the same voice, which carries the name. `asked`: the question that it answers or closes. */
export function EntryLine(props: { entry: Entry; first: boolean; customer: string; conversation: string; asked?: Entry }) {
  const { entry, first, customer, asked } = props;
  const voice = voiceOf(entry);
  if (!voice) return <StepLine entry={entry} around={{ customer: inSentence(customer), asked }} />;
  const name = voice === "customer" ? customer : entry.author_name || TAG[voice];
  return (
    <div id={entryId(entry.seq)} class={`line line-${voice}${first ? "" : " line-more"}`}>
      {first && (voice === "customer" || voice === "bot" || voice === "human") && <Avatar name={name} kind={voice} />}
      <div class="line-body">
        {first && <Head voice={voice} name={name} at={entry.at} />}
        <div class="bubble" title={first ? undefined : clock(entry.at)}>
          {!first && <span class="hidden">{name}: </span>}
          {entry.text}
          {entry.kind === "offer" && <Choices entry={entry} />}
          <Files entry={entry} conversation={props.conversation} />
        </div>
        {entry.decision && <Why entry={entry} />}
      </div>
    </div>
  );
}

function Head({ voice, name, at }: { voice: Voice; name: string; at: string }) {
  return (
    <div class="line-head">
      {voice === "note" && <Icon name="lock" />}
      <span class="line-name">{name}</span>
      {name !== TAG[voice] && <span class={`voice voice-${voice}`}>{TAG[voice]}</span>}
      <Time at={at}>{clock(at)}</Time>
    </div>
  );
}

function Choices({ entry }: { entry: Entry }) {
  return (
    <>
      <ul class="choices" aria-label="Choices offered">
        {choicesOf(entry).map((choice) => (
          <li key={choice.id}>{choice.label || choice.id}</li>
        ))}
      </ul>
      {asksToEnd(entry) && <p class="quiet">Segue asks, since they seem to be done. You keep the conversation, and may go on.</p>}
    </>
  );
}

/** Names alone: what is in them is not shown here, and what lies elsewhere learns nothing of where it was opened from. */
function Files({ entry, conversation }: { entry: Entry; conversation: string }) {
  const files = filesOf(entry, conversation);
  if (!files.length) return null;
  return (
    <ul class="files" aria-label="Attachments">
      {files.map((file) => (
        <li key={file.url}>
          {file.kept ? (
            <a href={file.url} download={file.name} aria-label={`Download ${file.name}`}>
              <Icon name="down" /> <bdi>{file.name}</bdi>
            </a>
          ) : (
            <a href={file.url} target="_blank" rel="noopener noreferrer">
              {file.name}
            </a>
          )}
          {!!file.size && <span class="quiet"> {bytes(file.size)}</span>}
        </li>
      ))}
    </ul>
  );
}

function Why({ entry }: { entry: Entry }) {
  const decision = entry.decision;
  if (!decision) return null;
  return (
    <details class="why">
      <summary>
        Why: {decision.outcome}
        {decision.outcome !== "stay" && decision.trigger && ` (${decision.trigger})`}
      </summary>
      <DecisionDetail decision={decision} />
    </details>
  );
}

function StepLine({ entry, around }: { entry: Entry; around: Around }) {
  const step = stepOf(entry, around);
  return (
    <div id={entryId(entry.seq)} class={step.warn ? "step step-warn" : "step"}>
      <Icon name={step.icon} />
      <span>
        {step.words} <Time at={entry.at}>{clock(entry.at)}</Time>
        {step.told && <span class="step-told">The customer was told: “{step.told}”</span>}
      </span>
    </div>
  );
}

export function PendingLine(props: { message: Pending; onRetry: () => void; onDiscard: () => void }) {
  const { message } = props;
  return (
    <div class={`line line-${message.note ? "note" : "human"} line-pending`}>
      <div class="line-body">
        <div class="bubble">
          {message.text}
          {!!message.files?.length && <div class="quiet">{message.files.map((file) => file.name).join(", ")}</div>}
        </div>
        {message.status !== "failed" && !message.trouble ? (
          <div class="line-head">Sending…</div>
        ) : (
          <div class={message.passing ? "line-problem line-waiting" : "line-problem"} role={message.passing ? "status" : "alert"}>
            <Icon name={message.passing ? "clock" : "alert"} />
            <span>{message.passing ? "Not sent yet. It goes out when the connection is back." : `Not sent. ${message.trouble}`}</span>
            {message.status === "failed" && (
              <button type="button" class="button button-small" onClick={props.onRetry}>
                Send again
              </button>
            )}
            <button type="button" class="button button-small button-quiet" onClick={props.onDiscard}>
              Discard
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
