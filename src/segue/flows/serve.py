"""What a human agent does in the desk: take work, speak, note, hand back, resolve, pick up what was left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from segue.domain.attachments import File, checked_files
from segue.domain.conversation import Entry, Kind
from segue.domain.errors import AlreadyTaken, IdempotencyMismatch, NotFound, Refused, StaleConversation, TryAgain
from segue.domain.follow_up import FollowUp
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import humans, tickets, transfers
from segue.domain.moves.ask import Ask
from segue.domain.moves.humans import Human
from segue.domain.policy import Decision, Outcome
from segue.flows.assemble import assemble
from segue.flows.change import TRIES, Work, change
from segue.flows.draft_outcomes import keep_case
from segue.flows.env import Env
from segue.flows.files import attached
from segue.flows.outlook import prospect
from segue.flows.talk import entries_since
from segue.ports.conversations import (
    AgentGuard,
    AlreadyStored,
    EntryByMessageId,
    FollowUpById,
    HandoffById,
    LabelHandoff,
    LoadConversation,
    SaveFollowUp,
    VisitorBusy,
)
from segue.ports.people import SeeAgent, User


def human(user: User) -> Human:
    """The human agent as the customer reads them: "Maria from Billing"."""
    first = user.name.split(" ")[0] or user.name
    return Human(user.id, f"{first} from {user.team}" if user.team else first)


async def accept(env: Env, user: User, handoff_id: str) -> Handoff:
    """A reservation is accepted, or the question of a colleague. Twice is once.

    Raises AlreadyTaken when it is not theirs (any more), NotFound.
    """
    await _seen(env, user)
    handoff = await _handoff(env, user, handoff_id)

    async def act(work: Work) -> Handoff:
        _still(work, handoff_id)
        if transfers.asked(work.draft, human(user)):  # two people agreed on it: their capacity may be exceeded
            work.guard = _guard(env, user, handoff.units, capacity=False)
            return transfers.accept(work.draft, human(user))
        work.guard = _guard(env, user, handoff.units, capacity=True)
        return humans.accept(work.draft, human(user))

    return await change(env, user.workspace, handoff.conversation, act)


async def decline(env: Env, user: User, handoff_id: str, why: str = "") -> Handoff:
    """A reservation is declined, or the question of a colleague. `why` is for the team alone.

    Raises AlreadyTaken when it is not theirs (any more), NotFound.
    """
    handoff = await _handoff(env, user, handoff_id)

    async def act(work: Work) -> Handoff:
        _still(work, handoff_id)
        if transfers.asked(work.draft, human(user)):
            return transfers.fail(work.draft, Event.TRANSFER_DECLINED, why)
        return humans.decline(work.draft, human(user), why)

    return await change(env, user.workspace, handoff.conversation, act)


async def _seen(env: Env, user: User) -> None:
    """Whoever acts is there: the sweep of silent desks gives them the time that a desk has."""
    await env.store.write(SeeAgent(user.workspace, user.id, env.clock.now()))


async def _handoff(env: Env, user: User, handoff_id: str) -> Handoff:
    handoff = await env.store.read(HandoffById(user.workspace, handoff_id))
    if handoff is None:
        raise NotFound("no such handoff", handoff=handoff_id)
    return handoff


def _still(work: Work, handoff_id: str) -> None:
    if work.draft.handoff is None or work.draft.handoff.id != handoff_id:
        raise AlreadyTaken("this handoff has ended meanwhile", owner=str(work.draft.conversation.owner))


def _guard(env: Env, user: User, units: int, *, capacity: bool) -> AgentGuard:
    return AgentGuard(user.id, units, env.clock.now(), present=False, capacity=capacity)


async def by_hand(env: Env, work: Work) -> Ask | None:
    """The handoff to record when a human takes a conversation that nobody handed over; None when somebody did."""
    if work.draft.handoff:
        return None
    policy = work.compiled.policy
    decision = Decision(Outcome.HANDOFF, policy.hash, reason="human_took_over")
    return await prospect(env, work, decision, policy.route[-1].queue)


async def take(env: Env, user: User, conversation: str) -> Handoff:
    """A human takes a conversation by hand and owns it at once, whoever had it before."""

    async def act(work: Work) -> Handoff:
        return humans.take(work.draft, human(user), await by_hand(env, work))

    await _seen(env, user)
    handoff = await change(env, user.workspace, conversation, act)
    await assemble(env, user.workspace, handoff.id)
    return handoff


async def speak(
    env: Env, user: User, conversation: str, text: str, message_id: str, files: Sequence[File] = (), *, epoch: int = 0
) -> tuple[Entry, int]:
    """A message to the customer, and the epoch after it. Whoever writes takes ownership at once.

    epoch: in which it was written; 0 for a message that takes the conversation from whomever has it.
    Raises AlreadyStored for a repetition, ConversationEnded, Invalid (a file that cannot go along), NotTheOwner (it
    went back to the bot since `epoch`).
    """
    checked_files(files)
    going = checked_files(await attached(env, user.workspace, conversation, f"agent:{user.id}", files))

    async def act(work: Work) -> tuple[Entry, int]:
        work.draft.must_be_open()
        humans.must_not_have_gone_back(work.draft, epoch)
        ask = await by_hand(env, work)
        data = {"attachments": going} if going else {}
        entry = humans.speak(work.draft, human(user), text, message_id, ask, data)
        return entry, work.draft.conversation.epoch

    await _seen(env, user)
    try:
        return await change(env, user.workspace, conversation, act)
    except Refused:  # said before it became wrong to say it
        found = await env.store.read(EntryByMessageId(user.workspace, conversation, message_id))
        if found is None:
            raise
        raise AlreadyStored(found) from None


async def note(env: Env, user: User, conversation: str, text: str, message_id: str) -> Entry:
    """An internal note; also after the end."""

    async def act(work: Work) -> Entry:
        return humans.note(work.draft, human(user), text, message_id)

    return await change(env, user.workspace, conversation, act)


async def finish(
    env: Env, user: User, conversation: str, event: Event, *, note: str = "", label: str = "", disposition: str = ""
) -> Handoff:
    """Hand back or resolve. Raises NotTheOwner, Invalid for an unknown label."""

    async def act(work: Work) -> Handoff:
        handoff = humans.must_own(work.draft, human(user))
        entries = await entries_since(env, handoff)
        return humans.finish(
            work.draft, human(user), event, entries, note_text=note, label=label, disposition=disposition
        )

    handoff = await change(env, user.workspace, conversation, act)
    if event is Event.RESOLVED:
        await keep_case(env, handoff)
    return handoff


async def wrap_up(env: Env, user: User, handoff_id: str, label: str, disposition: str) -> Handoff:
    """Label an ended handoff and free the slot. Raises Refused while it is open, NotFound when it is not theirs."""
    humans.check_label(label)
    handoff = await _handoff(env, user, handoff_id)
    if handoff.agent != user.id:
        raise NotFound("no such handoff of yours", handoff=handoff_id)
    if handoff.is_open:
        raise Refused("this handoff is still open; hand back or resolve it first", state=handoff.state.value)
    await env.store.write(LabelHandoff(user.workspace, handoff_id, user.id, label, disposition, env.clock.now()))
    env.bell.desk_changed(user.workspace)
    env.bell.routing.set()
    return await _handoff(env, user, handoff_id)


async def pick_up(env: Env, user: User, follow_up_id: str) -> Handoff:
    """Take what was left behind: a new handoff that follows the old one and keeps its age.

    Raises Refused when it is closed already, when the customer writes in another conversation by now, or when somebody
    speaks with them already.
    """
    await _seen(env, user)
    found = await _follow_up(env, user, follow_up_id)
    before = await _handoff(env, user, found.handoff)

    async def act(work: Work) -> Handoff:
        pending = await _follow_up(env, user, follow_up_id)  # as it is now: a colleague may be as quick
        if pending.closed_at:
            raise Refused("this follow-up is closed already", closed_by=pending.closed_by)
        if work.draft.open_handoff and work.draft.open_handoff.state is State.ACTIVE:
            owner = work.draft.conversation.owner
            raise AlreadyTaken(f"{owner.name} is speaking with this customer already", owner=str(owner))
        if not work.draft.conversation.open:
            work.draft.change(open=True)
        decision = Decision(
            Outcome.HANDOFF,
            work.compiled.policy.hash,
            reason="follow_up",
            trigger=before.trigger,
            evidence=before.evidence,
            category=before.category,
        )
        ask = await prospect(env, work, decision, before.queue)
        waits = work.draft.open_handoff
        other = tickets.ticket_of(work.draft, waits) if waits else None
        if other and other.id != pending.id:  # in line with a ticket of another queue: that one is answered with it
            return humans.take(work.draft, human(user), ask, follows=before)
        if work.draft.conversation.left_behind in {pending.handoff, before.id}:
            work.draft.change(left_behind="")
        work.draft.ticket = pending
        handoff = humans.take(work.draft, human(user), ask, follows=before)
        work.draft.follow_up = tickets.closed(pending, work.draft, "picked_up", user.id)
        return handoff

    try:
        handoff = await change(env, user.workspace, found.conversation, act)
    except VisitorBusy as busy:
        raise Refused(
            "the customer writes in another conversation by now; continue there", conversation=busy.conversation
        ) from None
    await _close(env, user, follow_up_id, because="picked_up")
    await assemble(env, user.workspace, handoff.id)
    return handoff


async def _follow_up(env: Env, user: User, follow_up_id: str) -> FollowUp:
    found = await env.store.read(FollowUpById(user.workspace, follow_up_id))
    if found is None:
        raise NotFound("no such follow-up", follow_up=follow_up_id)
    return found


async def close_follow_up(env: Env, user: User, follow_up_id: str, note: str) -> None:
    """The ticket is done (answered by e-mail, or without need)."""
    await _close(env, user, follow_up_id, note)


async def _close(env: Env, user: User, follow_up_id: str, note: str = "", *, because: str = "done") -> None:
    """As it is by then: a customer may leave an address at this moment, and a colleague may be as quick."""
    for _ in range(TRIES):
        pending = await _follow_up(env, user, follow_up_id)
        if pending.closed_at:
            return
        done = replace(
            pending,
            closed_at=env.clock.now(),
            closed_by=user.id,
            note=note or pending.note,
            closed_because=because,
            agent="",
            reserved_until=None,
        )
        try:
            await env.store.write(SaveFollowUp(done, before=pending))
        except StaleConversation:
            continue
        env.bell.desk_changed(user.workspace)
        return
    raise TryAgain("this ticket was changed meanwhile; try again", retry_after_s=1)


async def lose(env: Env, workspace: str, handoff: Handoff) -> None:
    """The desk of the human agent is gone: what was reserved goes back in line, what was active too, and is told."""

    async def act(work: Work) -> None:
        current = work.draft.open_handoff
        if current is None or current.id != handoff.id or current.agent != handoff.agent:
            return
        if current.state is State.RESERVED:
            humans.unreserve(work.draft, Event.RESERVATION_REVOKED)
        elif current.state is State.ACTIVE:
            humans.lose(work.draft)

    if await env.store.read(LoadConversation(workspace, handoff.conversation)):
        await change(env, workspace, handoff.conversation, act)


def same_words(entry: Entry, user: str, kind: Kind, text: str, files: Sequence[File] = ()) -> Entry:
    """The entry that was stored under a repeated id. Raises IdempotencyMismatch when it is another one."""
    sent = [one.get("file", "") for one in entry.data.get("attachments", ())]
    if (entry.author, entry.kind, entry.text, sent) != (user, kind, text, [file.file for file in files]):
        raise IdempotencyMismatch(
            "this id was used for another message of the conversation; use a fresh id", id=entry.message_id
        )
    return entry
