import { useState } from "preact/hooks";
import { api } from "../api";
import type { Site } from "../types";
import { Copy, ShownOnce } from "../ui/Copy";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { Chip, ErrorLine } from "../ui/parts";
import { say, sayProblem } from "../ui/toasts";
import { useLoaded } from "./useLoaded";
import { wordList } from "./wordlists";

const tag = (site: Site): string => `<script src="${location.origin}/widget.js" data-site="${site.key}" async></script>`;

export function Sites() {
  const { data, problem, reload } = useLoaded(api.sites);
  const [dialog, setDialog] = useState<Site | "new" | null>(null);
  const [secret, setSecret] = useState<{ name: string; secret: string } | null>(null);
  const makeSecret = async (site: Site): Promise<void> => {
    try {
      setSecret({ name: site.name, secret: (await api.makeSiteSecret(site.key)).secret });
      await reload();
    } catch (error) {
      sayProblem(error);
    }
  };
  const toggle = async (site: Site): Promise<void> => {
    try {
      await api.changeSite(site.key, { disabled: !site.disabled_at });
      say(site.disabled_at ? "The widget works there again." : "The widget no longer works there.");
      await reload();
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <section aria-labelledby="sites-title">
      <div class="page-head">
        <h2 id="sites-title">Sites with the widget</h2>
        <button type="button" class="button" onClick={() => setDialog("new")}>
          <Icon name="plus" />
          Add site
        </button>
      </div>
      {problem && <ErrorLine text={problem} onRetry={() => void reload()} />}
      {secret && (
        <ShownOnce
          title={`Identity secret of ${secret.name}`}
          value={secret.secret}
          hint="The site signs with it who its customers are. It is not shown again, and the one before stops working."
          onDone={() => setSecret(null)}
        />
      )}
      {data && !data.sites.length && <p class="quiet">No sites yet. Add one to get the script tag for its pages.</p>}
      <ul class="sites">
        {data?.sites.map((site) => (
          <li key={site.key}>
            <div class="site-head">
              <strong>{site.name}</strong>
              {site.disabled_at && <Chip tone="warn">Disabled</Chip>}
              <span class="quiet">{site.origins.join(", ")}</span>
              {site.signs_identities && <Chip tone="good">Signs identities</Chip>}
              <span class="grow" />
              <button
                type="button"
                class="button button-small"
                aria-label={`New identity secret for ${site.name}`}
                onClick={() => void makeSecret(site)}
              >
                New identity secret
              </button>
              <button type="button" class="button button-small" aria-label={`Edit ${site.name}`} onClick={() => setDialog(site)}>
                Edit
              </button>
              <button
                type="button"
                class="button button-small"
                aria-label={`${site.disabled_at ? "Enable" : "Disable"} ${site.name}`}
                onClick={() => void toggle(site)}
              >
                {site.disabled_at ? "Enable" : "Disable"}
              </button>
            </div>
            <div class="shown-once-row">
              <input
                class="input"
                readOnly
                aria-label={`Script tag for ${site.name}`}
                value={tag(site)}
                onFocus={(event) => event.currentTarget.select()}
              />
              <Copy text={tag(site)} label="Copy" />
            </div>
          </li>
        ))}
      </ul>
      {dialog && <SiteDialog site={dialog === "new" ? null : dialog} onClose={() => setDialog(null)} onSaved={() => void reload()} />}
    </section>
  );
}

function SiteDialog({ site, onClose, onSaved }: { site: Site | null; onClose: () => void; onSaved: () => void }) {
  const [name, setName] = useState(site?.name ?? "");
  const [origins, setOrigins] = useState(site?.origins.join("\n") ?? "");
  return (
    <Dialog
      title={site ? `Edit ${site.name}` : "Add a site"}
      submit={site ? "Save" : "Add"}
      ready={Boolean(name.trim() && wordList.read(origins).length)}
      onClose={onClose}
      onSubmit={async () => {
        const body = { name: name.trim(), origins: wordList.read(origins) };
        await (site ? api.changeSite(site.key, body) : api.createSite(body));
        onSaved();
      }}
    >
      <Field label="Name" value={name} onInput={setName} required />
      <Field label="Origins" value={origins} onInput={setOrigins} rows={3} required hint="One a line, such as https://www.acme.example" />
    </Dialog>
  );
}
