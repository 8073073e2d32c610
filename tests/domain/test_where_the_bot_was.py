"""Topics and phrases that a bot behind Segue tells, as human agents read them; whatever they hold is a quotation."""

from __future__ import annotations

from dataclasses import replace

from fakes.example_package import FULL, HANDOFF
from segue.domain.package import Fact, Status
from segue.domain.renderings.conversation import bot

TOLD = {
    "bot_topic": "Refunds",
    "bot_topics": ["Greeting", "Refunds"],
    "bot_phrases": ["hello", "<b>I want my money back</b>"],
    "order": "4711",
}


def test_they_have_their_own_lines_and_other_variables_keep_theirs() -> None:
    lines = {line.label: line.quote or line.text for line in bot(replace(FULL, variables=TOLD), HANDOFF)}
    assert lines["Last topic of the bot"] == "Refunds"
    assert lines["Topics of the bot"] == "Greeting; Refunds"
    assert "I want my money back" in lines["The customer said to it"]
    assert lines["order"] == "4711"


def test_the_last_topic_is_not_said_twice() -> None:
    package = replace(FULL, variables=TOLD, intent=Fact("Refunds", Status.KNOWN, "bot"))
    assert "Last topic of the bot" not in [line.label for line in bot(package, HANDOFF)]
