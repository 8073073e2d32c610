"""What the customer and the bot can ask for beside sending messages: answers, addresses, handoff, handback, end."""

from __future__ import annotations

import re
from dataclasses import asdict, replace

from segue.domain.conversation import Entry, Kind, OwnerKind, Role
from segue.domain.dialogue import NOT_RESOLVED
from segue.domain.errors import IdempotencyMismatch, Invalid, NoSuchChoice, Refused
from segue.domain.lifecycle import Handoff, State, Urgency
from segue.domain.moves import asking, dialogue, leaving, returning
from segue.domain.moves.ask import Ask
from segue.domain.moves.tickets import IN_LINE
from segue.domain.policy import Decision, Outcome
from segue.flows.change import Act, Work, change
from segue.flows.env import Env
from segue.flows.outlook import prospect
from segue.flows.talk import talk_of
from segue.ports.agents import Answer
from segue.ports.conversations import AlreadyStored, EntryByMessageId

KEYED = "key:"
"""How ids of entries begin that came by a call with an idempotency key, which follows."""
ASKED_AGAIN = "asked_again"
"""In `data` of a note: the handoff that was open already when a human was asked for."""
LONGEST_NUMBER = 30
NUMBER = re.compile(r"\+?[0-9(][0-9 ()./-]*[0-9]", re.ASCII)


def answered(work: Work) -> Answer:
    draft = work.draft
    conversation, handoff = draft.conversation, draft.handoff or next(reversed(draft.handoffs.values()), None)
    return Answer(
        conversation.last_seq,
        conversation.owner.kind.value,
        conversation.epoch,
        words(draft.entries),
        handoff.id if handoff else "",
        handoff.state.value if handoff else "",
    )


async def once(env: Env, workspace: str, conversation: str, key: str, act: Act[Answer]) -> Answer:
    """Change the conversation by `act`; a repetition with the same key changes nothing, and gets the first answer.

    key: the caller's, "" for none. Its first answer is kept with the first entry that the change wrote.
    """
    message_id = f"{KEYED}{key}" if key else ""

    async def keyed(work: Work) -> Answer:
        answer = await act(work)
        if key and work.draft.entries:
            first = work.draft.entries[0]
            work.draft.entries[0] = replace(
                first, message_id=message_id, data={**first.data, "answered": asdict(answer)}
            )
        return answer

    try:
        return await change(env, workspace, conversation, keyed)
    except AlreadyStored as stored:
        return first_answer(stored.entry)
    except Refused:  # done before it became wrong to do it
        found = await env.store.read(EntryByMessageId(workspace, conversation, message_id)) if key else None
        if found is None:
            raise
        return first_answer(found)


def first_answer(entry: Entry) -> Answer:
    """Raises IdempotencyMismatch when the entry came from something else that had this key or id."""
    answered = entry.data.get("answered", {})
    if "seq" not in answered:
        raise IdempotencyMismatch("this key was used for something else in the conversation; use a fresh key")
    return Answer(**answered)


def words(entries: list[Entry]) -> str:
    """Segue's own words among new entries, as one text."""
    own = (Kind.MESSAGE, Kind.HANDOFF, Kind.OFFER, Kind.ENDED)
    return "\n".join(e.text for e in entries if e.text and e.kind in own and e.role is Role.SYSTEM)


async def answer_offer(
    env: Env, workspace: str, conversation: str, offer: str, choice: str, *, key: str = ""
) -> Answer:
    """The customer chose. Raises NoSuchChoice when that question is not open."""

    async def act(work: Work) -> Answer:
        work.draft.must_be_open()
        pending = work.draft.conversation.offer
        if pending is None or pending.id != offer:
            raise NoSuchChoice("this question is not open any more", offer=offer)
        await choose(env, work, choice)
        return answered(work)

    return await once(env, workspace, conversation, key, act)


async def choose(env: Env, work: Work, choice: str) -> None:
    if returning.asks_to_end(work.draft):
        returning.answer(work.draft, choice, await talk_of(env, work))
        return
    if choice in dialogue.CHOICES:
        if dialogue.answer(work.draft, choice):
            await _hand_over(env, work, NOT_RESOLVED)
        return
    handoff = work.draft.handoff
    ask = None
    if handoff:
        ask = await prospect(env, work, again(handoff), handoff.queue)
    asking.answer(work.draft, choice, ask)


async def _hand_over(env: Env, work: Work, reason: str) -> None:
    """To a human, by the route of the policy."""
    draft = work.draft
    decision = Decision(Outcome.HANDOFF, draft.policy.hash, reason=reason, evidence=draft.conversation.last_text)
    ask = await prospect(env, work, decision, "")
    asking.request(draft, ask)
    asking.settle(draft, ask)


async def keeps_waiting(env: Env, work: Work) -> None:
    """Told to who waits in line and has just written."""
    handoff = work.draft.open_handoff
    asking.keeps_waiting(work.draft, await prospect(env, work, again(handoff), handoff.queue) if handoff else None)


def again(handoff: Handoff) -> Decision:
    """The decision that a handoff came from, as far as it matters for carrying it on."""
    return Decision(
        Outcome.HANDOFF,
        handoff.policy_version,
        trigger=handoff.trigger,
        reason=handoff.reason,
        queue=handoff.queue,
        category=handoff.category,
        urgency=handoff.urgency,
        priority=handoff.priority,
        evidence=handoff.evidence,
        by=handoff.by,
    )


async def leave_address(
    env: Env, workspace: str, conversation: str, email: str = "", *, phone: str = "", key: str = ""
) -> Answer:
    """The customer leaves an e-mail address, or a telephone number. Raises Invalid when it cannot be one."""
    address = "" if phone else checked_address(email)
    number = checked_number(phone) if phone else ""

    async def act(work: Work) -> Answer:
        work.draft.must_be_open()
        if number:
            await keep_number(env, work, number)
        else:
            await keep_address(env, work, address)
        return answered(work)

    return await once(env, workspace, conversation, key, act)


async def keep_address(env: Env, work: Work, address: str) -> None:
    asking.leave_contact(work.draft, "email", address, await _in_line(env, work))


async def keep_number(env: Env, work: Work, number: str) -> None:
    asking.leave_contact(work.draft, "phone", number, await _in_line(env, work))


async def _in_line(env: Env, work: Work) -> Ask | None:
    """What to expect of who waits in line and was asked whether they want to; None of everybody else."""
    handoff = work.draft.open_handoff
    if handoff is None or handoff.state not in IN_LINE or work.draft.conversation.offer is None:
        return None
    return await prospect(env, work, again(handoff), handoff.queue)


def checked_address(email: str) -> str:
    """Raises Invalid when it cannot be an e-mail address; whether mail arrives there is not known."""
    address = email.strip()
    name, at, host = address.rpartition("@")
    wrong = not at or not name or "." not in host or host.startswith(".") or host.endswith(".") or len(address) > 254
    if wrong or any(c.isspace() or ord(c) < 32 for c in address) or "@" in name:
        raise Invalid("this is not an e-mail address; it should look like ana@example.org", field="email")
    return address


def checked_number(phone: str) -> str:
    """On one line, as it was written. Raises Invalid when it cannot be a telephone number."""
    number = " ".join(phone.split())
    digits = sum(sign.isdigit() for sign in number)
    if not 6 <= digits <= 15 or len(number) > LONGEST_NUMBER or not NUMBER.fullmatch(number):
        raise Invalid("this is not a telephone number; it should look like +49 30 1234567", field="phone")
    return number


async def request_handoff(
    env: Env,
    workspace: str,
    conversation: str,
    *,
    reason: str,
    queue: str,
    note: str,
    urgency: Urgency,
    key: str = "",
    along: Act[object] | None = None,
) -> Answer:
    """The bot asks for a human. along: what is stored in the same write, before it.

    Raises HandoffAlreadyOpen, also for the same key when that handoff is over: whoever found a human there, and asks
    again because the answer was lost, wants no other one. Invalid for an unknown queue.
    """

    async def act(work: Work) -> Answer:
        draft = work.draft
        draft.must_be_open()
        if key and draft.open_handoff and not along:
            data = {ASKED_AGAIN: draft.open_handoff.id}
            words = note or "The AI agent asked for a human again."
            draft.add(Kind.NOTE, Role.AUTOMATED_AGENT, words, author=draft.conversation.bot, data=data)
            return replace(answered(work), handoff=draft.open_handoff.id, state=draft.open_handoff.state.value)
        asking.must_not_be_open(draft)
        if queue and queue not in work.compiled.policy.queues:
            known = ", ".join(work.compiled.policy.queues)
            raise Invalid(f"unknown queue {queue!r}; the policy has: {known}", field="queue")
        decision = Decision(
            Outcome.HANDOFF, draft.policy.hash, reason=reason or "bot_asked", queue=queue, urgency=urgency
        )
        if along:
            await along(work)
        ask = await prospect(env, work, decision, queue)
        if note:
            draft.add(Kind.NOTE, Role.AUTOMATED_AGENT, note, author=draft.conversation.bot)
        asking.request(draft, ask)
        asking.settle(draft, ask)
        return answered(work)

    answer = await once(env, workspace, conversation, key, act)
    stored = await env.store.read(EntryByMessageId(workspace, conversation, f"{KEYED}{key}")) if key else None
    if stored and stored.data.get(ASKED_AGAIN):
        raise asking.already_open(answer.handoff, answer.state, seq=answer.seq)
    return answer


async def call_off(env: Env, workspace: str, conversation: str, note: str, *, key: str = "") -> Answer:
    """The bot takes the conversation back while no human has it yet. Raises Refused when one has."""

    async def act(work: Work) -> Answer:
        draft = work.draft
        draft.must_be_open()
        handoff = draft.open_handoff
        if handoff is None:
            raise Refused("no handoff is open in this conversation")
        if handoff.state is State.ACTIVE:
            raise Refused(
                f"{handoff.agent_name} has this conversation; only they can hand it back",
                owner=OwnerKind.HUMAN.value,
                epoch=draft.conversation.epoch,
            )
        leaving.call_off(draft, note_text=note)
        return answered(work)

    return await once(env, workspace, conversation, key, act)


async def end(env: Env, workspace: str, conversation: str, by: Role, *, key: str = "") -> Answer:
    async def act(work: Work) -> Answer:
        if work.draft.conversation.open:
            leaving.end(work.draft, by, entries=await talk_of(env, work))
        return answered(work)

    return await once(env, workspace, conversation, key, act)


async def rate(env: Env, workspace: str, conversation: str, score: int, comment: str, *, key: str = "") -> Answer:
    """The customer's answer to the one-question survey, 1 (bad) to 5 (great); it also counts after the end."""
    if not 1 <= score <= 5:
        raise Invalid("the score goes from 1 (bad) to 5 (great)", field="score")

    async def act(work: Work) -> Answer:
        data = {"score": score, "comment": comment[:2000], "handoff": work.draft.conversation.last_handoff}
        work.draft.add(Kind.CSAT, Role.END_USER, data=data)
        return answered(work)

    return await once(env, workspace, conversation, key, act)


async def seen_away(env: Env, workspace: str, conversation: str) -> None:
    """The last live page of the customer closed."""

    async def act(work: Work) -> None:
        if work.draft.conversation.open:
            leaving.customer_away(work.draft)

    await change(env, workspace, conversation, act)


async def seen_back(env: Env, workspace: str, conversation: str) -> None:
    async def act(work: Work) -> None:
        if work.draft.conversation.open:
            leaving.customer_back(work.draft)

    await change(env, workspace, conversation, act)
