"""Units and queries over people, credentials, sites and visitors. Secrets are stored as hashes only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from segue.domain.errors import Refused
from segue.domain.routing.agents import Presence
from segue.domain.work_time import WorkTime
from segue.ports.store import Query, Unit


class UserRole(StrEnum):
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    OPERATOR = "operator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who works here. Unique e-mail (lower case) within the workspace."""

    id: str
    workspace: str
    email: str
    name: str
    role: UserRole
    created_at: datetime
    team: str = ""  # as the customer sees it: "Billing"
    queues: tuple[str, ...] = ()  # () is all
    skills: Mapping[str, int] = field(default_factory=dict)  # skill -> level 1..5
    languages: tuple[str, ...] = ()
    capacity: int = 3
    channels: Mapping[str, int] = field(default_factory=dict)  # channel -> units of it at the same time, at most
    authority: Mapping[str, float] = field(default_factory=dict)  # such as credit: 500; 1 where there is no amount
    seniority: int = 0  # 0..5
    works: WorkTime = field(default_factory=WorkTime)
    password_hash: str = ""  # "" until the first one-time link was used
    disabled_at: datetime | None = None

    @property
    def runs_things(self) -> bool:
        """An admin who can sign in. A workspace must never be left without."""
        return self.role is UserRole.ADMIN and self.disabled_at is None and self.password_hash != ""


@dataclass(frozen=True, slots=True)
class AgentPresence:
    user: str
    presence: Presence = Presence.OFFLINE
    reason: str = ""
    since: datetime | None = None
    seen_at: datetime | None = None  # last heartbeat of a desk


@dataclass(frozen=True, slots=True)
class AgentLoad:
    """A human agent as routing sees one."""

    user: User
    presence: AgentPresence
    units_used: int
    last_assigned_at: datetime | None
    used_by_channel: Mapping[str, int] = field(default_factory=dict)
    frees_at: datetime | None = None  # when the first of the wrap-ups that count ends


@dataclass(frozen=True, slots=True)
class SaveUser(Unit[None]):
    """Insert or replace by id. Raises Invalid when another user has the e-mail.

    before: what the change was decided on. Raises Refused when that is not what is stored any more, and when nobody
    who runs things would be left. None asks for neither.
    """

    user: User
    before: User | None = None


@dataclass(frozen=True, slots=True)
class UserById(Query[User | None]):
    workspace: str
    id: str


@dataclass(frozen=True, slots=True)
class UserByEmail(Query[User | None]):
    """Over all workspaces: the workspace comes from the credential."""

    email: str


@dataclass(frozen=True, slots=True)
class Users(Query[tuple[User, ...]]):
    workspace: str


@dataclass(frozen=True, slots=True)
class SetPresence(Unit[None]):
    workspace: str
    user: str
    presence: Presence
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeeAgent(Unit[None]):
    """A heartbeat of the agent's desk."""

    workspace: str
    user: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AgentLoads(Query[tuple[AgentLoad, ...]]):
    """Every user that is not disabled, with presence and units in use at `now`; only of `users` when given."""

    workspace: str
    now: datetime
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PresenceOf(Query[AgentPresence]):
    """Offline for somebody who never chose."""

    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class SilentAgents(Query[tuple[tuple[str, str], ...]]):
    """(workspace, user) of agents last seen before `seen_before` that are not offline, or offline with customers.

    Over all workspaces.
    """

    seen_before: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in browser."""

    token_hash: str
    workspace: str
    user: str
    created_at: datetime
    expires_at: datetime
    agent: str = ""  # what the browser calls itself


@dataclass(frozen=True, slots=True)
class SaveSession(Unit[None]):
    session: Session


@dataclass(frozen=True, slots=True)
class SessionByHash(Query[tuple[Session, User] | None]):
    """Only sessions that have not expired at `now`, of users that are not disabled."""

    token_hash: str
    now: datetime


@dataclass(frozen=True, slots=True)
class ExtendSession(Unit[None]):
    """Move the end of a session that is still there. One that was ended meanwhile stays ended."""

    token_hash: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class EndSessions(Unit[int]):
    """End one session by hash, or all of a user. Answers how many ended."""

    workspace: str
    user: str
    token_hash: str = ""


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """Works once, until it expires. purpose: setup | invite | reset | sign_in."""

    token_hash: str
    workspace: str
    purpose: str
    created_at: datetime
    expires_at: datetime
    user: str = ""


@dataclass(frozen=True, slots=True)
class SaveLink(Unit[None]):
    """Earlier unused links of the same purpose and user stop working."""

    link: OneTimeLink


@dataclass(frozen=True, slots=True)
class LinkByHash(Query[OneTimeLink | None]):
    """Only if unused and not expired at `now`."""

    token_hash: str
    now: datetime


@dataclass(frozen=True, slots=True)
class UseLink(Unit[OneTimeLink]):
    """Use it up, and with it store `user` (new password hash) and start `session`, in one transaction.

    Raises NotSignedIn when the link is used, expired or unknown.
    """

    token_hash: str
    now: datetime
    user: User | None = None
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A bot's or integration's key. Two may live side by side under one name for rotation."""

    id: str
    workspace: str
    name: str
    key_hash: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    last_used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SaveKey(Unit[None]):
    """Insert or replace by id. Raises Refused when the name would have more than two live keys.

    Live: neither revoked nor expired when this key was made.
    """

    key: ApiKey


@dataclass(frozen=True, slots=True)
class SeeKey(Unit[None]):
    """The key was used. Touches nothing else, so it cannot bring a revoked key back; SaveKey leaves it alone."""

    workspace: str
    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeyByHash(Query[ApiKey | None]):
    """Only keys that are neither revoked nor expired at `now`."""

    key_hash: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Keys(Query[tuple[ApiKey, ...]]):
    workspace: str


@dataclass(frozen=True, slots=True)
class Site:
    """A web site that may carry the widget. The key is public; the origins are the wall."""

    key: str
    workspace: str
    name: str
    origins: tuple[str, ...]
    created_at: datetime
    identity_secret: str = ""  # HS256 secret the site signs identities with; "" when it does not
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SaveSite(Unit[None]):
    site: Site


@dataclass(frozen=True, slots=True)
class SiteByKey(Query[Site | None]):
    key: str


@dataclass(frozen=True, slots=True)
class Sites(Query[tuple[Site, ...]]):
    workspace: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser that carries the widget."""

    id: str
    workspace: str
    site: str
    token_hash: str
    created_at: datetime
    expires_at: datetime
    customer: str = ""  # customer id, when the site signed one
    profile: Mapping[str, Any] = field(default_factory=dict)  # what the site signed with it: {name, email, facts}


@dataclass(frozen=True, slots=True)
class SaveVisitor(Unit[None]):
    visitor: Visitor


@dataclass(frozen=True, slots=True)
class VisitorByHash(Query[Visitor | None]):
    """Only if not expired at `now`."""

    token_hash: str
    now: datetime


@dataclass(frozen=True, slots=True)
class VisitorById(Query[Visitor | None]):
    """Also one whose token has expired."""

    workspace: str
    id: str


@dataclass(frozen=True, slots=True)
class WorkspaceSecret(Unit[str]):
    """The workspace's own random secret of that name; made from `fresh` the first time."""

    workspace: str
    name: str
    fresh: str


@dataclass(frozen=True, slots=True)
class HasUsers(Query[bool]):
    workspace: str


def check_change(unit: SaveUser, stored: Iterable[User]) -> None:
    """What `SaveUser.before` asks for, of all users of the workspace as they are inside the transaction."""
    if unit.before is None:
        return
    users = {user.id: user for user in stored}
    if users.get(unit.user.id) != unit.before:
        raise Refused("somebody else changed this account meanwhile; load it again")
    others = (user for user in users.values() if user.id != unit.user.id)
    if unit.before.runs_things and not unit.user.runs_things and not any(other.runs_things for other in others):
        raise Refused("this is the last admin who can sign in; make somebody else an admin first")
