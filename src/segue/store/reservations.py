"""ReserveBatch: each proposal of a plan becomes a reservation, or is told not to be true any more.

What a reservation writes is decided by `domain.moves.humans.reserve` and written by `append_entries`, as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from segue.domain.draft import Draft
from segue.domain.lifecycle import Handoff, State
from segue.domain.moves import humans
from segue.domain.moves.humans import Human
from segue.domain.routing.agents import Presence
from segue.ports.conversations import AppendEntries
from segue.ports.people import User
from segue.ports.routing import Missed, Reservation, ReserveBatch, Reserved
from segue.store.append import append_entries
from segue.store.leases import check_fence
from segue.store.loading import load
from segue.store.statement import in_parts, one_of
from segue.store.tables import presences, users
from segue.store.transaction import Together, Writing
from segue.store.values import decoder, encode
from segue.store.work import Work, work_of

_AGENTS = (
    select(users.c.body, presences.c.presence)
    .select_from(
        users.outerjoin(presences, (presences.c.workspace == users.c.workspace) & (presences.c.user == users.c.id))
    )
    .where(users.c.workspace == bindparam("workspace"), one_of(users.c.id))
)
_user_of = decoder(User)


@dataclass(slots=True)
class _Room:
    """What an agent has left, the reservations of this batch counted."""

    user: User
    online: bool
    work: Work

    def takes(self, one: Reservation) -> bool:
        seen, most = one.seen, self.user.channels.get(one.seen.channel)
        fits = self.work.units + seen.units <= self.user.capacity + one.beyond
        on_channel = most is None or self.work.by_channel[seen.channel] + seen.units <= most
        return self.online and self.user.disabled_at is None and fits and on_channel


def reserve_batch(tx: Writing, unit: ReserveBatch) -> tuple[Reserved | Missed, ...]:
    check_fence(tx, unit.workspace, unit.fence)
    rooms = _rooms(tx, unit)
    together = Together(tx)
    answers = tuple([_reserve(together, unit, one, rooms) for one in unit.reservations])
    together.send()
    return answers


def _rooms(tx: Writing, unit: ReserveBatch) -> Mapping[str, _Room]:
    agents = {one.agent for one in unit.reservations}
    work = work_of(tx, unit.workspace, unit.now, agents) if agents else {}
    found: dict[str, _Room] = {}
    for part in in_parts(agents):
        for body, presence in tx.rows(_AGENTS, workspace=unit.workspace, **part):
            user = _user_of(body)
            found[user.id] = _Room(user, presence == Presence.ONLINE.value, work.get(user.id) or Work())
    return found


def _reserve(tx: Writing, unit: ReserveBatch, one: Reservation, rooms: Mapping[str, _Room]) -> Reserved | Missed:
    key = (unit.workspace, one.seen.conversation)
    stored = tx.recent.in_transaction(key) or load(tx, *key)
    if stored is None or not _still(one.seen, stored.loaded.handoff):
        return Missed.CUSTOMER
    room = rooms.get(one.agent)
    if room is None or not room.takes(one):
        return Missed.AGENT
    loaded = stored.loaded
    draft = Draft(
        loaded.conversation,
        loaded.handoff,
        unit.policy,
        unit.now,
        _no_ids,
        stored={deadline.kind: deadline for deadline in loaded.deadlines},
        base_seq=loaded.conversation.last_seq,
        base_epoch=loaded.conversation.epoch,
    )
    reserved = humans.reserve(draft, Human(one.agent, one.agent_name), one.until, one.why)
    append_entries(
        tx,
        AppendEntries(
            draft.conversation,
            draft.base_seq,
            draft.base_epoch,
            tuple(draft.entries),
            handoffs=tuple(draft.handoffs.values()),
            deadlines=dict(draft.deadlines),
        ),
        feed=False,
    )
    room.work.add(reserved.units, reserved.channel)
    return Reserved(reserved, draft.conversation)


def _still(seen: Handoff, stored: Handoff | None) -> bool:
    """Whether nothing has happened to it. One that is remembered may differ in types that storing makes alike."""
    return stored is not None and stored.state is State.QUEUED and (stored == seen or encode(stored) == encode(seen))


def _no_ids(prefix: str) -> str:
    raise AssertionError(f"a reservation makes nothing new, but asked for an id of {prefix}")
