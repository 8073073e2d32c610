import type { Bar } from "./readout";

/** Probabilities with the line at one half. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  return (
    <ul class="bars" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.name} class={bar.value >= 0.5 ? "chance chance-lit" : "chance"} title={bar.read ? undefined : "No trigger reads this"}>
          <span class={bar.read ? "chance-name" : "chance-name quiet"}>
            {bar.words}
            {!bar.read && <span class="hidden"> (no trigger reads this)</span>}
            {bar.tests.length > 0 && <span class="chance-tests"> {bar.tests.join(", ")}</span>}
          </span>
          <span class="chance-track" aria-hidden="true">
            <span class="chance-fill" style={{ width: `${bar.value * 100}%` }} />
          </span>
          <span class="chance-number">{bar.value.toFixed(2)}</span>
        </li>
      ))}
    </ul>
  );
}
