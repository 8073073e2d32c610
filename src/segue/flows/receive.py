"""One message of the customer or of the bot: load, observe, decide, advance, commit; then the answer leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from segue.domain.attachments import checked_files
from segue.domain.conversation import Conversation, Customer, Entry, Kind, OwnerKind, PageVisit, PendingOffer, Role
from segue.domain.deadlines import DeadlineKind
from segue.domain.draft import Draft
from segue.domain.errors import IdempotencyMismatch, Invalid, Refused
from segue.domain.history import kept_page
from segue.domain.moves import asking, dialogue, hubs, speaking
from segue.domain.moves.questions import NO, OFFER_TURNS, lapsed
from segue.domain.policy import Outcome
from segue.domain.record import decision_record
from segue.domain.signals.observe import Observed
from segue.domain.signals.progress import Report, lets_down
from segue.domain.signals.reactions import Reaction, email_in, number_in, reaction_to_question, reads_as_yes_no
from segue.domain.signals.requests import AsksForHuman
from segue.domain.triggers import Occasion
from segue.figures import DECISION_S
from segue.flows.change import Work, change
from segue.flows.converse import (
    checked_address,
    checked_number,
    choose,
    keep_address,
    keep_number,
    keeps_waiting,
    words,
)
from segue.flows.decide import Weighing, act_on, record_on, weigh, weigh_message
from segue.flows.env import Env
from segue.flows.files import attached
from segue.flows.past import keep_page, past
from segue.flows.returning import ask_whether_to_end, says_whether_to_end
from segue.flows.unanswered import left_unanswered
from segue.ports.agents import Message, Turn
from segue.ports.conversations import AlreadyStored, EntryByMessageId


async def receive(
    env: Env,
    workspace: str,
    conversation: str,
    message: Message,
    allowed: Callable[[Conversation], object] = lambda _: None,
) -> Turn:
    """Store the message and answer with what follows from it. `allowed` raises when the caller may not reach it.

    Raises NotFound, ConversationEnded, NotTheOwner (a bot while somebody else owns the conversation),
    IdempotencyMismatch (the id was used for other words), Invalid (an attachment that cannot be kept), TryAgain.
    """
    checked_files(message.attachments)

    async def act(work: Work) -> Turn:
        allowed(work.draft.conversation)
        work.draft.must_be_open()
        files = await attached(env, workspace, conversation, message.sender, message.attachments)
        whole = replace(message, attachments=files)
        if message.role is Role.END_USER:
            return await _customer(env, work, whole)
        return await _bot(env, work, whole)

    try:
        return await change(env, workspace, conversation, act)
    except AlreadyStored as stored:
        return repeated(stored.entry, message)
    except Refused:
        # said before it became wrong to say it: the repetition gets the first answer
        found = await env.store.read(EntryByMessageId(workspace, conversation, message.id)) if message.id else None
        if found is None:
            raise
        return repeated(found, message)


def repeated(entry: Entry, message: Message) -> Turn:
    """The first answer again. Raises IdempotencyMismatch when the words differ."""
    files = [one.get("file") or one.get("url") for one in entry.data.get("attachments", ())]
    again = [one.file or one.url for one in message.attachments]
    if (entry.text, entry.role, files) != (message.text, message.role, again):
        raise IdempotencyMismatch(
            "this id was used for another message of the conversation; use a fresh id", id=message.id
        )
    return _first_answer(entry)


def _first_answer(entry: Entry) -> Turn:
    answered = entry.data.get("answered", {})
    return Turn(
        entry.seq, answered.get("owner", ""), answered.get("epoch", 0), entry.decision, answered.get("reply", "")
    )


async def _customer(env: Env, work: Work, message: Message) -> Turn:
    draft = work.draft
    before = draft.conversation.signals
    weighing = None
    with DECISION_S.time():
        observed, memory = work.deciding.observer.customer(message.text, before, spoken=draft.conversation.language)
        draft.change(signals=memory)
        told, closed = _tells_if_answered(work, message.text, observed)
        if not told and draft.conversation.owner.kind is OwnerKind.BOT and draft.open_handoff is None:
            weighing = await weigh_message(env, work, observed, message.text, await past(env, work))
    record = decision_record(weighing.decision, observed) if weighing else None
    in_line = _begins_to_wait(draft) or (_waits(draft) and memory.distressed and not before.distressed)
    just_asks = observed.asks_for_human is not AsksForHuman.NO
    entry = speaking.customer_says(draft, message.text, message.id, record, just_asks=just_asks, data=_files(message))
    hubs.must_arrive(draft, entry.seq)
    if closed:
        lapsed(draft, closed)
    if told:
        await choose(env, work, told)
    elif await says_whether_to_end(env, work, message.text, spoken(work)):
        pass
    elif not await _answers_question(env, work, message.text, weighing) and weighing:
        if observed.asks_for_human is AsksForHuman.DECLINES:
            asking.refuse(draft)
        await act_on(env, work, weighing)
    if in_line and not _spoke(draft):
        await keeps_waiting(env, work)
    ask_whether_to_end(draft, message.text, spoken(work))
    if draft.conversation.open and draft.conversation.owner.kind is OwnerKind.BOT and not _spoke(draft):
        speaking.bot_owes(draft, entry.seq)
    return _answer(draft, entry)


def _begins_to_wait(draft: Draft) -> bool:
    """Whether the customer waits in line and has not written since: once, they are told that it will be read."""
    handoff, before = draft.open_handoff, draft.conversation.last_customer_at
    if handoff is None or handoff.queued_at is None or not _waits(draft):
        return False
    return before is None or before <= handoff.queued_at


def _waits(draft: Draft) -> bool:
    return draft.conversation.owner.kind is OwnerKind.QUEUE and draft.open_handoff is not None


async def _answers_question(env: Env, work: Work, text: str, weighing: Weighing | None) -> bool:
    """Whether the message answers an open question in words; else the question has one turn less to live."""
    draft = work.draft
    offer = draft.conversation.offer
    if offer is None and not (draft.conversation.asked_for_email or draft.conversation.asked_for_phone):
        return False
    if await _leaves_contact(env, work, text):
        return not (weighing and weighing.decision.outcome is Outcome.HANDOFF)
    said = reads_as_yes_no(text, spoken(work))
    if said is False or draft.conversation.signals.turns - draft.conversation.asked_at >= OFFER_TURNS:
        draft.change(asked_for_email=False, asked_for_phone=False)  # they talk of something else by now
    if offer is None:
        return False
    if said is None and weighing:
        said = _asked(weighing, offer.choices[0])
    chosen = _chosen(said, offer.choices)
    if chosen:
        await choose(env, work, chosen)
        return True
    if weighing and weighing.decision.outcome is Outcome.HANDOFF:
        return False  # clear now: the handoff itself closes the question
    if offer.turns_left <= 1:
        asking.lapse(draft, quiet=True)
    else:
        draft.change(offer=replace(offer, turns_left=offer.turns_left - 1))
    return False


def _chosen(said: bool | None, choices: Sequence[str]) -> str:
    """The choice that a yes or a no means; "" where it means none of them."""
    if said is None or choices[0] not in NO:
        return ""
    return choices[0] if said else NO[choices[0]] if NO[choices[0]] in choices else ""


_READ_AS = {Reaction.CONFIRMED: True, Reaction.REJECTED: False, Reaction.NO_ANSWER: None}


def _tells_if_answered(work: Work, text: str, observed: Observed) -> tuple[str, PendingOffer | None]:
    """The choice that a message means after Segue asked whether the bot's answer helped; with anything else they talk
    on, and the question, which is given back then, is not open any more."""
    offer = work.draft.conversation.offer
    if offer is None or not dialogue.CHOICES.issuperset(offer.choices):
        return "", None
    asks = observed.asks_for_human in {AsksForHuman.CLEAR, AsksForHuman.UNCLEAR}
    chosen = "" if asks else _chosen(_READ_AS[reaction_to_question(text, spoken(work))], offer.choices)
    if chosen:
        return chosen, None
    work.draft.change(offer=None)
    return "", offer


async def _leaves_contact(env: Env, work: Work, text: str) -> bool:
    """Whether the message is an address or a telephone number that was asked for, or a try at one."""
    conversation = work.draft.conversation
    offer, asked = conversation.offer, conversation.asked_for_email or conversation.asked_for_phone
    address = email_in(text) if asked or (offer and "email" in offer.choices) else ""
    number = number_in(text) if conversation.asked_for_phone and not address else ""
    just_asked = conversation.signals.turns - conversation.asked_at <= 1
    if number and not just_asked and len(number) < len(text.strip()) / 2:  # a number in what they talk of by now
        return False
    if not (address or number):
        return False
    try:
        if address:
            await keep_address(env, work, checked_address(address))
        else:
            await keep_number(env, work, checked_number(number))
    except Invalid:
        work.draft.tell("bad_email" if address else "bad_phone")
    return True


def _asked(weighing: Weighing, choice: str) -> bool | None:
    """The answer of who says whether they want a person, and no yes or no. A handoff closes the question itself."""
    asks = weighing.observed.asks_for_human
    if asks is AsksForHuman.DECLINES:
        return False
    wants = asks is not AsksForHuman.NO and choice == "human" and weighing.decision.outcome is not Outcome.HANDOFF
    return True if wants else None


def spoken(work: Work) -> tuple[str, ...]:
    """The languages that a short answer is read in: the customer's first."""
    return tuple(dict.fromkeys((work.draft.conversation.signals.language or "en", *work.compiled.policy.languages)))


async def _bot(env: Env, work: Work, message: Message) -> Turn:
    draft = work.draft
    speaking.bot_may_speak(draft, message.epoch)
    owed = draft.pending(DeadlineKind.BOT_SILENT)
    report = Report(
        message.confidence, message.error, message.no_match, message.outside_knowledge, tuple(message.articles)
    )
    before = draft.conversation.signals
    observed, memory = work.deciding.observer.bot(message.text, before, report)
    draft.change(signals=memory)
    speaking.set_variables(draft, message.variables)
    still_owes = await left_unanswered(env, draft, message.answers)
    entry = speaking.bot_says(draft, message.text, message.id, {**_told(report), **_files(message)}, still_owes)
    if lets_down(report, before, memory):
        weighing = weigh(work, Occasion.BOT_ERROR, observed, history=await past(env, work))
        record_on(draft, entry, weighing)
        await act_on(env, work, weighing)
        if not message.text and not message.attachments and not _spoke(draft):
            if message.no_match and not message.error:
                dialogue.no_match(draft)
            elif message.error and owed:
                draft.tell("bot_error")
    return _answer(draft, draft.entries[0])


def _files(message: Message) -> dict[str, Any]:
    return {"attachments": checked_files(message.attachments)} if message.attachments else {}


def _told(report: Report) -> dict[str, Any]:
    """What the bot said of its own answer, as far as it said anything."""
    told = {**asdict(report), "articles": list(report.articles)}
    return {name: value for name, value in told.items() if value not in (None, "", False, [])}


async def learn(
    env: Env,
    workspace: str,
    conversation: str,
    *,
    page: PageVisit | None = None,
    customer: Customer | None = None,
    variables: Mapping[str, Any] | None = None,
    message_id: str = "",
    visit_kept: bool = False,
) -> Turn:
    """A page visit, facts about the customer, variables of the bot. Proactive triggers may make an offer.

    visit_kept: the visit is stored already, and with it more than the page alone.
    """

    async def act(work: Work) -> Turn:
        draft = work.draft
        draft.must_be_open()
        seen = kept_page(page, work.compiled.policy) if page else None
        entry = speaking.learn(draft, page=seen, customer=customer, variables=variables, message_id=message_id)
        if seen and not visit_kept:
            await keep_page(env, draft.conversation, seen, work.compiled.policy)
        occasion = Occasion.PAGE if page else Occasion.FACTS
        observed = work.deciding.observer.nothing(draft.conversation.signals)
        weighing = weigh(work, occasion, observed, history=await past(env, work))
        if weighing.decision.outcome is not Outcome.STAY:
            record_on(draft, entry, weighing)
            await act_on(env, work, weighing)
            return _answer(draft, draft.entries[0])
        # told, and not kept: visits are many, and most change nothing
        record = decision_record(weighing.decision, weighing.observed)
        return replace(_answer(draft, draft.entries[0]), decision=record)

    try:
        return await change(env, workspace, conversation, act)
    except AlreadyStored as stored:
        return _learned(stored.entry)
    except Refused:  # learned before it became wrong to say it
        found = await env.store.read(EntryByMessageId(workspace, conversation, message_id)) if message_id else None
        if found is None:
            raise
        return _learned(found)


def _learned(entry: Entry) -> Turn:
    """The first answer again. Raises IdempotencyMismatch when something else had the key."""
    if entry.kind is not Kind.CONTEXT:
        raise IdempotencyMismatch("this key was used for something else in the conversation; use a fresh key")
    return _first_answer(entry)


def _spoke(draft: Draft) -> bool:
    """Whether Segue itself says something to the customer in this turn."""
    return bool(words(draft.entries))


def _answer(draft: Draft, entry: Entry) -> Turn:
    """The answer to `entry`, kept with it so that a repetition is answered alike."""
    turn = Turn(
        entry.seq,
        draft.conversation.owner.kind.value,
        draft.conversation.epoch,
        entry.decision,
        words(draft.entries),
    )
    answered = {"owner": turn.owner, "epoch": turn.epoch, "reply": turn.reply}
    draft.entries[0] = replace(entry, data={**entry.data, "answered": answered})
    return turn
