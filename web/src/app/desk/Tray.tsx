import { useRef } from "preact/hooks";
import type { FileRules } from "../../files";
import { bytes } from "../format";
import { Icon } from "../ui/Icon";
import { choose, chosenIn, remove } from "./chosen";

/** What will go with the next message, each with its progress or its trouble. */
export function Tray({ conversation, onRemoved }: { conversation: string; onRemoved: () => void }) {
  const files = chosenIn(conversation);
  return (
    <>
      <span class="hidden" role="status">
        {files.map((one) => one.trouble && `${one.name}: ${one.trouble}`).join(" ")}
      </span>
      {files.length > 0 && (
        <ul class="tray" aria-label="Files to send">
          {files.map((one) => (
            <li key={one.id} class={one.trouble ? "tray-wrong" : ""}>
              <bdi>{one.name}</bdi> <span class="quiet">{bytes(one.size)}</span>
              {one.trouble && <span class="tray-trouble">{one.trouble}</span>}
              {!one.kept && !one.trouble && <progress max={1} value={one.share} aria-label={`Uploading ${one.name}`} />}
              <button
                type="button"
                class="icon-button"
                aria-label={`Remove ${one.name}`}
                onClick={() => {
                  remove(one.id);
                  onRemoved();
                }}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function AttachButton({ conversation, rules }: { conversation: string; rules: FileRules }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="icon-button" aria-label="Attach a file" title="Attach a file" onClick={() => picker.current?.click()}>
        <Icon name="clip" />
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={[...rules.types, ...rules.extensions].join(",")}
        onChange={(event) => {
          choose(conversation, [...(event.currentTarget.files ?? [])], rules);
          event.currentTarget.value = ""; // so that the same one can be chosen again
        }}
      />
    </>
  );
}
