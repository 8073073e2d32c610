"""`bot.kind` of a policy, with the keys of its kind, and what is said of mistakes."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from segue.bot_kinds import KINDS
from segue.domain.hubs import Key
from segue.policy_file import check_policy, load_policy
from segue.policy_file.conversation import BOT_KEYS

BEGIN = """version: 1
triggers: [{id: ask, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
queues: {general: {}}
"""
GUID = "00000000-1111-2222-3333-44444444abcd"
OF_KIND = {"url": "https://bot.example", "account": "acme", "switch": "yes", "list": "one"}


def right(key: Key) -> str:
    """A value that fits."""
    return "a_secret" if key.secret else key.choices[0] if key.choices else key.such_as or OF_KIND.get(key.kind, "x")


def written(bot: Any) -> str:
    return BEGIN + yaml.safe_dump({"bot": bot}, sort_keys=False)


def problems(bot: Any) -> list[str]:
    return [f"{one.message} {one.suggestion}" for one in check_policy(written(bot))]


def ways(kind: str) -> list[list[Key]]:
    """What a kind may be given together, either way where keys stand for one another: all, and what it needs."""
    keys = KINDS[kind].keys
    replaced = {name for key in keys for name in key.instead_of}
    return [
        [key for key in keys if not key.instead_of],
        [key for key in keys if key.name not in replaced],
        [key for key in keys if key.needed or key.name in replaced],
        [key for key in keys if key.needed or key.instead_of],
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_with_what_it_needs_and_with_all_it_may_have(kind: str) -> None:
    for keys in ways(kind):
        bot = load_policy(written({"kind": kind, "timeout": "30s", **{key.name: right(key) for key in keys}})).bot
        assert bot.kind == kind
        assert bot.behind
        assert {*bot.given, *bot.secrets} == {key.name for key in keys}
        assert bot.timeout.total_seconds() == 30


def test_a_bot_without_a_kind_is_told_by_webhook() -> None:
    bot = load_policy(written({"webhook": "https://shop.example/bot", "secret": "bot_webhook"})).bot
    named = load_policy(
        written({"kind": "webhook", "webhook": "https://shop.example/bot", "secret": "bot_webhook"})
    ).bot
    assert (bot.kind, bot.behind) == ("webhook", True)
    assert named == bot


def test_a_bot_that_stands_in_front_is_not_behind() -> None:
    assert not load_policy(BEGIN).bot.behind


def test_a_kind_that_is_not_known_is_told_with_the_one_that_was_meant() -> None:
    (problem,) = problems({"kind": "rassa", "url": "https://rasa.example"})
    assert "rassa" in problem
    assert "rasa" in problem.partition("rassa")[2]


def test_a_key_of_another_kind_does_not_belong() -> None:
    (problem,) = problems({"kind": "rasa", "url": "https://rasa.example", "webhook": "https://x.example"})
    assert "'webhook' does not belong to a bot of the kind rasa" in problem


def test_what_is_missing_is_named_with_an_example() -> None:
    (problem,) = problems({"kind": "rasa"})
    assert "needs 'url'" in problem
    assert "https://rasa.acme.example" in problem


STUDIO = {"kind": "copilot_studio", "tenant": GUID, "app": GUID, "secret": "studio"}


@pytest.mark.parametrize(
    ("bot", "words"),
    [
        (
            {"kind": "direct_line"},
            ("needs 'secret' or 'token_endpoint'.", "set SEGUE_SECRET_BOT_SECRET.", "such as token_endpoint: https://"),
        ),
        (
            {"kind": "direct_line", "secret": "a", "token_endpoint": "https://x.example"},
            ("'token_endpoint' stands in place of 'secret', and 'secret' is there as well. Leave one of them out.",),
        ),
        (STUDIO, ("needs 'environment' and 'agent', or 'url'.", "such as environment: ", "such as agent: ", "Or the ")),
        ({**STUDIO, "environment": "e"}, ("needs 'environment' and 'agent', or 'url'. The schema name of the agent",)),
        (
            {**STUDIO, "url": "https://x.example", "agent": "a"},
            ("'url' stands in place of 'environment' and 'agent', and 'agent' is there as well.",),
        ),
    ],
)
def test_of_keys_that_stand_for_one_another_one_way_is_needed(bot: dict[str, str], words: tuple[str, ...]) -> None:
    (problem,) = check_policy(written(bot))
    told = f"{problem.message}. {problem.suggestion}"
    assert not [one for one in words if one not in told], told
    at = written(bot).splitlines()[problem.line - 1]
    both = next((name for name in ("token_endpoint", "url") if name in bot), "kind")
    assert at.strip().startswith(f"{both}:"), "the line where it is mended"


def test_keys_stand_only_for_keys_of_their_kind_that_are_not_needed_by_themselves() -> None:
    for kind in KINDS.values():
        optional = {key.name for key in kind.keys if not key.needed}
        assert all({key.name, *key.instead_of} <= optional for key in kind.keys if key.instead_of)


def test_a_secret_is_a_name_and_what_was_pasted_is_not_shown() -> None:
    (problem,) = problems({"kind": "direct_line", "secret": "Ab.3xSecretValue=="})
    assert "3xSecret" not in problem


def test_no_kind_has_a_key_that_means_something_for_every_bot() -> None:
    taken = set(BOT_KEYS) - {"secret"}
    assert not [key.name for kind in KINDS.values() for key in kind.keys if key.name in taken]
