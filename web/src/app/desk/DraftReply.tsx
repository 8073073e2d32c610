import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { shortTime } from "../format";
import { now } from "../now";
import { conversationPath, navigate } from "../route";
import { Icon } from "../ui/Icon";
import { Chip } from "../ui/parts";
import type { Chat } from "./chat";
import { beside, type DraftSource, type Related, type ReplyDraft, stillOpen, writerOf } from "./drafts";
import { basisOf, suggest } from "./suggested";

/** The newest draft above the composer, with what it was made from; and what else there is on the matter. */
export function DraftReply({ chat }: { chat: Chat }) {
  const { drafts, related } = chat.drafts.answer.value;
  const { open } = chat.facts.value;
  const shown = open ? stillOpen(drafts, chat.state.value.entries) : [];
  const [place, setPlace] = useState(0);
  const draft = shown[Math.min(place, shown.length - 1)];
  useEffect(() => setPlace(0), [shown[0]?.id]);
  const others = open ? beside(related, draft?.sources ?? []) : [];
  return (
    <div class="assist">
      <p class="hidden" role="status" aria-label="Draft replies">
        {draft ? "A draft reply is there." : ""}
      </p>
      {draft && (
        <Draft chat={chat} draft={draft} place={shown.indexOf(draft)} of={shown.length} onNext={() => setPlace((place + 1) % shown.length)} />
      )}
      {others.length > 0 && <RelatedList related={others} />}
    </div>
  );
}

function Draft(props: { chat: Chat; draft: ReplyDraft; place: number; of: number; onNext: () => void }) {
  const { chat, draft } = props;
  const used = basisOf(chat.id) === draft.id;
  const use = (): void => suggest(chat.id, draft.text, draft.id);
  // Before the draft is painted: a key pressed the moment it is seen must not be lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyU" || used) return;
      event.preventDefault();
      use();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [draft.id, used]);
  return (
    <section class="draft" aria-label="Draft reply">
      <header class="draft-head">
        <h2>Draft reply</h2>
        <Chip tone={draft.by.startsWith("model ") ? "warn" : "plain"} title={draft.why}>
          {writerOf(draft.by)}
        </Chip>
        {props.of > 1 && (
          <button type="button" class="link-button" onClick={props.onNext}>
            {props.place + 1} of {props.of}, show the next
          </button>
        )}
        <span class="draft-actions">
          <button
            type="button"
            class="button button-primary button-small"
            disabled={used}
            aria-keyshortcuts="Alt+U"
            title="Puts it into the composer (Alt+U). Nothing is sent until you send it."
            onClick={use}
          >
            {used ? "In the composer" : "Use"}
          </button>
          <button type="button" class="button button-small" onClick={() => void chat.drafts.reject(draft)}>
            Reject
          </button>
        </span>
      </header>
      {!used && (
        <p class="draft-text" tabIndex={0}>
          {draft.text.replace(/\n{2,}/g, "\n")}
        </p>
      )}
      {draft.sources.length > 0 && (
        <ul class="draft-sources" aria-label="Sources of the draft">
          {draft.sources.map((source) => (
            <li key={source.url || source.conversation || source.title}>
              <Source source={source} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Source({ source }: { source: DraftSource }) {
  return (
    <>
      <span class="draft-source">
        <Icon name={source.kind === "case" ? "check" : "search"} />
        <span class="hidden">{source.kind === "case" ? "Resolved case: " : source.kind === "article" ? "Article: " : ""}</span>
        <SourceTitle source={source} />
      </span>
      {source.quote && <q title={source.quote}>{source.quote}</q>}
    </>
  );
}

function SourceTitle({ source }: { source: DraftSource }) {
  if (source.conversation) {
    const path = conversationPath(source.conversation);
    const go = (event: MouseEvent): void => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      navigate(path);
    };
    return (
      <a href={path} onClick={go}>
        {source.title}
      </a>
    );
  }
  if (!/^https?:\/\//.test(source.url)) return <span>{source.title}</span>;
  return (
    <a href={source.url} target="_blank" rel="noopener noreferrer">
      {source.title}
      <span class="hidden"> (opens in a new tab)</span>
    </a>
  );
}

function RelatedList({ related }: { related: Related[] }) {
  return (
    <details class="related">
      <summary>
        Related articles and cases <span class="quiet">({related.length})</span>
      </summary>
      <ul aria-label="Related articles and cases">
        {related.map((one) => (
          <li key={one.url || one.conversation || one.title} title={one.why}>
            <Source source={one} />
            {one.at && (
              <span class="quiet related-at">
                Resolved {shortTime(one.at, now.value)}
                {one.outcome && `: ${one.outcome}`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
