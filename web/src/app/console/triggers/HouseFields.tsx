import { Field } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { levels } from "../wordlists";
import { house } from "./bench";
import type { Colleague } from "./scenario";

const PRESENCES = ["online", "busy", "away", "offline"] as const;

/** The clock, who is there, and whose conversation it is. */
export function HouseFields() {
  const now = house.value;
  const staff = now.staff ?? [];
  const present = staff.filter((one) => one.presence === "online").length;
  const set = (part: Partial<typeof now>): void => {
    house.value = { ...house.peek(), ...part };
  };
  const change = (index: number, part: Partial<Colleague>): void =>
    set({ staff: staff.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <details class="fold">
      <summary>
        Clock, staff and customer{" "}
        <span class="quiet cut">
          {now.at.replace("T", " ")} · {present} of {staff.length} online
        </span>
      </summary>
      <div class="fold-body">
        <div class="field-row">
          <label class="field">
            <span class="field-name">Clock</span>
            <input class="input" type="datetime-local" value={now.at} onInput={(event) => set({ at: event.currentTarget.value })} />
          </label>
          <Field label="Time zone" value={now.zone} onInput={(zone) => set({ zone })} hint="Such as Europe/Berlin" />
        </div>
        <ul class="staff" aria-label="Staff">
          {staff.map((one, index) => (
            <li key={index}>
              <input
                class="input"
                aria-label={`Name of colleague ${index + 1}`}
                placeholder="Name"
                maxLength={80}
                value={one.name}
                onInput={(event) => change(index, { name: event.currentTarget.value })}
              />
              <input
                class="input"
                aria-label={`Skills of ${one.name || `colleague ${index + 1}`}`}
                placeholder="billing 3, legal 1"
                value={one.skills}
                aria-invalid={levels.read(one.skills) === null}
                onInput={(event) => change(index, { skills: event.currentTarget.value })}
              />
              <select
                class="input"
                aria-label={`Presence of ${one.name || `colleague ${index + 1}`}`}
                value={one.presence}
                onChange={(event) => change(index, { presence: event.currentTarget.value as Colleague["presence"] })}
              >
                {PRESENCES.map((word) => (
                  <option key={word}>{word}</option>
                ))}
              </select>
              <button
                type="button"
                class="icon-button"
                aria-label={`Remove ${one.name || `colleague ${index + 1}`}`}
                onClick={() => set({ staff: staff.filter((_, at) => at !== index) })}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
        <div class="toolbar">
          <button
            type="button"
            class="button button-small"
            onClick={() => set({ staff: [...staff, { name: `Colleague ${staff.length + 1}`, skills: "", presence: "online" }] })}
          >
            <Icon name="plus" />
            Somebody else
          </button>
        </div>
        <div class="field-row">
          {(["name", "email", "id"] as const).map((key) => (
            <Field
              key={key}
              label={{ name: "Customer's name", email: "Customer's e-mail", id: "Customer's id" }[key]}
              value={now.customer[key]}
              onInput={(value) => set({ customer: { ...now.customer, [key]: value } })}
            />
          ))}
        </div>
      </div>
    </details>
  );
}
