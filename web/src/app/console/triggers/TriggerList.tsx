import { sentence } from "../../format";
import type { Weighed } from "../../types";
import { Chip } from "../../ui/parts";
import { KINDS, ranked, VERDICTS } from "./readout";

const TONES = { fired: "accent", suppressed: "warn", could_not_tell: "warn" } as const;
/** So many that stayed quiet are shown without being asked for. */
const FEW = 6;
const QUIET = new Set(["quiet", "not_applicable"]);

/** Every trigger that was weighed: what it said, of which kind it is, and why, or what it lacked. */
export function TriggerList({ weighed }: { weighed: readonly Weighed[] }) {
  const all = ranked(weighed);
  const loud = all.filter((one) => !QUIET.has(one.verdict));
  const quiet = all.filter((one) => QUIET.has(one.verdict));
  return (
    <>
      {loud.length > 0 && <List label="Triggers weighed" weighed={loud} />}
      {quiet.length > 0 && (
        <details class="fold" open={quiet.length < FEW}>
          <summary>
            {loud.length ? "Stayed quiet, and what they lacked" : "All stayed quiet, and what they lacked"} <span class="count">{quiet.length}</span>
          </summary>
          <List label="Triggers that stayed quiet" weighed={quiet} />
        </details>
      )}
    </>
  );
}

function List({ label, weighed }: { label: string; weighed: readonly Weighed[] }) {
  return (
    <ul class="verdicts" aria-label={label}>
      {weighed.map((one) => (
        <li key={one.trigger} class={`verdict verdict-${one.verdict}`}>
          <Chip tone={TONES[one.verdict as keyof typeof TONES]}>{VERDICTS[one.verdict] ?? sentence(one.verdict)}</Chip>
          <span class="verdict-words">
            <code>{one.trigger}</code> {one.kind && <Chip>{KINDS[one.kind] ?? one.kind}</Chip>}
            {one.detail && <span class="verdict-why">{one.detail}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
