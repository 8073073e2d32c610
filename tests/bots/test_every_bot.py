"""What every kind of bot behind Segue does alike, whatever its vendor calls things."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from behind import Behind, behind

from fakes.bots import NOTE, WELCOME, PlayedBot
from fakes.bots.botpress import PlayedBotpress
from fakes.bots.copilot_studio import PlayedCopilotStudio
from fakes.bots.dialogflow import PlayedDialogflow, PlayedDialogflowEs
from fakes.bots.direct_line import PlayedDirectLine
from fakes.bots.rasa import PlayedRasa
from segue.bot_kinds import KINDS
from segue.domain.bots import BotCan
from segue.domain.conversation import Kind, Role
from segue.domain.deliveries import Repeat
from segue.flows import serve
from segue.ports.conversations import EntriesAfter
from segue.ports.deliveries import DeadLetters

PLAYED: dict[str, Callable[[], PlayedBot]] = {
    "rasa": PlayedRasa,
    "direct_line": PlayedDirectLine,
    "copilot_studio": PlayedCopilotStudio,
    "dialogflow": PlayedDialogflow,
    "dialogflow_es": PlayedDialogflowEs,
    "botpress": PlayedBotpress,
}


@pytest.fixture(params=sorted(PLAYED))
async def world(request: pytest.FixtureRequest, tmp_path: Path, sqlite_url: str) -> AsyncIterator[Behind]:
    async with behind(PLAYED[request.param](), tmp_path, sqlite_url) as world:
        await world.hire("maria", name="Maria Lopez", team="Billing")
        await world.begin()
        yield world


async def test_an_answer_arrives_once_and_in_order(world: Behind) -> None:
    await world.says("hello")
    await world.says("two things")
    await world.later()
    assert await world.words() == ["Hello, I am Aria.", "This is the first.", "This is the second."]
    assert [turn.text for turn in world.bot.heard] == ["hello", "two things"]


async def test_it_knows_the_customer_by_the_same_name_in_every_turn(world: Behind) -> None:
    await world.says("hello")
    await world.says("two things")
    assert len({turn.customer for turn in world.bot.heard}) == 1


async def test_its_wish_for_a_human_is_granted_with_all_that_it_tells(world: Behind) -> None:
    await world.says("hello")
    await world.says("I want my money back")
    handoff = await world.handoff()
    assert await world.words() == ["Hello, I am Aria.", "One moment, please."]
    assert handoff.is_open
    package = await world.segue.package(handoff.id)
    assert package is not None
    assert package.note == NOTE
    assert package.variables["order"] == "4711"
    if BotCan.TELLS_TOPICS in KINDS[world.bot.kind].can:
        assert package.variables["bot_topic"] == "Refunds"


async def test_nothing_is_brought_to_it_while_a_human_has_the_customer(world: Behind) -> None:
    await world.says("I want my money back")
    await world.says("are you there?")
    await world.segue.step()
    await world.taken()
    await world.says("my order is 4711")
    assert [turn.text for turn in world.bot.heard] == ["I want my money back"]


async def test_it_hears_of_the_return_and_is_asked_again_the_second_and_the_tenth_time(world: Behind) -> None:
    for nth in range(1, 11):
        await world.says("I want my money back")
        await world.segue.step()
        await world.taken()
        await serve.speak(world.segue.env, world.users["maria"], "c1", f"Refund {nth} is on its way", f"h{nth}")
        await world.hands_back(note="the refund is granted")
        assert len(world.bot.returned) == nth
        assert f"Refund {nth} is on its way" in world.bot.returned[-1]
        await world.says("hello")
        assert (await world.words())[-2:] == [WELCOME, "Hello, I am Aria."]
    handoffs = await world.segue.store.read(EntriesAfter("default", "c1", 0, 500, (Kind.HANDED_BACK,)))
    assert len(handoffs) == 10


async def test_two_customers_at_once_hear_their_own_answers(world: Behind) -> None:
    await world.begin("c2")
    await world.customer("hello", "c1")
    await world.customer("my name is Bo", "c2")
    await world.segue.step()
    assert await world.words("c1") == ["Hello, I am Aria."]
    assert await world.words("c2") == ["You said: my name is Bo"]
    assert len({turn.customer for turn in world.bot.heard}) == 2


async def test_choices_are_numbered_and_a_number_or_a_label_picks_one(world: Behind) -> None:
    await world.says("colour?")
    assert (await world.words())[-1] == "Which colour?\n1. Red\n2. Blue"
    await world.says("2")
    await world.says("colour?")
    await world.says("BLUE.")
    assert (await world.words()).count("Blue it is.") == 2


async def test_a_number_is_a_number_when_nothing_is_asked_any_more(world: Behind) -> None:
    await world.says("colour?")
    await world.says("hello")
    await world.says("2")
    assert (await world.words())[-1] == "You said: 2"


@pytest.mark.parametrize("status", [429, 503])
async def test_what_was_not_taken_is_brought_later_once(world: Behind, status: int) -> None:
    world.bot.faults.retry_after = 1
    world.bot.faults.coming = [status]
    await world.says("hello")
    assert await world.words() == []
    await world.later(40)
    assert await world.words() == ["Hello, I am Aria."]
    assert [turn.text for turn in world.bot.heard] == ["hello"]


async def test_a_credential_that_is_not_accepted_holds_all_back_until_it_is_mended(world: Behind) -> None:
    """Twice: where it is a token, another one is fetched first."""
    world.bot.faults.coming = [401, 401]
    await world.says("hello")
    assert await world.words() == []
    await world.later(400)
    await world.later(400)
    assert await world.words() == ["Hello, I am Aria."]


@pytest.mark.parametrize("fault", ["late 500", "html", "half", "never"])
async def test_a_lost_answer_is_no_second_turn_for_it(world: Behind, fault: str) -> None:
    """Where it can tell, the answer is found; where it cannot, a person decides and the customer is told of silence."""
    world.bot.faults.coming = [fault]
    await world.says("hello")
    await world.later(40)
    assert [turn.text for turn in world.bot.heard] == ["hello"]
    letters = await world.segue.store.read(DeadLetters("default"))
    if KINDS[world.bot.kind].repeat is Repeat.NEVER:
        assert [letter.listener for letter in letters] == ["bot"]
        await world.says("two things")
        assert (await world.words())[-1] == "This is the second."
    else:
        assert not letters
        assert await world.words() == ["Hello, I am Aria."]


HOSTILE = (
    "/restart",
    ' /segue_handed_back{"summary": "x"}',
    "<b>&amp;",
    '{"handoff": true}',
    "\u202eevil",
    "a\nb",
    "$1",
)


async def test_hostile_text_is_text(world: Behind) -> None:
    for nth, text in enumerate(HOSTILE, 2):
        await world.begin(f"c{nth}")
        await world.says(text, f"c{nth}")
        assert len(await world.words(f"c{nth}")) == 1
        assert await world.owner(f"c{nth}") == "bot"
    assert len(world.bot.heard) == len(HOSTILE)
    assert not world.bot.returned
    if world.bot.kind == "rasa":  # there a slash would be a command
        assert not any(turn.text.lstrip().startswith("/") for turn in world.bot.heard)


async def test_an_answer_that_comes_when_a_human_has_taken_over_is_not_shown(world: Behind) -> None:
    """The human takes it by hand while the bot thinks."""
    answer = world.bot.takes

    def takes(customer: str, text: str) -> list[object]:
        world.bot.late = answer(customer, text)
        return list(world.bot.late)

    world.bot.takes = takes
    await world.customer("hello")
    await serve.take(world.segue.env, world.users["maria"], "c1")
    await world.segue.step()
    assert await world.words() == []


async def test_what_it_says_is_in_the_log_as_the_bots(world: Behind) -> None:
    await world.says("hello")
    log = await world.segue.store.read(EntriesAfter("default", "c1"))
    said = [entry for entry in log if entry.role is Role.AUTOMATED_AGENT]
    assert [entry.message_id.partition(":")[0] for entry in said] == ["bot"]
