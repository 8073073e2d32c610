"""Transfers over HTTP: who may, what is answered, and the walls between queues."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from world import HOME, POLICY, World

from segue.domain.conversation import Role
from segue.domain.routing.agents import Presence
from segue.flows import presence
from segue.flows.receive import Message
from segue.ports.people import SaveUser, User, UserRole

BILLING = POLICY.replace("queues:\n", "queues:\n  billing: {title: Billing, requires: {billing: 3}}\n")


async def at_work(world: World, name: str, role: UserRole = UserRole.AGENT, **fields: Any) -> tuple[User, str]:
    user = replace(await world.user(name, role), **fields)
    await world.store.write(SaveUser(user))
    await presence.set_presence(world.segue.env, user, Presence.ONLINE, "")
    return user, await world.session(user)


async def asked_for(world: World) -> str:
    """Somebody waits in the conversation c1; the id of the handoff."""
    await world.segue.env.policies.adopt(HOME, BILLING, "test")
    await world.segue.start("c1", workspace=HOME)
    said = Message("m1", Role.END_USER, "I want to talk to a human please")
    await world.segue.receive("c1", said, workspace=HOME)
    loaded = await world.segue.loaded("c1", workspace=HOME)
    return str(loaded.handoff.id)


async def post(world: World, session: str, path: str, body: Any = None) -> Any:
    return await world.client.ask("POST", path, body=body or {}, session=session)


async def test_from_a_person_to_a_person_with_the_note_and_back_again(world: World) -> None:
    _, ann = await at_work(world, "ann")
    handoff = await asked_for(world)
    assert (await post(world, ann, f"/v1/desk/handoffs/{handoff}/pick")).status == 200
    tom, toms = await at_work(world, "tom", queues=("billing",))

    lacking = await post(world, ann, "/v1/desk/conversations/c1/transfer", {"agent": tom.id, "note": "Two invoices."})
    assert (lacking.status, lacking.json["code"]) == (409, "does_not_fit")
    assert "works for billing, not for general" in lacking.json["detail"]
    assert (await world.client.ask("GET", "/v1/desk/conversations/c1", session=toms)).status == 404
    sent = {"agent": tom.id, "note": "Two invoices.", "anyway": True}
    asked = (await post(world, ann, "/v1/desk/conversations/c1/transfer", sent)).json["handoff"]
    assert (asked["state"], asked["transfer"]["to"], asked["transfer"]["note"]) == ("active", tom.id, "Two invoices.")

    shown = (await world.client.ask("GET", "/v1/desk/snapshot", session=toms)).json
    assert [item["handoff"]["id"] for item in shown["reservations"]] == [handoff]
    assert (await world.client.ask("GET", "/v1/desk/conversations/c1", session=toms)).status == 200
    accepted = await post(world, toms, f"/v1/desk/reservations/{handoff}/accept")
    assert (accepted.status, accepted.json["handoff"]["agent"]) == (200, tom.id)
    assert (await world.client.ask("GET", "/v1/desk/conversations/c1", session=ann)).status == 200  # who had them
    late = await post(world, ann, "/v1/desk/conversations/c1/transfer/withdraw")
    assert (late.status, late.json["code"]) == (409, "already_taken")


async def test_the_targets_say_who_is_there_and_what_they_lack(world: World) -> None:
    _, ann = await at_work(world, "ann")
    handoff = await asked_for(world)
    await post(world, ann, f"/v1/desk/handoffs/{handoff}/pick")
    await at_work(world, "tom", queues=("billing",), skills={"billing": 4})
    found = (await world.client.ask("GET", "/v1/desk/conversations/c1/transfer-targets", session=ann)).json
    [tom] = [one for one in found["people"] if one["name"] == "Tom" or "tom" in one["id"]]
    assert (tom["presence"], tom["at_work"]) == ("online", True)
    assert tom["lacks"] == "works for billing, not for general"
    [billing] = [one for one in found["queues"] if one["name"] == "billing"]
    assert (billing["title"], billing["status"], billing["waiting"], billing["fitting"]) == ("Billing", "open", 0, 1)


@pytest.mark.parametrize("body", [{}, {"agent": "usr_x", "queue": "billing"}])
async def test_a_transfer_names_one_that_it_goes_to(world: World, body: dict[str, str]) -> None:
    _, ann = await at_work(world, "ann")
    handoff = await asked_for(world)
    await post(world, ann, f"/v1/desk/handoffs/{handoff}/pick")
    assert (await post(world, ann, "/v1/desk/conversations/c1/transfer", body)).status == 422


async def test_somebody_of_another_queue_reaches_none_of_it(world: World) -> None:
    await at_work(world, "ann")
    handoff = await asked_for(world)
    for role in (UserRole.AGENT, UserRole.SUPERVISOR):
        _, stranger = await at_work(world, f"stranger-{role}", role, queues=("billing",))
        for path in ("pick", "assign", "revoke", "cancel"):
            if role is UserRole.AGENT and path != "pick":
                continue
            body = {"agent": "usr_x"} if path == "assign" else {}
            assert (await post(world, stranger, f"/v1/desk/handoffs/{handoff}/{path}", body)).status == 404
        answer = await world.client.ask("GET", "/v1/desk/conversations/c1/transfer-targets", session=stranger)
        assert answer.status == 404
        assert (await post(world, stranger, "/v1/desk/conversations/c1/transfer", {"queue": "billing"})).status == 404


async def test_a_supervisor_assigns_and_the_person_declines_with_a_reason(world: World) -> None:
    _, sam = await at_work(world, "sam", UserRole.SUPERVISOR)
    handoff = await asked_for(world)
    tom, toms = await at_work(world, "tom")
    given = await post(world, sam, f"/v1/desk/handoffs/{handoff}/assign", {"agent": tom.id})
    assert (given.status, given.json["handoff"]["state"]) == (200, "reserved")
    declined = await post(world, toms, f"/v1/desk/reservations/{handoff}/decline", {"reason": "I am leaving"})
    assert (declined.status, declined.json["handoff"]["state"]) == (200, "queued")
    shown = (await world.client.ask("GET", "/v1/desk/conversations/c1", session=sam)).json
    assert shown["entries"][-1]["data"]["why"] == "I am leaving"
    ended = await post(world, sam, f"/v1/desk/handoffs/{handoff}/cancel", {})
    assert (ended.status, ended.json["handoff"]["state"]) == (200, "cancelled")
    again = await post(world, sam, f"/v1/desk/handoffs/{handoff}/cancel", {})
    assert (again.status, again.json["code"]) == (409, "already_taken")
