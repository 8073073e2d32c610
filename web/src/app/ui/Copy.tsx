import { useState } from "preact/hooks";
import { Icon } from "./Icon";
import { say } from "./toasts";

export function Copy({ text, label }: { text: string; label: string }) {
  const [done, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
      window.setTimeout(() => setDone(false), 2000);
    } catch {
      // only pages served over TLS or from this machine may write to the clipboard
      say("This browser does not let the page copy. Select the text and copy it.", true);
    }
  };
  return (
    <button type="button" class="button" onClick={() => void copy()}>
      <Icon name={done ? "check" : "copy"} />
      {done ? "Copied" : label}
    </button>
  );
}

/** Something that is shown this once: a one-time link, a key's secret. */
export function ShownOnce(props: { title: string; value: string; hint: string; onDone: () => void }) {
  return (
    <div class="shown-once" role="status" aria-label={props.title}>
      <strong>{props.title}</strong>
      <p class="hint">{props.hint}</p>
      <div class="shown-once-row">
        <input
          class="input"
          readOnly
          aria-label={props.title}
          value={props.value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Copy text={props.value} label="Copy" />
        <button type="button" class="button" onClick={props.onDone}>
          Done
        </button>
      </div>
    </div>
  );
}
