import { useEffect, useRef, useState } from "preact/hooks";
import { draft } from "../kept";
import { Icon } from "../ui/Icon";
import type { Chat } from "./chat";
import { AttachButton, Tray } from "./Tray";
import { busyIn, choose, readyIn, take } from "./chosen";
import { basisOf, forget, joined, suggestedTo, taken } from "./suggested";

const LONGEST = 60_000; // the server takes 64 KiB

/** Enter sends, Shift+Enter makes a new line. What is written here survives leaving the conversation. */
export function Composer({ chat, owns }: { chat: Chat; owns: boolean }) {
  const [text, setText] = useState(() => draft.read(chat.id));
  const [note, setNote] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const { open } = chat.facts.value;
  useEffect(() => {
    // accepting a chat takes its card away, and the focus with it
    if (owns && document.activeElement === document.body) box.current?.focus();
  }, [owns]);
  const asNote = note || !open;
  const suggestion = suggestedTo(chat.id);
  useEffect(() => {
    if (!suggestion) return;
    taken(suggestion);
    setNote(false);
    write(joined(text, suggestion.text));
    box.current?.focus();
  }, [suggestion]);

  const write = (value: string): void => {
    setText(value);
    draft.write(chat.id, value);
    if (!value.trim()) forget(chat.id);
    if (value && !asNote) chat.sayTyping();
  };
  const files = asNote ? [] : readyIn(chat.id);
  const waits = !asNote && busyIn(chat.id);
  const send = (): void => {
    const words = text.trim();
    if (waits || !(words || files.length)) return;
    chat.send({ text: words, note: asNote, draft: asNote ? "" : basisOf(chat.id), files: asNote ? [] : take(chat.id) });
    write("");
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };

  const rules = asNote ? null : (chat.detail.value?.files ?? null);
  const attach = (given: FileList | undefined, event: Event): void => {
    if (!rules || !given?.length) return;
    event.preventDefault();
    choose(chat.id, [...given], rules);
  };

  return (
    <form
      onDragOver={(event) => rules && event.preventDefault()}
      onDrop={(event) => attach(event.dataTransfer?.files, event)}
      class={asNote ? "composer composer-note" : "composer"}
      aria-label="Write"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer-modes" role="radiogroup" aria-label="Who reads this">
        <Mode label="Reply" checked={!asNote} disabled={!open} onChoose={() => setNote(false)} />
        <Mode label="Internal note" checked={asNote} onChoose={() => setNote(true)} />
        <span class="composer-hint">{hint(asNote, owns, open)}</span>
      </div>
      {!asNote && <Tray conversation={chat.id} onRemoved={() => box.current?.focus()} />}
      <div class="composer-row">
        {rules && <AttachButton conversation={chat.id} rules={rules} />}
        <textarea
          ref={box}
          aria-label={asNote ? "Internal note" : "Message to the customer"}
          placeholder={asNote ? "Only people who work here read this" : "Write to the customer"}
          rows={2}
          maxLength={LONGEST}
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => attach(event.clipboardData?.files, event)}
        />
        <button type="submit" class="button button-primary" disabled={waits || !(text.trim() || files.length)}>
          {asNote && <Icon name="lock" />}
          {asNote ? "Add note" : "Send"}
        </button>
      </div>
    </form>
  );
}

function hint(note: boolean, owns: boolean, open: boolean): string {
  if (!open) return "The conversation has ended; notes can still be added.";
  if (note) return "The customer never sees notes.";
  return owns ? "Enter sends, Shift+Enter starts a new line." : "Sending takes the conversation over.";
}

function Mode(props: { label: string; checked: boolean; disabled?: boolean; onChoose: () => void }) {
  return (
    <label class="mode">
      <input type="radio" name="composer-mode" checked={props.checked} disabled={props.disabled} onChange={props.onChoose} />
      <span>{props.label}</span>
    </label>
  );
}
