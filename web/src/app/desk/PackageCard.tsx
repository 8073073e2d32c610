import { useId } from "preact/hooks";
import { shortTime } from "../format";
import { now } from "../now";
import type { Card, CardLine, CardSection } from "../types";
import { Icon } from "../ui/Icon";
import { Chip, Time } from "../ui/parts";
import { say } from "../ui/toasts";
import { isFoldedAway, isUnfolded, setFoldedAway, setUnfolded } from "./folded";
import { showEntry } from "./found";
import { suggest } from "./suggested";

/** Beside the matter, on a screen that is wide enough. */
const ASIDE = new Set(["mood", "note", "before", "questions"]);

/** The briefing, as the server composed it: read in ten seconds, and everything else behind "More". */
export function PackageCard({ card, conversation }: { card: Card; conversation: string }) {
  const id = useId();
  const folded = isFoldedAway(conversation);
  const [who, ...sections] = card.top;
  const reply = sections.find((section) => section.id === "reply")?.lines[0];
  return (
    <section class={isUnfolded(conversation) && !folded ? "package package-unfolded" : "package"} aria-label="Briefing">
      <header class="package-head">
        <h2 class="hidden">Briefing</h2>
        <div class="package-facts">
          {who?.lines.map((line, index) => <Fact key={index} line={line} first={index === 0} />)}
        </div>
        <button
          type="button"
          class="button button-quiet button-small"
          aria-label={folded ? "Show briefing" : "Hide briefing"}
          aria-expanded={!folded}
          aria-controls={id}
          onClick={() => setFoldedAway(conversation, !folded)}
        >
          <span class={folded ? "turn" : "turn turned"}>
            <Icon name="chevron" />
          </span>
        </button>
      </header>
      <div id={id} class="package-body" hidden={folded}>
        <div class="package-main">
          {sections.filter((one) => !ASIDE.has(one.id) && one.id !== "reply").map((one) => <Part key={one.id} section={one} />)}
        </div>
        <div class="package-side">
          {sections.filter((one) => ASIDE.has(one.id)).map((one) => <Part key={one.id} section={one} />)}
        </div>
        {reply && <Reply line={reply} conversation={conversation} />}
        <More card={card} conversation={conversation} />
      </div>
    </section>
  );
}

function Fact({ line, first }: { line: CardLine; first: boolean }) {
  const words = [line.label, line.text].filter(Boolean).join(" ");
  if (first) return <strong dir="auto">{words}</strong>;
  const tone = line.tone || "plain";
  return (
    <Chip tone={tone} icon={tone === "good" ? "check" : tone === "plain" ? undefined : "alert"} title={sourceOf(line)}>
      {words}
    </Chip>
  );
}

function sourceOf(line: CardLine): string | undefined {
  return line.source ? `Source: ${line.source}` : undefined;
}

function Part({ section, behind = false }: { section: CardSection; behind?: boolean }) {
  return (
    <div class={`package-part part-${section.id}`}>
      <h3>
        {section.head}
        {section.mark && <span class="package-mark"> {section.mark}</span>}
      </h3>
      <ul>
        {section.lines.map((line, index) => (
          <li key={index}>
            <Line line={line} behind={behind} />
          </li>
        ))}
        {!!section.left_out && <li class="quiet">and {section.left_out} more in the conversation</li>}
      </ul>
    </div>
  );
}

const CHIP: Record<string, "good" | "bad" | "warn" | "plain"> = { good: "good", bad: "bad", warn: "warn" };

/** Words of customers, bots, pages and vendors are text in quotes. `behind`: where it is known from, and the way to it. */
function Line({ line, behind }: { line: CardLine; behind: boolean }) {
  return (
    <>
      {line.label && <span class="quiet">{line.label}: </span>}
      {line.text && <span dir="auto">{line.text}</span>}
      {line.quote && (
        <>
          {line.text && " "}
          <Quote words={line.quote} />
        </>
      )}
      {line.tag && (
        <>
          {" "}
          <Chip tone={CHIP[line.tone] ?? "plain"}>{line.tag}</Chip>
        </>
      )}
      {line.answer && (
        <>
          {" "}
          <Quote words={line.answer} quiet />
        </>
      )}
      {behind && <Origin line={line} />}
    </>
  );
}

/** Marks within the words cannot pass for the end of the quote. */
function Quote({ words, quiet = false }: { words: string; quiet?: boolean }) {
  return (
    <q class={quiet ? "quiet" : undefined} dir="auto">
      “{words.replace(/[“„]/g, "‘").replaceAll("”", "’")}”
    </q>
  );
}

function Origin({ line }: { line: CardLine }) {
  return (
    <span class="package-origin">
      {line.source && ` ${line.source}`}
      {line.at && (
        <>
          {" "}
          <Time at={line.at}>{shortTime(line.at, now.peek())}</Time>
        </>
      )}
      {line.url && (
        <>
          {" "}
          <a href={line.url} target="_blank" rel="noopener noreferrer nofollow">
            open<span class="hidden"> {line.text || line.quote}</span>
          </a>
        </>
      )}
      {line.seq > 0 && (
        <>
          {" "}
          <button
            type="button"
            class="link-button"
            onClick={() => {
              if (!showEntry(line.seq)) say("That line is not among those shown here.");
            }}
          >
            show<span class="hidden"> line {line.seq} in the conversation</span>
          </button>
        </>
      )}
    </span>
  );
}

function Reply({ line, conversation }: { line: CardLine; conversation: string }) {
  return (
    <div class="package-reply">
      <h3>Suggested first sentence</h3>
      <p dir="auto">{line.quote}</p>
      <button
        type="button"
        class="button button-small"
        aria-label="Use the suggested first sentence"
        onClick={() => suggest(conversation, line.quote)}
      >
        Use
      </button>
    </div>
  );
}

function More({ card, conversation }: { card: Card; conversation: string }) {
  const id = useId();
  const open = isUnfolded(conversation);
  if (!card.more.length) return null;
  return (
    <>
      <button
        type="button"
        class="button button-quiet button-small package-unfold"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setUnfolded(conversation, !open)}
      >
        {open ? "Less" : "More"}
        <span class={open ? "turn turned" : "turn"}>
          <Icon name="chevron" />
        </span>
      </button>
      <div id={id} class="package-more" hidden={!open}>
        {card.more.map((section) => (
          <Part key={section.id} section={section} behind />
        ))}
        {card.shortened && <p class="quiet">Some of it is left out here for its length. The conversation below has it all.</p>}
      </div>
    </>
  );
}
