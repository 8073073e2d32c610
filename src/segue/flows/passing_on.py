"""The customer looks at what is passed on, takes parts out of it, or writes the matter in words of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from segue.domain.conversation import Conversation, Kind, Role
from segue.domain.follow_up import FollowUp
from segue.domain.history import verified_id
from segue.domain.passing_on import Item, checked_parts, items_of
from segue.flows.assemble import assemble
from segue.flows.change import Work, change
from segue.flows.drafting import draft_anew
from segue.flows.env import Env
from segue.ports.conversations import EarlierContacts, FollowUpOfHandoff, HandoffsOf, LastEntries, SaveFollowUp

_LOOK_BACK = 200


async def _forget_on_tickets(env: Env, conversation: Conversation) -> None:
    """What was left behind of it goes without the address and the tier that are kept back now. An address that the
    customer leaves afterwards, to be answered at, counts."""
    if not {"email", "account"} & set(conversation.withheld):
        return
    workspace = conversation.workspace
    for handoff in await env.store.read(HandoffsOf(workspace, conversation.id)):
        left = await env.store.read(FollowUpOfHandoff(workspace, handoff.id))
        bare = without(left, conversation.withheld) if left else None
        if bare != left and bare is not None:
            await env.store.write(SaveFollowUp(bare))
    env.bell.desk_changed(workspace)


def without(ticket: FollowUp, withheld: Collection[str]) -> FollowUp:
    if "email" in withheld:
        ticket = replace(ticket, email="")
    if "account" in withheld:
        ticket = replace(ticket, tier="", sla=ticket.sla.removeprefix(ticket.tier).strip())
    return ticket


@dataclass(frozen=True, slots=True)
class PassedOn:
    """`shown`: whether the policy lets customers look, and a handoff was requested. `read`: a human has had it."""

    shown: bool
    items: tuple[Item, ...] = ()
    read: bool = False


async def passed_on(env: Env, conversation: Conversation, read: bool) -> PassedOn:
    policy = (await env.policies.active(conversation.workspace)).policy
    if not policy.passing_on.show or not conversation.last_handoff:
        return PassedOn(shown=False)
    entries = await env.store.read(LastEntries(conversation.workspace, conversation.id, limit=_LOOK_BACK))
    earlier = await env.store.read(EarlierContacts(conversation.workspace, verified_id(conversation), conversation.id))
    return PassedOn(shown=True, items=items_of(conversation, entries, len(earlier)), read=read)


async def keep_back(
    env: Env,
    workspace: str,
    conversation: str,
    withheld: Sequence[str],
    own_words: str,
    allowed: Callable[[Conversation], object] = lambda _: None,
) -> Conversation:
    """What is named is passed on no more; what is not named is again. The briefing is written anew at once.

    Raises Invalid for a part that cannot be kept back, NotFound, ConversationEnded.
    """
    parts = checked_parts(withheld)

    async def act(work: Work) -> tuple[Conversation, bool]:
        draft = work.draft
        allowed(draft.conversation)
        draft.must_be_open()
        more = not set(parts) <= set(draft.conversation.withheld)
        if (draft.conversation.withheld, draft.conversation.own_words) != (parts, own_words):
            draft.change(withheld=parts, own_words=own_words)
            data = {"withheld": list(parts), "own_words": own_words}
            draft.add(Kind.PASSED_ON, Role.END_USER, data=data)
        return draft.conversation, more

    changed, more = await change(env, workspace, conversation, act)
    if more:
        await _forget_on_tickets(env, changed)
        await draft_anew(env, changed)
    if changed.last_handoff:
        await assemble(env, workspace, changed.last_handoff)
    return changed
