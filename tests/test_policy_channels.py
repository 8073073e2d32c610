"""`channels` of a policy, the kinds of keys that they and hubs may have, and what is said of mistakes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from segue.channel_kinds import KINDS
from segue.domain.channels import ChannelKind, ChannelSettings
from segue.domain.given import Given
from segue.domain.hubs import Key
from segue.domain.policy import Policy
from segue.policy_file import check_policy, load_policy
from segue.policy_file.document import compose
from segue.policy_file.kinds import Family, read_answer, read_kind
from segue.policy_file.reading import Field, Reader

BEGIN = """version: 1
triggers: [{id: ask, when: "asks_for_human == 'clear'", then: handoff}]
route: [{queue: general}]
queues: {general: {}}
"""
GUID = "00000000-1111-2222-3333-44444444abcd"
OF_KIND = {"url": "https://chat.example", "email": "a@b.example", "number": "7", "account": "acme", "guid": GUID}
OF_KIND |= {"switch": "yes", "duration": "30s"}


def right(key: Key) -> str:
    """A value that fits."""
    return "a_secret" if key.secret else key.choices[0] if key.choices else key.such_as or OF_KIND.get(key.kind, "x")


def whole(kind: str) -> dict[str, Any]:
    """A channel with what its kind needs, as it is by now."""
    return {"kind": kind, **{key.name: right(key) for key in KINDS[kind].keys if key.needed}}


WEBHOOK = whole("webhook")


def written(channels: Any) -> str:
    return BEGIN + yaml.safe_dump({"channels": channels}, sort_keys=False)


def problems(channels: Any) -> list[str]:
    return [str(problem) for problem in check_policy(written(channels))]


def policy(channels: Any) -> Policy:
    return load_policy(written(channels))


# --- channels ---


def test_without_the_key_there_is_nothing() -> None:
    assert not load_policy(BEGIN).channels


def test_a_channel_has_the_name_that_the_policy_gives_it() -> None:
    found = policy({"sms": {"kind": "webhook", "url": "https://chat.example/segue/", "secret": "sms_key"}})
    settings = ChannelSettings("sms", "webhook", {"url": "https://chat.example/segue"}, {"secret": "sms_key"})
    assert found.channels == {"sms": settings}


@pytest.mark.parametrize("kind", KINDS)
def test_a_channel_of_every_kind_is_read_with_all_its_keys(kind: str) -> None:
    keys = KINDS[kind].keys
    found = policy({"one": {"kind": kind, **{key.name: right(key) for key in keys}}}).channels["one"]
    assert set(found.given) == {key.name for key in keys if not key.secret}
    assert found.secrets == {key.name: "a_secret" for key in keys if key.secret}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kind_needs_is_asked_for_and_no_more(kind: str) -> None:
    needed = [key for key in KINDS[kind].keys if key.needed]
    assert problems({"a": whole(kind)}) == []
    for missing in needed:
        settings = {key.name: right(key) for key in needed if key is not missing}
        (problem,) = problems({"a": {"kind": kind, **settings}})
        assert f"a channel of the kind {kind} needs {missing.name!r}. {missing.asks}" in problem


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_no_kind_has_a_key_called_kind_or_says_that_it_can_what_it_cannot(kind: ChannelKind) -> None:
    assert "kind" not in {key.name for key in kind.keys}
    assert not kind.can & kind.cannot.keys()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "a channel has no 'kind'. There are "),
        ({"kind": "webhok"}, "unknown kind of channel 'webhok'. Did you mean 'webhook'?"),
        ({**WEBHOOK, "ur": "x"}, "'ur' does not belong to a channel of the kind webhook. Did you mean 'url'?"),
        ({**WEBHOOK, "token": "x"}, "Keys of this kind: kind, url, secret."),
        ({**WEBHOOK, "url": "http://chat.example"}, "would be asked without encryption"),
        ({**WEBHOOK, "url": "https://chat.example/?a=b"}, "nothing stands in braces, after ?"),
        ({"kind": "webhook", "url": "https://a.example"}, "such as secret: channel_secret, and set SEGUE_SECRET_"),
        (["webhook"], "must be a mapping"),
    ],
)
def test_a_mistake_is_named_with_what_would_be_right(settings: Any, words: str) -> None:
    found = problems({"sms": settings})
    assert any(words in problem for problem in found), found


def test_a_secret_that_was_written_down_is_not_shown() -> None:
    assert "s3cr3t" not in "".join(problems({"sms": {**WEBHOOK, "secret": "s3cr3t-VALUE"}}))


def test_a_name_becomes_part_of_an_address_and_bot_is_the_one_behind_segue() -> None:
    assert any("is not a name" in problem for problem in problems({"my chat/": WEBHOOK}))
    (problem,) = problems({"bot": WEBHOOK})
    assert "'bot' is the bot behind Segue. Give the channel another name." in problem


def test_there_is_an_end_to_how_many_there_are() -> None:
    (problem,) = problems({f"c{n}": dict(WEBHOOK) for n in range(21)})
    assert "21 channels are too many; 20 are allowed" in problem


def test_a_mistake_stands_in_its_line() -> None:
    text = BEGIN + "channels:\n  sms:\n    kind: webhook\n    url: x\n    secret: s\n"
    (problem,) = check_policy(text)
    assert (problem.line, problem.column, problem.path) == (8, 10, "channels.sms.url")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_whatever_is_written_is_read_or_named_and_never_raises(kind: str, data: st.DataObject) -> None:
    names = [key.name for key in KINDS[kind].keys]
    channel = {"kind": kind, **data.draw(st.dictionaries(st.sampled_from(names), ANYTHING))}
    for problem in check_policy(written({"a": channel})):
        assert problem.message
        assert problem.line > 0


# --- each kind of key, on a kind made up for it ---

KEYS = (
    Key("app", "The id of your app", GUID, needed=False, kind="guid"),
    Key("tenant", "The id of the tenant", needed=False, kind="guid"),
    Key("callers", "Who may call", GUID, needed=False, kind="list"),
    Key("reports", "What it is told of", "accepted, failed", needed=False, kind="list", choices=("accepted", "failed")),
    Key("anonymous", "Whether anybody may call", "yes", needed=False, kind="switch"),
    Key("wait", "How long it is waited", "30s", needed=False, kind="duration"),
)


class MadeUp:
    name = "made_up"
    keys = KEYS


def read(line: str) -> tuple[Given, list[str]]:
    text = f"{{kind: made_up, {line}}}"
    node = compose(text)
    reader = Reader(text)
    found = read_kind(reader, Field(node, "it"), Family("channel", {"made_up": MadeUp()}))
    assert found is not None
    return Given(KEYS, found.given), [str(problem) for problem in reader.problems]


def test_an_id_of_microsofts_is_kept_in_small_letters() -> None:
    given_, wrong = read(f"app: {GUID.upper()}")
    assert (given_.text("app"), wrong) == (GUID, [])


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("callers: [a, b c]", ("a", "b c")),
        ('callers: "a, b c"', ("a", "b c")),
        ("callers: a", ("a",)),
        ("callers: [17, no]", ("17", "no")),
        ("reports: [failed]", ("failed",)),
        ("wait: 5s", ()),
    ],
)
def test_a_list_is_a_list_or_words_with_commas(line: str, listed: tuple[str, ...]) -> None:
    given_, wrong = read(line)
    assert wrong == []
    assert (given_.listed("callers") or given_.listed("reports")) == listed


@pytest.mark.parametrize(("word", "on"), [("yes", True), ("True", True), ("on", True), ('"yes"', True), ("no", False)])
def test_a_switch_is_on_or_off(word: str, on: bool) -> None:
    given_, wrong = read(f"anonymous: {word}")
    assert (given_.is_on("anonymous"), wrong) == (on, [])


def test_a_duration_is_kept_as_it_is_written() -> None:
    given_, wrong = read("wait: 1h30m")
    assert (given_.text("wait"), given_.length("wait"), wrong) == ("1h30m", timedelta(minutes=90), [])


def test_an_example_is_usual_only_where_it_lets_nobody_in_and_turns_nothing_on() -> None:
    given_, _ = read("wait: 5s")
    nothing = Given(KEYS, {})
    assert nothing.length("wait") == timedelta(seconds=30)
    assert (nothing.text("app"), nothing.listed("callers"), nothing.is_on("anonymous")) == ("", (), False)
    assert given_.length("wait") == timedelta(seconds=5)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("app: acme", f"'acme' is no GUID. The id of your app, such as app: {GUID}."),
        (
            "tenant: 6d1c",
            "'6d1c' is no GUID. The id of the tenant, such as tenant: 00000000-0000-0000-0000-",
        ),
        ("callers: []", f"nothing is listed. Who may call, such as callers: [{GUID}]."),
        ('callers: " , "', "nothing is listed"),
        ("callers: [a, a]", "'a' is listed twice"),
        ('callers: ["a,b"]', "'a,b' is not one word of a list"),
        ('callers: ["a\\u0007b"]', "is not one word of a list"),
        ("callers: [[a]]", "must be a text, not a list"),
        ("callers: {a: b}", "must be a text, not a mapping"),
        (f"callers: [{', '.join(f'c{n}' for n in range(101))}]", "101 are too many; 100 are allowed"),
        ("reports: [accepted, faild]", "unknown reports 'faild'. Did you mean 'failed'?"),
        ("anonymous: perhaps", "'perhaps' is neither yes nor no. Whether anybody may call: write yes or no."),
        ("wait: 30", "must be a duration, not '30'. Write 30s or 30m."),
    ],
)
def test_a_value_that_does_not_fit_is_named_and_not_kept(line: str, words: str) -> None:
    given_, wrong = read(line)
    assert any(words in problem for problem in wrong), wrong
    assert not given_.written


@pytest.mark.parametrize(
    ("key", "answer", "kept"), [("callers", "a, b", "a,b"), ("anonymous", "Yes", "yes"), ("wait", "2m", "2m")]
)
def test_an_answer_to_a_question_is_read_by_the_same_rules(key: str, answer: str, kept: str) -> None:
    asked = next(one for one in KEYS if one.name == key)
    assert read_answer(asked, answer) == (kept, "")
    assert read_answer(asked, "")[1]
