"""Every wait that a customer was told is stored, and what came true teaches the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from fakes.world import World
from segue.domain.conversation import Conversation
from segue.domain.draft import Draft
from segue.domain.lifecycle import Event, Handoff, Promise, State
from segue.domain.moves.expecting import MOST_PROMISES, promise
from segue.domain.policy import Policy
from segue.domain.routing.availability import Availability, Outlook
from segue.domain.routing.forecast import AT_LEAST, FACTS
from segue.flows import serve
from segue.flows.foretelling import EVERY, Foretelling
from segue.ports.conversations import HandoffsSince

ASKS = "I want to talk to a human please"


async def test_the_promise_stays_with_the_handoff_and_is_made_once_a_wait_is_known(world: World) -> None:
    maria = await world.hire("maria", capacity=1)
    for number in range(6):
        one = f"c{number}"
        await world.start(one)
        await world.customer(ASKS, one)
        world.clock.forward(seconds=30)
        await serve.take(world.segue.env, maria, one)
        world.clock.forward(seconds=90)
        await serve.finish(world.segue.env, maria, one, Event.RESOLVED, disposition="done", label="right")
    await world.start("busy")
    await world.customer(ASKS, "busy")
    await serve.take(world.segue.env, maria, "busy")
    await world.start("waits")
    await world.customer(ASKS, "waits")
    (promise,) = (await world.handoff("waits")).promises
    assert promise.told
    assert promise.low_s <= promise.expected_s <= promise.high_s
    assert len(promise.facts) == len(FACTS) + 1


async def test_where_no_wait_is_known_none_is_told_and_the_facts_are_kept_to_learn_from(world: World) -> None:
    maria = await world.hire("maria", capacity=1)
    await world.start("busy")
    await world.customer(ASKS, "busy")
    await serve.take(world.segue.env, maria, "busy")
    await world.start()
    await world.customer(ASKS)
    handoff = await world.handoff()
    assert handoff.state is State.QUEUED
    (promise,) = handoff.promises
    assert not promise.told
    assert promise.facts


class Past:
    """A store that holds nothing but handoffs."""

    def __init__(self) -> None:
        self.handoffs: list[Handoff] = []
        self.asked: list[HandoffsSince] = []

    async def read(self, query: Any) -> Any:
        self.asked.append(query)
        return tuple(one for one in self.handoffs if one.requested_at >= query.since)[-query.limit :]

    async def write(self, unit: Any) -> Any:
        raise AssertionError(unit)

    async def close(self) -> None:
        """Nothing is open."""


FACTS_OF_ONE = (1.0, *(1.0 for _ in FACTS))


def answered(number: int, at: datetime, waited_s: float = 100) -> Handoff:
    promise = Promise(at, 90, 60, 120, facts=FACTS_OF_ONE)
    return Handoff(
        f"h{number}", "default", f"c{number}", State.ACTIVE, "asked", "billing", at, at,
        queued_at=at, accepted_at=at + timedelta(seconds=waited_s), promises=(promise,),
    )  # fmt: skip


async def test_a_new_process_learns_from_what_is_stored_and_then_from_what_comes(world: World) -> None:
    now, past, learning = world.clock.now(), Past(), Foretelling()
    past.handoffs = [answered(number, now - timedelta(hours=2)) for number in range(AT_LEAST - 1)]
    first = await learning.forecaster(past, "default", now)
    assert first.of_facts(FACTS_OF_ONE) is None
    past.handoffs.append(answered(AT_LEAST, now - timedelta(minutes=5)))
    again = await learning.forecaster(past, "default", now)
    assert again.answers == AT_LEAST - 1  # looked at a moment ago
    later = await learning.forecaster(past, "default", now + EVERY)
    told = later.of_facts(FACTS_OF_ONE)
    assert later.answers == AT_LEAST
    assert told
    assert 80 < told.expected_s < 120


async def test_nobody_teaches_twice_and_who_still_waits_teaches_nothing_yet(world: World) -> None:
    now, past, learning = world.clock.now(), Past(), Foretelling()
    waits = replace(answered(2, now - timedelta(minutes=9)), state=State.QUEUED, accepted_at=None)
    past.handoffs = [answered(1, now - timedelta(minutes=10)), waits]
    for rounds in range(4):
        forecaster = await learning.forecaster(past, "default", now + EVERY * rounds)
        assert forecaster.answers == 1
    past.handoffs[1] = replace(waits, state=State.ACTIVE, accepted_at=now)
    assert (await learning.forecaster(past, "default", now + EVERY * 4)).answers == 2


def test_of_many_promises_the_first_and_the_latest_are_kept() -> None:
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    conversation = Conversation("default", "c", at, at)
    handoff = Handoff("h", "default", "c", State.QUEUED, "asked", "billing", at, at)
    draft = Draft(conversation, handoff, Policy((), (), {}), at, str)
    for wait_s in range(1, MOST_PROMISES + 11):
        promise(draft, Outlook(Availability.OPEN, 1, float(wait_s)))
    assert draft.handoff
    kept = [one.expected_s for one in draft.handoff.promises]
    assert (len(kept), kept[0], kept[1], kept[-1]) == (MOST_PROMISES, 1, 12, MOST_PROMISES + 10)
