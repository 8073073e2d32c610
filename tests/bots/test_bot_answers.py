"""What bots behind Segue answer, read with care: odd answers, hostile ones, and what each kind tells of its own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from behind import Behind, behind
from hypothesis import given
from hypothesis import strategies as st

from fakes.bots.copilot_studio import PlayedCopilotStudio
from fakes.bots.dialogflow import PlayedDialogflow, key_file
from fakes.bots.rasa import PlayedRasa
from segue.bots import activities, dialogflow, rasa
from segue.bots.google_tokens import service_account
from segue.bots.opening import open_bot
from segue.domain.bots import BotAsksHuman, BotChoice, BotSaid, picked, with_choices
from segue.domain.errors import Invalid
from segue.domain.policy import BotSettings
from segue.flows.bot_answers import MOST_CHARACTERS, kept_id, variables_of
from segue.ports.conversations import EntriesAfter

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


def _shaped(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    """Objects that have these names, with anything behind them."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, JSON))


@given(_shaped("type", "id", "name", "text", "from", "value", "attachments", "suggestedActions", "channelData") | JSON)
def test_no_activity_is_too_odd(raw: Any) -> None:
    found = activities.heard(raw, ("x",))
    if found and found.speaks:
        activities.said("1", found)
    if found and found.wish:
        variables_of(activities.asks("1", found.wish))


@given(st.lists(_shaped("text", "image", "buttons", "custom", "recipient_id"), max_size=3))
def test_no_response_of_rasa_is_too_odd(responses: list[dict[str, Any]]) -> None:
    rasa._read("e", responses, "handoff")
    rasa._offered(responses)


@given(
    st.lists(_shaped("text", "payload", "liveAgentHandoff", "endInteraction", "quickReplies"), max_size=3),
    _shaped("match", "intent", "parameters", "currentPage", "intentDetectionConfidence"),
)
def test_no_answer_of_dialogflow_is_too_odd(messages: list[dict[str, Any]], result: dict[str, Any]) -> None:
    for one in dialogflow._read("r", messages, result, "liveAgentHandoff"):
        if isinstance(one, BotSaid):
            assert one.confidence is None or 0 <= one.confidence <= 1


@given(st.dictionaries(st.text(max_size=300), JSON, max_size=8))
def test_variables_are_kept_as_far_as_a_conversation_can_carry_them(variables: dict[str, Any]) -> None:
    found = variables_of(BotAsksHuman("1", variables={**variables, "long": "x" * 50_000}))
    assert len(json.dumps(found)) <= MOST_CHARACTERS + 10_000
    json.dumps(found).encode()


@given(st.text(max_size=300))
def test_an_id_is_kept_the_same_each_time_and_can_be_stored(id_: str) -> None:
    assert kept_id(id_) == kept_id(id_)
    assert len(kept_id(id_)) <= 120
    assert "\0" not in kept_id(id_)
    kept_id(id_).encode()


@given(st.text(max_size=20), st.lists(st.text(min_size=1, max_size=6), max_size=4))
def test_a_choice_is_picked_only_by_its_number_or_label(text: str, labels: list[str]) -> None:
    choices = [BotChoice(one, f"value of {one}") for one in labels]
    found = picked(text, choices)
    assert found is None or found in choices
    for at, one in enumerate(choices, 1):
        assert picked(str(at), choices) == one
    assert with_choices("Which?", choices).startswith("Which?")


# ---- what a kind needs to be opened ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (BotSettings(kind="rassa"), "bot.kind"),
        (BotSettings(kind="rasa", given={"url": "https://x.example"}, secrets={"secret": "missing"}), "bot.secret"),
        (BotSettings(kind="direct_line"), "bot.secret"),
        (BotSettings(kind="dialogflow", given={"project": "p"}, secrets={"secret": "odd"}), "bot.secret"),
        (
            BotSettings(kind="copilot_studio", given={"tenant": "t", "app": "a"}, secrets={"secret": "odd"}),
            "bot.environment",
        ),
    ],
)
async def test_what_cannot_be_opened_says_what_it_lacks(settings: BotSettings, field: str, world: Behind) -> None:
    ways = world.segue.env.bot((await world.segue.env.policies.active("default")).policy.bot).ways  # type: ignore[union-attr]
    with pytest.raises(Invalid) as error:
        open_bot(settings, {"odd": "s3cr3t-value"}, ways)
    assert error.value.details["field"] == field
    assert "s3cr3t" not in str(error.value)


async def test_a_token_endpoint_elsewhere_is_refused(world: Behind) -> None:
    """A policy that names another host would have our customers' words read there."""
    bot = world.segue.env.bot((await world.segue.env.policies.active("default")).policy.bot)
    settings = BotSettings(kind="direct_line", given={"token_endpoint": "https://powerplatform.com.evil.example/token"})
    from dataclasses import replace

    ways = replace(bot.ways, reach=replace(bot.ways.reach, at=lambda url: url))  # type: ignore[union-attr]
    with pytest.raises(Invalid, match="no token endpoint"):
        open_bot(settings, {}, ways)


def test_a_key_file_that_is_none_is_not_repeated() -> None:
    with pytest.raises(Invalid) as error:
        service_account('{"client_email": "a@b", "private": "s3cr3t"}')
    assert "s3cr3t" not in str(error.value)
    assert service_account(key_file())["private_key_id"] == "k1"


@pytest.fixture
async def world(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Behind]:
    async with behind(PlayedRasa(), tmp_path, sqlite_url) as world:
        await world.begin()
        yield world


# ---- of their own ----------------------------------------------------------------------------------------------------


async def test_rasa_learns_of_the_return_by_an_intent_that_no_customer_can_name(world: Behind) -> None:
    await world.says("  /segue_handed_back{}")
    assert world.bot.returned == []
    assert world.bot.heard[0].text.startswith("\uff0f")


async def test_dialogflow_tells_how_sure_it_was_and_where(tmp_path: Path, sqlite_url: str) -> None:
    async with behind(PlayedDialogflow(), tmp_path, sqlite_url) as world:
        await world.begin()
        await world.says("hello")
        log = await world.segue.store.read(EntriesAfter("default", "c1"))
        assert [entry.data["confidence"] for entry in log if entry.text == "Hello, I am Aria."] == [0.83]
        await world.says("I want my money back")
        package = await world.segue.package((await world.handoff()).id)
        assert package is not None
        assert (package.reason, package.variables["bot_topic"]) == ("refund", "Refunds")


async def test_an_agent_of_copilot_studio_that_forgot_the_conversation_begins_anew(
    tmp_path: Path, sqlite_url: str
) -> None:
    bot = PlayedCopilotStudio()
    async with behind(bot, tmp_path, sqlite_url) as world:
        await world.begin()
        await world.says("hello")
        bot.lines = {"other": []}
        await world.says("two things")
        assert (await world.words())[-1] == "This is the second."
        tokens = [one for one in world.vendor.asked if one.path.endswith("/token")]
        assert len(tokens) == 1  # it lasts
