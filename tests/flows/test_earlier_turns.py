"""What was said before Segue had the conversation: in the log once, known to packages, brought to nobody."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.world import World
from segue.domain.bot_events import for_bot
from segue.domain.channels import BotIs
from segue.domain.conversation import Kind, Role
from segue.domain.earlier import MOST_TURNS, EarlierTurn, to_import
from segue.domain.errors import ConversationEnded
from segue.domain.lifecycle import Urgency
from segue.domain.sayings import saying
from segue.flows.converse import end, request_handoff
from segue.flows.earlier import import_earlier

AT = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
TURNS = (
    EarlierTurn(Role.END_USER, "You charged me twice for my March invoice", AT, "a1"),
    EarlierTurn(Role.AUTOMATED_AGENT, "Please look at your invoices page", AT, "a2"),
    EarlierTurn(Role.END_USER, "I want to talk to a human please", AT, "a3"),
)


async def _import(world: World, turns: tuple[EarlierTurn, ...] = TURNS) -> int:
    return await import_earlier(world.segue.env, "default", "c1", turns)


async def test_they_are_in_the_log_in_their_order_with_their_time_and_a_mark(world: World) -> None:
    await world.start()
    assert await _import(world) == 3
    log = [entry for entry in await world.log() if entry.kind is Kind.MESSAGE]
    assert [(entry.role, entry.text) for entry in log] == [(turn.role, turn.text) for turn in TURNS]
    assert all(entry.data == {"earlier": True, "said_at": AT.isoformat()} for entry in log)


async def test_the_same_transcript_again_and_a_longer_one_add_only_what_is_new(world: World) -> None:
    await world.start()
    await _import(world)
    assert await _import(world) == 0
    assert await _import(world, (*TURNS, EarlierTurn(Role.AUTOMATED_AGENT, "One moment", AT, "a4"))) == 1


async def test_two_at_the_same_moment_store_each_turn_once(world: World) -> None:
    await world.start()
    assert sum(await asyncio.gather(_import(world), _import(world))) == 3


async def test_a_turn_that_segue_saw_itself_is_not_there_twice(world: World) -> None:
    await world.start()
    await world.customer("You charged me twice for my March invoice", message_id="a1")
    assert await _import(world) == 2


async def test_no_trigger_runs_and_nobody_is_told(world: World) -> None:
    """The third turn asks for a person clearly; it was answered before Segue came."""
    await world.start()
    await _import(world)
    conversation = (await world.segue.loaded("c1")).conversation
    log = await world.log()
    assert str(conversation.owner) == "bot"
    assert await world.told() == []
    assert not any(for_bot(entry, conversation, helps=True) for entry in log)
    assert [one for entry in log for bot in BotIs if (one := saying(entry, "c1", bot))] == []


async def test_the_package_of_a_handoff_knows_them(world: World) -> None:
    await world.start()
    await _import(world)
    answer = await request_handoff(
        world.segue.env, "default", "c1", reason="bot_asked", queue="", note="", urgency=Urgency.NORMAL
    )
    package = await world.segue.package(answer.handoff)
    assert package is not None
    assert "charged" in package.wants + package.goes_wrong + package.summary


async def test_a_conversation_that_has_ended_takes_none(world: World) -> None:
    await world.start()
    await end(world.segue.env, "default", "c1", Role.END_USER)
    with pytest.raises(ConversationEnded):
        await _import(world)


async def test_hostile_text_is_kept_as_text(world: World) -> None:
    await world.start()
    odd = (EarlierTurn(Role.END_USER, "half \ud800 and \0 nul", None, "\ud800\0"),)
    assert await _import(world, odd) == 1
    assert await _import(world, odd) == 0
    assert (await world.log())[-1].text == "half ? and  nul"


_TURNS = st.lists(
    st.builds(
        EarlierTurn, st.sampled_from(list(Role)), st.text(max_size=4), st.none(), st.sampled_from(["", "x", "y"])
    ),
    max_size=12,
)


@given(_TURNS)
def test_whatever_a_transcript_holds_its_second_time_is_nothing_new(turns: list[EarlierTurn]) -> None:
    first = to_import(turns, ())
    assert len({id_ for id_, _ in first}) == len(first)
    assert to_import(turns, {id_ for id_, _ in first}) == ()


def test_a_long_transcript_keeps_its_newest_turns() -> None:
    turns = [EarlierTurn(Role.END_USER, f"line {n}") for n in range(MOST_TURNS + 30)]
    assert [turn for _, turn in to_import(turns, ())] == turns[30:]
