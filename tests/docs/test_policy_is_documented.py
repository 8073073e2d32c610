"""docs/policy.md: every key, name and sentence of a policy has its paragraph, and what it shows is true."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from segue.domain import guidance
from segue.domain.channels import ChannelSettings
from segue.domain.conditions import MAX_CONDITION, mistakes_in
from segue.domain.dialogue import Dialogue, Elsewhere, EndQuestion, Inactivity, NoMatch, Tell
from segue.domain.files import FileRules
from segue.domain.hubs import HubSettings
from segue.domain.lifecycle import Urgency
from segue.domain.policy import (
    Behaviour,
    BotSettings,
    Handback,
    KnowledgeSettings,
    OfferSettings,
    Outcome,
    Policy,
    SourceSettings,
    Trigger,
    TriggerKind,
    VisitKeeping,
    WebhookSettings,
)
from segue.domain.queues import (
    Assign,
    Calendar,
    Escalation,
    Language,
    Order,
    Queue,
    QueueKind,
    Relaxation,
    Route,
    RoutingSettings,
    ServiceLevel,
    Sticky,
    Tier,
    WhenClosed,
    WhenFull,
)
from segue.domain.signals.facts import FIXED, Variable, schema
from segue.domain.triggers import TriggerEngine, route_schema_of
from segue.domain.wording import SENTENCES
from segue.insight.routing_advice import loosens_nothing, skills_nobody_asks_for
from segue.policy_file import POLICY_KEYS, check_policy, load_policy

PAGE = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]

PARTS = (
    OfferSettings,
    Policy,
    FileRules,
    Trigger,
    Route,
    Queue,
    Relaxation,
    ServiceLevel,
    Escalation,
    Sticky,
    WhenClosed,
    WhenFull,
    RoutingSettings,
    Tier,
    Calendar,
    BotSettings,
    Dialogue,
    NoMatch,
    Elsewhere,
    Inactivity,
    EndQuestion,
    Handback,
    Behaviour,
    VisitKeeping,
    KnowledgeSettings,
    HubSettings,
    ChannelSettings,
    WebhookSettings,
)
NOT_WRITTEN = {
    (BotSettings, "dialogue"),  # its keys are keys of bot
    (Trigger, "not_phrases"),  # written `not`
    (Tier, "name"),  # the key of the tier
    (Queue, "name"),  # the key of the queue
    (SourceSettings, "name"),  # the key of the source
    (KnowledgeSettings, "name"),  # the key of the source
    (WebhookSettings, "name"),  # the key of the webhook
    (HubSettings, "name"),  # the key of the hub
    (HubSettings, "given"),  # written by the names that its kind has
    (HubSettings, "secrets"),  # likewise
    (BotSettings, "given"),  # written by the names that its kind has
    (BotSettings, "secrets"),  # likewise
    (ChannelSettings, "name"),  # the key of the channel
    (ChannelSettings, "given"),  # written by the names that its kind has
    (ChannelSettings, "secrets"),  # likewise
    (Calendar, "name"),  # the key of the calendar
    (Calendar, "week"),  # written as days
    (Calendar, "holiday_dates"),  # looked up
}
KEYS = [(part, f.name) for part in PARTS for f in fields(part) if (part, f.name) not in NOT_WRITTEN]


@pytest.mark.parametrize(("part", "key"), KEYS, ids=[f"{part.__name__}.{key}" for part, key in KEYS])
def test_every_key_has_its_mention(part: type, key: str) -> None:
    assert f"`{key}`" in PAGE or f"**`{key}`**" in PAGE or f"### `{key}`" in PAGE


@pytest.mark.parametrize("key", POLICY_KEYS)
def test_every_key_at_the_top_has_its_paragraph(key: str) -> None:
    assert re.search(rf"^(\*\*`{key}`\*\*|### `{key}`$)", PAGE, re.MULTILINE)


@pytest.mark.parametrize("word", [*Outcome, *Urgency, *QueueKind, *TriggerKind, *Tell, *Assign, *Order, *Language])
def test_every_value_that_can_be_chosen_has_its_mention(word: str) -> None:
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("key", SENTENCES)
def test_every_sentence_is_shown_as_it_is_said(key: str) -> None:
    assert f"| `{key}` | {SENTENCES[key].text} | {SENTENCES[key].when} |" in PAGE


@pytest.mark.parametrize("variable", FIXED, ids=lambda variable: variable.name)
def test_every_name_of_a_condition_is_shown_with_its_values(variable: Variable) -> None:
    values = ", ".join(f"`{value}`" for value in variable.values)
    assert f"| `{variable.name}` | {variable.type} | {variable.description} | {values} |" in PAGE


def test_the_whole_policy_of_the_page_can_be_used() -> None:
    assert check_policy(EXAMPLE) == ()
    TriggerEngine(load_policy(EXAMPLE))


def test_the_whole_policy_of_the_page_needs_no_advice_on_its_routing() -> None:
    policy = load_policy(EXAMPLE)
    assert [*loosens_nothing(policy), *skills_nobody_asks_for(policy)] == []


SHOWN = re.findall(
    r"^\| [a-z ,0-9]+ \| `([^`]+)` \|$", PAGE.split("| goes by | condition |")[1].split("\n\n")[0], re.MULTILINE
)


@pytest.mark.parametrize("condition", SHOWN)
def test_what_a_route_goes_by_can_be_read(condition: str) -> None:
    assert not mistakes_in(condition, route_schema_of(schema({}, [])))


def test_the_whole_policy_of_the_page_shows_every_key_at_the_top() -> None:
    assert [key for key in POLICY_KEYS if not re.search(rf"^{key}:", EXAMPLE, re.MULTILINE)] == []


def test_the_conditions_of_the_page_can_be_used() -> None:
    table = PAGE.split("| you want | you write |")[1].split("\n\n")[0]
    conditions = [row.replace(r"\|", "|") for row in re.findall(r"\| `(.+)` \|", table)]
    names = schema({"customer.plan": "string"}, ["legal"])
    assert len(conditions) >= 10
    assert {text: mistakes_in(text, names) for text in conditions if mistakes_in(text, names)} == {}


def test_the_numbers_of_the_page_are_those_of_the_program() -> None:
    assert f"({guidance.THRESHOLD} of 1)" in PAGE
    assert f"(by {guidance.MARGIN})" in PAGE
    assert f"at most {MAX_CONDITION} characters" in PAGE
