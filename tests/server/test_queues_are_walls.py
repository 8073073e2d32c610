"""Somebody who works for some queues reaches what came to those queues, by whatever route."""

from __future__ import annotations

from dataclasses import replace

import pytest
from world import World

from segue.ports.people import SaveUser

ROUTES = (
    ("GET", "/v1/desk/conversations/cnv_ana"),
    ("GET", "/v1/conversations/cnv_ana/package"),
    ("POST", "/v1/conversations/cnv_ana/ticket"),  # of the socket that shows the log as staff see it
)


@pytest.mark.parametrize(("queue", "status"), [("billing", 404), ("general", 200)])
@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_an_agent_reaches_the_conversations_of_their_queues_only(
    world: World, method: str, path: str, queue: str, status: int
) -> None:
    await world.conversation()
    await world.waiting()  # in the queue general
    user = replace(await world.user(), queues=(queue,))
    await world.store.write(SaveUser(user))
    assert (await world.client.ask(method, path, session=await world.session(user))).status == status
