"""Admins look after users, keys and sites."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import Request
from pydantic import BaseModel, Field

from segue.flows import keys, links, people, presence, sites, work_times
from segue.ports.people import ApiKey, Keys, Site, Sites, User, UserRole, Users
from segue.server.route import ADMIN, Body, Engine, Me, Route

Text = Annotated[str, Field(max_length=300)]
Names = Annotated[tuple[Text, ...], Field(max_length=100)]


class WorkTimes(Body):
    """When somebody works, on the clock of `timezone`. Nothing at all: whenever they say they are there.

    shifts, breaks: "mon" to "sun" -> "09:00-17:30", "22:00-06:00" …; off_on: dates; holidays: a place such as DE-BY.
    """

    timezone: Text = ""
    shifts: dict[Text, Names] = Field(default_factory=dict)
    breaks: dict[Text, Names] = Field(default_factory=dict)
    off_on: Annotated[tuple[Text, ...], Field(max_length=work_times.MOST_DAYS_OFF)] = ()
    holidays: Text = ""


class UserChange(Body):
    """A field that is left out stays as it is."""

    email: Text = ""
    name: Text = ""
    role: UserRole = UserRole.AGENT
    team: Text = ""
    queues: Names = ()
    skills: dict[Text, int] = Field(default_factory=dict)
    languages: Names = ()
    capacity: int = 3
    channels: dict[Text, int] = Field(default_factory=dict)
    authority: dict[Text, float] = Field(default_factory=dict)
    seniority: int = 0
    works: WorkTimes = Field(default_factory=WorkTimes)


class NewUser(UserChange):
    email: Text
    name: Text
    role: UserRole


class NewKey(Body):
    name: Text
    scopes: Names
    expires_at: datetime | None = None


class NewSite(Body):
    name: Text
    origins: Names


class SiteChange(Body):
    name: Text | None = None
    origins: Names | None = None
    disabled: bool | None = None


class UserShown(BaseModel):
    id: str
    email: str
    name: str
    role: UserRole
    team: str
    queues: tuple[str, ...]
    skills: dict[str, int]
    languages: tuple[str, ...]
    capacity: int
    channels: dict[str, int]
    authority: dict[str, float]
    seniority: int
    works: WorkTimes
    created_at: datetime
    disabled_at: datetime | None
    invited: bool  # has not set a password yet


class KeyShown(BaseModel):
    id: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


class SiteShown(BaseModel):
    key: str
    name: str
    origins: tuple[str, ...]
    created_at: datetime
    disabled_at: datetime | None
    signs_identities: bool


class OneUser(BaseModel):
    user: UserShown


class AllUsers(BaseModel):
    users: list[UserShown]


class Invited(BaseModel):
    user: UserShown
    link: str


class Link(BaseModel):
    link: str


class OneKey(BaseModel):
    key: KeyShown


class AllKeys(BaseModel):
    keys: list[KeyShown]


class KeyAdded(BaseModel):
    key: KeyShown
    secret: str


class OneSite(BaseModel):
    site: SiteShown


class AllSites(BaseModel):
    sites: list[SiteShown]


class SecretMade(BaseModel):
    site: SiteShown
    secret: str


def _user(user: User) -> UserShown:
    return UserShown(
        id=user.id,
        email=user.email,
        name=user.name,
        role=user.role,
        team=user.team,
        queues=user.queues,
        skills=dict(user.skills),
        languages=user.languages,
        capacity=user.capacity,
        channels=dict(user.channels),
        authority=dict(user.authority),
        seniority=user.seniority,
        works=WorkTimes(**asdict(work_times.written(user.works))),
        created_at=user.created_at,
        disabled_at=user.disabled_at,
        invited=user.password_hash == "",
    )


def _key(key: ApiKey) -> KeyShown:
    return KeyShown(
        id=key.id,
        name=key.name,
        scopes=key.scopes,
        created_at=key.created_at,
        expires_at=key.expires_at,
        revoked_at=key.revoked_at,
        last_used_at=key.last_used_at,
    )


def _site(site: Site) -> SiteShown:
    return SiteShown(
        key=site.key,
        name=site.name,
        origins=site.origins,
        created_at=site.created_at,
        disabled_at=site.disabled_at,
        signs_identities=site.identity_secret != "",
    )


async def get_users(segue: Engine, me: Me) -> AllUsers:
    return AllUsers(users=[_user(user) for user in await segue.store.read(Users(me.workspace))])


async def post_user(request: Request, segue: Engine, me: Me, body: NewUser) -> Invited:
    """Somebody new. The link, shown this once, is where they set their password."""
    fields = body.model_dump(exclude={"email", "name"})
    user = await people.add_user(
        segue.store, segue.clock, me.workspace, email=body.email, name=body.name, fields=fields
    )
    link = await links.link_for(segue.store, segue.clock, request.app.state.settings, user)
    return Invited(user=_user(user), link=link)


async def patch_user(id: str, request: Request, segue: Engine, me: Me, body: UserChange) -> OneUser:  # noqa: A002
    user = await people.change_user(segue.store, me.workspace, id, body.model_dump(exclude_unset=True))
    request.app.state.identity.forget()
    return OneUser(user=_user(user))


async def post_user_link(id: str, request: Request, segue: Engine, me: Me) -> Link:  # noqa: A002
    """A link, shown this once, where the user sets a new password."""
    user = await people.user_by_id(segue.store, me.workspace, id)
    return Link(link=await links.link_for(segue.store, segue.clock, request.app.state.settings, user))


async def post_user_disable(id: str, request: Request, segue: Engine, me: Me) -> OneUser:  # noqa: A002
    """Sessions end at once, sockets within 5 seconds; the customers being served go back in line."""
    user = await people.disable_user(segue.store, segue.clock, me.workspace, id)
    request.app.state.identity.forget()
    await presence.switch_off(segue.env, me.workspace, id, "account switched off")
    return OneUser(user=_user(user))


async def post_user_enable(id: str, segue: Engine, me: Me) -> OneUser:  # noqa: A002
    return OneUser(user=_user(await people.enable_user(segue.store, me.workspace, id)))


async def get_keys(segue: Engine, me: Me) -> AllKeys:
    return AllKeys(keys=[_key(key) for key in await segue.store.read(Keys(me.workspace))])


async def post_key(segue: Engine, me: Me, body: NewKey) -> KeyAdded:
    """The secret is shown this once."""
    key, secret = await keys.add_key(
        segue.store, segue.clock, me.workspace, name=body.name, scopes=body.scopes, expires_at=body.expires_at
    )
    return KeyAdded(key=_key(key), secret=secret)


async def post_key_revoke(id: str, request: Request, segue: Engine, me: Me) -> OneKey:  # noqa: A002
    key = await keys.revoke_key(segue.store, segue.clock, me.workspace, id)
    request.app.state.identity.forget()
    return OneKey(key=_key(key))


async def get_sites(segue: Engine, me: Me) -> AllSites:
    return AllSites(sites=[_site(site) for site in await segue.store.read(Sites(me.workspace))])


async def post_site(request: Request, segue: Engine, me: Me, body: NewSite) -> OneSite:
    site = await sites.add_site(segue.store, segue.clock, me.workspace, body.name, body.origins)
    request.app.state.origins.forget()
    return OneSite(site=_site(site))


async def patch_site(key: str, request: Request, segue: Engine, me: Me, body: SiteChange) -> OneSite:
    site = await sites.change_site(
        segue.store,
        segue.clock,
        me.workspace,
        key,
        name=body.name,
        origins=body.origins,
        disabled=body.disabled,
    )
    request.app.state.origins.forget()
    request.app.state.identity.forget()
    return OneSite(site=_site(site))


async def post_site_secret(key: str, segue: Engine, me: Me) -> SecretMade:
    """A fresh secret, shown this once, for the site to sign who its customers are; the one before stops working."""
    site, secret = await sites.new_identity_secret(segue.store, me.workspace, key)
    return SecretMade(site=_site(site), secret=secret)


ROUTES = tuple(
    Route(method=method, path=f"/v1/ops/{path}", endpoint=endpoint, access=ADMIN, summary=summary, status=status)
    for method, path, endpoint, status, summary in (
        ("GET", "users", get_users, 200, "Who works here"),
        ("POST", "users", post_user, 201, "Invite somebody"),
        ("PATCH", "users/{id}", patch_user, 200, "Change somebody's role, queues, skills …"),
        ("POST", "users/{id}/link", post_user_link, 200, "A link to set a new password"),
        ("POST", "users/{id}/disable", post_user_disable, 200, "Switch an account off"),
        ("POST", "users/{id}/enable", post_user_enable, 200, "Switch an account on again"),
        ("GET", "keys", get_keys, 200, "Keys of bots and integrations"),
        ("POST", "keys", post_key, 201, "Make a key"),
        ("POST", "keys/{id}/revoke", post_key_revoke, 200, "Revoke a key"),
        ("GET", "sites", get_sites, 200, "Sites that carry the widget"),
        ("POST", "sites", post_site, 201, "Add a site"),
        ("PATCH", "sites/{key}", patch_site, 200, "Change a site, or switch it off"),
        ("POST", "sites/{key}/identity-secret", post_site_secret, 200, "Make a secret to sign identities with"),
    )
)
