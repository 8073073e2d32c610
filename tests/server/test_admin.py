from __future__ import annotations

from typing import Any

import pytest
from asking import Answer
from world import World

from segue.flows.tokens import hashed
from segue.ports.people import KeyByHash, UserRole
from segue.server.identity import Caller, CallerKind

USERS, KEYS, SITES = "/v1/ops/users", "/v1/ops/keys", "/v1/ops/sites"
MONDAYS = {"timezone": "UTC", "shifts": {"mon": ["09:00-17:00"]}}


@pytest.fixture
async def admin(world: World) -> str:
    return await world.signed_in(UserRole.ADMIN)


async def post(world: World, session: str, path: str, **body: Any) -> Answer:
    return await world.client.ask("POST", path, session=session, body=body)


async def caller_of(world: World, key: str) -> Caller:
    found = await world.store.read(KeyByHash(hashed(key), world.clock.now()))
    assert found is not None
    return Caller(CallerKind.BOT, found.workspace, found.id, found.name, None, found.scopes, credential=hashed(key))


async def test_a_keys_secret_is_shown_once(world: World, admin: str) -> None:
    made = await post(world, admin, KEYS, name="shopbot", scopes=["conversations"])
    assert made.status == 201
    assert made.json["secret"].startswith("sk_")
    listed = await world.client.ask("GET", KEYS, session=admin)
    assert made.json["secret"] not in listed.body.decode()
    assert listed.json["keys"] == [made.json["key"]]


async def test_two_keys_of_a_name_live_side_by_side_and_a_third_is_refused(world: World, admin: str) -> None:
    first = await post(world, admin, KEYS, name="shopbot", scopes=["metrics"])
    second = await post(world, admin, KEYS, name="shopbot", scopes=["metrics"])
    for made in (first, second):
        assert (await world.client.ask("GET", "/metrics", token=made.json["secret"])).status == 200
    third = await post(world, admin, KEYS, name="shopbot", scopes=["metrics"])
    assert (third.status, third.json["code"]) == (409, "refused")
    await post(world, admin, f"{KEYS}/{first.json['key']['id']}/revoke")
    assert (await post(world, admin, KEYS, name="shopbot", scopes=["metrics"])).status == 201


async def test_a_revoked_key_is_dead_at_once_on_requests_and_for_sockets(world: World, admin: str) -> None:
    made = (await post(world, admin, KEYS, name="shopbot", scopes=["metrics"])).json
    assert (await world.client.ask("GET", "/metrics", token=made["secret"])).status == 200
    caller = await caller_of(world, made["secret"])
    assert await world.app.state.identity.still_valid(caller)
    revoked = await post(world, admin, f"{KEYS}/{made['key']['id']}/revoke")
    assert revoked.json["key"]["revoked_at"]
    assert (await world.client.ask("GET", "/metrics", token=made["secret"])).status == 401
    assert not await world.app.state.identity.still_valid(caller)


async def test_a_key_that_was_revoked_by_another_process_is_dead_within_two_seconds(world: World, admin: str) -> None:
    key = await world.key("metrics")
    assert (await world.client.ask("GET", "/metrics", token=key)).status == 200
    world.store.keys.clear()
    world.clock.advance(seconds=2)
    assert (await world.client.ask("GET", "/metrics", token=key)).status == 401


async def test_a_key_ends_when_it_says(world: World, admin: str) -> None:
    until = "2026-11-21T09:00:01Z"
    made = (await post(world, admin, KEYS, name="shopbot", scopes=["metrics"], expires_at=until)).json
    assert (await world.client.ask("GET", "/metrics", token=made["secret"])).status == 200
    world.clock.advance(seconds=1)
    assert (await world.client.ask("GET", "/metrics", token=made["secret"])).status == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "", "scopes": ["all"]}, "name"),
        ({"name": "a\u202eb", "scopes": ["all"]}, "name"),
        ({"name": "bot", "scopes": []}, "scopes"),
        ({"name": "bot", "scopes": ["everything"]}, "scopes"),
        ({"name": "bot", "scopes": ["all"], "expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"name": "bot", "scopes": ["all"], "expires_at": "soon"}, "expires_at"),
    ],
)
async def test_a_wrong_key_is_refused_naming_the_field(
    world: World, admin: str, body: dict[str, Any], field: str
) -> None:
    answer = await post(world, admin, KEYS, **body)
    assert (answer.status, answer.json["field"]) == (422, field)


async def test_somebody_is_invited_changed_and_listed(world: World, admin: str) -> None:
    made = await post(
        world, admin, USERS, email="Bo@acme.example", name="Bo", role="agent", team="Billing", skills={"billing": 3}
    )
    assert (made.status, made.json["user"]["email"], made.json["user"]["invited"]) == (201, "bo@acme.example", True)
    user = made.json["user"]
    changed = await world.client.ask("PATCH", f"{USERS}/{user['id']}", session=admin, body={"role": "supervisor"})
    assert changed.json["user"] == {**user, "role": "supervisor"}
    listed = await world.client.ask("GET", USERS, session=admin)
    assert changed.json["user"] in listed.json["users"]
    assert "password_hash" not in listed.body.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "admin@default.example"}, "email"),
        ({"email": "maria@acme.example\u200b"}, "email"),  # looks like somebody else's
        ({"name": " "}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"role": "owner"}, "role"),
        ({"skills": {"billing": 6}}, "skills"),
        ({"capacity": 0}, "capacity"),
        ({"queues": [""]}, "queues"),
        ({"channels": {"widget": -1}}, "channels"),
        ({"channels": {"widget": 51}}, "channels"),
        ({"channels": {"": 1}}, "channels"),
        ({"channels": {f"c{n}": 1 for n in range(21)}}, "channels"),
        ({"authority": {"credit": -0.01}}, "authority"),
        ({"authority": {"credit": 1e13}}, "authority"),
        ({"authority": {"credit": "a lot"}}, "authority.credit"),
        ({"seniority": 6}, "seniority"),
        ({"seniority": -1}, "seniority"),
        ({"works": {"timezone": "Berlin"}}, "works.timezone"),
        ({"works": {"timezone": "../../etc/passwd"}}, "works.timezone"),
        ({"works": {"shifts": {"mon": ["09:00-17:00"]}}}, "works.timezone"),
        ({"works": {"holidays": "DE"}}, "works.timezone"),
        ({"works": {"timezone": "UTC", "shifts": {"monday": ["09:00-17:00"]}}}, "works.shifts"),
        ({"works": {"timezone": "UTC", "shifts": {"mon": ["9 to 5"]}}}, "works.shifts.mon"),
        ({"works": {"timezone": "UTC", "shifts": {"mon": ["25:00-26:00"]}}}, "works.shifts.mon"),
        ({"works": {"timezone": "UTC", "shifts": {"mon": ["09:00-24:01"]}}}, "works.shifts.mon"),
        ({"works": {"timezone": "UTC", "shifts": {"mon": ["09:00-09:00"]}}}, "works.shifts.mon"),
        ({"works": {"timezone": "UTC", "shifts": {"mon": ["09:00-12:00", "11:00-17:00"]}}}, "works.shifts.mon"),
        ({"works": {"timezone": "UTC", "shifts": {"mon": ["22:00-06:00", "23:00-23:30"]}}}, "works.shifts.mon"),
        ({"works": {"timezone": "UTC", "shifts": {"mon": [f"0{n}:00-0{n}:30" for n in range(7)]}}}, "works.shifts.mon"),
        ({"works": {**MONDAYS, "breaks": {"tue": ["12:00-13:00"]}}}, "works.breaks.tue"),
        ({"works": {**MONDAYS, "breaks": {"mon": ["18:00-19:00"]}}}, "works.breaks.mon"),
        ({"works": {**MONDAYS, "breaks": {"mon": ["08:00-18:00"]}}}, "works.breaks"),
        ({"works": {**MONDAYS, "off_on": ["24.12.2026"]}}, "works.off_on"),
        ({"works": {**MONDAYS, "off_on": ["2026-02-29"]}}, "works.off_on"),
        ({"works": {**MONDAYS, "off_on": ["2026-12-24"] * 401}}, "works.off_on"),
        ({"works": {**MONDAYS, "holidays": "DE-XX"}}, "works.holidays"),
        ({"works": {**MONDAYS, "holidays": "Atlantis"}}, "works.holidays"),
        ({"works": {**MONDAYS, "lunch": "long"}}, "works.lunch"),
        ({"password_hash": "x"}, "password_hash"),
        ({"workspace": "abroad"}, "workspace"),
        ({"disabled_at": None}, "disabled_at"),
    ],
)
async def test_a_wrong_change_is_refused_naming_the_field(
    world: World, admin: str, change: dict[str, Any], field: str
) -> None:
    user = await world.user()
    answer = await world.client.ask("PATCH", f"{USERS}/{user.id}", session=admin, body=change)
    assert (answer.status, answer.json["field"]) == (422, field)


WORKS = {
    "timezone": "Europe/Berlin",
    "shifts": {"mon": ["09:00-12:00", "13:00-17:30"], "fri": ["22:00-06:00"], "sun": ["00:00-24:00"]},
    "breaks": {"mon": ["15:00-15:15"], "sat": ["02:00-02:30"]},
    "off_on": ["2026-12-24", "2026-12-31"],
    "holidays": "DE-BY",
}


async def test_what_somebody_may_do_and_when_they_work_comes_back_as_it_was_written(world: World, admin: str) -> None:
    more = {"channels": {"widget": 2, "email": 0}, "authority": {"credit": 500, "contract": 1}, "seniority": 4}
    made = await post(world, admin, USERS, email="bo@acme.example", name="Bo", role="agent", works=WORKS, **more)
    assert made.status == 201
    assert {name: made.json["user"][name] for name in (*more, "works")} == {**more, "works": WORKS}
    path = f"{USERS}/{made.json['user']['id']}"
    changed = await world.client.ask("PATCH", path, session=admin, body={"team": "Billing"})
    assert changed.json["user"] == {**made.json["user"], "team": "Billing"}  # what is left out stays
    cleared = await world.client.ask("PATCH", path, session=admin, body={"works": {}, "seniority": 0})
    assert cleared.json["user"]["works"] == {"timezone": "", "shifts": {}, "breaks": {}, "off_on": [], "holidays": ""}


async def test_hours_may_be_written_in_the_ways_people_write_them(world: World, admin: str) -> None:
    user = await world.user()
    loose = {"timezone": " UTC ", "shifts": {"tue": ["13:00 – 17:00", "9:00-12:00"]}, "off_on": ["2026-12-24"] * 2}
    answer = await world.client.ask("PATCH", f"{USERS}/{user.id}", session=admin, body={"works": loose})
    works = answer.json["user"]["works"]
    assert (works["timezone"], works["off_on"]) == ("UTC", ["2026-12-24"])
    assert works["shifts"] == {"tue": ["09:00-12:00", "13:00-17:00"]}


@pytest.mark.parametrize("role", [UserRole.AGENT, UserRole.SUPERVISOR, UserRole.OPERATOR])
async def test_nobody_else_says_when_people_work(world: World, role: UserRole) -> None:
    user = await world.user()
    body = {"works": WORKS, "authority": {"credit": 1e6}}
    for session in (await world.signed_in(role), ""):
        answer = await world.client.ask("PATCH", f"{USERS}/{user.id}", session=session, body=body)
        assert answer.status == (403 if session else 401)
    assert (await world.user()) == user


async def test_one_sees_when_ones_shift_ends_and_what_one_counts_as(world: World, admin: str) -> None:
    user = await world.user()
    session = await world.session(user)
    works = {"timezone": "Asia/Tokyo", "shifts": {"sat": ["10:00-19:00"]}, "breaks": {"sat": ["18:00-18:30"]}}
    await world.client.ask("PATCH", f"{USERS}/{user.id}", session=admin, body={"works": works})
    choice = {"presence": "online"}
    me = (await world.client.ask("PUT", "/v1/desk/presence", session=session, body=choice)).json["me"]
    # it is 09:00 in UTC on that Saturday, 18:00 in Tokyo
    assert (me["presence"], me["counts_as"], me["counts_as_reason"]) == ("online", "away", "on a break until 18:30")
    assert (me["shift_ends"], me["back_at"]) == ("2026-11-21T10:00:00Z", "2026-11-21T09:30:00Z")
    world.clock.advance(hours=1)
    me = (await world.client.ask("GET", "/v1/desk/me", session=session)).json
    assert (me["presence"], me["counts_as"]) == ("online", "draining")
    assert me["counts_as_reason"] == "outside the shift, back 2026-11-28 10:00"
    assert me["shift_ends"] is None


@pytest.mark.parametrize("chosen", ["online", "away", "busy", "wrap_up", "draining", "offline"])
async def test_presence_is_chosen_with_a_reason(world: World, chosen: str) -> None:
    session = await world.signed_in(UserRole.AGENT)
    body = {"presence": chosen, "reason": "lunch <b>"}
    me = (await world.client.ask("PUT", "/v1/desk/presence", session=session, body=body)).json["me"]
    assert (me["presence"], me["presence_reason"]) == (chosen, "lunch <b>")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"presence": "not_responding"}, "online, away, busy, wrap_up, draining, offline"),
        ({"presence": "asleep"}, "online"),
        ({"presence": "away", "reason": "x" * 101}, "100"),
    ],
)
async def test_a_presence_that_nobody_chooses_is_refused(world: World, body: dict[str, Any], words: str) -> None:
    session = await world.signed_in(UserRole.AGENT)
    answer = await world.client.ask("PUT", "/v1/desk/presence", session=session, body=body)
    assert answer.status == 422
    assert words in answer.json["detail"]


async def test_a_user_who_is_switched_off_is_out_at_once_and_may_come_back(world: World, admin: str) -> None:
    user = await world.user()
    session = await world.session(user)
    assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 200
    caller = Caller(CallerKind.USER, user.workspace, user.id, role=user.role, credential=hashed(session))
    assert await world.app.state.identity.still_valid(caller)
    off = await post(world, admin, f"{USERS}/{user.id}/disable")
    assert off.json["user"]["disabled_at"]
    assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 401
    assert not await world.app.state.identity.still_valid(caller)
    on = await post(world, admin, f"{USERS}/{user.id}/enable")
    assert on.json["user"]["disabled_at"] is None
    assert (await world.client.ask("GET", "/v1/desk/me", session=session)).status == 401


async def test_a_lower_role_counts_at_once_and_closes_sockets(world: World, admin: str) -> None:
    user = await world.user("sam", UserRole.SUPERVISOR)
    session = await world.session(user)
    caller = Caller(CallerKind.USER, user.workspace, user.id, role=user.role, credential=hashed(session))
    assert (await world.client.ask("GET", "/v1/ops/queues", session=session)).status == 200
    await world.client.ask("PATCH", f"{USERS}/{user.id}", session=admin, body={"role": "agent"})
    assert (await world.client.ask("GET", "/v1/ops/queues", session=session)).status == 403
    assert not await world.app.state.identity.still_valid(caller)


async def test_the_last_admin_can_neither_go_nor_become_less(world: World, admin: str) -> None:
    me = (await world.client.ask("GET", "/v1/desk/me", session=admin)).json["id"]
    await post(world, admin, USERS, email="invited@acme.example", name="Invited", role="admin")
    assert (await post(world, admin, f"{USERS}/{me}/disable")).status == 409
    less = await world.client.ask("PATCH", f"{USERS}/{me}", session=admin, body={"role": "agent"})
    assert less.status == 409
    await world.user("second", UserRole.ADMIN)
    assert (await post(world, admin, f"{USERS}/{me}/disable")).status == 200


async def test_a_site_is_added_changed_and_its_origins_are_as_browsers_send_them(world: World, admin: str) -> None:
    made = await post(world, admin, SITES, name="Shop", origins=["HTTPS://Shop.example:443/", "http://localhost:3000"])
    assert made.status == 201
    assert made.json["site"]["origins"] == ["https://shop.example", "http://localhost:3000"]
    key = made.json["site"]["key"]
    off = await world.client.ask("PATCH", f"{SITES}/{key}", session=admin, body={"disabled": True})
    assert off.json["site"]["disabled_at"]
    secret = await post(world, admin, f"{SITES}/{key}/identity-secret")
    listed = await world.client.ask("GET", SITES, session=admin)
    assert listed.json["sites"] == [{**off.json["site"], "signs_identities": True}]
    assert secret.json["secret"] not in listed.body.decode()


@pytest.mark.parametrize(
    "origin",
    ["*", "https://*.example", "shop.example", "https://shop.example/path", "null", "ftp://x.example", "https://"],
)
async def test_what_is_no_origin_is_refused_with_an_example(world: World, admin: str, origin: str) -> None:
    answer = await post(world, admin, SITES, name="Shop", origins=[origin])
    assert (answer.status, answer.json["field"]) == (422, "origins")
    assert "https://shop.example" in answer.json["detail"]
