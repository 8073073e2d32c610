"""What Prometheus reads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from asking import HERE
from prometheus_client.parser import text_string_to_metric_families
from world import ABROAD, HOME, World

from segue.domain.breaker import Sign
from segue.domain.errors import TryAgain
from segue.domain.follow_up import FollowUp
from segue.ports.hub_events import HubEvent, StoreHubEvent
from segue.ports.nodes import Beat


async def figures(world: World) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """(name, its labels in order) -> value."""
    text = (await world.client.ask("GET", "/metrics", client=HERE)).body.decode()
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def of(workspace: str, **labels: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({"workspace": workspace, **labels}.items()))


async def test_who_waits_and_for_how_long(world: World) -> None:
    await world.conversation()
    await world.waiting()
    world.clock.advance(seconds=90)
    found = await figures(world)
    assert found["segue_handoffs", of(HOME, queue="general", state="queued")] == 1
    assert found["segue_handoff_wait_seconds", of(HOME, queue="general")] == 90
    assert found["segue_tickets", of(HOME)] == 1
    assert ("segue_handoffs", of(ABROAD, queue="general", state="queued")) not in found


async def test_what_is_finished_leaves_no_figure_behind(world: World) -> None:
    """A queue without anybody has no line: a gauge that is never cleared would show yesterday's customers for ever."""
    await world.conversation()
    handoff = await world.waiting()
    assert ("segue_handoff_wait_seconds", of(HOME, queue="general")) in await figures(world)
    world.store.handoffs.clear()
    world.store.follow_ups[HOME, "flw_ana"] = FollowUp(
        "flw_ana", HOME, "cnv_ana", handoff.id, "general", handoff.requested_at, closed_at=world.clock.now()
    )
    found = await figures(world)
    assert not [name for name, _ in found if name in {"segue_handoffs", "segue_handoff_wait_seconds", "segue_tickets"}]


async def test_events_of_helpdesks_that_wait_and_processes_that_serve(world: World) -> None:
    now = world.clock.now()
    await world.store.write(StoreHubEvent(HubEvent(HOME, "zendesk", "e-1", now, now, {"is": "there"})))
    await world.store.write(Beat("node_a"))
    await world.store.write(Beat("node_b"))
    world.clock.advance(seconds=7)
    found = await figures(world)
    assert found["segue_hub_events", of(HOME, hub="zendesk")] == 1
    assert found["segue_hub_event_age_seconds", of(HOME, hub="zendesk")] == 7
    assert found["segue_nodes", ()] == 2


async def test_lanes_tell_when_they_last_went_well(world: World, monkeypatch: Any) -> None:
    beat = world.segue.env.pulse.lane("deliver", 0.5)
    beat.began_at -= 30
    beat.failing = "LookupError"
    found = await figures(world)
    assert found["segue_lane_age_seconds", (("lane", "deliver"),)] >= 30
    assert found["segue_lane_failing", (("lane", "deliver"),)] == 1
    with beat.step():
        pass
    found = await figures(world)
    assert found["segue_lane_age_seconds", (("lane", "deliver"),)] < 30
    assert found["segue_lane_failing", (("lane", "deliver"),)] == 0


async def test_a_listener_that_is_shut_out_is_told_apart_from_one_that_is_busy(world: World) -> None:
    env = world.segue.env
    doing = env.relay.doing(HOME, "bot")
    shut = ("segue_listener_shut", of(HOME, listener="bot"))
    doing.answered(world.clock.now())
    assert (await figures(world))[shut] == 0
    doing.failed(Sign.SLOW_DOWN, world.clock.now(), "c-1", "busy", 5.0)
    assert (await figures(world))[shut] == 1
    doing.failed(Sign.SHUT_OUT, world.clock.now(), "c-1", "401", None)
    assert (await figures(world))[shut] == 2
    doing.answered(world.clock.now())
    assert (await figures(world))[shut] == 0


async def test_a_store_that_does_not_answer_takes_nothing_else_away(world: World, monkeypatch: Any) -> None:
    def gone(_: object) -> None:
        raise TryAgain("the database cannot be read now")

    monkeypatch.setattr(world.store, "_look_at_figures", gone, raising=False)
    found = await figures(world)
    assert found["segue_store_answers", ()] == 0
    assert found["process_open_fds", ()] > 0
    assert not [name for name, _ in found if name == "segue_nodes"]


async def test_a_decision_is_timed(world: World) -> None:
    key = await world.key("conversations")
    before = (await figures(world)).get(("segue_decision_seconds_count", ()), 0)
    begun = await world.client.ask("POST", "/v1/conversations", token=key, body={"id": "c-1"})
    message = {"id": "m-1", "role": "end_user", "text": "hello"}
    await world.client.ask("POST", f"/v1/conversations/{begun.json['id']}/messages", token=key, body=message)
    assert (await figures(world))["segue_decision_seconds_count", ()] == before + 1


async def test_ages_are_never_below_zero(world: World) -> None:
    """Another machine's clock may be a little ahead."""
    await world.conversation()
    await world.waiting()
    world.clock.at -= timedelta(seconds=3)
    assert (await figures(world))["segue_handoff_wait_seconds", of(HOME, queue="general")] == 0
