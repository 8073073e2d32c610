import { useState } from "preact/hooks";
import { api } from "../api";
import { dateTime } from "../format";
import type { ApiKey } from "../types";
import { ShownOnce } from "../ui/Copy";
import { Dialog } from "../ui/Dialog";
import { Checkboxes, Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { Chip, ErrorLine } from "../ui/parts";
import { say, sayProblem } from "../ui/toasts";
import { useLoaded } from "./useLoaded";

const SCOPES: readonly (readonly [string, string])[] = [
  ["conversations", "Hold conversations"],
  ["handoff", "Hand over and back"],
  ["drafts", "Draft replies for people"],
  ["metrics", "Read figures"],
  ["all", "Everything"],
];

export function Keys() {
  const { data, problem, reload } = useLoaded(api.keys);
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null);
  const revoke = async (key: ApiKey): Promise<void> => {
    try {
      await api.revokeKey(key.id);
      say(`The key ${key.name} no longer works.`);
      await reload();
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <section aria-labelledby="keys-title">
      <div class="page-head">
        <h2 id="keys-title">API keys</h2>
        <button type="button" class="button" onClick={() => setCreating(true)}>
          <Icon name="plus" />
          Create key
        </button>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {secret && (
        <ShownOnce
          title={`Secret of ${secret.name}`}
          value={secret.secret}
          hint="Put it where the bot reads its secrets. It is not shown again."
          onDone={() => setSecret(null)}
        />
      )}
      {data && !data.keys.length && <p class="quiet">No keys yet. A bot needs one to speak to Segue.</p>}
      {data && data.keys.length > 0 && <KeyTable keys={data.keys} onRevoke={(key) => void revoke(key)} />}
      {creating && (
        <KeyDialog
          onClose={() => setCreating(false)}
          onCreated={(name, made) => {
            setSecret({ name, secret: made });
            void reload();
          }}
        />
      )}
    </section>
  );
}

function KeyTable({ keys, onRevoke }: { keys: ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label="API keys">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Scopes</th>
            <th scope="col">Last used</th>
            <th scope="col">Expires</th>
            <th scope="col">
              <span class="hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row">
                {key.name} {key.revoked_at && <Chip tone="warn">Revoked</Chip>}
              </th>
              <td>{key.scopes.join(", ")}</td>
              <td>{key.last_used_at ? dateTime(key.last_used_at) : <span class="quiet">never</span>}</td>
              <td>{key.expires_at ? dateTime(key.expires_at) : <span class="quiet">never</span>}</td>
              <td class="row-actions">
                {!key.revoked_at && (
                  <button
                    type="button"
                    class="button button-small"
                    aria-label={`Revoke ${key.name}`}
                    onClick={() => onRevoke(key)}
                  >
                    Revoke
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KeyDialog(props: { onClose: () => void; onCreated: (name: string, secret: string) => void }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["conversations", "handoff"]);
  const [expires, setExpires] = useState("");
  return (
    <Dialog
      title="Create a key"
      submit="Create"
      ready={Boolean(name.trim() && scopes.length)}
      onClose={props.onClose}
      onSubmit={async () => {
        const made = await api.createKey({
          name: name.trim(),
          scopes,
          ...(expires && { expires_at: new Date(`${expires}T00:00:00`).toISOString() }),
        });
        props.onCreated(name.trim(), made.secret);
      }}
    >
      <Field label="Name" value={name} onInput={setName} required hint="Which bot or integration uses it. Two may share a name while you change over." />
      <Checkboxes legend="What it may do" values={scopes} options={SCOPES} onChange={setScopes} />
      <Field label="Expires on" type="date" value={expires} onInput={setExpires} hint="Empty: never." />
    </Dialog>
  );
}
