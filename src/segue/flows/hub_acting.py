"""What a helpdesk told, carried out: one line a kind of event, for live conversations and for tickets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import structlog

from segue.domain.attachments import File, checked_files
from segue.domain.errors import Invalid, NotFound
from segue.domain.hubs import CaseKind, HubCase, HubSettings, Told, What
from segue.domain.lifecycle import LABELS, Event, Handoff, State
from segue.domain.moves import hubs
from segue.domain.moves.expecting import title
from segue.domain.moves.humans import Human
from segue.flows.assemble import assemble
from segue.flows.change import Act, Work, change
from segue.flows.draft_outcomes import keep_case
from segue.flows.env import Env
from segue.flows.hub_losing import lose_now
from segue.flows.hub_steps import REOPENED, change_case
from segue.flows.serve import by_hand
from segue.flows.talk import entries_since
from segue.ports.conversations import AlreadyStored, FollowUpById, HandoffById, LabelHandoff, LoadConversation
from segue.ports.hub_cases import OpenHubCases, SaveHubCase

log = structlog.get_logger(__name__)
ENDS: Mapping[What, Event] = {
    What.ENDED: Event.HANDED_BACK,
    What.RETURNED: Event.HANDED_BACK,
    What.RESOLVED: Event.RESOLVED,
}
"""However its people end it, the assistant speaks again."""


async def act_on(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    """Once however often it is told. Raises what `change` raises."""
    table = LIVE if case.kind is CaseKind.LIVE else TICKET
    case = await _bound(env, case)
    if await _is_past(env, case):
        table = PAST
    try:
        await table.get(told.what, _nothing)(env, settings, case, told)
    except AlreadyStored:
        return
    except NotFound:
        log.info("a helpdesk tells of a conversation that was erased", hub=case.hub)


async def _bound(env: Env, case: HubCase) -> HubCase:
    """One that was opened again and went on in a new handoff is the case of that one from then on."""
    loaded = await env.store.read(LoadConversation(case.workspace, case.conversation))
    handoff = loaded.handoff if loaded else None
    if not case.state.get(REOPENED) or handoff is None or handoff.hub != case.hub or handoff.id == case.handoff:
        return case
    now = env.clock.now()
    await change_case(env, case, lambda one: replace(one, closed_at=now, because="goes on"))
    state = {name: value for name, value in case.state.items() if name != REOPENED}
    fresh = replace(case, id=handoff.id, handoff=handoff.id, opened_at=now, closed_at=None, state=state, steps={})
    await env.store.write(SaveHubCase(fresh))
    return fresh


async def _is_past(env: Env, case: HubCase) -> bool:
    """Whether its handoff went on elsewhere and came here again: what is told of the first time ends nothing now."""
    if case.is_open or case.kind is not CaseKind.LIVE:
        return False
    cases = await env.store.read(OpenHubCases(case.workspace, case.hub, case.conversation))
    return any(one.handoff == case.handoff and one.id != case.id for one in cases)


async def _change(env: Env, case: HubCase, act: Act[Any]) -> Any:
    return await change(env, case.workspace, case.conversation, act)


def _human(work: Work, case: HubCase, told: Told) -> Human:
    """As the customer reads them; where the helpdesk tells no name, the name of the queue."""
    handoff = work.draft.open_handoff
    queue = work.compiled.policy.queues.get(handoff.queue) if handoff else None
    return hubs.human_of(case.hub, told, title(queue) if queue else "")


def _files(told: Told) -> dict[str, Any]:
    """Those that a customer may be shown; another is named in the words."""
    good: list[File] = []
    for one in told.files[:10]:
        try:
            checked_files([one])
        except Invalid:
            continue
        good.append(one)
    return {"attachments": checked_files(good)} if good else {}


# ---- live ------------------------------------------------------------------------------------------------------------


async def _joined(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    async def act(work: Work) -> Handoff | None:
        handoff = hubs.current(work.draft, case.handoff, case.hub)
        if handoff is None or not hubs.has_it(work.draft, case.hub):
            return None
        hubs.joined(work.draft, _human(work, case, told))
        return handoff

    if await _change(env, case, act):
        await assemble(env, case.workspace, case.handoff)


async def _said(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    async def act(work: Work) -> None:
        draft, human = work.draft, _human(work, case, told)
        if hubs.current(draft, case.handoff, case.hub) and hubs.has_it(draft, case.hub):
            hubs.said(draft, case.hub, human, told, {**_files(told), "hub": case.hub})
        elif case.is_open and case.state.get(REOPENED) and draft.conversation.open and not draft.handoff:
            ask = await by_hand(env, work)
            ask = replace(ask, queue=replace(ask.queue, hub=case.hub)) if ask else None
            hubs.said(draft, case.hub, human, told, {**_files(told), "hub": case.hub}, ask)
        else:
            hubs.said_too_late(draft, case.hub, human, told)

    await _change(env, case, act)


async def _said_late(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    async def act(work: Work) -> None:
        hubs.said_too_late(work.draft, case.hub, _human(work, case, told), told)

    await _change(env, case, act)


async def _placed(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    async def act(work: Work) -> None:
        if hubs.current(work.draft, case.handoff, case.hub):
            hubs.placed(work.draft, told)

    await _change(env, case, act)


async def _transferred(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    """To whom, if it tells; the customer reads so when they join."""
    if told.agent:
        await _joined(env, settings, case, told)
        return

    async def act(work: Work) -> None:
        if hubs.current(work.draft, case.handoff, case.hub):
            hubs.remarked(work.draft, case.hub, f"Transferred within {case.hub}: {told.text or told.agent_name}", told)

    await _change(env, case, act)


async def _ended(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    event = ENDS[told.what]

    async def act(work: Work) -> Handoff | None:
        handoff = hubs.current(work.draft, case.handoff, case.hub)
        if handoff is None:
            return None
        if handoff.state is not State.ACTIVE:  # nobody had the customer yet: somebody else has to
            await lose_now(env, work, handoff.id, case.hub, "it was closed there before anybody had answered")
            return None
        hubs.ended(work.draft, event, await entries_since(env, handoff), told)
        return handoff

    handoff = await _change(env, case, act)
    await _closed(env, case, told.what.value)
    if handoff and event is Event.RESOLVED:
        await keep_case(env, handoff)


async def _closed(env: Env, case: HubCase, because: str) -> None:
    if case.is_open:
        await change_case(env, case, lambda one: replace(one, closed_at=env.clock.now(), because=because))


async def _reopened(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    """Its people go on: what they write reaches the customer again, if nobody else has them."""
    if not case.is_open:
        state = {**case.state, REOPENED: True}
        await change_case(env, case, lambda one: replace(one, closed_at=None, because="", state=state))
    await _remark(env, case, told, f"Opened again in {case.hub}")


async def _rated(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    async def act(work: Work) -> None:
        hubs.rated(work.draft, case.hub, case.handoff, told)

    if 1 <= told.score <= 5:
        await _change(env, case, act)


async def _labelled(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    """What the escalation was worth, as the human agent says there. Before the end it is kept on the handoff."""
    if told.text not in LABELS:
        return
    handoff = await env.store.read(HandoffById(case.workspace, case.handoff))
    if handoff is None:
        return
    if not handoff.is_open:
        now = env.clock.now()
        await env.store.write(LabelHandoff(case.workspace, handoff.id, "", told.text, handoff.disposition, now))
        return

    async def act(work: Work) -> None:
        current = work.draft.open_handoff
        if current and current.id == case.handoff:
            work.draft.hold(replace(current, label=told.text))

    await _change(env, case, act)


async def _failed(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    await _remark(env, case, told, f"{case.hub} says that something did not arrive: {told.text}"[:500])


async def _remark(env: Env, case: HubCase, told: Told, words: str) -> None:
    async def act(work: Work) -> None:
        hubs.remarked(work.draft, case.hub, words, told)

    await _change(env, case, act)


# ---- tickets ---------------------------------------------------------------------------------------------------------


async def _answered(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    async def act(work: Work) -> None:
        human = _human(work, case, told)
        hubs.ticket_answered(work.draft, case.hub, case.id, human, told, {**_files(told), "hub": case.hub})

    await _change(env, case, act)


async def _wrote(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    async def act(work: Work) -> None:
        hubs.wrote_elsewhere(work.draft, case.hub, case.id, told, _files(told))

    await _change(env, case, act)


async def _done(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    async def act(work: Work) -> None:
        ticket = await env.store.read(FollowUpById(case.workspace, case.id))
        if ticket and ticket.is_open:
            work.draft.ticket = ticket
            hubs.ticket_done(work.draft, ticket, _human(work, case, told), told)

    await _change(env, case, act)
    await _closed(env, case, told.what.value)


async def _ticket_reopened(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    async def act(work: Work) -> None:
        ticket = await env.store.read(FollowUpById(case.workspace, case.id))
        if ticket and not ticket.is_open and ticket.closed_because == "done":
            work.draft.ticket = ticket
            hubs.ticket_reopened(work.draft, ticket, told)

    await _change(env, case, act)
    if not case.is_open:
        await change_case(env, case, lambda one: replace(one, closed_at=None, because=""))


async def _nothing(env: Env, settings: HubSettings, case: HubCase, told: Told) -> None:
    return None


Do = Callable[[Env, HubSettings, HubCase, Told], Awaitable[None]]

LIVE: Mapping[What, Do] = {
    What.JOINED: _joined,
    What.MESSAGE: _said,
    What.QUEUE: _placed,
    What.TRANSFERRED: _transferred,
    What.ENDED: _ended,
    What.RESOLVED: _ended,
    What.RETURNED: _ended,
    What.REOPENED: _reopened,
    What.RATED: _rated,
    What.LABELLED: _labelled,
    What.FAILED: _failed,
    What.CUSTOMER_WROTE: _nothing,  # in the helpdesk itself, where this conversation is ours: our own words
    What.TYPING: _nothing,
}
TICKET: Mapping[What, Do] = {
    What.MESSAGE: _answered,
    What.CUSTOMER_WROTE: _wrote,
    What.RESOLVED: _done,
    What.ENDED: _done,
    What.RETURNED: _done,
    What.REOPENED: _ticket_reopened,
    What.RATED: _rated,
    What.LABELLED: _labelled,
    What.FAILED: _failed,
    What.JOINED: _nothing,
    What.QUEUE: _nothing,
    What.TRANSFERRED: _nothing,
    What.TYPING: _nothing,
}
PAST: Mapping[What, Do] = {
    What.MESSAGE: _said_late,
    What.RATED: _rated,
    What.LABELLED: _labelled,
    What.FAILED: _failed,
}
"""Of a conversation there that is over, while its handoff has another one."""
