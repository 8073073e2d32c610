"""`/demo`: who is who, and a fresh one-time link to sign in as each. On this machine only, and only in the demo."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from segue.demo.bot import ShopBot
from segue.demo.cast import TEAM, Colleague
from segue.demo.house import BOT_PATH, SIGN_IN, House
from segue.demo.pages import file, page
from segue.domain.errors import NotAllowed, NotFound, NotSignedIn
from segue.domain.routing.agents import Presence
from segue.flows import links
from segue.flows.presence import set_presence
from segue.flows.sign_in import new_session
from segue.ports.people import UseLink, UserRole
from segue.server.route import Access, Body, Route

HERE = Access(loopback=True)


class As(Body):
    alias: str


class Silence(Body):
    silent: bool
    conversation: str = ""


class Link(BaseModel):
    link: str


class Silent(BaseModel):
    silent: bool


def house_of(request: Request) -> House:
    house: House = request.app.state.house
    return house


async def entrance(request: Request) -> Response:
    house = house_of(request)
    bot: ShopBot = request.app.state.bot
    cards = "".join(_card(house, one) for one in TEAM)
    return page("demo", title="The demo", cards=cards, silent="checked" if "" in bot.silent else "")


def _card(house: House, one: Colleague) -> str:
    place = "console" if one.role is UserRole.ADMIN else "desk"
    skills = ", ".join(f"{skill} {level}" for skill, level in one.skills.items())
    what = " · ".join(filter(None, (one.team or one.role.value, skills, " ".join(one.languages))))
    return (
        f'<li class="card"><h3>{escape(one.name)}</h3><p>{escape(what)}</p>'
        f'<button data-as="{one.alias}">Open the {place} as {escape(one.first)}</button></li>'
    )


async def new_link(request: Request, body: As) -> Link:
    """A fresh link; the one before stops working."""
    house = house_of(request)
    if body.alias not in house.users:
        raise NotFound(f"nobody here is called so; there are {', '.join(house.users)}")
    return Link(link=await house.sign_in_link(body.alias))


async def enter(request: Request, token: str = "") -> Response:
    """Uses a link up: signs this browser in and goes to the desk, or for the admin to the console."""
    house = house_of(request)
    store, clock, settings = house.segue.store, house.segue.clock, house.settings
    try:
        link, user = await links.look_at(store, clock, token)
    except NotSignedIn:
        return page("spent", title="This link was used", demo=f"{house.settings.url}/demo")
    if link.purpose != SIGN_IN or user is None:
        raise NotAllowed("this link is for something else; open it under /desk/link")
    session_token, session = new_session(user, clock, settings, request.headers.get("user-agent", ""))
    await store.write(UseLink(link.token_hash, clock.now(), user, session))
    if user.role is UserRole.AGENT:  # who opens a desk here is at work; the desk's heartbeat keeps it so
        await set_presence(house.segue.env, user, Presence.ONLINE, "")
    answer = RedirectResponse("/console" if user.role is UserRole.ADMIN else "/desk", status_code=303)
    answer.set_cookie(
        request.app.state.identity.cookie, session_token, path="/", httponly=True, secure=False, samesite="strict"
    )
    return answer


async def silence(request: Request, body: Silence) -> Silent:
    """Let the bot fall silent, or speak again: everywhere, or in one conversation."""
    bot: ShopBot = request.app.state.bot
    (bot.silent.add if body.silent else bot.silent.discard)(body.conversation)
    return Silent(silent=body.conversation in bot.silent)


async def receive(request: Request) -> Response:
    bot: ShopBot = request.app.state.bot
    return await bot.receive(request)


async def script() -> Response:
    return file("demo.js")


def _route(method: str, path: str, endpoint: Any, summary: str, **more: Any) -> Route:
    return Route(method=method, path=path, endpoint=endpoint, access=HERE, summary=summary, **more)


ROUTES = (
    _route("GET", "/demo", entrance, "Who is who in the demo"),
    _route("POST", "/demo/link", new_link, "A one-time link to sign in as somebody"),
    _route("GET", "/demo/link", enter, "Use a one-time link"),
    _route("GET", "/demo/demo.js", script, "Script of the demo's page"),
    _route("POST", BOT_PATH, receive, "The demo bot's webhook", hot=True),
    _route("POST", f"{BOT_PATH}/silence", silence, "Let the demo bot fall silent"),
)
