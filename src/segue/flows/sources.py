"""Sources are asked about a customer who is known, in the background and again at a handoff; answers join the log."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence

import structlog

from segue.domain.account import Findings
from segue.domain.conversation import Conversation, Kind, OwnerKind
from segue.domain.errors import TryAgain
from segue.domain.identity import identity_of
from segue.domain.moves.accounts import findings_in, latest, take_in
from segue.domain.policy import Policy
from segue.domain.triggers import Occasion
from segue.flows.change import Work, change
from segue.flows.decide import act_on, record_on, weigh
from segue.flows.env import Env
from segue.flows.past import past
from segue.ports.conversations import LastEntries, LoadConversation
from segue.ports.sources import Who

log = structlog.get_logger(__name__)

LOOKED_BACK = 100
"""Answers of sources in a conversation that are looked at: the newest of each source are among them."""

BUSY = (0.05, 0.2, 1.0)
"""Seconds between tries to store, when a conversation is so busy that five decisions in a row came too late."""


async def refresh(
    env: Env,
    workspace: str,
    conversation: Conversation,
    *,
    deadline_s: float | None = None,
    then: Callable[[], Awaitable[object]] | None = None,
) -> tuple[Findings, ...]:
    """What is known of the customer's account by the deadline: one of each source, in the order of the policy.

    An answer of before counts where a source fails now or is late. The log keeps that it was late, and what comes then
    all the same; `then` is called after it. () when nobody is asked: `domain.identity.why_not_asked` says why. It never
    raises.
    """
    deadline_s = env.sources.deadline_s if deadline_s is None else deadline_s
    known: tuple[Findings, ...] = ()
    try:
        policy = (await env.policies.active(workspace)).policy
        who, about = who_is(conversation), identity_of(conversation.customer)
        if not policy.sources or not about:
            return ()
        known = await _known(env, workspace, conversation.id, about)
        asked = env.sources.ask(workspace, policy, who)
        done = await env.sources.within(asked, deadline_s)
        pairs = list(zip(policy.sources.values(), asked, strict=True))
        said = [
            answer.result() if answer in done else env.sources.too_late(workspace, settings, who, deadline_s)
            for settings, answer in pairs
        ]
        await _kept(env, workspace, conversation.id, about, said)
        if late := set(asked) - done:
            env.sources.begin(_late(env, workspace, conversation.id, about, late, then))
        return latest([*known, *said], policy)
    except Exception as error:  # whatever happens here, the handoff goes on
        log.exception("the account could not be looked up", conversation=conversation.id, error=type(error).__name__)
        return known


def who_is(conversation: Conversation) -> Who:
    customer = conversation.customer
    return Who(customer.id, customer.email, customer.name)


async def ask_noticed(env: Env) -> int:
    """Begin to ask about everybody who has become known since. Answers how many."""
    noticed = env.sources.noticed()
    for workspace, conversation in noticed:
        env.sources.begin(_ask_about(env, workspace, conversation))
    return len(noticed)


async def ask_and_wait(env: Env) -> int:
    """The same, and wait as long as anybody would; for tests and scripts that take steps by hand."""
    begun = await ask_noticed(env)
    await env.sources.settle()
    return begun


async def _ask_about(env: Env, workspace: str, conversation: str) -> None:
    try:
        loaded = await env.store.read(LoadConversation(workspace, conversation))
        policy = (await env.policies.active(workspace)).policy
        about = identity_of(loaded.conversation.customer) if loaded else ""
        if loaded is None or not about or loaded.conversation.asked_about == about:
            return
        asked = env.sources.ask(workspace, policy, who_is(loaded.conversation))
        await _as_they_come(env, workspace, conversation, about, asked)
    except Exception as error:
        log.exception("the account could not be looked up", conversation=conversation, error=type(error).__name__)


async def _as_they_come(
    env: Env, workspace: str, conversation: str, about: str, asked: Iterable[asyncio.Future[Findings]]
) -> None:
    """What is there at the same moment is stored at once, and decided about once."""
    waiting = set(asked)
    while waiting:
        done = await env.sources.next_of(waiting)
        waiting -= done
        await _kept(env, workspace, conversation, about, [answer.result() for answer in done])


async def _late(
    env: Env,
    workspace: str,
    conversation: str,
    about: str,
    asked: Iterable[asyncio.Future[Findings]],
    then: Callable[[], Awaitable[object]] | None,
) -> None:
    try:
        await _as_they_come(env, workspace, conversation, about, asked)
        if then is not None:
            await then()
    except Exception as error:
        log.exception("what follows from a late answer failed", conversation=conversation, error=type(error).__name__)


async def _known(env: Env, workspace: str, conversation: str, about: str) -> tuple[Findings, ...]:
    kept = await env.store.read(LastEntries(workspace, conversation, LOOKED_BACK, (Kind.FACTS,)))
    return findings_in(kept, about)


async def _kept(env: Env, workspace: str, conversation: str, about: str, found: Sequence[Findings]) -> None:
    """As `_store`; what cannot be stored is told to the log, and stops nothing else."""
    try:
        await _store(env, workspace, conversation, about, found)
    except Exception as error:
        log.exception("an answer was not stored", conversation=conversation, error=type(error).__name__)


async def _store(env: Env, workspace: str, conversation: str, about: str, found: Sequence[Findings]) -> None:
    """Add to the log what is news; conditions that read the account are weighed, as when the site tells facts."""

    async def act(work: Work) -> None:
        now = work.draft.conversation
        if not now.open or identity_of(now.customer) != about:  # it ended, or is somebody else by now
            return
        known = await _known(env, workspace, conversation, about)
        added = take_in(work.draft, _in_order(found, work.compiled.policy), known, work.deciding.policy)
        if added and work.draft.conversation.customer.facts != now.customer.facts:
            await _decide(env, work)

    if any(one.covers for one in found):
        await _patiently(lambda: change(env, workspace, conversation, act))


async def _patiently(store: Callable[[], Awaitable[None]]) -> None:
    for again_in_s in BUSY:
        try:
            return await store()
        except TryAgain:
            await asyncio.sleep(again_in_s)
    return await store()


def _in_order(found: Iterable[Findings], policy: Policy) -> list[Findings]:
    place = {name: at for at, name in enumerate(policy.sources)}
    return sorted(found, key=lambda one: place.get(one.source, len(place)))


async def _decide(env: Env, work: Work) -> None:
    """Account facts arrived: the decision is kept with the last of them, so that a replay finds it there."""
    draft = work.draft
    if draft.conversation.owner.kind is not OwnerKind.BOT or draft.open_handoff is not None:
        return
    entry = draft.entries[-1]
    observed = work.deciding.observer.nothing(draft.conversation.signals)
    weighing = weigh(work, Occasion.FACTS, observed, history=await past(env, work))
    record_on(draft, entry, weighing)
    await act_on(env, work, weighing)
