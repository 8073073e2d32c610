import { plain, sentence, spaced } from "../format";
import type { Decision } from "../types";

const VERDICT: Record<string, string> = {
  fired: "fired",
  quiet: "did not apply",
  could_not_tell: "could not tell",
  suppressed: "held back",
  not_applicable: "not weighed here",
};

/** Why the trigger engine said what it said: every trigger weighed, the signals seen, the policy's version. */
export function DecisionDetail({ decision }: { decision: Decision }) {
  const signals = Object.entries(decision.signals ?? {});
  return (
    <div class="decision">
      <dl class="facts">
        {decision.reason && <Fact term="Reason" value={spaced(decision.reason)} />}
        {decision.evidence && <Fact term="Words" value={`“${decision.evidence}”`} />}
        {decision.queue && <Fact term="Queue" value={decision.queue} />}
        {decision.category && <Fact term="Category" value={spaced(decision.category)} />}
        {decision.hint && <Fact term="Hint to the bot" value={spaced(decision.hint)} />}
        {decision.policy_version && <Fact term="Policy" value={decision.policy_version.slice(0, 12)} />}
      </dl>
      <h4>Triggers weighed</h4>
      {decision.weighed?.length ? (
        <ul class="weighed">
          {decision.weighed.map((one) => (
            <li key={one.trigger} class={`verdict-${one.verdict}`}>
              <code>{one.trigger}</code> <span>{VERDICT[one.verdict] ?? sentence(one.verdict)}</span>
              {one.detail && <span class="quiet"> {one.detail}</span>}
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">None.</p>
      )}
      <h4>Signals seen</h4>
      {signals.length ? (
        <dl class="facts facts-code">
          {signals.map(([name, value]) => (
            <Fact key={name} term={name} value={plain(value) || "none"} />
          ))}
        </dl>
      ) : (
        <p class="quiet">None.</p>
      )}
    </div>
  );
}

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
