"""Can the case be told from the card alone? What a human needs to know of each demo handoff is listed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path

from segue.app import Segue
from segue.demo.opening import opened
from segue.demo.play.director import play, team_at_work
from segue.demo.play.hurry import hurried
from segue.demo.play.stage import FASTEST, Stage
from segue.domain.lifecycle import Handoff, State
from segue.domain.renderings import Card, HandoffFacts, card
from segue.ports.conversations import HandoffsOf

NEEDED: Mapping[str, tuple[str, ...]] = {
    "A clear request": ("Ben Hoffmann", "verified", "parcel", "I want to talk to a human", "tracking link", "Calm"),
    "A bare word, an offer, yes": ("not said what it is about", "asked for a person", "agent", "no answer yet"),
    "The bot is stuck twice": (
        *("wardrobe", "hinge", "squeak", "not getting anywhere", "two of its answers did not help"),
        *("no solution", "turned", "That does not help."),
    ),
    "A big account disputes a bill": (
        *("Ana Duarte", "verified", "enterprise", "48,000 a year", "since 2019-03-01"),
        *("charged twice", "Q-20417", "Big account", "Urgent", "gave no answer yet"),
    ),
    "One declines, the next accepts": ("not verified", "not said what it is about", "Can I speak to a person"),
    "A reservation expires": (
        *("What wood is the table made of?", "oak and alder", "The assistant asked for a person"),
        "Wants to know about the grain.",
    ),
    "Closed: a ticket with an address": ("forty chairs", "For businesses", "I would like to talk to a person"),
    "The customer leaves while waiting": ("picked up what was left behind", "I need to speak with a human agent"),
    "On the way out, an offer": ("Chiara Conti", "plus", "About to leave", "Close your account", "club benefits"),
    "Taken over by hand": ("How long does delivery take?", "2 to 4 working days", "took the conversation over"),
    "The bot falls silent": ("pay by invoice", "did not answer in time", "asked for a person", "give me a person"),
}
"""Scene -> what must stand on its newest handoff's card before "more"."""


async def test_what_a_human_needs_to_know_stands_on_the_card_of_every_handoff(tmp_path: Path) -> None:
    async with opened(tmp_path, adapt=partial(hurried, speed=FASTEST), bot_pause=timedelta(0)) as demo:
        async with team_at_work(demo) as desks:
            stages = await play(demo, desks, FASTEST, lambda _: None)
        seen = {stage.scene.title: words for stage in stages if (words := await on_the_card(demo.house.segue, stage))}
    assert seen.keys() == NEEDED.keys()
    lacking = {
        title: (missing, seen[title])
        for title, facts in NEEDED.items()
        if (missing := [fact for fact in facts if fact.lower() not in seen[title].lower()])
    }
    assert lacking == {}


async def on_the_card(segue: Segue, stage: Stage) -> str:
    """The words before "more", of the newest handoff of the scene; "" where nobody was asked for."""
    handoff = await newest(segue, stage)
    package = await segue.package(handoff.id) if handoff else None
    if handoff is None or package is None:
        return ""
    return " ".join(words(card(package, HandoffFacts(handoff.urgency.value, handoff.queue))))


async def newest(segue: Segue, stage: Stage) -> Handoff | None:
    handoffs = [
        handoff
        for customer in stage.customers
        for handoff in await segue.store.read(HandoffsOf(segue.workspace, customer.conversation))
        if handoff.state not in {State.DECLINED, State.LAPSED}
    ]
    return handoffs[-1] if handoffs else None


def words(shown: Card) -> Iterator[str]:
    for section in shown.top:
        for line in section.lines:
            yield from (line.label, line.text, line.quote, line.answer, line.tag)
