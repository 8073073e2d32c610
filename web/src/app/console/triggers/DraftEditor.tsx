import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { api, plainWords, Problem } from "../../api";
import type { PolicyPage } from "../../types";
import { Copy } from "../../ui/Copy";
import { Icon } from "../../ui/Icon";
import { Chip, ErrorLine } from "../../ui/parts";
import { say } from "../../ui/toasts";
import { CodeArea, type CodeAreaHandle } from "../CodeArea";
import { Problems } from "../Problems";
import type { Settled } from "../useSettled";
import { draft } from "./bench";
import type { Advice, Checked } from "./types";

interface Props {
  policy: PolicyPage;
  text: string;
  checked: Settled<Checked>;
  onSaved: () => Promise<void>;
}

export function DraftEditor({ policy, text, checked, onSaved }: Props) {
  const area = useRef<CodeAreaHandle>(null);
  const errors = checked.data?.errors ?? [];
  const advice = checked.data?.advice ?? [];
  const change = (value: string): void => {
    draft.value = value === policy.text ? null : { text: value, base: draft.peek()?.base ?? policy.hash };
  };
  return (
    <div class="bench-draft">
      <Toolbar policy={policy} text={text} ready={checked.of === text && errors.length === 0} onSaved={onSaved}>
        <span class="bench-state" role="status" aria-label="State of the draft">
          {checked.of === text ? <State errors={errors.length} advice={advice.length} /> : <span class="quiet">{checked.problem ? "Not checked" : "Checking…"}</span>}
        </span>
      </Toolbar>
      {policy.source !== "console" && (
        <p class="hint">The policy in force comes from a file. To put a draft in force, copy it into the file.</p>
      )}
      <CodeArea handle={area} label="Policy draft" value={text} onInput={change} marked={errors} />
      <p class="bench-version">
        <Chip title={policy.hash}>
          Version <code>{policy.hash.slice(0, 12)}</code>
        </Chip>
        {draft.value ? <Chip tone="warn">Draft, not in force</Chip> : <span class="quiet">In force</span>}
      </p>
      {checked.problem && <ErrorLine text={checked.problem} />}
      {errors.length > 0 && <Problems errors={errors} onGo={(line) => area.current?.goTo(line)} />}
      {advice.length > 0 && <AdviceList advice={advice} onGo={(line) => area.current?.goTo(line)} />}
    </div>
  );
}

function State({ errors, advice }: { errors: number; advice: number }) {
  if (errors) {
    return (
      <span class="state-bad">
        <Icon name="alert" /> {errors === 1 ? "1 problem" : `${errors} problems`}
      </span>
    );
  }
  return (
    <>
      <span class="state-good">
        <Icon name="check" /> No problems
      </span>
      {advice > 0 && <span class="hidden">{advice === 1 ? "1 piece of advice" : `${advice} pieces of advice`}</span>}
    </>
  );
}

interface ToolbarProps extends Omit<Props, "checked"> {
  ready: boolean;
  children: ComponentChildren;
}

function Toolbar({ policy, text, ready, onSaved, children }: ToolbarProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const changed = draft.value !== null;
  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem("");
    try {
      await api.savePolicy(text, draft.peek()?.base ?? policy.hash);
      draft.value = null;
      say("Saved as a new version. New conversations follow it.");
      await onSaved();
    } catch (error) {
      const late = error instanceof Problem && error.status === 409;
      setProblem(late ? "Somebody else saved a version meanwhile. Copy your draft, discard it, and put your change in again." : plainWords(error));
    }
    setBusy(false);
  };
  const discard = async (): Promise<void> => {
    draft.value = null;
    setProblem("");
    await onSaved(); // somebody else may have saved a version since
  };
  return (
    <>
      <div class="toolbar">
        {children}
        <span class="grow" />
        <button type="button" class="button button-quiet" disabled={!changed} onClick={() => void discard()}>
          Discard draft
        </button>
        <Copy text={text} label="Copy text" />
        {policy.source === "console" && (
          <button type="button" class="button button-primary" disabled={busy || !changed || !ready} onClick={() => void save()}>
            Save as a new version
          </button>
        )}
      </div>
      {problem && <ErrorLine text={problem} />}
    </>
  );
}

function AdviceList({ advice, onGo }: { advice: readonly Advice[]; onGo: (line: number) => void }) {
  return (
    <details class="advice">
      <summary>
        Could be better <span class="count">{advice.length}</span>
      </summary>
      <ul>
        {advice.map((one, index) => (
          <li key={index}>
            <button type="button" class="link-button" onClick={() => onGo(one.line ?? 1)}>
              Line {one.line}
            </button>
            <span>
              {one.message}
              {one.suggestion && <em class="suggestion">{one.suggestion}</em>}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
