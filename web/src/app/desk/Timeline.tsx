import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { day } from "../format";
import { now } from "../now";
import type { Entry } from "../types";
import { Icon } from "../ui/Icon";
import { questionOf } from "./answers";
import type { Chat } from "./chat";
import { EntryLine, PendingLine, voiceOf } from "./EntryLine";
import { staysAtEnd } from "./scrolled";

const RUN_MS = 5 * 60_000;

export function Timeline({ chat, customer }: { chat: Chat; customer: string }) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const top = useRef(0);
  const [newer, setNewer] = useState(0);
  const { entries } = chat.state.value;
  const pending = chat.pending.value;
  const shown = (entries.at(-1)?.seq ?? 0) + pending.length; // earlier ones that are fetched are not new
  const first = entries[0]?.seq ?? 1;
  const [fetching, setFetching] = useState(false);
  const height = useRef(0); // before earlier ones came above what is read
  const before = useRef(0);

  const toEnd = (): void => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
    atEnd.current = true;
    setNewer(0);
  };
  useLayoutEffect(() => {
    const added = shown - before.current;
    before.current = shown;
    if (atEnd.current || pending.some((message) => message.status === "sending")) toEnd();
    else if (added > 0) setNewer((count) => count + added);
  }, [shown]);
  useEndKept(box, content, atEnd);
  useLayoutEffect(() => {
    const it = box.current;
    if (it && height.current) it.scrollTop += it.scrollHeight - height.current;
    height.current = 0;
  }, [first]);
  const fetchEarlier = async (): Promise<void> => {
    if (fetching) return;
    atEnd.current = false;
    height.current = box.current?.scrollHeight ?? 0;
    setFetching(true);
    await chat.fetchEarlier();
    setFetching(false);
    if ((chat.state.peek().entries[0]?.seq ?? 1) <= 1) box.current?.focus(); // the button is gone, and its focus with it
  };

  const onScroll = (): void => {
    const it = box.current;
    if (!it) return;
    const gap = it.scrollHeight - it.scrollTop - it.clientHeight;
    atEnd.current = staysAtEnd(atEnd.current, top.current, { top: it.scrollTop, gap });
    top.current = it.scrollTop;
    if (atEnd.current) setNewer(0);
  };

  return (
    <div class="timeline-frame">
      {/* Scrollable regions need the keyboard too. */}
      <div
        ref={box}
        class="timeline"
        role="log"
        aria-live={fetching ? "off" : "polite"}
        aria-busy={fetching}
        aria-label="Conversation log"
        tabIndex={0}
        onScroll={onScroll}
        onClick={(event) => {
          // what a person opens must not run away from them
          if ((event.target as HTMLElement).closest("summary")) atEnd.current = false;
        }}
      >
        <div ref={content}>
          {first > 1 && (
            <div class="step">
              <button type="button" class="button button-small" aria-disabled={fetching} onClick={() => void fetchEarlier()}>
                {fetching ? "Fetching…" : "Earlier messages"}
              </button>
            </div>
          )}
          {entries.map((entry, index) => (
            <Dated key={entry.seq} entry={entry} previous={entries[index - 1]}>
              <EntryLine
                entry={entry}
                first={startsRun(entries[index - 1], entry)}
                customer={customer}
                asked={questionOf(entry, entries)}
                conversation={chat.id}
              />
            </Dated>
          ))}
          {pending.map((message) => (
            <PendingLine
              key={message.id}
              message={message}
              onRetry={() => chat.retry(message)}
              onDiscard={() => chat.discard(message)}
            />
          ))}
        </div>
      </div>
      {newer > 0 && (
        <button type="button" class="button jump" onClick={toEnd}>
          <Icon name="down" />
          Jump to newest ({newer})
        </button>
      )}
    </div>
  );
}

type Box = { current: HTMLDivElement | null };

/** Keeps the end in view while the box or what is in it changes size (briefing folded, a message failed). */
function useEndKept(box: Box, content: Box, atEnd: { current: boolean }): void {
  useEffect(() => {
    const it = box.current;
    if (!it || !content.current) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) it.scrollTop = it.scrollHeight;
    });
    observer.observe(it);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);
}

function Dated(props: { entry: Entry; previous?: Entry; children: preact.ComponentChildren }) {
  const today = now.peek();
  const label = day(props.entry.at, today);
  const changes = !props.previous || day(props.previous.at, today) !== label;
  return (
    <>
      {changes && <div class="day">{label}</div>}
      {props.children}
    </>
  );
}

function startsRun(previous: Entry | undefined, entry: Entry): boolean {
  if (!previous || voiceOf(previous) !== voiceOf(entry)) return true;
  if (previous.author_name !== entry.author_name || previous.kind !== entry.kind) return true;
  return Date.parse(entry.at) - Date.parse(previous.at) > RUN_MS;
}
