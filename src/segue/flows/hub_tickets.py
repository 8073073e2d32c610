"""Tickets in a helpdesk: written from what a handoff left behind, and closed when it is answered otherwise."""

from __future__ import annotations

from dataclasses import replace

from segue.domain.follow_up import FollowUp
from segue.domain.hubs import CaseKind, HubCase
from segue.domain.moves import hubs
from segue.flows.change import Act, Work, change
from segue.flows.env import Env
from segue.flows.hub_half_open import finish_ticket
from segue.flows.hub_losing import give_up_case, lose_ticket, will_not_take
from segue.flows.hub_opening import opening_of
from segue.flows.hub_steps import CaseSteps, change_case
from segue.ports.conversations import FollowUpById, HandoffById
from segue.ports.hub_cases import HubCaseById, SaveHubCase
from segue.ports.hubs import Steps, TicketHub
from segue.ports.listeners import DeliveryFailed, Heard


async def written(env: Env, hub: str, tickets: TicketHub | None, heard: Heard) -> bool:
    """The ticket that this step of a handoff left for the helpdesk. Answers whether it was called for that.

    Raises DeliveryFailed.
    """
    workspace, id_ = heard.conversation.workspace, str(heard.entry.data.get("ticket", ""))
    ticket = await env.store.read(FollowUpById(workspace, id_))
    if ticket is None or not ticket.is_open or ticket.hub != hub or ticket.hub_ref:
        return await _half_written(env, hub, tickets, heard, id_)
    if tickets is None:
        await lose_ticket(env, ticket, "it takes no tickets")
        return False
    case = await env.store.read(HubCaseById(workspace, hub, id_))
    if case is None:
        now = env.clock.now()
        case = HubCase(workspace, hub, id_, CaseKind.TICKET, ticket.conversation, ticket.handoff, now)
        await env.store.write(SaveHubCase(case))
    if not case.ref:
        case = await _write(env, tickets, case, ticket, heard)
    if case.ref:
        await change(env, workspace, ticket.conversation, _told(env, ticket, case))
    return True


async def _half_written(env: Env, hub: str, tickets: TicketHub | None, heard: Heard, id_: str) -> bool:
    """It came half way, and is one of our own desk or done by now."""
    case = await env.store.read(HubCaseById(heard.conversation.workspace, hub, id_))
    if case and case.is_open and not case.ref and tickets:
        why, delivery = "it is answered in Segue's own desk", f"{heard.entry.seq}/over"
        await finish_ticket(env, tickets, case, heard.conversation, heard.policy, why, delivery)
        return True
    return False


async def _write(env: Env, tickets: TicketHub, case: HubCase, ticket: FollowUp, heard: Heard) -> HubCase:
    handoff = await env.store.read(HandoffById(case.workspace, ticket.handoff))
    opening = await opening_of(env, heard.conversation, handoff, heard.policy, ticket) if handoff else None
    if opening is None:
        return case
    try:
        opened = await tickets.write_ticket(opening, CaseSteps(env, case, str(heard.entry.seq)))
    except DeliveryFailed as failure:
        if will_not_take(failure):
            await lose_ticket(env, ticket, str(failure))
            await give_up_case(env, case.workspace, case.hub, case.id, "not_taken")
        raise
    return await change_case(
        env, case, lambda one: replace(one, ref=opened.ref, url=opened.url, state={**one.state, **opened.state})
    )


def _told(env: Env, ticket: FollowUp, case: HubCase) -> Act[None]:
    """Whoever looks at the ticket in our own desk sees where it is; also one that was taken back meanwhile."""

    async def act(work: Work) -> None:
        found = await env.store.read(FollowUpById(ticket.workspace, ticket.id))
        if found and not found.hub_ref:
            work.draft.ticket = found
            hubs.ticket_written(work.draft, found, case.hub, case.ref, case.url)

    return act


async def close_if_done(env: Env, tickets: TicketHub, case: HubCase, ticket: FollowUp, steps: Steps) -> None:
    """What was left behind is answered otherwise: the helpdesk's people need not look at it any more."""
    words = {
        "picked_up": "picked up in Segue's desk",
        "answered_live": "answered live",
        "called_off": "not wanted any more",
    }
    why = words.get(ticket.closed_because, "done in Segue's desk")
    if case.ref and not ticket.closed_by.startswith(f"hub:{case.hub}/"):
        await tickets.close_ticket(case, why, steps)
    await change_case(env, case, lambda one: replace(one, closed_at=env.clock.now(), because=why))
