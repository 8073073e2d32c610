"""Every route times every kind of caller, both from the tables: a new route is covered without a change here."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from asking import AFAR, scope
from starlette.requests import HTTPConnection
from world import ABROAD, HOME, POLICY, Kept, World, make_world

from segue.domain.conversation import Customer
from segue.domain.deliveries import DeadLetter, Trouble
from segue.domain.errors import SegueError
from segue.domain.files import FileState, StoredFile
from segue.domain.reply_drafts import ReplyDraft
from segue.ports.deliveries import MoveCursor
from segue.ports.people import ApiKey, SaveKey, SaveUser, UserRole
from segue.ports.reply_drafts import KeepReplyDraft
from segue.server.application import ROUTES
from segue.server.route import Route

ROLES = list(UserRole)
IDS = {  # what stands in the store, by the part of the path that names it
    "conversations/{id}": "cnv_ana",
    "ops/why/{id}": "cnv_ana",
    "{handoff}": "hnd_ana",
    "{follow_up}": "flw_ana",
    "{draft}": "dft_ana",
    "{letter}": "ltr_ana",
    "users/{id}": "usr_agent_default",
    "keys/{id}": "key_fixed",
    "sites/{key}": "site_default",
    "visitors/{id}": "vis_ana",
    "files/{file}": "file_ana",
    "hubs/{hub}": "messenger",
    "channels/{channel}": "shopbot",
}
HUB = """
hubs:
  messenger: {kind: intercom, admin: "1", secret: token, webhook_secret: signs}
channels:
  shopbot: {kind: webhook, url: "https://chat.shop.example/segue", secret: signs}
"""
OF_ONES_OWN = {
    "/v1/desk/handoffs/{handoff}/wrap-up",  # 404 as well when somebody else has it
    "/v1/a2a/{channel}",  # and where the channel has another key's name: tests/server/test_a2a.py
}
FITTING = {  # values that a body's fields take where "x" would not do
    "id": "m-1",
    "role": "end_user",
    "email": "new@home.example",
    "capacity": 3,
    "presence": "away",
    "label": "right",
    "origins": ["https://x.example"],
    "scopes": ["conversations"],
    "expires_at": "2030-01-01T00:00:00Z",
    "customer": {"id": "c-1"},
    "facts": {},
    "variables": {},
    "skills": {},
    "channels": {},
    "authority": {},
    "seniority": 0,
    "works": {},
    "accept": True,
    "person": "cnv_bob",
    "repeat": "cnv_bob",
    "outcome": "rejected",
    "url": "https://shop.example/pricing",
    "scenario": {"name": "x", "steps": [{"customer": "hello"}]},
}


@dataclass(frozen=True)
class Who:
    """What a caller is, in the words of the contract."""

    name: str
    kind: str = ""  # bot, customer, visitor, user; "" has no credential that counts
    scopes: tuple[str, ...] = ()
    role: UserRole | None = None
    foreign: bool = False  # of another workspace, or of another conversation


CALLERS = (
    Who("nobody"),
    Who("garbage token"),
    Who("garbage cookie"),
    Who("revoked key"),
    Who("expired key"),
    Who("expired conversation token"),
    Who("disabled admin"),
    Who("session of yesterday"),
    Who("bot: conversations", "bot", ("conversations",)),
    Who("bot: handoff", "bot", ("handoff",)),
    Who("bot: drafts", "bot", ("drafts",)),
    Who("bot: metrics", "bot", ("metrics",)),
    Who("bot: all", "bot", ("all",)),
    Who("another bot", "bot", ("conversations", "handoff"), foreign=True),
    Who("bot abroad", "bot", ("all",), foreign=True),
    Who("this customer", "customer"),
    Who("another customer", "customer", foreign=True),
    Who("visitor", "visitor"),
    Who("another visitor", "visitor", foreign=True),
    Who("agent", "user", role=UserRole.AGENT),
    Who("supervisor", "user", role=UserRole.SUPERVISOR),
    Who("operator", "user", role=UserRole.OPERATOR),
    Who("admin", "user", role=UserRole.ADMIN),
    Who("admin abroad", "user", role=UserRole.ADMIN, foreign=True),
)


def expected(route: Route, who: Who) -> int:
    """401, 403, 404, or 200 for everything that is let through. The contract in a few lines, apart from the code."""
    access = route.access
    if access.open:
        return 200
    if not who.kind:
        return 401
    named = {
        "bot": bool(access.bot) and bool({access.bot, "all"} & set(who.scopes)),
        "customer": access.customer,
        "visitor": access.visitor,
        "user": access.user is not None and who.role is not None and ROLES.index(who.role) >= ROLES.index(access.user),
    }
    if not named[who.kind]:
        return 403
    return (
        404 if who.foreign and re.search(r"{(id|key|handoff|follow_up|draft|letter|hub|channel)}", route.path) else 200
    )


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept()


@pytest.fixture
async def world(kept: Kept) -> World:
    """One app for all cases; the store and what the app remembers of it are put back before each."""
    if kept.world is None:
        kept.world = await make_world(policy_source="console")
        await kept.world.segue.env.policies.adopt(HOME, POLICY + HUB, "test")
        kept.proofs = await proofs_of(kept.world)
        kept.store = copy.deepcopy(vars(kept.world.store))
    vars(kept.world.store).update(copy.deepcopy(kept.store))
    kept.world.app.state.identity.forget()
    return kept.world


async def proofs_of(world: World) -> dict[str, dict[str, str]]:
    """Each caller's credential, and the world they live in."""
    site = await world.site()
    visitor, visitor_token = await world.visitor(site)
    other, other_token = await world.visitor(site, "bob")
    await world.conversation("cnv_ana", visitor=visitor.id, customer=Customer("c-1", verified=True))
    sent = StoredFile(HOME, "file_ana", "cnv_ana", world.clock.now(), 1, "bot:shopbot", "a.txt", "text/plain")
    world.store.files[HOME, sent.id] = replace(sent, state=FileState.SENT)
    world.store.file_parts[HOME, sent.id, 0] = b"x"
    await world.conversation("cnv_bob", visitor=other.id)
    await world.waiting()
    now = world.clock.now()
    await world.store.write(KeepReplyDraft(ReplyDraft("dft_ana", HOME, "cnv_ana", "hnd_ana", 1, "Hi", "segue", now)))
    letter = DeadLetter("ltr_ana", HOME, "cnv_ana", "bot", 1, now, Trouble.REFUSED)
    await world.store.write(MoveCursor(HOME, "cnv_ana", "bot", 1, letter=letter))
    late = await world.customer_token(visitor, "cnv_ana")
    early = await world.session(await world.user("early", UserRole.ADMIN))
    gone = await world.user("gone", UserRole.ADMIN)
    world.clock.advance(hours=13)
    await world.store.write(SaveUser(replace(gone, disabled_at=world.clock.now())))
    await world.store.write(SaveKey(ApiKey("key_fixed", HOME, "fixed", "hash", ("metrics",), now)))
    return {
        "nobody": {},
        "garbage token": {"token": "sk_garbage"},
        "garbage cookie": {"session": "ss_garbage"},
        "revoked key": {"token": await world.key("all", name="old", revoked_at=now)},
        "expired key": {"token": await world.key("all", name="old", expires_at=now + timedelta(seconds=1))},
        "expired conversation token": {"token": late},
        "disabled admin": {"session": await world.session(gone)},
        "session of yesterday": {"session": early},
        "bot: conversations": {"token": await world.key("conversations", name="shopbot")},
        "bot: handoff": {"token": await world.key("handoff", name="shopbot")},
        "bot: drafts": {"token": await world.key("drafts", name="drafter")},
        "bot: metrics": {"token": await world.key("metrics", name="prometheus")},
        "bot: all": {"token": await world.key("all", name="integration")},
        "another bot": {"token": await world.key("conversations", "handoff", name="helpbot")},
        "bot abroad": {"token": await world.key("all", name="shopbot", workspace=ABROAD)},
        "this customer": {"token": await world.customer_token(visitor, "cnv_ana")},
        "another customer": {"token": await world.customer_token(other, "cnv_bob")},
        "visitor": {"token": visitor_token},
        "another visitor": {"token": other_token},
        "agent": {"session": await world.signed_in(UserRole.AGENT)},
        "supervisor": {"session": await world.signed_in(UserRole.SUPERVISOR)},
        "operator": {"session": await world.signed_in(UserRole.OPERATOR)},
        "admin": {"session": await world.signed_in(UserRole.ADMIN)},
        "admin abroad": {"session": await world.signed_in(UserRole.ADMIN, ABROAD)},
    }


def path_of(route: Route, *, unknown: bool = False) -> str:
    path = route.path
    for part, id_ in IDS.items():
        path = path.replace(part, re.sub(r"{\w+}", "unknown" if unknown else id_, part))
    return re.sub(r"{\w+(:\w+)?}", "x", path)


def body_of(world: World, route: Route) -> Any:
    """A body that the route's own description allows."""
    described = world.app.openapi()
    operation = described["paths"][re.sub(r":\w+}", "}", route.path)][route.method.lower()]
    content = operation.get("requestBody", {}).get("content")
    return sample(described, next(iter(content.values()))["schema"]) if content else {}


def sample(described: dict[str, Any], schema: dict[str, Any], name: str = "") -> Any:
    if "$ref" in schema:
        return sample(described, described["components"]["schemas"][schema["$ref"].rpartition("/")[2]], name)
    if "properties" in schema:
        wanted = schema.get("required", ())
        return {key: sample(described, part, key) for key, part in schema["properties"].items() if key in wanted}
    if "enum" in schema:
        return schema["enum"][0]
    if name in FITTING:
        return FITTING[name]
    if "anyOf" in schema:
        return sample(described, schema["anyOf"][0], name)
    plain = {
        "string": "x",
        "integer": schema.get("minimum", 1),
        "number": 0.5,
        "boolean": True,
        "array": [],
        "object": {},
    }
    return plain[schema["type"]]


HTTP = [pytest.param(route, id=f"{route.method} {route.path}") for route in ROUTES if route.method != "WS"]
SOCKETS = [pytest.param(route, id=f"WS {route.path}") for route in ROUTES if route.method == "WS"]
EVERYBODY = [pytest.param(who, id=who.name) for who in CALLERS]


@pytest.mark.parametrize("route", HTTP)
@pytest.mark.parametrize("who", EVERYBODY)
async def test_each_caller_reaches_what_the_table_says_and_nothing_else(
    world: World, kept: Kept, route: Route, who: Who
) -> None:
    asked = {**kept.proofs[who.name], "only_status": True}
    body = None if route.method == "GET" else body_of(world, route)
    answer = await world.client.ask(route.method, path_of(route), body=body, **asked)
    allowed = expected(route, who)
    if route.access.open:
        assert answer.status < 500
    elif allowed == 200:
        assert answer.status not in ({401, 403} if route.path in OF_ONES_OWN else {401, 403, 404})
        assert answer.status < 500
    else:
        assert answer.status == allowed


@pytest.mark.parametrize("route", [p for p in HTTP if expected(p.values[0], CALLERS[-1]) == 404])
async def test_another_workspaces_id_is_answered_as_one_that_does_not_exist(
    world: World, kept: Kept, route: Route
) -> None:
    body = None if route.method == "GET" else body_of(world, route)
    proof = kept.proofs["admin abroad"]
    there = await world.client.ask(route.method, path_of(route), body=body, **proof)
    nowhere = await world.client.ask(route.method, path_of(route, unknown=True), body=body, **proof)
    known = "|".join(IDS.values()).encode()
    assert (there.status, re.sub(known, b"unknown", there.body)) == (nowhere.status, nowhere.body)


def scoped(world: World, proof: dict[str, str]) -> HTTPConnection:
    headers = world.client.proof(**proof)
    return HTTPConnection(scope("http", "GET", "/", headers, AFAR))


@pytest.mark.parametrize("route", SOCKETS)
@pytest.mark.parametrize("who", EVERYBODY)
async def test_a_socket_opens_only_for_whom_the_table_names(world: World, kept: Kept, route: Route, who: Who) -> None:
    path, proof = path_of(route), kept.proofs[who.name]
    state = world.app.state
    try:
        ticket = await state.tickets.issue(await state.identity.resolve(scoped(world, proof)), path)
    except SegueError:
        ticket = "garbage"
    code = await world.client.open_socket(path, f"ticket={ticket}")
    allowed = 403 if route.access.open else expected(route, who)  # its own kind of credential is none of these
    assert code == (0 if allowed == 200 else 4000 + allowed)
