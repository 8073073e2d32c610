import { useId } from "preact/hooks";
import { spaced } from "../../format";
import { asItIs, changesInWords, DEMAND_MOST, MOST_COUNT, type Setting } from "./figures";
import type { Group, Scenario } from "./types";

const MODES = ["balanced", "round_robin", "longest_idle", "least_active", "most_available", "best_worker"];
const ORDERS: readonly (readonly [string, string])[] = [
  ["cost", "cost of waiting"],
  ["priority", "priority"],
  ["due", "due first"],
  ["fifo", "oldest first"],
];

interface Props {
  scenario: Scenario;
  setting: Setting;
  onSet: (setting: Setting) => void;
  active: boolean;
}

export function Sliders({ scenario, setting, onSet, active }: Props) {
  const changes = changesInWords(setting, scenario.groups);
  const unchanged = active ? "as the policy says" : "as usual";
  return (
    <fieldset class="sliders">
      <legend>What if…</legend>
      {scenario.groups.map((group) => (
        <GroupSliders
          key={group.name}
          group={group}
          set={setting.groups[group.name] ?? group}
          onSet={(set) => onSet({ ...setting, groups: { ...setting.groups, [group.name]: set } })}
        />
      ))}
      <div class="slider-row">
        <span class="slider-head">Customers</span>
        <Slider
          label="Demand"
          of="customers"
          value={setting.demandPercent}
          min={-DEMAND_MOST}
          max={DEMAND_MOST}
          step={5}
          shown={`${setting.demandPercent > 0 ? "+" : setting.demandPercent < 0 ? "−" : "±"}${Math.abs(setting.demandPercent)} %`}
          onSet={(demandPercent) => onSet({ ...setting, demandPercent })}
        />
      </div>
      <div class="slider-row">
        <span class="slider-head">Routing</span>
        <Choice
          label="Who gets them"
          value={setting.assign}
          options={[["", unchanged], ...MODES.map((mode) => [mode, spaced(mode)] as const)]}
          onSet={(assign) => onSet({ ...setting, assign })}
        />
        <Choice label="Who is first" value={setting.order} options={[["", unchanged], ...ORDERS]} onSet={(order) => onSet({ ...setting, order })} />
      </div>
      <p class="changes" role="status" aria-label="Changes">
        {changes.length ? `Changed: ${changes.join(", ")}.` : "As it is."}
        {changes.length > 0 && (
          <button type="button" class="button button-small" onClick={() => onSet(asItIs(scenario))}>
            Back to as it is
          </button>
        )}
      </p>
    </fieldset>
  );
}

function GroupSliders({ group, set, onSet }: { group: Group; set: { count: number; capacity: number }; onSet: (set: { count: number; capacity: number }) => void }) {
  const most = Math.min(MOST_COUNT, Math.max(10, group.count * 3));
  return (
    <div class="slider-row">
      <span class="slider-head">
        {group.name}
        <span class="under">
          {Object.entries(group.skills)
            .map(([skill, level]) => `${skill} ${level}`)
            .join(", ")}
        </span>
      </span>
      <Slider label="Agents" of={group.name} value={set.count} min={0} max={most} shown={String(set.count)} onSet={(count) => onSet({ ...set, count })} />
      <Slider
        label="At once each"
        of={group.name}
        value={set.capacity}
        min={1}
        max={Math.max(8, group.capacity)}
        shown={String(set.capacity)}
        onSet={(capacity) => onSet({ ...set, capacity })}
      />
    </div>
  );
}

interface SliderProps {
  label: string;
  of: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  shown: string;
  onSet: (value: number) => void;
}

function Slider(props: SliderProps) {
  const id = useId();
  return (
    <div class="slider">
      <label for={id}>
        {props.label}
        <span class="hidden">, {props.of}</span>
      </label>
      <input
        id={id}
        type="range"
        min={props.min}
        max={props.max}
        step={props.step ?? 1}
        value={props.value}
        aria-valuetext={props.shown}
        onInput={(event) => props.onSet(Number(event.currentTarget.value))}
      />
      <output for={id}>{props.shown}</output>
    </div>
  );
}

function Choice(props: { label: string; value: string; options: readonly (readonly [string, string])[]; onSet: (value: string) => void }) {
  const id = useId();
  return (
    <div class="slider">
      <label for={id}>{props.label}</label>
      <select id={id} class="input" value={props.value} onChange={(event) => props.onSet(event.currentTarget.value)}>
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
