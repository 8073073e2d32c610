"""ReserveBatch: each proposal of a plan becomes a reservation, or is told not to be true any more.

What a reservation writes is decided by `domain.moves.humans.reserve` and written by `append_entries`, as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, Text, bindparam, cast, literal_column, null, select, union_all

from segue.domain.draft import Draft
from segue.domain.lifecycle import Handoff, State
from segue.domain.moves import humans
from segue.domain.moves.humans import Human
from segue.domain.routing.agents import Presence
from segue.ports.conversations import AppendEntries
from segue.ports.people import User
from segue.ports.routing import Missed, Reservation, ReserveBatch, Reserved
from segue.store.append import append_entries
from segue.store.leases import require_fence
from segue.store.loading import load
from segue.store.statement import OneOf, as_list
from segue.store.tables import leases, presences, users
from segue.store.transaction import Together, Writing
from segue.store.values import decoder, encode, micros
from segue.store.work import WORK_OF_SOME, Work, counted

_W = WORK_OF_SOME.subquery().c
_NO_TEXT, _NO_NUMBER = cast(null(), Text), cast(null(), BigInteger)
# One statement, hence one round trip. Rows: what, agent, text, text, number, number.
_STANDING = union_all(
    select(literal_column("'lease'"), leases.c.holder, _NO_TEXT, _NO_TEXT, leases.c.fence, _NO_NUMBER).where(
        leases.c.workspace == bindparam("workspace")
    ),
    select(literal_column("'agent'"), users.c.id, users.c.body, presences.c.presence, _NO_NUMBER, _NO_NUMBER)
    .select_from(
        users.outerjoin(presences, (presences.c.workspace == users.c.workspace) & (presences.c.user == users.c.id))
    )
    .where(users.c.workspace == bindparam("workspace"), OneOf(users.c.id)),
    select(literal_column("'work'"), _W.agent, _W.id, _W.channel, _W.units, _W.wrap_up_until),
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
    rooms = _rooms(tx, unit)
    together = Together(tx)
    answers = tuple([_reserve(together, unit, one, rooms) for one in unit.reservations])
    together.send_all()
    return answers


def _rooms(tx: Writing, unit: ReserveBatch) -> Mapping[str, _Room]:
    """Of the agents who are proposed, by id. Raises StaleFence."""
    agents = as_list(one.agent for one in unit.reservations)
    rows = tx.rows(_STANDING, workspace=unit.workspace, now=micros(unit.now), one_of=agents)
    require_fence([row[4] for row in rows if row[0] == "lease"], unit.fence)
    work = counted(
        (agent, id_, units, channel, until) for what, agent, id_, channel, units, until in rows if what == "work"
    )
    found = ((_user_of(body), presence) for what, _, body, presence, *_ in rows if what == "agent")
    return {user.id: _Room(user, presence == Presence.ONLINE.value, work[user.id]) for user, presence in found}


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
