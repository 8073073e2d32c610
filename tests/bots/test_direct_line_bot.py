"""A Copilot Studio agent behind Segue over Direct Line: what is told there and by no other kind of bot."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from behind import Behind, behind

from fakes.bots import WELCOME, Over, Wish
from fakes.bots.direct_line import SECRET, PlayedDirectLine
from fakes.described import Description, check_all
from fakes.vendor import Asked, Said
from segue.bots.transcripts import HOSTS, may_fetch
from segue.domain.bots import reported
from segue.domain.channels import without_private
from segue.domain.conversation import Kind, Role
from segue.domain.deliveries import BOT
from segue.flows import serve
from segue.ports.conversations import EntriesAfter
from segue.ports.threads import ThreadsOf

LINE = "conv-1"


@pytest.fixture
def bot() -> PlayedDirectLine:
    return PlayedDirectLine()


@pytest.fixture
async def world(bot: PlayedDirectLine, tmp_path: Path, sqlite_url: str) -> AsyncIterator[Behind]:
    async with behind(bot, tmp_path, sqlite_url) as world:
        await _ready(world)
        yield world


async def _ready(world: Behind) -> None:
    await world.hire("maria", name="Maria Lopez", team="Billing")
    await world.begin()


async def _to_maria_and_back(world: Behind) -> None:
    await world.says("I want my money back")
    await world.segue.step()
    await world.taken()
    await world.hands_back()


# ---- the wish for a human --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelling", ["va_LastPhrases", "va_LastPhrase"])
@pytest.mark.parametrize("type_", ["event", "handoff"])
async def test_it_is_heard_in_every_spelling(world: Behind, bot: PlayedDirectLine, spelling: str, type_: str) -> None:
    bot.spelling, bot.wish_type = spelling, type_
    await world.says("I want my money back")
    package = await world.segue.package((await world.handoff()).id)
    assert package is not None
    assert package.variables["bot_topic"] == "Refunds"
    assert package.variables["bot_phrases"] == ["hello", "I want my money back"]
    assert package.reason == "bot_escalated"


async def test_it_is_heard_wherever_it_stands_and_what_follows_it_is_not_said(
    world: Behind, bot: PlayedDirectLine
) -> None:
    await world.says("hello")
    bot.says(LINE, Wish(), "I am the end of a topic that nobody waits for")
    await world.says("still there?")
    assert (await world.handoff()).is_open
    assert await world.words() == ["Hello, I am Aria."]
    assert [turn.text for turn in bot.heard] == ["hello"]  # what is asked now is for the human


async def test_its_transcript_adds_only_what_segue_has_not_seen(world: Behind, bot: PlayedDirectLine) -> None:
    await world.says("hello")
    bot._add(LINE, {"type": "message", "text": "Seen elsewhere", "from": {"id": "dl_x", "role": "user"}})
    await world.says("I want my money back")
    log = await world.segue.store.read(EntriesAfter("default", "c1", kinds=(Kind.MESSAGE,)))
    assert [entry.text for entry in log if entry.data.get("earlier")] == ["Seen elsewhere"]


async def test_the_same_wish_heard_again_is_no_second_handoff(world: Behind) -> None:
    """Watermarks are replayed after a crash; here by a talk that has forgotten how far it was."""
    await world.says("I want my money back")
    first = await world.handoff()
    await world.segue.step()
    await world.taken()
    await world.hands_back()
    await world.says("hello")
    assert (await world.handoff()).id == first.id


@pytest.mark.parametrize(
    ("activity", "reason"),
    [
        ({"type": "event", "name": "GenesysHandoff", "value": "Wants a refund"}, "bot_stuck"),
        ({"type": "message", "text": "", "channelData": {"tags": '{"type": "Escalate", "context": {"a": "b"}}'}}, ""),
        ({"type": "event", "name": "needs.person", "value": {}}, ""),
    ],
)
async def test_other_bots_ask_in_other_ways(
    tmp_path: Path, sqlite_url: str, activity: dict[str, Any], reason: str
) -> None:
    bot = PlayedDirectLine()
    async with behind(bot, tmp_path, sqlite_url, events="needs.person") as world:
        await _ready(world)
        await world.says("hello")
        bot._add(LINE, {**activity, "from": {"id": "aria", "role": "bot"}})
        await world.says("and now?")
        assert (await world.handoff()).is_open


async def test_the_end_that_it_speaks_of_ends_the_conversation(world: Behind) -> None:
    await world.says("goodbye for good")
    assert not (await world.segue.loaded("c1")).conversation.open


async def test_it_ends_nothing_that_a_human_will_have(world: Behind, bot: PlayedDirectLine) -> None:
    await world.says("hello")
    bot.says(LINE, Wish(), Over())
    await world.says("anyone?")
    assert (await world.segue.loaded("c1")).conversation.open


# ---- late words ------------------------------------------------------------------------------------------------------


async def test_what_it_says_late_is_there_before_its_next_answer(world: Behind, bot: PlayedDirectLine) -> None:
    await world.says("hello")
    bot.says(LINE, "By the way: we are open until six.")
    await world.says("two things")
    assert (await world.words())[1:] == [
        "By the way: we are open until six.",
        "This is the first.",
        "This is the second.",
    ]


async def test_what_it_says_while_a_human_has_the_customer_is_skipped(world: Behind, bot: PlayedDirectLine) -> None:
    await world.says("I want my money back")
    await world.segue.step()
    await world.taken()
    bot.says(LINE, "Are you still there?", Wish())
    await world.hands_back()
    await world.says("hello")
    assert await world.words() == ["One moment, please.", WELCOME, "Hello, I am Aria."]
    assert len(await world.open_handoffs()) == 0


# ---- the return ------------------------------------------------------------------------------------------------------


async def test_it_hears_how_the_handoff_stands(world: Behind, bot: PlayedDirectLine) -> None:
    await _to_maria_and_back(world)
    assert [status["state"] for status in bot.statuses] == ["accepted", "completed"]


async def test_a_bot_that_does_not_want_to_hear_it_does_not(tmp_path: Path, sqlite_url: str) -> None:
    bot = PlayedDirectLine()
    async with behind(bot, tmp_path, sqlite_url, reports="no") as world:
        await _ready(world)
        await _to_maria_and_back(world)
        assert bot.statuses == []
        assert len(bot.returned) == 1


def test_a_handoff_that_nobody_took_has_failed() -> None:
    assert reported("ticketed", "ticketed", "") == "failed"
    assert reported("resolved", "resolved", "Maria") == "completed"
    assert reported("reserved", "reserved", "Maria") == ""


async def test_the_packet_is_the_value_of_the_event(world: Behind, bot: PlayedDirectLine) -> None:
    await world.says("I want my money back")
    await world.segue.step()
    await world.taken()
    await world.hands_back(note="the refund is granted")
    assert json.loads(bot.returned[0])["note"] == "the refund is granted"


async def test_in_words_for_an_agent_that_takes_no_events(tmp_path: Path, sqlite_url: str) -> None:
    bot = PlayedDirectLine()
    async with behind(bot, tmp_path, sqlite_url, return_as="message") as world:
        await _ready(world)
        await _to_maria_and_back(world)
        assert "Maria" in bot.heard[-1].text
        assert bot.returned == []


async def test_in_a_conversation_begun_anew(tmp_path: Path, sqlite_url: str) -> None:
    bot = PlayedDirectLine()
    async with behind(bot, tmp_path, sqlite_url, return_as="new_conversation") as world:
        await _ready(world)
        await _to_maria_and_back(world)
        await world.says("hello")
        assert list(bot.lines) == ["conv-1", "conv-2"]
        assert bot.heard[-1].customer == "conv-2"


# ---- who may speak ---------------------------------------------------------------------------------------------------


async def test_a_conversation_that_is_gone_is_begun_anew(world: Behind, bot: PlayedDirectLine) -> None:
    await world.says("hello")
    del bot.lines[LINE]
    bot.lines["other"] = []
    await world.says("two things")
    assert (await world.words())[-2:] == ["This is the first.", "This is the second."]


ENDPOINT = (
    "https://default123.4.environment.api.powerplatform.com/powervirtualagents/botsbyschema/cr1_aria/directline/token"
)


async def test_an_agent_of_copilot_studio_is_reached_by_its_token_endpoint(tmp_path: Path, sqlite_url: str) -> None:
    bot = PlayedDirectLine()
    async with behind(bot, tmp_path, sqlite_url, secret="", token_endpoint=ENDPOINT) as world:
        await _ready(world)
        await world.says("hello")
        asked = world.vendor.asked[0]
        assert (asked.path, asked.query) == (ENDPOINT.partition(".com")[2], {"api-version": "2022-03-01-preview"})
        assert await world.words() == ["Hello, I am Aria."]
        assert all(SECRET not in one.headers.get("Authorization", "") for one in world.vendor.asked)
        await world.later(3600)  # the token has ended
        await world.says("two things")
        assert len(bot.lines) == 2
        assert (await world.words())[-1] == "This is the second."


async def test_its_token_leaves_the_house_in_no_export(tmp_path: Path, sqlite_url: str) -> None:
    async with behind(PlayedDirectLine(), tmp_path, sqlite_url, secret="", token_endpoint=ENDPOINT) as world:
        await _ready(world)
        await world.says("hello")
        (thread,) = await world.segue.store.read(ThreadsOf("default", "c1", BOT))
        assert "token-of" in str(thread.state)
        assert "token-of" not in str(without_private(thread).state)


# ---- transcripts by address ------------------------------------------------------------------------------------------


class Elsewhere(PlayedDirectLine):
    """Its transcript lies elsewhere, as large ones do."""

    at = "https://directline.botframework.com/transcripts/1"
    there: Any = None

    def do(self, asked: Asked) -> Said:
        return Said(self.there) if asked.path == "/transcript" else super().do(asked)

    def _wish(self, ref: str, wish: Wish) -> dict[str, Any]:
        whole = super()._wish(ref, wish)
        (transcript,) = whole["attachments"]
        self.there = self.there or transcript.pop("content")
        transcript.pop("content", None)
        return {**whole, "attachments": [{**transcript, "contentUrl": self.at}]}


async def _fetched(tmp_path: Path, sqlite_url: str, bot: Elsewhere) -> tuple[list[str], list[str]]:
    async with behind(bot, tmp_path, sqlite_url) as world:
        await _ready(world)
        await world.says("I want my money back")
        assert (await world.handoff()).is_open  # whatever becomes of the transcript
        log = await world.segue.store.read(EntriesAfter("default", "c1", kinds=(Kind.MESSAGE,)))
        return world.elsewhere.asked, [entry.text for entry in log if entry.data.get("earlier")]


def _turns(count: int, size: int) -> dict[str, Any]:
    made = [
        {"type": "message", "text": f"{n} {'x' * size}", "from": {"role": "user"}, "id": str(n)} for n in range(count)
    ]
    return {"activities": made}


async def test_a_transcript_of_300_kb_is_fetched(tmp_path: Path, sqlite_url: str) -> None:
    bot = Elsewhere()
    bot.there = _turns(100, 3_000)
    asked, earlier = await _fetched(tmp_path, sqlite_url, bot)
    assert asked == [bot.at]
    assert len(earlier) == 100


@pytest.mark.parametrize(
    "url", ["https://169.254.169.254/latest", "https://evil.example/t", "http://directline.botframework.com/t"]
)
async def test_a_transcript_elsewhere_is_not_fetched(tmp_path: Path, sqlite_url: str, url: str) -> None:
    bot = Elsewhere()
    bot.at = url
    assert await _fetched(tmp_path, sqlite_url, bot) == ([], [])


async def test_a_transcript_that_is_too_large_is_done_without(tmp_path: Path, sqlite_url: str) -> None:
    bot = Elsewhere()
    bot.there = _turns(30, 100_000)
    _, earlier = await _fetched(tmp_path, sqlite_url, bot)
    assert earlier == []


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://directline.botframework.com/a", True),
        ("https://botframework.com:443/a", True),
        ("https://botframework.com.evil.example/a", False),
        ("https://evilbotframework.com/a", False),
        ("https://user@botframework.com/a", False),
        ("https://botframework.com:8443/a", False),
        ("http://botframework.com/a", False),
        ("https://[::1/a", False),
        ("ftp://botframework.com", False),
        ("", False),
    ],
)
def test_hosts_are_compared_by_their_labels(url: str, may: bool) -> None:
    assert may_fetch(url, HOSTS) is may


# ---- as described ----------------------------------------------------------------------------------------------------


def _open_objects(spec: Any) -> None:
    for schema in spec["components"]["schemas"].values():
        for one in schema.get("properties", {}).values():
            if one.get("type") == "object" and "properties" not in one:
                one["additionalProperties"] = True


def _any_value(spec: Any) -> None:
    spec["components"]["schemas"]["CardAction"]["properties"]["value"] = {}


async def test_calls_are_as_microsoft_describes_them(tmp_path: Path, sqlite_url: str) -> None:
    paths = ("/v3/directline/conversations", "/v3/directline/conversations/{conversationId}/activities")
    faults = {
        "an object without properties is any object": _open_objects,
        "the value of a button is any JSON value, says the specification of activities": _any_value,
    }
    description = Description("microsoft/directline-3.0.json", "https://directline.botframework.com", "", paths, faults)
    async with behind(PlayedDirectLine(), tmp_path, sqlite_url) as world:
        await _ready(world)
        await world.says("colour?")
        await _to_maria_and_back(world)
        log = await world.log()
        assert any(entry.role is Role.AUTOMATED_AGENT for entry in log)
        assert await serve.entries_since(world.segue.env, await world.handoff())
        check_all(world.vendor, description)
