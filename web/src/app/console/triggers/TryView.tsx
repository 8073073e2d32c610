import { api } from "../../api";
import { Empty, ErrorLine } from "../../ui/parts";
import { useSettled } from "../useSettled";
import { situation, turns } from "./bench";
import { readFacts } from "./facts";
import { SituationFields } from "./SituationFields";
import { TurnReadout } from "./TurnReadout";
import { Turns } from "./Turns";
import { body, said } from "./turns";
import type { TriedTurn } from "./types";

/** A conversation as it is typed, and under each turn of the customer what was seen in it and decided. */
export function TryView({ text }: { text: string }) {
  const spoken = turns.value.filter(said);
  const { language, page, facts } = situation.value;
  const asked = {
    text,
    turns: spoken.map(body),
    language: language.trim(),
    page: page.trim(),
    customer: readFacts(facts).values,
  };
  const nothing = !text || !spoken.some((turn) => turn.side === "customer");
  const tried = useSettled(nothing ? "" : JSON.stringify(asked), () => api.tryPolicy(asked), 250);
  const found = new Map<number, TriedTurn>();
  for (const one of tried.data?.turns ?? []) {
    const turn = spoken[one.index];
    if (turn) found.set(turn.id, one);
  }
  const last = [...spoken].reverse().find((turn) => turn.side === "customer");
  const decided = last && found.get(last.id)?.decision;
  return (
    <>
      <SituationFields />
      {tried.problem && <ErrorLine text={tried.problem} />}
      {tried.data?.problem && <p class="hint" role="status">{tried.data.problem}</p>}
      {tried.data?.complete === false && <p class="hint" role="status">It took too long; the last turns are not shown.</p>}
      <p class="hidden" role="status" aria-label="Decision on the last message">
        {decided ? `${decided.outcome}${decided.trigger ? `, by ${decided.trigger}` : ""}` : ""}
      </p>
      <div aria-busy={tried.busy}>
        <Turns>
          {(turn) => {
            const seen = found.get(turn.id);
            return seen && <TurnReadout key={turn.id} turn={seen} open={turn === last} />;
          }}
        </Turns>
      </div>
      {nothing && <Empty title="Write what a customer would say">Every signal and every trigger shows what it makes of it.</Empty>}
    </>
  );
}
