"""Work that people give themselves or each other, past the router: pick, assign, revoke, cancel."""

from __future__ import annotations

from segue.domain.errors import AlreadyTaken, NotFound, Refused
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.moves import humans, leaving, transfers
from segue.domain.moves.humans import Human
from segue.domain.moves.marker import BY_HUMAN
from segue.flows.assemble import assemble
from segue.flows.change import Work, change
from segue.flows.env import Env
from segue.flows.fitting import must_be_at_work, must_fit
from segue.flows.serve import human
from segue.flows.transfer import Transferred, answer_within, must_have, somebody, still_open
from segue.ports.conversations import HandoffById
from segue.ports.people import SeeAgent, User


async def handoff_of(env: Env, workspace: str, handoff_id: str) -> Handoff:
    """Raises NotFound."""
    handoff = await env.store.read(HandoffById(workspace, handoff_id))
    if handoff is None:
        raise NotFound("no such handoff", handoff=handoff_id)
    return handoff


async def pick(env: Env, user: User, handoff_id: str, *, anyway: bool = False) -> Transferred:
    """Take a waiting customer by hand. Twice is once; capacity may be exceeded, and the notice says so.

    Raises DoesNotFit for who lacks what is required, AlreadyTaken when somebody else has it or is being asked.
    """
    await env.store.write(SeeAgent(user.workspace, user.id, env.clock.now()))
    handoff = await handoff_of(env, user.workspace, handoff_id)

    async def act(work: Work) -> Handoff:
        current = still_open(work, handoff_id)
        if humans.has(work.draft, human(user)):
            return current
        if current.state is State.ACTIVE or (current.state is State.RESERVED and current.agent != user.id):
            has = "has it already" if current.state is State.ACTIVE else "is being asked at this moment"
            raise AlreadyTaken(f"{current.agent_name} {has}", owner=str(work.draft.conversation.owner))
        must_fit(await must_have(env, current, user.id), anyway=anyway)
        return humans.take(work.draft, human(user), None)

    taken = await change(env, user.workspace, handoff.conversation, act)
    await assemble(env, user.workspace, taken.id)
    return await _told(env, taken, user.id)


async def _told(env: Env, handoff: Handoff, user: str) -> Transferred:
    return Transferred(handoff, (await must_have(env, handoff, user)).over)


async def assign(
    env: Env, by: User, handoff_id: str, agent: str, *, at_once: bool = False, anyway: bool = False, note: str = ""
) -> Transferred:
    """A supervisor gives a customer to somebody: who waits is reserved for them; who has a human already stays there
    until they accept. at_once: they have it without being asked.

    Raises NotFound, Invalid for nobody who works here, AgentUnavailable for somebody who is not at work, DoesNotFit,
    AlreadyTaken when it has ended.
    """
    handoff, whom = await handoff_of(env, by.workspace, handoff_id), await somebody(env, by.workspace, agent)

    async def act(work: Work) -> Handoff:
        current = still_open(work, handoff_id)
        if humans.has(work.draft, human(whom)):
            return current
        fit = await must_have(env, current, agent)
        must_be_at_work(fit)
        must_fit(fit, anyway=anyway)
        return _give(work, current, human(whom), human(by), at_once=at_once, note=note)

    given = await change(env, by.workspace, handoff.conversation, act)
    await assemble(env, by.workspace, given.id)
    return await _told(env, given, agent)


def _give(work: Work, handoff: Handoff, whom: Human, by: Human, *, at_once: bool, note: str) -> Handoff:
    draft, until = work.draft, work.draft.now + answer_within(work.compiled.policy, handoff)
    if handoff.state is State.ACTIVE and not at_once:
        return transfers.ask(draft, whom, until, by=by, note=note)
    transfers.note_for_next(draft, by, note)
    if handoff.state is State.ACTIVE:
        return humans.begin(draft, whom, Event.TRANSFERRED, data={"by_name": by.name})
    if handoff.state is State.RESERVED:
        if handoff.agent == whom.id and not at_once:
            return handoff
        humans.unreserve(draft, Event.RESERVATION_REVOKED, passed_over=handoff.agent != whom.id)
    if at_once:
        return humans.begin(draft, whom, Event.TAKEN, data={"by_name": by.name})
    return humans.reserve(draft, whom, until, {"words": f"{by.name} assigned it by hand", "considered": []})


async def revoke(env: Env, by: User, handoff_id: str) -> Handoff:
    """A supervisor takes a reservation back, or the question to a colleague. Whoever was asked is passed over for now.

    Raises Refused when nobody is being asked.
    """
    handoff = await handoff_of(env, by.workspace, handoff_id)

    async def act(work: Work) -> Handoff:
        current = still_open(work, handoff_id)
        if current.state is State.RESERVED:
            return humans.unreserve(work.draft, Event.RESERVATION_REVOKED, why=by.name, passed_over=True)
        if current.state is State.ACTIVE and current.transfer:
            return transfers.fail(work.draft, Event.TRANSFER_REVOKED, by.name)
        raise Refused("nobody is being asked to take this conversation", state=current.state.value)

    return await change(env, by.workspace, handoff.conversation, act)


async def cancel(env: Env, by: User, handoff_id: str, note: str = "") -> Handoff:
    """A supervisor ends a handoff that nobody has taken: the customer is told, and the bot speaks again.

    Raises Refused when a human has it.
    """
    handoff = await handoff_of(env, by.workspace, handoff_id)

    async def act(work: Work) -> Handoff:
        current = still_open(work, handoff_id)
        if current.state is State.ACTIVE:
            raise Refused(
                f"{current.agent_name} has this conversation; only they can hand it back", state=current.state.value
            )
        if note:
            humans.note(work.draft, human(by), note, "")
        return leaving.call_off(work.draft, note_text=note, event=Event.CANCELLED, by=BY_HUMAN)

    return await change(env, by.workspace, handoff.conversation, act)
