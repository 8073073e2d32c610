import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Icon } from "../../ui/Icon";
import { atOnce } from "./atOnce";
import { next, turns } from "./bench";
import { newTurn, prefixed, readLines, share, spliced, type Side, type Turn } from "./turns";

const SIDES: readonly (readonly [Side, string])[] = [
  ["customer", "Customer"],
  ["bot", "Bot"],
];

function change(id: number, part: Partial<Turn>): void {
  turns.value = turns.peek().map((one) => (one.id === id ? { ...one, ...part } : one));
}

function startAnew(): void {
  turns.value = [newTurn()];
  next.value = [];
}

/** The lines of the conversation. `children` says what stands under one. */
export function Turns({ children }: { children?: (turn: Turn) => ComponentChildren }) {
  const list = useRef<HTMLOListElement>(null);
  const show = (next: Turn[], id: number): void => {
    atOnce(() => {
      turns.value = next;
    });
    list.current?.querySelector<HTMLElement>(`[data-turn="${id}"]`)?.focus();
  };
  const add = (side: Side, after = turns.peek().length - 1): void => {
    const turn = newTurn(side);
    show(spliced(turns.peek(), after + 1, 0, turn), turn.id);
  };
  const remove = (index: number): void => {
    const left = spliced(turns.peek(), index, 1);
    const kept = left.length ? left : [newTurn()];
    show(kept, kept[Math.max(0, index - 1)]?.id ?? 0);
  };
  const paste = (index: number, text: string): void => {
    const read = readLines(text);
    const here = turns.peek()[index];
    const kept = here?.text.trim() ? index + 1 : index;
    show(spliced(turns.peek(), kept, here?.text.trim() ? 0 : 1, ...read), read.at(-1)?.id ?? 0);
  };
  return (
    <>
      <ol ref={list} class="turns" aria-label="Conversation">
        {turns.value.map((turn, index) => (
          <li key={turn.id} class={`said said-${turn.side}`}>
            <Line
              turn={turn}
              number={index + 1}
              onNext={() => add("customer", index)}
              onPaste={(text) => paste(index, text)}
              onRemove={() => remove(index)}
            />
            {turn.side === "bot" && <Reported turn={turn} />}
            {children?.(turn)}
          </li>
        ))}
      </ol>
      <div class="toolbar">
        {SIDES.map(([side, words]) => (
          <button key={side} type="button" class="button button-small" onClick={() => add(side)}>
            <Icon name="plus" />
            {words} writes
          </button>
        ))}
        <span class="grow" />
        <button type="button" class="button button-quiet button-small" onClick={startAnew}>
          Start anew
        </button>
      </div>
    </>
  );
}

interface LineProps {
  turn: Turn;
  number: number;
  onNext: () => void;
  onPaste: (text: string) => void;
  onRemove: () => void;
}

function Line({ turn, number, onNext, onPaste, onRemove }: LineProps) {
  const write = (text: string): void => {
    const said = prefixed(text);
    if (said) atOnce(() => change(turn.id, { side: said.side, text: said.text }));
    else change(turn.id, { text: turn.text ? text : text.trimStart() });
  };
  return (
    <div class="said-line">
      <select
        class="said-side"
        aria-label={`Who writes line ${number}`}
        value={turn.side}
        onChange={(event) => change(turn.id, { side: event.currentTarget.value as Side })}
      >
        {SIDES.map(([side, words]) => (
          <option key={side} value={side}>
            {words}
          </option>
        ))}
      </select>
      <textarea
        class="input said-text"
        data-turn={turn.id}
        aria-label={`Line ${number}`}
        placeholder={turn.side === "bot" ? "What the bot says" : "What the customer says"}
        rows={1}
        maxLength={64000}
        value={turn.text}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          onNext();
        }}
        onPaste={(event) => {
          const text = event.clipboardData?.getData("text/plain") ?? "";
          if (!/\n\s*\S/.test(text)) return;
          event.preventDefault();
          onPaste(text);
        }}
      />
      <button type="button" class="icon-button" aria-label={`Remove line ${number}`} title="Remove this line" onClick={onRemove}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function Reported({ turn }: { turn: Turn }) {
  const told = turn.confidence || turn.error || turn.noMatch;
  return (
    <details class="reported">
      <summary>What the bot reports{told ? ": something" : ""}</summary>
      <div class="reported-fields">
        <label>
          Confidence, 0 to 1
          <input
            class="input"
            inputMode="decimal"
            value={turn.confidence}
            aria-invalid={share(turn.confidence) === undefined}
            onInput={(event) => change(turn.id, { confidence: event.currentTarget.value })}
          />
        </label>
        <label>
          Error
          <input
            class="input"
            maxLength={200}
            value={turn.error}
            placeholder="timeout"
            onInput={(event) => change(turn.id, { error: event.currentTarget.value })}
          />
        </label>
        <label class="reported-check">
          <input type="checkbox" checked={turn.noMatch} onChange={(event) => change(turn.id, { noMatch: event.currentTarget.checked })} />
          Nothing matched
        </label>
      </div>
    </details>
  );
}
