"""People who work here, and whether they are there."""

from __future__ import annotations

from sqlalchemy import bindparam, exists, func, or_, select, update

from segue.domain.errors import Invalid
from segue.domain.routing.agents import Presence
from segue.ports.people import (
    AgentLoad,
    AgentLoads,
    AgentPresence,
    HasUsers,
    PresenceOf,
    SaveUser,
    SeeAgent,
    SetPresence,
    SilentAgents,
    User,
    UserByEmail,
    UserById,
    Users,
    check_change,
)
from segue.ports.routing import ChangeKind
from segue.store.changes import note_change
from segue.store.statement import OneOf, as_list, upsert
from segue.store.tables import HAS_AGENT, IS_HELD, handoffs, presences, users
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode, micros, micros_or_none, moment_or_none
from segue.store.work import work_of

user_of = decoder(User)
_WORKSPACE = users.c.workspace == bindparam("workspace")

_SAVE = upsert(users)
_BY_ID = select(users.c.body).where(_WORKSPACE, users.c.id == bindparam("id"))
_WITH_EMAIL = select(users.c.id).where(_WORKSPACE, users.c.email == bindparam("email"))
_BY_EMAIL = (
    select(users.c.body)
    .where(users.c.email == bindparam("email"))
    .order_by(users.c.disabled_at.is_not(None), users.c.created_at, users.c.workspace)
    .limit(1)
)
_ALL = select(users.c.body).where(_WORKSPACE).order_by(users.c.created_at, users.c.id)
_ALL_LOCKED = select(users.c.body).where(_WORKSPACE).order_by(users.c.id).with_for_update()
_ANY = select(users.c.id).where(_WORKSPACE).limit(1)


def save_user(tx: Writing, unit: SaveUser) -> None:
    user = unit.user
    if unit.before is not None:
        check_change(unit, (user_of(body) for (body,) in tx.rows(_ALL_LOCKED, workspace=user.workspace)))
    check_email_free(tx, user)
    tx.change(
        _SAVE,
        workspace=user.workspace,
        id=user.id,
        email=user.email.lower(),
        created_at=micros(user.created_at),
        disabled_at=micros_or_none(user.disabled_at),
        body=encode(user),
    )
    note_change(tx, user.workspace, ChangeKind.AGENT, user.id)


def check_email_free(tx: Writing, user: User) -> None:
    row = tx.row(_WITH_EMAIL, workspace=user.workspace, email=user.email.lower())
    if row is not None and row[0] != user.id:
        raise Invalid("somebody else here has this e-mail address; every person needs one of their own", field="email")


def user_by_id(tx: Reading, query: UserById) -> User | None:
    row = tx.row(_BY_ID, workspace=query.workspace, id=query.id)
    return None if row is None else user_of(row[0])


def user_by_email(tx: Reading, query: UserByEmail) -> User | None:
    row = tx.row(_BY_EMAIL, email=query.email.lower())
    return None if row is None else user_of(row[0])


def users_of_workspace(tx: Reading, query: Users) -> tuple[User, ...]:
    return tuple(user_of(body) for (body,) in tx.rows(_ALL, workspace=query.workspace))


def has_users(tx: Reading, query: HasUsers) -> bool:
    return tx.row(_ANY, workspace=query.workspace) is not None


_PRESENCE = select(presences.c.presence, presences.c.reason, presences.c.since, presences.c.seen_at).where(
    presences.c.workspace == bindparam("workspace"), presences.c.user == bindparam("user")
)
_PRESENCE_LOCKED = _PRESENCE.with_for_update()
_SAVE_PRESENCE = upsert(presences)
_SEEN = (
    update(presences)
    .where(presences.c.workspace == bindparam("in_workspace"), presences.c.user == bindparam("of_user"))
    .values(seen_at=bindparam("seen_at"))
)


def set_presence(tx: Writing, unit: SetPresence) -> None:
    """Saying so counts as being seen. `since` stays while nothing changes."""
    at = micros(unit.at)
    before = tx.row(_PRESENCE_LOCKED, workspace=unit.workspace, user=unit.user)
    same = before is not None and (before[0], before[1]) == (unit.presence.value, unit.reason)
    tx.change(
        _SAVE_PRESENCE,
        workspace=unit.workspace,
        user=unit.user,
        presence=unit.presence.value,
        reason=unit.reason,
        since=before[2] if before is not None and same else at,
        seen_at=at if before is None else max(at, before[3] or at),
    )
    if not same:
        note_change(tx, unit.workspace, ChangeKind.AGENT, unit.user)


def see_agent(tx: Writing, unit: SeeAgent) -> None:
    at = micros(unit.at)
    before = tx.row(_PRESENCE_LOCKED, workspace=unit.workspace, user=unit.user)
    if before is None:
        tx.change(
            _SAVE_PRESENCE,
            workspace=unit.workspace,
            user=unit.user,
            presence=Presence.OFFLINE.value,
            reason="",
            since=None,
            seen_at=at,
        )
    elif before[3] is None or at > before[3]:
        tx.change(_SEEN, in_workspace=unit.workspace, of_user=unit.user, seen_at=at)


def presence_of(tx: Reading, query: PresenceOf) -> AgentPresence:
    return _presence(query.user, *(tx.row(_PRESENCE, workspace=query.workspace, user=query.user) or (None,) * 4))


def _presence(
    user: str, presence: str | None, reason: str | None, since: int | None, seen_at: int | None
) -> AgentPresence:
    return AgentPresence(
        user=user,
        presence=Presence(presence) if presence else Presence.OFFLINE,
        reason=reason or "",
        since=moment_or_none(since),
        seen_at=moment_or_none(seen_at),
    )


_LAST_ASSIGNED = (
    select(func.max(handoffs.c.assigned_at))
    .where(handoffs.c.workspace == users.c.workspace, handoffs.c.agent == users.c.id, HAS_AGENT)
    .scalar_subquery()
)
_AGENTS = (
    select(
        *(users.c.id, users.c.body, _LAST_ASSIGNED),
        *(presences.c.presence, presences.c.reason, presences.c.since, presences.c.seen_at),
    )
    .select_from(
        users.outerjoin(presences, (presences.c.workspace == users.c.workspace) & (presences.c.user == users.c.id))
    )
    .where(_WORKSPACE, users.c.disabled_at.is_(None))
    .order_by(users.c.created_at, users.c.id)
)
_SOME_AGENTS = _AGENTS.where(OneOf(users.c.id))


def agent_loads(tx: Reading, query: AgentLoads) -> tuple[AgentLoad, ...]:
    if query.users:
        rows = tx.rows(_SOME_AGENTS, workspace=query.workspace, one_of=as_list(query.users))
    else:
        rows = tx.rows(_AGENTS, workspace=query.workspace)
    work = work_of(tx, query.workspace, query.now, query.users)
    return tuple(
        AgentLoad(
            user=user_of(body),
            presence=_presence(id_, *presence),
            units_used=work[id_].units,
            last_assigned_at=moment_or_none(assigned_at),
            used_by_channel=dict(work[id_].by_channel),
            frees_at=moment_or_none(work[id_].frees_at),
        )
        for id_, body, assigned_at, *presence in rows
    )


_HAS_WORK = exists().where(handoffs.c.workspace == presences.c.workspace, handoffs.c.agent == presences.c.user, IS_HELD)
_SILENT = (
    select(presences.c.workspace, presences.c.user)
    .where(
        or_(presences.c.presence != Presence.OFFLINE.value, _HAS_WORK),
        func.coalesce(presences.c.seen_at, 0) < bindparam("seen_before"),
    )
    .order_by(presences.c.workspace, presences.c.user)
)


def silent_agents(tx: Reading, query: SilentAgents) -> tuple[tuple[str, str], ...]:
    rows = tx.rows(_SILENT, seen_before=micros(query.seen_before))
    return tuple((workspace, user) for workspace, user in rows)
