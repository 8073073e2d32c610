"""Somebody who works in some queues only reaches what was in one of them, or was their own, on every route."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from world import HOME, World

from segue.domain.conversation import Entry, Kind, Role
from segue.ports.conversations import AppendEntries
from segue.ports.people import SaveUser, UserRole

OF_A_CONVERSATION = [
    ("GET", "/v1/conversations/cnv_ana/package", None),
    ("POST", "/v1/conversations/cnv_ana/ticket", {}),
    ("GET", "/v1/desk/conversations/cnv_ana", None),
    ("POST", "/v1/desk/conversations/cnv_ana/take", {}),
    ("POST", "/v1/desk/conversations/cnv_ana/messages", {"id": "m-1", "text": "hello"}),
    ("POST", "/v1/desk/conversations/cnv_ana/notes", {"id": "n-1", "text": "hello"}),
    ("POST", "/v1/desk/conversations/cnv_ana/typing", {}),
    ("POST", "/v1/desk/conversations/cnv_ana/handback", {}),
    ("POST", "/v1/desk/conversations/cnv_ana/resolve", {"disposition": "done", "label": "right"}),
    ("POST", "/v1/desk/follow-ups/flw_ana/pick-up", {}),
    ("POST", "/v1/desk/follow-ups/flw_ana/decline", {}),
    ("POST", "/v1/desk/follow-ups/flw_ana/close", {}),
]


async def session_for(world: World, queue: str, role: UserRole = UserRole.AGENT) -> str:
    user = replace(await world.user(queue, role), queues=(queue,))
    await world.store.write(SaveUser(user))
    return await world.session(user)


@pytest.fixture
async def waiting(world: World) -> None:
    """cnv_ana waits in the queue general."""
    await world.conversation()
    await world.waiting()


@pytest.mark.parametrize(("method", "path", "body"), OF_A_CONVERSATION)
@pytest.mark.usefixtures("waiting")
async def test_another_queues_conversation_is_not_found(world: World, method: str, path: str, body: Any) -> None:
    answer = await world.client.ask(method, path, body=body, session=await session_for(world, "billing"))
    assert answer.status == 404


@pytest.mark.usefixtures("waiting")
async def test_the_inbox_shows_ones_own_queues(world: World) -> None:
    seen = {}
    for queue in ("general", "billing"):
        shown = await world.client.ask("GET", "/v1/desk/snapshot", session=await session_for(world, queue))
        seen[queue] = (len(shown.json["waiting"]), len(shown.json["follow_ups"]))
    assert seen == {"general": (1, 1), "billing": (0, 0)}


@pytest.mark.parametrize(("queue", "code"), [("general", 0), ("billing", 4404)])
@pytest.mark.usefixtures("waiting")
async def test_a_socket_opens_for_ones_own_queues_even_with_a_ticket(world: World, queue: str, code: int) -> None:
    state, path = world.app.state, "/v1/conversations/cnv_ana/live"
    caller = await state.identity._user(await session_for(world, queue))
    assert await world.client.open_socket(path, f"ticket={await state.tickets.issue(caller, path)}") == code


@pytest.mark.parametrize(("queue", "seen"), [("general", ["cnv_ana"]), ("billing", [])])
@pytest.mark.usefixtures("waiting")
async def test_a_supervisor_of_some_queues_reads_the_decisions_about_their_conversations(
    world: World, queue: str, seen: list[str]
) -> None:
    conversation = world.store.conversations[HOME, "cnv_ana"]
    words = Entry(
        3, Kind.MESSAGE, Role.END_USER, world.clock.now(), "a person!", epoch=1, decision={"outcome": "handoff"}
    )
    await world.store.write(AppendEntries(replace(conversation, last_seq=3), 2, 1, (words,)))
    session = await session_for(world, queue, UserRole.SUPERVISOR)
    shown = await world.client.ask("GET", "/v1/ops/decisions", session=session)
    assert [row["conversation"] for row in shown.json["decisions"]] == seen
