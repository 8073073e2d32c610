import type { FollowUp, Handoff } from "../types";
import { Icon } from "../ui/Icon";
import { hubName } from "./names";

type There = Pick<Handoff | FollowUp, "hub" | "hub_title" | "hub_ref" | "hub_url">;

/** Which helpdesk has it, under which number, and the way there. */
export function HubLink({ one }: { one: There }) {
  const words = `${hubName(one)}${one.hub_ref ? `, ${one.hub_ref}` : ""}`;
  if (!one.hub_url) return <>{words}{!one.hub_ref && " (not there yet)"}</>;
  return (
    <a href={one.hub_url} target="_blank" rel="noopener noreferrer">
      <Icon name="out" /> {words}
    </a>
  );
}

/** Above a conversation whose customer the people of a helpdesk have: nobody here needs to do anything. */
export function HubNotice({ handoff }: { handoff: Handoff | null }) {
  if (!handoff?.hub) return null;
  return (
    <section class="notice" aria-label="In a helpdesk">
      <Icon name="hub" />
      <div class="notice-text">
        <strong>{handoff.agent_name ? `With ${handoff.agent_name} in ${hubName(handoff)}` : `Waiting in ${hubName(handoff)}`}</strong>
        <span class="quiet">
          <HubLink one={handoff} />. Its people answer; take over to answer here.
        </span>
      </div>
    </section>
  );
}
