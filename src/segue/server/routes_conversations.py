"""What bots and customers do with a conversation, beside sending messages."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Header, Path, Query, Response
from pydantic import Field

from segue.domain.conversation import Audience, Conversation, Customer, PageVisit, Role
from segue.domain.errors import Invalid, NotFound, Refused
from segue.domain.lifecycle import Handoff, Urgency
from segue.domain.passing_on import LONGEST_OWN_WORDS
from segue.flows import converse, passing_on, returning, standing, visits
from segue.flows.forms import LARGEST, As, as_it_leaves, handoff_facts
from segue.ports.agents import Answer
from segue.ports.bots import Typing
from segue.ports.conversations import HandoffById, HandoffsOf, Loaded, VisitorBusy
from segue.ports.people import UserRole
from segue.server import views
from segue.server.identity import Caller, CallerKind, owned
from segue.server.package_forms import answered
from segue.server.route import Access, Body, Engine, Me, Route

Id = Annotated[str, Path(max_length=128)]
After = Annotated[int, Query(ge=0, le=2**53)]
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=120)]
"""A repetition with the same key changes nothing, and gets the first answer."""
SHARED = Access(bot="conversations", customer=True)
BOT = Access(bot="conversations")


class CustomerFacts(Body):
    id: str = Field("", max_length=200)
    name: str = Field("", max_length=200)
    email: str = Field("", max_length=254)
    facts: dict[str, Any] = Field(default_factory=dict, max_length=100)

    def verified(self) -> Customer:
        return Customer(self.id, self.name, self.email, verified=True, facts=self.facts)


class Page(Body):
    url: str = Field(max_length=2000)
    title: str = Field("", max_length=300)


class NewConversation(Body):
    id: str = Field("", max_length=128, pattern=r"^[A-Za-z0-9._:-]*$")
    customer: CustomerFacts | None = None
    language: str = Field("", max_length=35)
    channel: str = Field("api", pattern=r"^[a-z0-9_-]{1,30}$")
    visitor: str = Field("", max_length=128, pattern=r"^[A-Za-z0-9._:@-]*$")


class Context(Body):
    page: Page | None = None
    customer: CustomerFacts | None = None
    variables: dict[str, Any] | None = Field(None, max_length=200)


class OfferAnswer(Body):
    id: str
    accept: bool | None = None
    choice: str = ""


class Contact(Body):
    email: str = Field("", max_length=254)
    phone: str = Field("", max_length=40)


class HandoffRequest(Body):
    reason: str = Field("", max_length=100)
    queue: str = Field("", max_length=100)
    note: str = Field("", max_length=4000)
    urgency: Urgency = Urgency.NORMAL


class Note(Body):
    note: str = Field("", max_length=4000)


class Handback(Body):
    note: str = Field("", max_length=4000)
    by: Literal["", "bot", "customer"] = ""


class Nothing(Body):
    pass


class Score(Body):
    score: int
    comment: str = Field("", max_length=2000)


class KeptBack(Body):
    withheld: list[str] = Field(default_factory=list, max_length=20)
    own_words: str = Field("", max_length=LONGEST_OWN_WORDS)


class TypingSign(Body):
    role: Role


async def reach(segue: Any, caller: Caller, conversation: str) -> Loaded:
    """The conversation, if it is the caller's to reach: of somebody who works here, if it came to one of their queues.

    Raises NotFound otherwise.
    """
    loaded: Loaded = await segue.loaded(conversation, workspace=caller.workspace)
    owned(caller, loaded.conversation)
    if not await came_to(segue, caller, conversation):
        raise NotFound("there is no such conversation")
    return loaded


async def came_to(segue: Any, caller: Caller, conversation: str) -> bool:
    """Whether it was ever in a queue of the caller's, or their own, or they are asked to take it."""
    if not caller.queues:
        return True
    handoffs = await segue.store.read(HandoffsOf(caller.workspace, conversation))
    return any(is_theirs(caller, handoff) for handoff in handoffs)


def is_theirs(caller: Caller, handoff: Handoff) -> bool:
    asked = handoff.transfer is not None and handoff.transfer.to == caller.id
    return may_see(caller, handoff.queue) or caller.id in {handoff.agent, *handoff.before} or asked


def may_see(caller: Caller, queue: str) -> bool:
    return not caller.queues or queue in caller.queues


def audience_of(caller: Caller) -> Audience:
    by_kind = {CallerKind.USER: Audience.STAFF, CallerKind.BOT: Audience.BOT}
    return by_kind.get(caller.kind, Audience.CUSTOMER)


async def state_of(segue: Any, loaded: Loaded) -> views.View:
    place = await standing.place_of(segue.env, loaded.handoff)
    policy = (await segue.env.policies.active(loaded.conversation.workspace)).policy
    return views.state_view(loaded.conversation, loaded.handoff, place, policy)


async def begin(me: Me, segue: Engine, body: NewConversation) -> views.View:
    if body.visitor.startswith(visits.OURS):
        raise Invalid(
            "visitors of the widget begin their conversations themselves; name one of your own", field="visitor"
        )
    try:
        conversation = await segue.start(
            body.id,
            workspace=me.workspace,
            channel="api" if body.channel == "widget" else body.channel,
            bot=me.name,
            visitor=visits.own(me.name, body.visitor) if body.visitor else "",
            language=body.language,
            customer=body.customer.verified() if body.customer else None,
        )
    except VisitorBusy as busy:
        raise Refused("this visitor has an open conversation; go on there, or end it", id=busy.conversation) from None
    owned(me, conversation)
    return {
        "id": conversation.id,
        "owner": conversation.owner.kind,
        "epoch": conversation.epoch,
        "last_seq": conversation.last_seq,
    }


async def show(me: Me, segue: Engine, id: Id) -> views.View:  # noqa: A002 - the path's own name
    return await state_of(segue, await reach(segue, me, id))


async def add_context(me: Me, segue: Engine, id: Id, body: Context, key: Key = "") -> views.View:  # noqa: A002
    await reach(segue, me, id)
    customer = me.kind is CallerKind.CUSTOMER
    if not (body.page or (not customer and (body.customer or body.variables))):
        raise Invalid("say something: a page with its url, or (with a bot's key) customer or variables", field="page")
    page = PageVisit(body.page.url, body.page.title, segue.clock.now()) if body.page else None
    turn = await segue.learn(
        id,
        workspace=me.workspace,
        page=page,
        customer=body.customer.verified() if body.customer and not customer else None,
        variables=None if customer else body.variables,
        message_id=f"key:{key}" if key else "",
    )
    answer: views.View = {"seq": turn.seq, "owner": turn.owner, "epoch": turn.epoch, "reply": turn.reply or None}
    return answer if customer else {**answer, "decision": turn.decision}


def answer_view(answer: Answer) -> views.View:
    view: views.View = {
        "seq": answer.seq,
        "owner": answer.owner,
        "epoch": answer.epoch,
        "reply": answer.reply or None,
    }
    return {**view, "handoff": answer.handoff, "state": answer.state} if answer.handoff else view


async def answer_offer(me: Me, segue: Engine, id: Id, body: OfferAnswer, key: Key = "") -> views.View:  # noqa: A002
    loaded = await reach(segue, me, id)
    offer = loaded.conversation.offer
    choice = body.choice
    if not choice and body.accept is None:
        raise Invalid("choose: choice with one of the offer's choice ids, or accept true or false", field="choice")
    if not choice and offer:
        choice = offer.choices[0] if body.accept else offer.choices[-1]
    return answer_view(await converse.answer_offer(segue.env, me.workspace, id, body.id, choice, key=key))


async def leave_address(me: Me, segue: Engine, id: Id, body: Contact, key: Key = "") -> views.View:  # noqa: A002
    await reach(segue, me, id)
    return answer_view(await converse.leave_address(segue.env, me.workspace, id, body.email, phone=body.phone, key=key))


async def request_handoff(me: Me, segue: Engine, id: Id, body: HandoffRequest, key: Key = "") -> views.View:  # noqa: A002
    await reach(segue, me, id)
    return answer_view(
        await converse.request_handoff(
            segue.env,
            me.workspace,
            id,
            reason=body.reason,
            queue=body.queue,
            note=body.note,
            urgency=body.urgency,
            key=key,
        )
    )


async def hand_back(me: Me, segue: Engine, id: Id, body: Handback, key: Key = "") -> views.View:  # noqa: A002
    """By the bot, while no human has it; by the customer, or for them, whoever has it."""
    await reach(segue, me, id)
    customer = me.kind is CallerKind.CUSTOMER
    if customer and (body.by == "bot" or body.note):
        field = "note" if body.note else "by"
        raise Invalid(f'{field}: a customer gives a conversation back with {{}} or {{"by": "customer"}}', field=field)
    if customer or body.by == "customer":
        answer = await returning.customer_done(segue.env, me.workspace, id, key=key, note=body.note)
    else:
        answer = await converse.call_off(segue.env, me.workspace, id, body.note, key=key)
    return answer_view(answer)


async def end(me: Me, segue: Engine, id: Id, body: Nothing | None = None, key: Key = "") -> views.View:  # noqa: A002
    await reach(segue, me, id)
    by = Role.END_USER if me.kind is CallerKind.CUSTOMER else Role.AUTOMATED_AGENT
    return answer_view(await converse.end(segue.env, me.workspace, id, by, key=key))


async def rate(me: Me, segue: Engine, id: Id, body: Score, key: Key = "") -> views.View:  # noqa: A002
    await reach(segue, me, id)
    return answer_view(await converse.rate(segue.env, me.workspace, id, body.score, body.comment, key=key))


async def typing(me: Me, segue: Engine, id: Id, body: TypingSign) -> Response:  # noqa: A002
    loaded = await reach(segue, me, id)
    role = Role.END_USER if me.kind is CallerKind.CUSTOMER else body.role
    if role in {Role.END_USER, Role.AUTOMATED_AGENT}:
        segue.env.bell.typing(me.workspace, Typing(loaded.conversation.id, role.value))
    return Response(status_code=204)


async def entries(
    me: Me,
    segue: Engine,
    id: Id,  # noqa: A002
    after: After = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 500,
) -> views.View:
    loaded, audience = await reach(segue, me, id), audience_of(me)
    found = await segue.entries(id, after, limit, workspace=me.workspace)
    last = found[-1].seq if len(found) == limit else loaded.conversation.last_seq
    return {
        "entries": views.entries_view(found, audience, views.kept_back(loaded.conversation, audience)),
        "last_seq": max(last, after),
    }


async def package(
    me: Me,
    segue: Engine,
    id: Id,  # noqa: A002
    form: Annotated[As, Query(alias="as")] = As.JSON,
    limit: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
) -> Any:
    loaded = await reach(segue, me, id)
    last = loaded.conversation.last_handoff
    found = await segue.package(last, workspace=me.workspace) if last else None
    if found is None:
        raise NotFound("this conversation has not been handed over, so there is no package")
    handoff = await segue.store.read(HandoffById(me.workspace, last))
    policy = (await segue.env.policies.active(me.workspace)).policy
    found = views.within_walls(found, me.queues)
    leaving = as_it_leaves(found, form, policy, to_bot=me.kind is CallerKind.BOT)
    return answered(leaving, handoff_facts(handoff, policy), form, limit)


async def passed_on(me: Me, segue: Engine, id: Id) -> views.View:  # noqa: A002
    loaded = await reach(segue, me, id)
    return await _passed_on(segue, loaded.conversation, loaded.handoff)


async def keep_back(me: Me, segue: Engine, id: Id, body: KeptBack) -> views.View:  # noqa: A002
    loaded = await reach(segue, me, id)
    changed = await passing_on.keep_back(
        segue.env, me.workspace, id, body.withheld, body.own_words, lambda found: owned(me, found)
    )
    return await _passed_on(segue, changed, loaded.handoff)


async def _passed_on(segue: Any, conversation: Conversation, handoff: Handoff | None) -> views.View:
    found = await passing_on.passed_on(segue.env, conversation, read=bool(handoff and handoff.accepted_at))
    policy = (await segue.env.policies.active(conversation.workspace)).policy
    return views.passed_on_view(found, policy, conversation.language)


def _at(path: str) -> str:
    return f"/v1/conversations/{{id}}{path}"


ROUTES = (
    Route(
        method="POST", path="/v1/conversations", endpoint=begin, access=BOT, status=201, summary="Begin a conversation"
    ),
    Route(method="GET", path=_at(""), endpoint=show, access=SHARED, summary="Where a conversation stands"),
    Route(
        method="POST", path=_at("/context"), endpoint=add_context, access=SHARED, summary="Page visit, facts, variables"
    ),
    Route(method="POST", path=_at("/offer"), endpoint=answer_offer, access=SHARED, summary="The customer's choice"),
    Route(
        method="POST",
        path=_at("/contact"),
        endpoint=leave_address,
        access=SHARED,
        summary="An address or a telephone number to answer to",
    ),
    Route(
        method="POST",
        path=_at("/handoff"),
        endpoint=request_handoff,
        access=Access(bot="handoff"),
        summary="The bot asks for a human",
    ),
    Route(
        method="POST",
        path=_at("/handback"),
        endpoint=hand_back,
        access=Access(bot="handoff", customer=True),
        summary="Back to the bot: while no human has it, or whoever has it when the customer wants it",
    ),
    Route(method="GET", path=_at("/passed-on"), endpoint=passed_on, access=SHARED, summary="What a human is told"),
    Route(
        method="POST",
        path=_at("/passed-on"),
        endpoint=keep_back,
        access=SHARED,
        summary="The customer keeps parts back, or says the matter in their own words",
    ),
    Route(method="POST", path=_at("/end"), endpoint=end, access=SHARED, summary="End the conversation"),
    Route(method="POST", path=_at("/csat"), endpoint=rate, access=SHARED, summary="The customer's rating"),
    Route(method="POST", path=_at("/typing"), endpoint=typing, access=SHARED, status=204, summary="Somebody types"),
    Route(
        method="GET",
        path=_at("/entries"),
        endpoint=entries,
        access=Access(bot="conversations", customer=True, user=UserRole.AGENT),
        summary="The log after an entry",
    ),
    Route(
        method="GET",
        path=_at("/package"),
        endpoint=package,
        access=Access(bot="conversations", user=UserRole.AGENT),
        summary="The context package",
    ),
)
