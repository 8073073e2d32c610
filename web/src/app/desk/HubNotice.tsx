import type { FollowUp, Handoff } from "../types";
import { Icon } from "../ui/Icon";
import { hubName } from "./names";

type There = Pick<Handoff | FollowUp, "hub" | "hub_title" | "hub_ref" | "hub_url">;

/** Which helpdesk has it, under which number, and the way there. */
export function HubLink({ one }: { one: There }) {
  const words = one.hub_ref ? `${one.hub_ref} in ${hubName(one)}` : `On its way to ${hubName(one)}`;
  if (!one.hub_url) return <span>{words}</span>;
  return (
    <a class="out-link" href={one.hub_url} target="_blank" rel="noopener noreferrer">
      <Icon name="out" />
      <span>{words}</span>
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
        <HubLink one={handoff} />
        <span class="quiet">Its people answer. Take over to answer here.</span>
      </div>
    </section>
  );
}
