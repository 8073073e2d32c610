"""The customer looks at what is passed on, takes parts out of it, or writes the matter in words of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segue.domain.conversation import Conversation, Kind, Role
from segue.domain.history import verified_id
from segue.domain.passing_on import Item, checked_parts, items_of
from segue.flows.assemble import assemble
from segue.flows.change import Work, change
from segue.flows.env import Env
from segue.ports.conversations import EarlierContacts, LastEntries

_LOOK_BACK = 200


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

    async def act(work: Work) -> Conversation:
        draft = work.draft
        allowed(draft.conversation)
        draft.must_be_open()
        if (draft.conversation.withheld, draft.conversation.own_words) != (parts, own_words):
            draft.change(withheld=parts, own_words=own_words)
            data = {"withheld": list(parts), "own_words": own_words}
            draft.add(Kind.PASSED_ON, Role.END_USER, data=data)
        return draft.conversation

    changed = await change(env, workspace, conversation, act)
    if changed.last_handoff:
        await assemble(env, workspace, changed.last_handoff)
    return changed
