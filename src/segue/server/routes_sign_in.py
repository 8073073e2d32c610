"""Signing in and out at the desk, and one-time links."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from segue.domain.presence import presence_now
from segue.domain.work_time import shift_ends
from segue.flows import links, sign_in
from segue.flows.people import user_by_id
from segue.ports.people import PresenceOf, User, UserRole
from segue.public_holidays import work_with_holidays
from segue.server.identity import Identity
from segue.server.limits import Limit
from segue.server.route import AGENT, OPEN, Body, Engine, Me, Route

Text = Annotated[str, Field(max_length=1000)]


class Credentials(Body):
    email: Text
    password: Text


class LinkUse(Body):
    token: Text
    password: Text
    name: Text = ""
    email: Text = ""


class MeAnswer(BaseModel):
    id: str
    name: str
    email: str
    role: UserRole
    team: str
    queues: tuple[str, ...]
    skills: dict[str, int]
    languages: tuple[str, ...]
    capacity: int
    presence: str
    presence_reason: str
    counts_as: str
    counts_as_reason: str
    shift_ends: datetime | None
    until: datetime | None
    back_at: datetime | None
    timezone: str


class SignedInAnswer(BaseModel):
    me: MeAnswer


class LinkAnswer(BaseModel):
    purpose: str
    email: str
    name: str


async def me_of(segue: Engine, user: User) -> MeAnswer:
    """A user as `me`: what one sees of oneself.

    presence: as chosen. counts_as: as routing sees it, by shifts and breaks; until, back_at: see `Present`.
    """
    presence = await segue.store.read(PresenceOf(user.workspace, user.id))
    now, works = segue.clock.now(), work_with_holidays(user.works)
    present = presence_now(presence.presence, presence.reason, works, now, has_work=True)
    return MeAnswer(
        id=user.id,
        name=user.name,
        email=user.email,
        role=user.role,
        team=user.team,
        queues=user.queues,
        skills=dict(user.skills),
        languages=user.languages,
        capacity=user.capacity,
        presence=presence.presence,
        presence_reason=presence.reason,
        counts_as=present.presence,
        counts_as_reason=present.reason,
        shift_ends=shift_ends(works, now),
        until=present.until,
        back_at=present.back_at,
        timezone=works.timezone,
    )


async def post_sign_in(request: Request, response: Response, segue: Engine, body: Credentials) -> SignedInAnswer:
    """An unknown address and a wrong password are answered alike, and take equally long."""
    state = request.app.state
    state.limits.count(Limit.SIGN_IN_EMAIL, body.email.strip().lower())
    agent = request.headers.get("user-agent", "")
    done = await sign_in.sign_in(
        segue.store, segue.clock, state.settings, email=body.email, password=body.password, agent=agent
    )
    return await _carry(request, response, segue, done)


async def get_link(segue: Engine, token: Annotated[str, Query(max_length=200)]) -> LinkAnswer:
    """What a one-time link is for."""
    link, user = await links.look_at(segue.store, segue.clock, token)
    return LinkAnswer(purpose=link.purpose, email=user.email if user else "", name=user.name if user else "")


async def post_link(request: Request, response: Response, segue: Engine, body: LinkUse) -> SignedInAnswer:
    """Set a password with a one-time link; it is used up, and the browser is signed in."""
    done = await links.use(
        segue.store,
        segue.clock,
        request.app.state.settings,
        token=body.token,
        password=body.password,
        name=body.name,
        email=body.email,
        agent=request.headers.get("user-agent", ""),
    )
    request.app.state.identity.forget()
    return await _carry(request, response, segue, done)


async def _carry(request: Request, response: Response, segue: Any, done: sign_in.SignedIn) -> SignedInAnswer:
    settings, identity = request.app.state.settings, request.app.state.identity
    response.set_cookie(
        identity.cookie,
        done.token,
        max_age=int(settings.session_longest.total_seconds()),
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="strict",
    )
    return SignedInAnswer(me=await me_of(segue, done.user))


async def post_sign_out(request: Request, response: Response, segue: Engine, me: Me) -> None:
    identity: Identity = request.app.state.identity
    await sign_in.sign_out(segue.store, me.workspace, me.id, me.credential)
    identity.forget()
    response.delete_cookie(identity.cookie, path="/", secure=identity.settings.https, httponly=True, samesite="strict")


async def get_me(segue: Engine, me: Me) -> MeAnswer:
    return await me_of(segue, await user_by_id(segue.store, me.workspace, me.id))


ROUTES = (
    Route(
        method="POST",
        path="/v1/desk/sign-in",
        endpoint=post_sign_in,
        access=OPEN,
        summary="Sign in with e-mail and password; sets the cookie",
        limit=Limit.SIGN_IN,
    ),
    Route(
        method="GET",
        path="/v1/desk/link",
        endpoint=get_link,
        access=OPEN,
        summary="What a one-time link is for",
        limit=Limit.SIGN_IN,
    ),
    Route(
        method="POST",
        path="/v1/desk/link",
        endpoint=post_link,
        access=OPEN,
        summary="Use a one-time link up; sets the cookie",
        limit=Limit.SIGN_IN,
    ),
    Route(
        method="POST",
        path="/v1/desk/sign-out",
        endpoint=post_sign_out,
        access=AGENT,
        summary="End this session",
        status=204,
    ),
    Route(method="GET", path="/v1/desk/me", endpoint=get_me, access=AGENT, summary="Who is signed in"),
)
