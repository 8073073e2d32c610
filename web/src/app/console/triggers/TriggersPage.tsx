import { useEffect, useState } from "preact/hooks";
import { api } from "../../api";
import type { PolicyPage } from "../../types";
import { ErrorLine } from "../../ui/parts";
import { useLoaded } from "../useLoaded";
import { useSettled } from "../useSettled";
import { draft } from "./bench";
import { CompareView } from "./CompareView";
import { DraftEditor } from "./DraftEditor";
import { RunView } from "./RunView";
import { TryView } from "./TryView";

type View = "try" | "run" | "compare";

const VIEWS: readonly (readonly [View, string])[] = [
  ["try", "Try it"],
  ["run", "Run to the end"],
  ["compare", "Compare"],
];

export function TriggersPage() {
  const { data, problem, reload } = useLoaded(api.policy);
  return (
    <section class="triggers-page" aria-labelledby="triggers-title">
      <div class="page-head">
        <h1 id="triggers-title">Triggers</h1>
        <p class="lead">Change the policy, and see at once what it makes of a conversation. Nothing here reaches a customer.</p>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && <Workbench policy={data} onSaved={reload} />}
    </section>
  );
}

function Workbench({ policy, onSaved }: { policy: PolicyPage; onSaved: () => Promise<void> }) {
  const [view, setView] = useState<View>("try");
  const text = draft.value?.text ?? policy.text;
  const checked = useSettled(text, () => api.checkPolicy(text));
  const [usable, setUsable] = useState(policy.errors.length ? "" : policy.text);
  const fits = checked.of === text && checked.data?.errors.length === 0;
  useEffect(() => {
    if (fits) setUsable(text);
  }, [fits, text]);

  return (
    <div class="bench">
      <DraftEditor policy={policy} text={text} checked={checked} onSaved={onSaved} />
      <div class="bench-side">
        <div class="segments" role="group" aria-label="What to look at">
          {VIEWS.map(([value, words]) => (
            <button key={value} type="button" aria-pressed={view === value} onClick={() => setView(value)}>
              {words}
            </button>
          ))}
        </div>
        <p class="hint bench-hint" role="status" aria-label="Which version is shown">
          {usable === text || checked.of !== text
            ? usable === policy.text
              ? "Shown with the policy in force."
              : "Shown with your draft."
            : "The draft has problems. Shown with its last version that had none."}
        </p>
        {view === "try" && <TryView text={usable} />}
        {view === "run" && <RunView text={usable} />}
        {view === "compare" && <CompareView text={usable} same={usable === policy.text} />}
      </div>
    </div>
  );
}
