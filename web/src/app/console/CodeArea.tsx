import { useImperativeHandle, useRef } from "preact/hooks";
import type { PolicyProblem } from "../types";

export interface CodeAreaHandle {
  goTo: (line: number) => void;
}

interface Props {
  label: string;
  value: string;
  onInput: (value: string) => void;
  marked: readonly PolicyProblem[];
  handle: { current: CodeAreaHandle | null };
}

/** A text area with line numbers. The numbers scroll along; lines are never wrapped, so that they stay level. */
export function CodeArea(props: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = props.value.split("\n");
  const bad = new Set(props.marked.map((one) => one.line));

  useImperativeHandle(props.handle, () => ({
    goTo: (line) => {
      const box = area.current;
      if (!box) return;
      const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      box.focus();
      box.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      box.scrollTop = Math.max(0, (box.scrollHeight / lines.length) * (line - 6));
    },
  }));

  return (
    <div class="code">
      <div ref={gutter} class="code-gutter" aria-hidden="true">
        {lines.map((_, index) => (
          <span key={index} class={bad.has(index + 1) ? "bad" : undefined}>
            {index + 1}
          </span>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label={props.label}
        spellcheck={false}
        autocomplete="off"
        wrap="off"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
