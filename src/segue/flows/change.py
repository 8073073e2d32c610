"""The one way in which a flow changes a conversation: load, decide, store; when it moved on meanwhile, decide again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from segue.domain.conversation import Conversation, Kind, Role
from segue.domain.deliveries import hub_listener, listeners
from segue.domain.draft import Draft
from segue.domain.errors import NotFound, StaleConversation, TryAgain
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Handoff, State
from segue.domain.moves import dialogue
from segue.flows.env import Env
from segue.flows.policies import Compiled
from segue.ports.conversations import AgentGuard, AppendEntries, FollowUpOfHandoff, LoadConversation

T = TypeVar("T")
TRIES = 5


@dataclass(slots=True)
class Work:
    """What a flow works on: the draft, the policy it is decided by, and what must hold when it is stored.

    compiled: the active policy, which routes and speaks. began_with: the version that the conversation began with, when
    another one is active by now; its triggers decide. not_answered: the human agent who let a reservation expire.
    """

    draft: Draft
    compiled: Compiled
    guard: AgentGuard | None = None
    listeners: tuple[str, ...] = field(default=())  # who must learn of it from here on, beside webhooks
    began_with: Compiled | None = None
    not_answered: str = ""

    @property
    def deciding(self) -> Compiled:
        """The policy version whose signals and triggers count for this conversation."""
        return self.began_with or self.compiled


Act = Callable[[Work], Awaitable[T]]


async def change(env: Env, workspace: str, conversation: str, act: Act[T]) -> T:
    """Run `act` on the conversation as it is now and store what it did; up to five times when others were faster.

    Raises NotFound for an unknown conversation, TryAgain when it keeps moving, and whatever `act` or the store raises.
    """
    for _ in range(TRIES):
        compiled = await env.policies.active(workspace)
        loaded = await env.store.read(LoadConversation(workspace, conversation))
        if loaded is None:
            raise NotFound("no such conversation", conversation=conversation)
        draft = Draft(
            loaded.conversation,
            loaded.handoff,
            compiled.policy,
            env.clock.now(),
            env.new_id,
            stored={deadline.kind: deadline for deadline in loaded.deadlines},
            base_seq=loaded.conversation.last_seq,
            base_epoch=loaded.conversation.epoch,
            ticket=await _ticket(env, loaded.conversation),
        )
        version = loaded.conversation.policy_version
        work = Work(draft, compiled, began_with=await env.policies.earlier(workspace, version))
        result = await act(work)
        dialogue.watch(draft)
        if not draft.changed:
            return result
        try:
            await save(env, work)
        except StaleConversation:
            continue
        return result
    raise TryAgain("this conversation is busy; try again in a moment", retry_after_s=1)


async def _ticket(env: Env, conversation: Conversation) -> FollowUp | None:
    """The one that the customer can still change; most conversations have none, and cost no look."""
    if not conversation.left_behind:
        return None
    ticket = await env.store.read(FollowUpOfHandoff(conversation.workspace, conversation.left_behind))
    return ticket if ticket and ticket.is_open else None


async def save(env: Env, work: Work) -> None:
    """Store the draft in one transaction, then wake whoever waits for it."""
    draft = work.draft
    await env.store.write(
        AppendEntries(
            draft.conversation,
            draft.base_seq,
            draft.base_epoch,
            tuple(draft.entries),
            handoffs=tuple(draft.handoffs.values()),
            deadlines=dict(draft.deadlines),
            follow_up=draft.follow_up,
            ticket=draft.ticket if draft.follow_up and draft.ticket and draft.follow_up.id == draft.ticket.id else None,
            guard=work.guard,
            listeners=tuple(
                dict.fromkeys((*work.listeners, *listeners(work.compiled.policy.webhooks, bot=False), *_hubs_of(draft)))
            ),
        )
    )
    env.bell.changed(draft.conversation.workspace, draft.conversation.id)
    env.sources.notice(draft.conversation, work.compiled.policy)
    if draft.handoffs or draft.open_handoff or draft.follow_up:  # what no human agent has to do with, no desk shows
        env.bell.desk_changed(draft.conversation.workspace)
    if wants_draft(work):
        env.drafts.note(draft.conversation.workspace, draft.conversation.id)
    if draft.follow_up or passed_on(draft) or any(frees_or_waits(handoff) for handoff in draft.handoffs.values()):
        env.bell.routing.set()
        env.bell.packages.set()


def _hubs_of(draft: Draft) -> Iterator[str]:
    """Helpdesks that get something of this conversation from now on."""
    for one in (*draft.handoffs.values(), *((draft.follow_up,) if draft.follow_up else ())):
        if one.hub:
            yield hub_listener(one.hub)


def wants_draft(work: Work) -> bool:
    """Whether the drafts of this conversation may be others now: its customer wrote, or its handoff took a step."""
    queues, draft = work.compiled.policy.queues, work.draft
    asked = any(entry.kind is Kind.MESSAGE and entry.role is Role.END_USER for entry in draft.entries)
    concerned = (*draft.handoffs.values(), *((draft.open_handoff,) if asked and draft.open_handoff else ()))
    return any(one.queue in queues and queues[one.queue].takes_drafts for one in concerned)


def passed_on(draft: Draft) -> bool:
    """Whether somebody else has the customer from now on, so that whoever had them may have become free."""
    changed = draft.handoffs.values()
    return any(one.state is State.ACTIVE and one.before and one.state_at == draft.now for one in changed)


def frees_or_waits(handoff: Handoff) -> bool:
    """Whether routing has something to look at: somebody waits, or somebody may have become free."""
    return handoff.state not in {State.OFFERED, State.RESERVED, State.ACTIVE}
