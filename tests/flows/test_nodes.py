"""Several nodes on one database: who is gone is given up, what runs alone runs once, what rings here rings there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from fakes.world import POLICY, World
from segue.domain.routing.agents import Presence
from segue.flows import lanes
from segue.flows.attendance import sweep_absent
from segue.flows.attendance_book import GRACE, Attendance
from segue.flows.bell import Bell, Listener
from segue.flows.deadlines import fire_due
from segue.flows.env import Env
from segue.flows.node_desk import SILENT_AFTER_S, NodeDesk
from segue.flows.nodes import BEAT_S, beat, begin, catch_up, end, runs_lone_lanes
from segue.flows.policies import Policies
from segue.flows.presence import sweep_silent
from segue.flows.routing_desk import RoutingDesk
from segue.flows.wire import connect
from segue.ports.bots import Hint, Typing
from segue.ports.deliveries import ClaimDeliveries, MoveCursor
from segue.ports.nodes import Nodes
from segue.ports.people import PresenceOf
from segue.ports.routing import StaleFence
from segue.ports.wire import News


class Seconds:
    """A monotonic clock that moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def node(env: Env, name: str, seconds: Seconds) -> Env:
    """Of the same database; it shares nothing else in memory."""
    return replace(
        env,
        node=name,
        nodes=NodeDesk({"process": name}, monotonic=seconds),
        routing=RoutingDesk(name, shared=True, monotonic=seconds),
        policies=Policies(env.store, env.clock),
        bell=Bell(),
        attendance=Attendance(),
    )


@pytest.fixture
async def two(world: World) -> tuple[Env, Env, Seconds]:
    seconds = Seconds()
    first, second = (node(world.segue.env, name, seconds) for name in ("node-1", "node-2"))
    for env in (first, second):
        await begin(env)
        await env.policies.active("default")
    return first, second, seconds


async def live_on(seconds: Seconds, nodes: Sequence[Env], for_s: float) -> int:
    """Answers how many were given up."""
    gone, until = 0, seconds.now + for_s
    while seconds.now < until:
        seconds.now += BEAT_S
        gone += sum([await beat(env) for env in nodes])
    return gone


async def names(env: Env) -> list[str]:
    return [one.id for one in await env.store.read(Nodes())]


async def heard_by_a_bot(world: World) -> None:
    """A conversation whose bot has not heard yet what was said."""
    await world.start("c1")
    await world.customer("Where is my parcel?")
    await world.segue.store.write(MoveCursor("default", "c1", "bot", 0))


# ---- who is there ----------------------------------------------------------------------------------------------------


async def test_nodes_that_beat_are_there_and_each_knows_how_many(two: tuple[Env, Env, Seconds]) -> None:
    first, second, seconds = two
    assert await live_on(seconds, [first, second], 60) == 0
    assert await names(first) == ["node-1", "node-2"]
    assert (first.nodes.live, second.nodes.live) == (2, 2)


async def test_a_node_whose_beat_another_has_watched_unchanged_for_three_seconds_is_given_up(
    two: tuple[Env, Env, Seconds],
) -> None:
    first, second, seconds = two
    await live_on(seconds, [first, second], 2)
    assert await live_on(seconds, [second], SILENT_AFTER_S - 0.5) == 0
    assert await live_on(seconds, [second], 1) == 1
    assert await names(second) == ["node-2"]
    assert second.nodes.live == 1


async def test_who_stood_still_itself_gives_nobody_up_before_it_has_watched(two: tuple[Env, Env, Seconds]) -> None:
    """As when the database was away: nobody could beat meanwhile."""
    first, second, seconds = two
    await live_on(seconds, [first, second], 2)
    seconds.now += 600
    assert await beat(second) == 0
    assert await live_on(seconds, [first, second], 10) == 0


async def test_a_node_that_ends_well_is_gone_at_once(two: tuple[Env, Env, Seconds]) -> None:
    first, second, _ = two
    await end(first)
    assert await names(second) == ["node-2"]


async def test_what_a_node_held_goes_on_elsewhere_and_its_late_writes_are_refused(
    world: World, two: tuple[Env, Env, Seconds]
) -> None:
    """SIGSTOP, and SIGCONT a while later: the node does not know how long it stood still."""
    first, second, seconds = two
    await heard_by_a_bot(world)
    claim = ClaimDeliveries("node-1", world.clock.now())
    (held,) = await first.store.write(claim)
    await live_on(seconds, [first, second], 2)
    assert await second.store.write(replace(claim, node="node-2")) == ()

    await live_on(seconds, [second], SILENT_AFTER_S + 1)
    assert second.bell.deliveries.is_set()
    (taken,) = await second.store.write(replace(claim, node="node-2"))
    assert taken.fence > held.fence
    late = MoveCursor("default", "c1", held.listener, held.last_seq, fence=held.fence)
    with pytest.raises(StaleFence):
        await first.store.write(late)

    await live_on(seconds, [first, second], 1)
    assert await names(first) == ["node-1", "node-2"], "it beats itself back in"
    await second.store.write(replace(late, fence=taken.fence))


async def test_what_a_node_took_before_it_was_back_and_died_is_found(
    world: World, two: tuple[Env, Env, Seconds]
) -> None:
    first, second, seconds = two
    await live_on(seconds, [second], SILENT_AFTER_S + 2)
    await heard_by_a_bot(world)
    claim = ClaimDeliveries("node-1", world.clock.now())
    assert await first.store.write(claim)
    await live_on(seconds, [second], 15)
    assert await second.store.write(replace(claim, node="node-2"))


async def test_in_a_file_what_an_earlier_process_held_is_free_when_the_next_one_begins(world: World) -> None:
    env = world.segue.env
    await heard_by_a_bot(world)
    claim = ClaimDeliveries("a process that is no more", world.clock.now())
    assert await env.store.write(claim)
    assert await env.store.write(replace(claim, node=env.node)) == ()
    await begin(replace(env, routing=RoutingDesk(shared=False)))
    assert await env.store.write(replace(claim, node=env.node))


# ---- what runs on one of them ----------------------------------------------------------------------------------------


async def test_lanes_that_run_alone_run_on_one_node_and_go_on_on_another(two: tuple[Env, Env, Seconds]) -> None:
    first, second, seconds = two
    await live_on(seconds, [first, second], 5)
    assert (runs_lone_lanes(first), runs_lone_lanes(second)) == (True, False)
    await live_on(seconds, [second], SILENT_AFTER_S + 1)
    assert runs_lone_lanes(second)
    await live_on(seconds, [first, second], 1)
    assert not runs_lone_lanes(first)


async def test_a_lane_that_runs_alone_is_passed_over_on_the_others(two: tuple[Env, Env, Seconds]) -> None:
    first, second, seconds = two
    await live_on(seconds, [first, second], 1)
    ran: list[str] = []
    turns = asyncio.Queue[str]()

    async def step(env: Env) -> int:
        ran.append(env.node)
        return 0

    async def turn(env: Env) -> None:
        turns.put_nowait(env.node)

    lane = lanes.Lane("test", step, every_s=0.0, rest_s=0.0, pause=turn, alone=True)
    tasks = [asyncio.create_task(lanes.run(env, lane)) for env in (first, second)]
    while [await turns.get() for _ in range(10)].count("node-2") == 0:
        pass
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert set(ran) == {"node-1"}


async def test_a_deadline_fires_once_when_both_believe_to_be_alone(world: World, two: tuple[Env, Env, Seconds]) -> None:
    first, second, _ = two
    chats = [f"c{n}" for n in range(8)]
    for name in chats:
        await world.start(name)
        await world.customer("Where is my parcel?", name)
    world.clock.forward(seconds=21)  # the bot says nothing
    for _ in range(3):
        await asyncio.gather(*(fire_due(env) for env in (first, second) * 2))
    for name in chats:
        log = await world.log(name)
        told = [entry.text for entry in log if entry.role == "system" and entry.text]
        assert len(told) == len(set(told)), f"{name} was told twice: {told}"
        assert told


# ---- what each must know of the others -------------------------------------------------------------------------------


@pytest.fixture
async def waiting(world: World) -> str:
    """A customer of the widget, whom a person is due to."""
    await world.hire("maria")
    await world.start("c1", channel="widget")
    await world.customer("I want to talk to a human please")
    return "c1"


async def is_away(world: World) -> bool:
    loaded = await world.segue.loaded("c1")
    return any(deadline.kind == "customer_away" for deadline in loaded.deadlines)


async def test_a_page_that_is_open_on_another_node_is_no_absence(
    world: World, two: tuple[Env, Env, Seconds], waiting: str
) -> None:
    first, second, seconds = two
    with second.attendance.page("default", waiting):
        await live_on(seconds, [first, second], 1)
        for _ in range(5):
            await sweep_absent(first)
            world.clock.forward(seconds=GRACE.total_seconds())
        assert not await is_away(world)
    await live_on(seconds, [first, second], 1)
    await sweep_absent(first)
    world.clock.forward(seconds=GRACE.total_seconds())
    await sweep_absent(first)
    assert await is_away(world)


async def test_a_page_on_a_node_that_died_is_closed(world: World, two: tuple[Env, Env, Seconds], waiting: str) -> None:
    first, second, seconds = two
    with second.attendance.page("default", waiting):
        await live_on(seconds, [first, second], 1)
        await live_on(seconds, [first], SILENT_AFTER_S + 1)
        await sweep_absent(first)
        world.clock.forward(seconds=GRACE.total_seconds())
        await sweep_absent(first)
        assert await is_away(world)
        await live_on(seconds, [first, second], 1)
        await sweep_absent(first)
        assert not await is_away(world), "it had only stood still"


async def test_who_opens_a_page_while_another_node_finds_them_absent_is_back(
    world: World, two: tuple[Env, Env, Seconds], waiting: str
) -> None:
    first, second, seconds = two
    await sweep_absent(first)
    world.clock.forward(seconds=GRACE.total_seconds())
    with second.attendance.page("default", waiting):  # which the other does not know yet
        await sweep_absent(first)
        assert await is_away(world)
        await live_on(seconds, [first, second], 1)
        await sweep_absent(first)
        assert not await is_away(world)


async def test_after_a_time_without_a_database_desks_first_get_the_time_to_come_back(
    world: World, two: tuple[Env, Env, Seconds]
) -> None:
    first, second, seconds = two
    maria = await world.hire("maria")
    await live_on(seconds, [first, second], 1)
    seconds.now += 600
    world.clock.forward(minutes=10)
    await beat(first)
    assert await sweep_silent(first) == 0
    assert (await first.store.read(PresenceOf("default", maria.id))).presence is Presence.ONLINE
    for _ in range(20):
        await live_on(seconds, [first, second], 5)
        world.clock.forward(seconds=5)
    assert await sweep_silent(first) == 1


async def test_a_policy_that_one_node_adopts_is_used_on_all(two: tuple[Env, Env, Seconds]) -> None:
    first, second, _ = two
    better = POLICY.replace("title: Customer care", "title: Care")
    await first.policies.adopt("default", better, "maria")
    assert await catch_up(second) == 1
    assert (await second.policies.active("default")).policy.queues["general"].title == "Care"
    assert await catch_up(second) == 0
    await second.policies.adopt("default", POLICY, "nils")
    assert await catch_up(first) == 1
    assert (await first.policies.active("default")).policy.queues["general"].title == "Customer care"


# ---- the wire --------------------------------------------------------------------------------------------------------


class Line:
    """A Wire in memory. `cut` loses what is told."""

    def __init__(self) -> None:
        self.other: Line | None = None
        self.incoming: asyncio.Queue[tuple[News, ...] | None] = asyncio.Queue()
        self.told: list[News] = []
        self.cut = False

    async def tell(self, news: Sequence[News]) -> None:
        self.told += news
        if self.other and not self.cut:
            self.other.incoming.put_nowait(tuple(news))

    async def heard(self) -> AsyncIterator[tuple[News, ...] | None]:
        while True:
            yield await self.incoming.get()

    async def close(self) -> None: ...


@pytest.fixture
async def bells() -> AsyncIterator[tuple[Bell, Bell, Line]]:
    here, there = Line(), Line()
    here.other, there.other = there, here
    first, second = Bell(), Bell()
    tasks = [asyncio.create_task(connect(bell, line)) for bell, line in ((first, here), (second, there))]
    await asyncio.sleep(0)
    yield first, second, here
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def rings(listener: Listener) -> list[Any]:
    async with asyncio.timeout(5):
        await listener.event.wait()
    listener.event.clear()
    signs = list(listener.typing)
    listener.typing.clear()
    return signs


async def test_what_rings_on_one_node_rings_on_the_other(bells: tuple[Bell, Bell, Line]) -> None:
    first, second, _ = bells
    typing = Typing("c1", "end_user", "Ana")
    with second.listen(Bell.conversation("default", "c1")) as chat, second.listen(Bell.workspace("default")) as desk:
        first.changed("default", "c1")
        assert await rings(chat) == []
        first.typing("default", typing)
        assert await rings(chat) == [typing]
        first.hint("default", "c1", "package")
        assert await rings(chat) == [Hint("c1", "package")]
        version = second.version("default")
        first.desk_changed("default")
        await rings(desk)
        assert second.version("default") > version
    for name in ("routing", "packages", "policies", "helpdesks"):
        getattr(first, name).set()
        async with asyncio.timeout(5):
            await getattr(second, name).wait()
    assert not second.deliveries.is_set(), "who wrote it delivers it"


async def test_what_was_heard_is_not_told_on(bells: tuple[Bell, Bell, Line]) -> None:
    first, second, line = bells
    with second.listen(Bell.conversation("default", "c1")) as chat:
        first.changed("default", "c1")
        await rings(chat)
    assert line.other is not None
    assert line.other.told == []


async def test_the_same_news_within_a_moment_are_told_once(bells: tuple[Bell, Bell, Line]) -> None:
    first, second, line = bells
    with second.listen(Bell.conversation("default", "c2")) as chat:
        for _ in range(100):
            first.changed("default", "c1")
        first.changed("default", "c2")
        await rings(chat)
    assert line.told == [("changed", "default", "c1"), ("changed", "default", "c2")]


async def test_news_that_cannot_be_told_do_not_silence_the_others(
    bells: tuple[Bell, Bell, Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, line = bells
    tell, failed = line.tell, asyncio.Event()

    async def fails_once(news: Sequence[News]) -> None:
        monkeypatch.setattr(line, "tell", tell)
        failed.set()
        raise ValueError("this cannot be written")

    monkeypatch.setattr(line, "tell", fails_once)
    first.packages.set()
    await failed.wait()
    first.routing.set()
    async with asyncio.timeout(5):
        await second.routing.wait()


async def test_after_an_alarm_everybody_looks(bells: tuple[Bell, Bell, Line]) -> None:
    _, second, line = bells
    with second.listen(Bell.conversation("default", "c1")) as chat, second.listen(Bell.workspace("default")) as desk:
        version = second.version("default")
        assert line.other is not None
        line.other.incoming.put_nowait(None)
        await rings(chat)
        await rings(desk)
        assert second.version("default") > version
    assert second.routing.is_set()
    assert second.deliveries.is_set()


async def test_news_of_a_newer_node_that_nobody_here_knows_are_passed_over() -> None:
    bell = Bell()
    for news in (("not yet known", "default"), (), ("changed",), ("typing", "default", "c1")):
        bell.hear(news)
