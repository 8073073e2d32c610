import { useEffect, useRef, useState } from "preact/hooks";
import { draft } from "../kept";
import { me } from "../session";
import { Icon } from "../ui/Icon";
import type { Chat } from "./chat";
import { AttachButton, Tray } from "./Tray";
import { goneBack } from "./gone-back";
import { busyIn, choose, readyIn, take } from "./chosen";
import { basisOf, forget, joined, suggestedTo, taken } from "./suggested";

const KEPT = "What you have written stays here. Take over to send it, or add a note.";
const LONGEST = 60_000; // the server takes 64 KiB

/**
 * Enter sends, Shift+Enter makes a new line. What is written here survives leaving the conversation. It goes nowhere once
 * the customer has gone back to the bot: whoever was about to send it takes over first.
 */
export function Composer({ chat, owns, customer }: { chat: Chat; owns: boolean; customer: string }) {
  const [text, setText] = useState(() => draft.read(chat.id));
  const [note, setNote] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const { open, owner, epoch } = chat.facts.value;
  const gone = open ? goneBack(chat.state.value.entries, owner, me.value?.id ?? "") : "";
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
  const closed = !asNote && gone !== "";
  const send = (): void => {
    const words = text.trim();
    if (closed || waits || !(words || files.length)) return;
    if (asNote) chat.send({ text: words, note: true });
    else chat.send({ text: words, note: false, draft: basisOf(chat.id), epoch: owns ? epoch : 0, files: take(chat.id) });
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
        <span class="composer-hint">{closed ? "" : hint(asNote, owns, open)}</span>
      </div>
      <div role="status" class={gone ? "composer-gone" : undefined}>
        {gone && `${gone === "bot" ? "The bot" : customer || "The customer"} ended the chat with you: the bot speaks again. ${KEPT}`}
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
        <button type="submit" class="button button-primary" disabled={closed || waits || !(text.trim() || files.length)}>
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
