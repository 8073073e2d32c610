import { curveInWords, hourInWords, hourly, niceTop } from "./figures";
import type { Curve } from "./types";

const WIDTH = 760;
const HEIGHT = 260;
const LEFT = 52;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 28;
const STEPS = [0, 1, 2, 3, 4];

interface Line {
  name: string;
  curve: Curve;
}

/** Mean waits by the quarter of an hour in which customers came. The same as a sentence, and as a table by the hour. */
export function DayPlot({ lines }: { lines: readonly Line[] }) {
  const hours = lines.flatMap((line) => line.curve.map(([hour]) => hour));
  if (!hours.length) return <p class="quiet">Nobody came who sat and waited.</p>;
  const first = Math.floor(Math.min(...hours));
  const last = Math.max(Math.ceil(Math.max(...hours)), first + 1);
  const most = niceTop(Math.max(...lines.flatMap((line) => line.curve.map(([, wait]) => wait))));
  const x = (hour: number): number => LEFT + ((hour - first) / (last - first)) * (WIDTH - LEFT - RIGHT);
  const y = (wait: number): number => HEIGHT - BOTTOM - (wait / most) * (HEIGHT - TOP - BOTTOM);
  const every = Math.max(1, Math.round((last - first) / 8));
  const marks = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((hour) => (hour - first) % every === 0);
  const words = lines.map((line) => curveInWords(line.name, line.curve)).join(" ");
  return (
    <figure class="day-plot">
      <figcaption>
        <span>Mean wait in seconds, by the hour of arrival</span>
        <ul class="legend">
          {lines.map((line, number) => (
            <li key={line.name}>
              <svg viewBox="0 0 34 8" width="34" height="8" aria-hidden="true">
                <line class={`curve curve-${number}`} x1="0" x2="34" y1="4" y2="4" />
              </svg>
              {line.name}
            </li>
          ))}
        </ul>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        {STEPS.map((step) => (
          <g key={step}>
            <line class="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y((most * step) / 4)} y2={y((most * step) / 4)} />
            <text x={LEFT - 8} y={y((most * step) / 4) + 4} text-anchor="end">
              {Number(((most * step) / 4).toFixed(1))}
            </text>
          </g>
        ))}
        {marks.map((hour) => (
          <text key={hour} x={x(hour)} y={HEIGHT - 8} text-anchor="middle">
            {hour} h
          </text>
        ))}
        {lines.map((line, number) => (
          <polyline key={line.name} class={`curve curve-${number}`} points={line.curve.map(([hour, wait]) => `${x(hour).toFixed(1)},${y(wait).toFixed(1)}`).join(" ")} />
        ))}
      </svg>
      <p class="quiet">{words}</p>
      <details>
        <summary>The same as a table</summary>
        <HourTable lines={lines} />
      </details>
    </figure>
  );
}

function HourTable({ lines }: { lines: readonly Line[] }) {
  const each = lines.map((line) => hourly(line.curve));
  const hours = [...new Set(each.flatMap((map) => [...map.keys()]))].sort((a, b) => a - b);
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label="Mean wait by the hour">
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            {lines.map((line) => (
              <th key={line.name} scope="col" class="number">
                {line.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour}>
              <th scope="row">{hourInWords(hour)}</th>
              {each.map((map, number) => (
                <td key={lines[number]?.name} class="number">
                  {map.has(hour) ? `${(map.get(hour) ?? 0).toFixed(1)} s` : "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
