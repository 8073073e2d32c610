import { spaced } from "../../format";
import type { Contribution } from "./types";

const SHOWN = 8;

/** What spoke for and against the signals, the strongest first. */
export function Why({ contributions }: { contributions: readonly Contribution[] }) {
  if (!contributions.length) return null;
  const strongest = Math.max(...contributions.map((one) => Math.abs(one.weight)), 0.01);
  const rest = contributions.slice(SHOWN);
  return (
    <details class="fold">
      <summary>
        What made it so <span class="count">{contributions.length}</span>
      </summary>
      <List contributions={contributions.slice(0, SHOWN)} strongest={strongest} />
      {rest.length > 0 && (
        <details class="fold">
          <summary>
            Weaker ones <span class="count">{rest.length}</span>
          </summary>
          <List contributions={rest} strongest={strongest} />
        </details>
      )}
    </details>
  );
}

function List({ contributions, strongest }: { contributions: readonly Contribution[]; strongest: number }) {
  return (
    <ul class="why">
      {contributions.map((one, index) => (
        <li key={index}>
          <span>
            <strong>{spaced(one.signal)}</strong> {one.feature}
            {one.words && <q>{one.words}</q>}
          </span>
          <span class={one.weight < 0 ? "signed signed-against" : "signed"} aria-hidden="true">
            <span style={{ width: `${(Math.abs(one.weight) / strongest) * 50}%` }} />
          </span>
          <span class="chance-number">{(one.weight > 0 ? "+" : "") + one.weight.toFixed(2)}</span>
        </li>
      ))}
    </ul>
  );
}
