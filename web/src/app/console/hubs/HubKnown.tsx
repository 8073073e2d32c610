// What is known of a helpdesk before anything is sent there.
import { Copy } from "../../ui/Copy";
import { Icon } from "../../ui/Icon";
import type { HubRow } from "./hubs";

/** What works in a helpdesk and what does not, in words. */
export function Abilities({ hub }: { hub: HubRow }) {
  return (
    <>
      <h2>What works there, and what does not</h2>
      <div class="why-grid">
        <div>
          <h3>Works</h3>
          <ul class="hub-words" aria-label="What works">
            {hub.can.map((one) => (
              <li key={one.name} class="hub-words-good">
                <Icon name="check" />
                <span>{one.words}</span>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>Does not</h3>
          {!hub.cannot.length && <p class="quiet">Nothing that people would expect of it.</p>}
          <ul class="hub-words" aria-label="What does not work">
            {hub.cannot.map((one) => (
              <li key={one.name}>
                <Icon name="close" />
                <span>
                  <strong>{one.title}:</strong> {one.words}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <p class="quiet">
        Checked against {hub.checked}, version {hub.version}. What was never tried is in <code>docs/hubs/{hub.kind}.md</code>.
      </p>
    </>
  );
}

/** Our address, and what to click over there. */
export function SetUp({ hub }: { hub: HubRow }) {
  return (
    <>
      <h2>Set-up over there</h2>
      {hub.webhook && (
        <div class="shown-once-row hub-address">
          <input
            class="input"
            readOnly
            aria-label="Webhook address"
            value={hub.webhook}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Copy text={hub.webhook} label="Copy webhook address" />
        </div>
      )}
      <ol class="hub-clicks">
        {hub.clicks.map((click) => (
          <li key={click}>{click}</li>
        ))}
      </ol>
    </>
  );
}
