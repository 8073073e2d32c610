import { DayPlot } from "./DayPlot";
import { rowsOf, type Row } from "./figures";
import type { Outcome } from "./types";

export function Results({ outcome, changes }: { outcome: Outcome; changes: string[] }) {
  const { now, changed } = outcome;
  const count = now.measures.conversations?.mean;
  const lines = [{ name: "Now", curve: now.waits_over_the_day }];
  if (changed) lines.push({ name: "Changed", curve: changed.waits_over_the_day });
  return (
    <section class="results" aria-labelledby="results-title">
      <h2 id="results-title">
        {outcome.days} simulated {outcome.days === 1 ? "day" : "days"}
        {outcome.days < outcome.asked_days && ` of ${outcome.asked_days} that were asked for`}
      </h2>
      <p>
        {changed ? `Changed: ${changes.join(", ")}.` : "Nothing was changed: move a slider to compare."}
        {count != null && ` ${Math.round(count)} conversations a day now.`} <strong>Simulated days are not promises:</strong> a model, made from
        what happened before, in which customers do not call back and nobody works faster under pressure.
      </p>
      <div class="table-frame" tabIndex={0} role="region" aria-label="Figures">
        <table>
          <thead>
            <tr>
              <th scope="col">Mean of a day, with its 95 % interval</th>
              <th scope="col" class="number">
                Now
              </th>
              {changed && (
                <>
                  <th scope="col" class="number">
                    Changed
                  </th>
                  <th scope="col" class="number">
                    Difference
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rowsOf(outcome).map((row) => (
              <Line key={row.name} row={row} compared={Boolean(changed)} />
            ))}
          </tbody>
        </table>
      </div>
      <DayPlot lines={lines} />
      {outcome.days === 1 && <p class="quiet">One day says little; more days have intervals.</p>}
    </section>
  );
}

function Line({ row, compared }: { row: Row; compared: boolean }) {
  const { difference } = row;
  const tone = difference?.better == null ? "" : difference.better ? "better" : "worse";
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td class="number">
        {row.now.mean}
        {row.now.range && <span class="under">{row.now.range}</span>}
      </td>
      {compared && (
        <>
          <td class="number">
            {row.changed?.mean ?? "–"}
            {row.changed?.range && <span class="under">{row.changed.range}</span>}
          </td>
          <td class={`number ${tone} ${difference?.sure ? "strong" : ""}`}>
            {difference?.words || "–"}
            {tone && <span class="hidden">, {tone}</span>}
            {difference?.range && <span class="under">{difference.range}</span>}
          </td>
        </>
      )}
    </tr>
  );
}
