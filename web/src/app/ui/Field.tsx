import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "email" | "password" | "number" | "date";
  hint?: string;
  error?: string;
  required?: boolean;
  autoComplete?: string;
  autoFocus?: boolean;
  list?: readonly string[];
  min?: string;
  max?: string;
  rows?: number;
}

/** A labelled input; with `rows`, a text area. */
export function Field(props: FieldProps) {
  const id = useId();
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const shared = {
    id,
    class: "input",
    value: props.value,
    required: props.required,
    autoFocus: props.autoFocus,
    "aria-describedby": described,
    "aria-invalid": props.error ? ("true" as const) : undefined,
    onInput: (event: { currentTarget: { value: string } }) => props.onInput(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.rows ? (
        <textarea {...shared} rows={props.rows} />
      ) : (
        <input
          {...shared}
          {...({
            type: props.type ?? "text",
            autoComplete: props.autoComplete ?? "off",
            list: props.list && `${id}-list`,
            min: props.min,
            max: props.max,
          } as InputHTMLAttributes<HTMLInputElement>)}
        />
      )}
      {props.list && (
        <datalist id={`${id}-list`}>
          {props.list.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
      {props.hint && (
        <p id={`${id}-hint`} class="hint">
          {props.hint}
        </p>
      )}
      {props.error && (
        <p id={`${id}-error`} class="field-error">
          {props.error}
        </p>
      )}
    </div>
  );
}

export function Select(props: {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
  children?: ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} class="input" value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      {props.children}
    </div>
  );
}

export function RadioGroup(props: {
  legend: string;
  name: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <fieldset class="radios">
      <legend>{props.legend}</legend>
      {props.options.map(([value, words]) => (
        <label key={value} class="radio">
          <input
            type="radio"
            name={props.name}
            value={value}
            checked={props.value === value}
            onChange={() => props.onChange(value)}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function Checkboxes(props: {
  legend: string;
  values: readonly string[];
  options: readonly (readonly [string, string])[];
  onChange: (values: string[]) => void;
}) {
  const toggle = (value: string, on: boolean): void =>
    props.onChange(props.options.map(([one]) => one).filter((one) => (one === value ? on : props.values.includes(one))));
  return (
    <fieldset class="radios">
      <legend>{props.legend}</legend>
      {props.options.map(([value, words]) => (
        <label key={value} class="radio">
          <input
            type="checkbox"
            value={value}
            checked={props.values.includes(value)}
            onChange={(event) => toggle(value, event.currentTarget.checked)}
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
