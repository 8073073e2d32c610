import { Field } from "../../ui/Field";
import { situation } from "./bench";
import { readFacts } from "./facts";
import type { Situation } from "./scenario";

/** Language, page and account facts, folded away until they are needed. */
export function SituationFields() {
  const now = situation.value;
  const set = (part: Partial<Situation>): void => {
    situation.value = { ...situation.peek(), ...part };
  };
  const told = [now.language, now.page, now.facts.trim() && "facts"].filter(Boolean).join(" · ");
  const { wrong } = readFacts(now.facts);
  return (
    <details class="fold">
      <summary>
        Language, page and account facts {told && <span class="quiet cut">{told}</span>}
      </summary>
      <div class="fold-body">
        <div class="field-row">
          <Field label="Language" value={now.language} onInput={(language) => set({ language })} hint="A code such as de. Empty: as the words read." />
          <Field label="Page" value={now.page} onInput={(page) => set({ page })} hint="The customer is on it: /account/cancel" />
        </div>
        <Field
          label="Account facts"
          rows={3}
          value={now.facts}
          onInput={(facts) => set({ facts })}
          hint="One a line: tier: enterprise"
          error={wrong ? `“${wrong}” is no fact; write a name, a colon and a value.` : undefined}
        />
      </div>
    </details>
  );
}
