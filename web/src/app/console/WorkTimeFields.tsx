import { useId } from "preact/hooks";
import { Field } from "../ui/Field";
import { DAY_NAMES, DAYS, likeMonday, type Day, type TypedTimes } from "./worktimes";

interface Props {
  times: TypedTimes;
  wrong: Record<string, string>;
  onChange: (times: TypedTimes) => void;
}

const ZONES: readonly string[] = Intl.supportedValuesOf("timeZone");

/** Shifts and breaks by weekday, days off, and the clock they are read on. */
export function WorkTimeFields({ times, wrong, onChange }: Props) {
  return (
    <fieldset class="work-times">
      <legend>Work time</legend>
      <p class="hint">
        Without shifts, somebody works whenever they are online. Several on one day: 09:00-12:00, 13:00-17:00. What runs over midnight
        belongs to the day it begins on.
      </p>
      <div class="field-row">
        <Field
          label="Time zone"
          value={times.timezone}
          onInput={(timezone) => onChange({ ...times, timezone })}
          list={ZONES}
          hint="Such as Europe/Berlin."
          error={wrong.timezone}
        />
        <Field
          label="Public holidays of"
          value={times.holidays}
          onInput={(holidays) => onChange({ ...times, holidays })}
          hint="A country such as DE, or a part of it: DE-BY. Empty: none."
        />
      </div>
      <table class="week">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Shift</th>
            <th scope="col">Break</th>
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day) => (
            <DayLine key={day} day={day} times={times} wrong={wrong} onChange={onChange} />
          ))}
        </tbody>
      </table>
      <button type="button" class="button button-small" onClick={() => onChange(likeMonday(times))}>
        Monday’s hours until Friday
      </button>
      <Field
        label="Days off"
        value={times.off}
        onInput={(off) => onChange({ ...times, off })}
        hint="Dates with commas: 2026-12-24, 2026-12-31"
        error={wrong.off}
      />
    </fieldset>
  );
}

function DayLine({ day, times, wrong, onChange }: Props & { day: Day }) {
  return (
    <tr>
      <th scope="row">{DAY_NAMES[day]}</th>
      {(["shifts", "breaks"] as const).map((part) => (
        <td key={part}>
          <HoursField
            label={`${part === "shifts" ? "Shift" : "Break"} on ${DAY_NAMES[day]}`}
            value={times[part][day]}
            error={wrong[`${part}.${day}`]}
            onInput={(hours) => onChange({ ...times, [part]: { ...times[part], [day]: hours } })}
          />
        </td>
      ))}
    </tr>
  );
}

function HoursField(props: { label: string; value: string; error?: string; onInput: (value: string) => void }) {
  const id = useId();
  return (
    <>
      <input
        class="input"
        aria-label={props.label}
        aria-invalid={props.error ? "true" : undefined}
        aria-describedby={props.error && id}
        placeholder="none"
        autoComplete="off"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      {props.error && (
        <p id={id} class="field-error">
          {props.error}
        </p>
      )}
    </>
  );
}
