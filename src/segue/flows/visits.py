"""Somebody looks at a page: kept, and a proactive trigger may make an offer, also to who has not written at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from segue.domain.conversation import Conversation, Customer, PageVisit
from segue.domain.errors import ConversationEnded, NotFound
from segue.domain.history import Visit
from segue.flows.env import Env
from segue.flows.past import visit_of
from segue.flows.receive import learn
from segue.flows.start import approached
from segue.ports.conversations import LoadConversation, OpenConversationOf
from segue.ports.people import Visitor, VisitorById
from segue.ports.visits import KeepVisits, LinkVisitor, SweepVisits

OURS = "vis_"
"""How ids of the widget's visitors begin. Others are a bot's own, and belong to its name."""

NOW = timedelta(minutes=5)
"""A visit that is told later than that is kept, and makes no offer."""

SWEPT_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one page, as it is told. key: the caller's, so that telling it again adds no other."""

    page: PageVisit
    key: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """kept: how many of the visits were news. conversation: the visitor's open one, perhaps begun by this very visit.

    reply: Segue's own words to the customer, already in the log.
    """

    kept: int
    conversation: Conversation | None = None
    reply: str = ""
    decision: Any = None


async def visited(
    env: Env, visitor: Visitor, looks: Sequence[Look], *, customer: Customer | None = None, bot: str = ""
) -> Seen:
    """Keep what a visitor looked at; the newest is weighed as where they are now.

    customer: whom the site signed or a bot's key told. bot: of a visitor who is the bot's own; "" is the widget's.
    """
    policy = (await env.policies.active(visitor.workspace)).policy
    now, who = env.clock.now(), customer.id if customer else ""
    told = {}
    for look in looks:
        page = PageVisit(look.page.url, look.page.title, min(look.page.at, now))
        if page.at >= now - policy.visits.keep:
            visit = visit_of(look.key, page, policy, look.seconds)
            told[visit.id] = visit
    if bot and who:
        await env.store.write(LinkVisitor(visitor.workspace, visitor.id, who))
    new = await env.store.write(KeepVisits(visitor.workspace, visitor.id, who, tuple(told.values()))) if told else ()
    newest = max((told[id_] for id_ in new), key=lambda visit: visit.at, default=None)
    if newest is not None and newest.at >= now - NOW:
        return await _arrived(env, visitor, newest, len(new), customer, bot)
    return Seen(len(new), await _open(env, visitor))


async def _arrived(env: Env, visitor: Visitor, visit: Visit, kept: int, customer: Customer | None, bot: str) -> Seen:
    page = PageVisit(visit.url, visit.title, visit.at)
    there = await _open(env, visitor)
    if there is not None:
        try:
            turn = await learn(
                env, visitor.workspace, there.id, page=page, message_id=f"visit:{visit.id}", visit_kept=True
            )
            return Seen(kept, await _open(env, visitor), turn.reply, turn.decision)
        except ConversationEnded:  # in this very moment
            pass
    return Seen(kept, *await approached(env, visitor, customer=customer, page=page, bot=bot))


async def _open(env: Env, visitor: Visitor) -> Conversation | None:
    found = await env.store.read(OpenConversationOf(visitor.workspace, visitor.id))
    loaded = await env.store.read(LoadConversation(visitor.workspace, found)) if found else None
    return loaded.conversation if loaded else None


async def visitor_for_bot(env: Env, workspace: str, bot: str, id_: str, *, every: bool = False) -> tuple[Visitor, str]:
    """The visitor that a bot's key means, and the bot's name where the visitor is its own.

    The widget's visitors are there for the bot that serves them; every: the key reaches all of them.
    Raises NotFound for one of the widget's that there is not, or that another bot serves.
    """
    if not id_.startswith(OURS):
        now = env.clock.now()
        return Visitor(own(bot, id_), workspace, "", "", now, now), bot
    visitor = await env.store.read(VisitorById(workspace, id_))
    if visitor is not None:
        there = await _open(env, visitor)
        serves = there.bot if there else (await env.policies.active(workspace)).policy.bot.name
        if every or serves == bot:
            return visitor, ""
    raise NotFound("there is no such visitor")


def own(bot: str, visitor: str) -> str:
    """The id under which a bot's own visitor is known: no bot can name one of another's, nor one of the widget's."""
    return f"{bot}/{visitor}"


async def sweep_visits(env: Env) -> int:
    """Delete the visits that the policy of their workspace keeps no longer. Answers how many.

    Raises Refused for a clock that leapt.
    """
    env.retention.check(env.clock.now())
    swept = 0
    for workspace in await env.policies.served():
        policy = (await env.policies.active(workspace)).policy
        before = env.clock.now() - policy.visits.keep
        while found := await env.store.write(SweepVisits(workspace, before, SWEPT_AT_ONCE)):
            swept += found
            if found < SWEPT_AT_ONCE:
                break
    return swept
