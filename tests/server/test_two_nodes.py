"""Two servers on one PostgreSQL: the customer at one, the human agent at the other, and nobody notices."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import world as served
from asking import Client, Line

from fakes.world import POLICY
from segue.app import Segue, SystemClock
from segue.ports.nodes import Nodes
from segue.ports.people import User
from segue.ports.wire import Wire
from segue.server import routes_desk_live, routes_live
from segue.server.application import create_app
from segue.settings import Settings
from segue.store.database import open_wire

pytestmark = pytest.mark.postgres
CHAT = "/v1/conversations/c1"


async def shows(line: Line, what: Callable[[Any], object]) -> Any:
    """The first frame of which that is true, among all that were shown."""
    for _ in range(20):
        with suppress(TimeoutError):
            await line.until(lambda: any(map(what, line.frames)))
            return next(frame for frame in line.frames if what(frame))
    raise AssertionError(f"never shown; there is {line.frames[-5:]}")


def says(text: str) -> Callable[[Any], bool]:
    return lambda frame: frame["type"] == "entry" and frame["entry"].get("text") == text


def is_state(**wanted: Any) -> Callable[[Any], bool]:
    return lambda frame: frame["type"] == "state" and frame["state"]["owner"].items() >= wanted.items()


def is_reserved(handoff: Any) -> bool:
    return bool(handoff and handoff["state"] == "reserved")


@dataclass
class House:
    """worlds: what the tests of one server know of it, once for each."""

    worlds: list[served.World]
    ends: list[AsyncExitStack]
    lines: list[Line] = field(default_factory=list)

    async def listens(self, world: served.World, path: str, ticket_of: served.World, at: str, **proof: str) -> Line:
        """With a ticket that may come from the other node."""
        asked = await ticket_of.client.ask("POST", f"{at}/ticket", body={}, **proof)
        self.lines.append(world.client.listen(path, f"ticket={asked.json['ticket']}"))
        return self.lines[-1]


@pytest.fixture
def wire() -> Callable[[str, str], Wire | None]:
    return open_wire


@pytest.fixture
async def house(
    empty_postgres_url: str, tmp_path: Path, wire: Callable[[str, str], Wire | None]
) -> AsyncIterator[House]:
    (tmp_path / "policy.yaml").write_text(POLICY)
    settings, house = Settings(**served.UNLIMITED), House([], [])
    for _ in range(2):
        stack = AsyncExitStack()
        opened = Segue.open(tmp_path / "policy.yaml", store=empty_postgres_url, settings=settings, wire=wire)
        segue = await stack.enter_async_context(opened)
        client = Client(create_app(segue, settings), settings.url.partition("://")[2])
        house.worlds.append(served.World(segue.store, SystemClock(), segue, client))  # type: ignore[arg-type]
        house.ends.append(stack)
    yield house
    for line in house.lines:
        await line.close()
    for stack in house.ends:
        await stack.aclose()


@dataclass
class Chat:
    customer: Line
    human: Line
    desk: Line
    token: str
    session: str
    said: int = 0

    async def asks(self, client: Client, text: str) -> None:
        self.said += 1
        body = {"id": f"m{self.said}", "role": "end_user", "text": text}
        assert (await client.ask("POST", f"{CHAT}/messages", token=self.token, body=body)).status == 200


async def begun(house: House) -> Chat:
    """A customer at the first node who asks for a human; one who listens at the second."""
    here, there = house.worlds
    maria: User = await there.user()
    session = await there.session(maria)
    desk = await house.listens(there, "/v1/desk/live", here, "/v1/desk", session=session)
    await there.client.ask("PUT", "/v1/desk/presence", session=session, body={"presence": "online"})
    visitor, _ = await here.visitor(await here.site())
    await here.segue.start("c1", channel="widget", visitor=visitor.id)
    token = await here.customer_token(visitor, "c1")
    customer = await house.listens(here, f"{CHAT}/live", there, CHAT, token=token)
    human = await house.listens(there, f"{CHAT}/live", here, CHAT, session=session)
    return Chat(customer, human, desk, token, session)


async def served_by_a_human(house: House) -> Chat:
    here, there = house.worlds
    chat = await begun(house)
    await chat.asks(here.client, "I want to talk to a human please")
    offered: list[Any] = []
    while not offered:  # each hint makes the desk look
        seen = len(chat.desk.frames)
        offered = (await there.client.ask("GET", "/v1/desk/snapshot", session=chat.session)).json["reservations"]
        if not offered:
            await shows_more(chat.desk, seen)
    accepted = f"/v1/desk/reservations/{offered[0]['handoff']['id']}/accept"
    assert (await there.client.ask("POST", accepted, session=chat.session, body={})).status == 200
    await shows(chat.customer, is_state(kind="human"))
    return chat


async def shows_more(line: Line, than: int) -> None:
    for _ in range(20):
        with suppress(TimeoutError):
            return await line.until(lambda: len(line.frames) > than)
    raise AssertionError("the desk is not told")


async def talk(house: House, chat: Chat) -> None:
    here, there = house.worlds
    body = {"id": "h1", "text": "Hello Ana, this is Maria."}
    sent = await there.client.ask("POST", "/v1/desk/conversations/c1/messages", session=chat.session, body=body)
    assert sent.status == 200
    await shows(chat.customer, says("Hello Ana, this is Maria."))
    await chat.asks(here.client, "My parcel is late.")
    await shows(chat.human, says("My parcel is late."))
    for world in house.worlds:
        key = await world.key("conversations", name=f"bot of {id(world)}")
        bot = {"id": f"b{id(world)}", "role": "automated_agent", "text": "Hello from the bot"}
        refused = await world.client.ask("POST", f"{CHAT}/messages", token=key, body=bot)
        assert refused.status in {404, 409}, "one speaker, on whatever node"


async def test_a_customer_at_one_node_is_served_by_a_human_at_the_other(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for the next look: it comes in an hour."""
    for module in (routes_live, routes_desk_live):
        monkeypatch.setattr(module, "TICK_S", 3600.0)
    _, there = house.worlds
    chat = await served_by_a_human(house)
    await talk(house, chat)
    chat.customer.say({"type": "typing"})
    assert (await shows(chat.human, lambda frame: frame["type"] == "typing"))["role"] == "end_user"
    await there.client.ask("POST", "/v1/desk/conversations/c1/typing", session=chat.session, body={})
    assert (await shows(chat.customer, lambda frame: frame["type"] == "typing"))["name"] == "Maria"
    assert sorted(frame["entry"]["seq"] for frame in chat.customer.frames if frame["type"] == "entry") == sorted(
        {frame["entry"]["seq"] for frame in chat.customer.frames if frame["type"] == "entry"}
    ), "nothing is shown twice"


@pytest.mark.parametrize("wire", [lambda *_: None], ids=["cut"])
async def test_with_the_wire_cut_everything_still_arrives(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (routes_live, routes_desk_live):
        monkeypatch.setattr(module, "TICK_S", 0.2)
    await talk(house, await served_by_a_human(house))


async def test_a_ticket_that_was_used_at_one_node_opens_nothing_at_the_other(house: House) -> None:
    here, there = house.worlds
    session = await here.session(await here.user())
    ticket = (await here.client.ask("POST", "/v1/desk/ticket", session=session, body={})).json["ticket"]
    house.lines.append(here.client.listen("/v1/desk/live", f"ticket={ticket}"))
    await shows(house.lines[0], lambda frame: frame["type"] == "changed")
    assert await there.client.open_socket("/v1/desk/live", f"ticket={ticket}") == 4401


async def test_when_a_node_ends_the_other_goes_on_with_all_it_did(house: House) -> None:
    _, there = house.worlds
    chat = await begun(house)
    await house.ends[0].aclose()
    assert [one.id for one in await there.store.read(Nodes())] == [there.segue.env.node]
    await chat.asks(there.client, "I want to talk to a human please")
    await shows(
        chat.human, lambda frame: "handoff" in frame.get("state", {}) and is_reserved(frame["state"]["handoff"])
    )
    await shows(chat.human, lambda frame: frame["type"] == "package")
