"""A conversation begins: by a bot that stands in front, or by a visitor of a site with the widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from segue.domain.conversation import Conversation, Customer, PageVisit
from segue.domain.deliveries import listeners
from segue.domain.draft import Draft
from segue.domain.errors import StaleConversation
from segue.domain.history import kept_page
from segue.domain.moves import dialogue, speaking
from segue.domain.policy import Outcome
from segue.domain.record import decision_record
from segue.domain.signals.memory import SignalMemory
from segue.domain.triggers import Occasion
from segue.flows.change import Work, save
from segue.flows.decide import weigh
from segue.flows.env import Env
from segue.flows.past import arrival, past
from segue.flows.policies import Compiled
from segue.flows.receive import learn
from segue.ports.conversations import LoadConversation, OpenConversationOf, VisitorBusy
from segue.ports.people import Visitor


async def start(
    env: Env,
    workspace: str,
    *,
    conversation: str = "",
    channel: str = "api",
    bot: str = "",
    visitor: str = "",
    language: str = "",
    customer: Customer | None = None,
    page: PageVisit | None = None,
    arriving: bool = False,
    bot_behind: bool | None = None,
    via: tuple[str, ...] = (),
) -> Conversation:
    """The new conversation; with an id of the caller's that exists already, that one as it is.

    page: where the customer is; left out, the page that the visitor looked at last. arriving: that is told next.
    bot_behind: whether Segue calls the policy's bot; None: for the widget it does. via: who brings it to the customer.
    Raises VisitorBusy when the visitor has an open conversation.
    """
    compiled = await env.policies.active(workspace)
    fresh = Conversation(
        workspace=workspace,
        id=conversation or env.new_id("cnv"),
        created_at=env.clock.now(),
        updated_at=env.clock.now(),
        channel=channel,
        bot=bot or compiled.policy.bot.name,
        visitor=visitor,
        language=language,
        customer=customer or Customer(),
        policy_version=compiled.policy.hash,
    )
    draft = _draft(env, compiled, fresh)
    if not arriving:
        page = await arrival(env, fresh, page, compiled.policy)
    if page or customer:
        speaking.learn(draft, page=page, customer=customer)
    if bot_behind:
        dialogue.greet(draft)
    behind = (channel == "widget" if bot_behind is None else bot_behind) and compiled.policy.bot.behind
    heard_by = (*listeners(compiled.policy.webhooks, bot=behind), *via)
    try:
        await save(env, Work(draft, compiled, listeners=heard_by))
    except StaleConversation:
        loaded = await env.store.read(LoadConversation(workspace, fresh.id))
        if loaded is None:
            raise
        return loaded.conversation
    return draft.conversation


async def open_conversation_of_visitor(
    env: Env,
    visitor: Visitor,
    *,
    customer: Customer | None,
    page: PageVisit | None,
    bot: str = "",
    arriving: bool = False,
) -> Conversation:
    """The visitor's open conversation, or a new one. However many tabs ask at once, there is one.

    bot: that stands in front of this visitor; "" where the widget does.
    """
    found = await env.store.read(OpenConversationOf(visitor.workspace, visitor.id))
    while True:
        if found:
            loaded = await env.store.read(LoadConversation(visitor.workspace, found))
            if loaded and loaded.conversation.open:
                return loaded.conversation
        try:
            return await start(
                env,
                visitor.workspace,
                channel="api" if bot else "widget",
                bot=bot,
                visitor=visitor.id,
                customer=replace(customer, id=customer.id or visitor.customer) if customer else None,
                page=page,
                arriving=arriving,
            )
        except VisitorBusy as busy:
            found = busy.conversation


class Approached(NamedTuple):
    conversation: Conversation | None  # begun by the visit; None when nothing follows from it
    reply: str  # Segue's own words, already in the log
    decision: Mapping[str, Any] | None


async def approached(
    env: Env, visitor: Visitor, *, customer: Customer | None, page: PageVisit, bot: str = ""
) -> Approached:
    """A visitor without a conversation came to a page: if a proactive trigger fires, one begins with its offer.

    page: a visit that is kept already.
    """
    compiled = await env.policies.active(visitor.workspace)
    now = env.clock.now()
    nobody = Conversation(
        *(visitor.workspace, "", now, now, "api" if bot else "widget"),
        visitor=visitor.id,
        customer=customer or Customer(),
        pages=(kept_page(page, compiled.policy),),
    )
    work = Work(_draft(env, compiled, nobody), compiled)
    weighing = weigh(work, Occasion.PAGE, compiled.observer.nothing(SignalMemory()), history=await past(env, work))
    if weighing.decision.outcome is Outcome.STAY:
        return Approached(None, "", decision_record(weighing.decision, weighing.observed))
    begun = await open_conversation_of_visitor(env, visitor, customer=customer, page=None, bot=bot, arriving=True)
    turn = await learn(env, visitor.workspace, begun.id, page=page, visit_kept=True)
    loaded = await env.store.read(LoadConversation(visitor.workspace, begun.id))
    return Approached(loaded.conversation if loaded else begun, turn.reply, turn.decision)


def _draft(env: Env, compiled: Compiled, conversation: Conversation) -> Draft:
    return Draft(conversation, None, compiled.policy, env.clock.now(), env.new_id)
