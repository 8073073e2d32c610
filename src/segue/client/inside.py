"""Segue in the same process, as an AI agent's program sees it: what a bot's key may do and see, without HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import asdict, replace
from typing import Any, Literal

import msgspec

from segue.domain.conversation import Audience, Conversation, Customer, Entry, Kind, PageVisit, Role, visible
from segue.domain.errors import Invalid, NotFound, Refused
from segue.domain.lifecycle import Handoff, Urgency
from segue.domain.outcomes import outcome_of
from segue.domain.policy import Policy
from segue.domain.wording import CHOICE_LABELS, language_of, say
from segue.flows import assemble, converse, receive, returning, standing, start, visits
from segue.flows.checked import checked_fields, checked_message, checked_types
from segue.flows.env import Env
from segue.flows.feed import feed
from segue.flows.forms import As, as_it_leaves, handoff_facts, made
from segue.ports.agents import (
    INSIDE,
    NOT_FOR_BOT,
    Answer,
    Choice,
    ConversationState,
    Form,
    HandoffState,
    LogEntry,
    Message,
    OfferState,
    Page,
    Started,
    Turn,
)
from segue.ports.agents import Handoffs as Port
from segue.ports.bots import Typing
from segue.ports.conversations import EntriesAfter, HandoffById, LoadConversation, Loaded, VisitorBusy

TICK_S = 2.0
"""How often a reader who hears nothing looks whether the conversation is still there."""
MOST = 500
"""Entries of one page, as over HTTP."""


class InProcess(Port):
    """bot: whose conversations it begins and reaches, as a key of that name does; "" for all of the workspace."""

    def __init__(self, env: Env, workspace: str, bot: str = "") -> None:
        self._env, self._workspace, self._bot = env, workspace, bot

    async def start(
        self,
        conversation: str = "",
        *,
        channel: str = "api",
        visitor: str = "",
        language: str = "",
        customer: Customer | None = None,
    ) -> Started:
        checked_types(customer=customer)
        checked_fields(id=conversation, channel=channel, visitor=visitor, language=language, customer=_plain(customer))
        if visitor.startswith(visits.OURS):
            words = "visitors of the widget begin their conversations themselves; name one of your own"
            raise Invalid(words, field="visitor")
        try:
            begun = await start.start(
                self._env,
                self._workspace,
                conversation=conversation,
                channel="api" if channel == "widget" else channel,
                bot=self._bot,
                visitor=visits.own(self._bot, visitor) if visitor else "",
                language=language,
                customer=_told(customer),
            )
        except VisitorBusy as busy:
            words = "this visitor has an open conversation; go on there, or end it"
            raise Refused(words, id=busy.conversation) from None
        self._own(begun)
        return Started(begun.id, begun.owner.kind.value, begun.epoch, begun.last_seq)

    async def receive(self, conversation: str, message: Message) -> Turn:
        checked_types(message=message)
        checked_fields(id=message.id, text=message.text, error=message.error, variables=message.variables)
        checked_fields(articles=message.articles, attachments=[asdict(file) for file in message.attachments])
        said = replace(checked_message(message), sender=f"bot:{self._bot}" if self._bot else "")
        return _shown(await receive.receive(self._env, self._workspace, conversation, said, self._own))

    async def learn(
        self,
        conversation: str,
        *,
        page: Page | None = None,
        customer: Customer | None = None,
        variables: Mapping[str, Any] | None = None,
        key: str = "",
    ) -> Turn:
        checked_types(page=page, customer=customer, variables=variables)
        if not (page or customer or variables):
            raise Invalid("say something: a page with its url, customer or variables", field="page")
        checked_fields(url=page.url if page else "", title=page.title if page else "", key=key)
        checked_fields(customer=_plain(customer), variables=variables)
        await self._reach(conversation)
        turn = await receive.learn(
            self._env,
            self._workspace,
            conversation,
            page=PageVisit(page.url, page.title, self._env.clock.now()) if page else None,
            customer=_told(customer),
            variables=variables,
            message_id=f"key:{key}" if key else "",
        )
        return _shown(turn)

    async def answer_offer(self, conversation: str, offer: str, choice: str, *, key: str = "") -> Answer:
        at = await self._at(conversation, offer=offer, choice=choice, key=key)
        return await converse.answer_offer(*at, offer, choice, key=key)

    async def contact(self, conversation: str, email: str = "", phone: str = "", *, key: str = "") -> Answer:
        at = await self._at(conversation, email=email, phone=phone, key=key)
        return await converse.leave_address(*at, email, phone=phone, key=key)

    async def request_handoff(
        self,
        conversation: str,
        *,
        reason: str = "",
        queue: str = "",
        note: str = "",
        urgency: str = "normal",
        key: str = "",
    ) -> Answer:
        if urgency not in set(Urgency):
            raise Invalid(f"urgency: must be {' or '.join(Urgency)}", field="urgency")
        at = await self._at(conversation, reason=reason, queue=queue, note=note, key=key)
        return await converse.request_handoff(
            *at, reason=reason, queue=queue, note=note, urgency=Urgency(urgency), key=key
        )

    async def handback(
        self, conversation: str, *, by: Literal["bot", "customer"] = "bot", note: str = "", key: str = ""
    ) -> Answer:
        if by not in {"bot", "customer"}:
            raise Invalid("by: must be bot or customer", field="by")
        at = await self._at(conversation, note=note, key=key)
        if by == "customer":
            return await returning.customer_done(*at, key=key, note=note)
        return await converse.call_off(*at, note, key=key)

    async def end(self, conversation: str, *, key: str = "") -> Answer:
        return await converse.end(*await self._at(conversation, key=key), Role.AUTOMATED_AGENT, key=key)

    async def rate(self, conversation: str, score: int, comment: str = "", *, key: str = "") -> Answer:
        return await converse.rate(*await self._at(conversation, comment=comment, key=key), score, comment, key=key)

    async def typing(self, conversation: str, *, role: str = "automated_agent") -> None:
        if role not in set(Role):
            raise Invalid(f"role: must be {' or '.join(Role)}", field="role")
        await self._reach(conversation)
        if role in {Role.END_USER, Role.AUTOMATED_AGENT}:
            self._env.bell.typing(self._workspace, Typing(conversation, role))

    async def state(self, conversation: str) -> ConversationState:
        loaded = await self._reach(conversation)
        found, handoff = loaded.conversation, loaded.handoff
        place = await standing.place_of(self._env, handoff)
        policy = await self._policy()
        return ConversationState(
            *(found.id, found.open, found.owner.kind.value, found.owner.name, found.epoch, found.last_seq),
            handoff=_handoff(handoff, place) if handoff and handoff.is_open else None,
            offer=_offer(found, policy),
            outcome=came.result.value if (came := outcome_of(found)) else "",
        )

    async def entries(self, conversation: str, after: int = 0, limit: int = MOST) -> tuple[LogEntry, ...]:
        must_be_a_page(after, limit)
        await self._reach(conversation)
        while True:
            found = await self._env.store.read(EntriesAfter(self._workspace, conversation, after, limit))
            if shown := tuple(_line(entry) for entry in found if visible(entry, Audience.BOT)):
                return shown
            if len(found) < limit:
                return ()
            after = found[-1].seq

    async def follow(self, conversation: str, after: int = 0) -> AsyncIterator[LogEntry]:
        must_be_a_page(after)
        loaded = await self._reach(conversation)
        if _all_read(loaded, after):
            return
        async with aclosing(feed(self._env, self._workspace, conversation, after, TICK_S)) as found:
            async for item in found:
                if isinstance(item, tuple):
                    for entry in item:
                        after = entry.seq
                        if visible(entry, Audience.BOT):
                            yield _line(entry)
                        if entry.kind is Kind.ENDED:
                            return
                elif item is None:
                    loaded = await self._reach(conversation)
                if _all_read(loaded, after):
                    return

    async def package(self, conversation: str, form: Form = "markdown", limit: int = 0) -> Any:
        if form not in set(As):
            raise Invalid(f"as: must be {', '.join(As)}", field="as")
        last = (await self._reach(conversation)).conversation.last_handoff
        found = await assemble.package_of(self._env, self._workspace, last) if last else None
        if found is None:
            raise NotFound("this conversation has not been handed over, so there is no package")
        handoff = await self._env.store.read(HandoffById(self._workspace, last))
        policy = await self._policy()
        leaving = as_it_leaves(found, As(form), policy, to_bot=True)
        return _as_json(made(leaving, handoff_facts(handoff, policy), As(form), limit))

    # ---- whose it is ---------------------------------------------------------------------------------------------

    def _own(self, conversation: Conversation) -> None:
        if self._bot and conversation.bot != self._bot:
            raise NotFound("there is no such conversation")

    async def _reach(self, conversation: str) -> Loaded:
        loaded = await self._env.store.read(LoadConversation(self._workspace, conversation))
        if loaded is None:
            raise NotFound("there is no such conversation")
        self._own(loaded.conversation)
        return loaded

    async def _at(self, conversation: str, **fields: str) -> tuple[Env, str, str]:
        """Where a flow works, if it is the bot's conversation and the fields are fit to be kept."""
        checked_fields(**fields)
        await self._reach(conversation)
        return self._env, self._workspace, conversation

    async def _policy(self) -> Policy:
        return (await self._env.policies.active(self._workspace)).policy


def must_be_a_page(after: int, limit: int = MOST) -> None:
    if after < 0:
        raise Invalid("after: the seq of an entry, or 0 for all", field="after")
    if not 1 <= limit <= MOST:
        raise Invalid(f"limit: goes from 1 to {MOST}", field="limit")


def _all_read(loaded: Loaded, after: int) -> bool:
    return not loaded.conversation.open and after >= loaded.conversation.last_seq


def _told(customer: Customer | None) -> Customer | None:
    """What a bot says of its customer counts."""
    return replace(customer, verified=True) if customer else None


def _plain(customer: Customer | None) -> dict[str, Any] | None:
    return asdict(customer) if customer else None


def _shown(turn: Turn) -> Turn:
    return replace(turn, decision=_as_json(turn.decision))


def _as_json(value: Any) -> Any:
    """As it looks after a way over HTTP, so that a program sees the same both ways."""
    return msgspec.json.decode(msgspec.json.encode(value, enc_hook=str))


def _line(entry: Entry) -> LogEntry:
    data = {name: value for name, value in entry.data.items() if name not in INSIDE | NOT_FOR_BOT}
    return LogEntry(
        *(entry.seq, entry.kind.value, entry.role.value, entry.at, entry.text, entry.author_name, entry.message_id),
        epoch=entry.epoch,
        data=_as_json(data),
    )


def _handoff(handoff: Handoff, place: standing.Place) -> HandoffState:
    agent_name = handoff.agent_name if handoff.accepted_at else ""
    return HandoffState(
        handoff.id, handoff.state.value, handoff.queue, place.position, place.wait_s, agent_name=agent_name
    )


def _offer(conversation: Conversation, policy: Policy) -> OfferState | None:
    offer = conversation.offer
    if offer is None:
        return None
    language = language_of(conversation, policy)
    choices = tuple(Choice(one, say(policy, CHOICE_LABELS[one], language=language)) for one in offer.choices)
    return OfferState(offer.id, choices, offer.expires_at)
