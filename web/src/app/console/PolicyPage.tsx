import { useRef, useState } from "preact/hooks";
import { api, plainWords, Problem } from "../api";
import { dateTime } from "../format";
import type { PolicyPage as Policy, PolicyProblem } from "../types";
import { Copy } from "../ui/Copy";
import { Chip, ErrorLine } from "../ui/parts";
import { say } from "../ui/toasts";
import { KnowledgeList } from "./KnowledgeList";
import { CodeArea, type CodeAreaHandle } from "./CodeArea";
import { Problems } from "./Problems";
import { useLoaded } from "./useLoaded";

export function PolicyPage() {
  const { data, problem, reload } = useLoaded(api.policy);
  return (
    <section aria-labelledby="policy-title">
      <div class="page-head">
        <h1 id="policy-title">Policy</h1>
        <p class="lead">When a person takes over, and who. Checked before it ever decides.</p>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {data && <Editor key={data.hash} policy={data} onSaved={reload} />}
      {data && <KnowledgeList key={`knowledge ${data.hash}`} />}
      {data && <Versions policy={data} />}
    </section>
  );
}

function Editor({ policy, onSaved }: { policy: Policy; onSaved: () => Promise<void> }) {
  const [text, setText] = useState(policy.text);
  const [errors, setErrors] = useState<PolicyProblem[] | null>(policy.errors.length ? policy.errors : null);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const area = useRef<CodeAreaHandle>(null);
  const editable = policy.source === "console";
  const changed = text !== policy.text;

  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem("");
    try {
      await act();
    } catch (error) {
      if (error instanceof Problem && error.status === 409) {
        setProblem("Somebody else saved a version meanwhile. Copy your draft, reload, and put your change in again.");
      } else setProblem(plainWords(error));
    }
    setBusy(false);
  };
  const check = (): Promise<void> => attempt(async () => setErrors((await api.checkPolicy(text)).errors));
  const save = (): Promise<void> =>
    attempt(async () => {
      const found = (await api.checkPolicy(text)).errors;
      setErrors(found);
      if (found.length) return;
      await api.savePolicy(text, policy.hash);
      say("Saved. New decisions follow this version.");
      await onSaved();
    });

  return (
    <>
      <div class="toolbar">
        <Chip title={policy.hash}>
          Version <code>{policy.hash.slice(0, 12)}</code>
        </Chip>
        {policy.author && <span class="quiet">by {policy.author}</span>}
        {policy.created_at && <span class="quiet">{dateTime(policy.created_at)}</span>}
        {changed && <Chip tone="warn">Draft, not in force</Chip>}
        <span class="grow" />
        {changed && (
          <button type="button" class="button button-quiet" onClick={() => setText(policy.text)}>
            Discard draft
          </button>
        )}
        <Copy text={text} label="Copy text" />
        <button type="button" class="button button-primary" disabled={busy} onClick={() => void check()}>
          Check
        </button>
        {editable && (
          <button type="button" class="button" disabled={busy || !changed} onClick={() => void save()}>
            Save
          </button>
        )}
      </div>
      {!editable && (
        <p class="hint">
          The policy in force comes from a file. A draft written here can be checked; to put it in force, copy it into the file.
        </p>
      )}
      {problem && <ErrorLine text={problem} />}
      <Problems errors={errors} onGo={(line) => area.current?.goTo(line)} />
      <CodeArea
        handle={area}
        label="Policy text"
        value={text}
        onInput={(value) => {
          setText(value);
          setErrors(null);
        }}
        marked={errors ?? []}
      />
    </>
  );
}

function Versions({ policy }: { policy: Policy }) {
  return (
    <>
      <h2>Versions</h2>
      <ul class="versions" aria-label="Versions">
        {policy.versions.map((version) => (
          <li key={version.hash}>
            <code>{version.hash.slice(0, 12)}</code>
            <span>{version.author || "unknown"}</span>
            {version.created_at && <span class="quiet">{dateTime(version.created_at)}</span>}
            {version.hash === policy.hash && <Chip tone="good">In force</Chip>}
          </li>
        ))}
      </ul>
    </>
  );
}
