"""`segue hub`: a helpdesk is set up by a person or by a script, and every mistake ends in words."""

from __future__ import annotations

import asyncio
import json
import re
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, AbstractContextManager, contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TypeVar, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from fakes import dovecot
from fakes.hubs import PlayedHub
from fakes.hubs.email import Played as PlayedMail
from fakes.hubs.email import words
from fakes.hubs.zendesk import Played as PlayedZendesk
from fakes.vendor import Vendor, played
from segue.cli.hub_asking import secret_name
from segue.cli.hub_writing import found_policy, with_hub, write_policy
from segue.cli.main import app
from segue.domain.errors import Invalid
from segue.domain.hubs import Can, HubSettings, Key
from segue.hub_kinds import KINDS
from segue.policy_file import load_policy, starter_policy
from segue.policy_file.inserting import with_entry
from segue.policy_file.kinds import read_answer

T = TypeVar("T")
TOKEN, SIGNING = "T0p-s3cret token!", "whsec_aGVsbG8taGVsbG8taGVsbG8"
POLICY = """\
# What our team decides.
version: 1
triggers: [{id: ask, when: "asks_for_human == 'clear'", then: handoff}]   # one is enough
route: [{queue: general}]
queues:
  general:   {title: "Customer care"}   # everybody
  later:
    kind: ticket  # no hurry

    title: 'Later'
  # nothing below
hubs:
  # the first one
  chat: {kind: chatwoot, url: "https://chat.acme.example", account: "1", inbox: "5", secret: a, webhook_secret: b}

# The end.
"""


@contextmanager
def in_a_thread(serving: AbstractAsyncContextManager[T]) -> Iterator[T]:
    """A played vendor in a thread of its own: a command has its own loop."""
    ready: Future[T] = Future()
    over = asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with serving as vendor:
            ready.set_result(vendor)
            await over.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    try:
        yield ready.result(10)
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join()
        loop.close()


def playing(kind: str) -> PlayedHub:
    made: PlayedHub = import_module(f"fakes.hubs.{kind}").Played()
    return made


def served(hub: PlayedHub) -> AbstractContextManager[Vendor]:
    return in_a_thread(played(hub.answer))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("SEGUE_PORT", "0")
    monkeypatch.setenv("SEGUE_PUBLIC_URL", "https://segue.acme.example")
    monkeypatch.setenv("SEGUE_WEBHOOK_NETWORKS", "127.0.0.0/8")
    (tmp_path / "policy.yaml").write_text(POLICY, "utf-8")
    return tmp_path


@pytest.fixture
def zendesk(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlayedHub]:
    hub = playing("zendesk")
    with served(hub) as vendor:
        monkeypatch.setattr("segue.cli.hub_trying.as_it_is", vendor.at)
        yield hub


def segue(*words: str, answers: str = "") -> Result:
    result = CliRunner().invoke(app, ["hub", *words], input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def token_of(hub: PlayedHub) -> str:
    return hub.secrets[hub.settings["secret"]]


def in_env(hub: PlayedHub, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in hub.secrets.items():
        monkeypatch.setenv(f"SEGUE_SECRET_{name.upper()}", value)


def settings_of(hub: PlayedHub) -> list[str]:
    return [word for key, value in hub.settings.items() for word in ("--set", f"{key}={value}")]


# ---- a person ----


def test_a_person_answers_the_questions_and_has_a_hub(zendesk: PlayedHub, place: Path) -> None:
    answers = ["shop", zendesk.settings["user"], token_of(zendesk), SIGNING, "later", "77", "y", "y"]
    done = segue("add", "zendesk", "--name", "support", answers="\n".join([*answers, ""]))
    assert done.exit_code == 0, done.output
    policy = load_policy((place / "policy.yaml").read_text("utf-8"))
    given = {"account": "shop", "user": zendesk.settings["user"]}
    named = {"secret": "support_secret", "webhook_secret": "support_webhook_secret"}
    assert policy.hubs["support"] == HubSettings("support", "zendesk", given, named)
    assert (policy.queues["later"].hub, policy.queues["later"].hub_team) == ("support", "77")
    assert "https://segue.acme.example/v1/hubs/support/webhook, method" in done.output  # in the clicks
    assert "SEGUE_SECRET_SUPPORT_SECRET=\n" in done.output
    assert KINDS["zendesk"].cannot[Can.LIVE] in done.output
    assert all(f"{number}. " in done.output for number in range(1, len(KINDS["zendesk"].clicks) + 1))


def test_everything_else_in_the_file_stays_byte_for_byte(zendesk: PlayedHub, place: Path) -> None:
    answers = ["shop", zendesk.settings["user"], token_of(zendesk), SIGNING, "general", "", "n", "n", ""]
    assert segue("add", "zendesk", "--name", "support", answers="\n".join(answers)).exit_code == 0
    after = (place / "policy.yaml").read_text("utf-8")
    hub = re.search(r"  support:\n(?:    .+\n)+", after)
    assert hub is not None
    pointed = ", when_closed: {hub: support}}   # everybody"
    assert after.replace(hub[0], "").replace(pointed, "}   # everybody") == POLICY
    assert after.endswith(f"{hub[0]}\n# The end.\n")


def test_a_wrong_answer_is_told_and_asked_again(zendesk: PlayedHub, place: Path) -> None:
    wrong = [
        "evil.example/@",
        "shop",
        "nobody",
        zendesk.settings["user"],
        token_of(zendesk),
        SIGNING,
        "nowhere",
        "",
        "n",
        "n",
    ]
    done = segue("add", "zendesk", answers="\n".join([*wrong, ""]))
    assert done.exit_code == 0, done.output
    assert "'evil.example/@' is not the name of an account" in done.output
    assert "'nobody' is no e-mail address" in done.output
    assert "There are: general, later." in done.output
    assert load_policy((place / "policy.yaml").read_text("utf-8")).hubs["zendesk"].given["account"] == "shop"


def test_refused_credentials_are_asked_for_again_and_what_was_right_is_kept(zendesk: PlayedHub, place: Path) -> None:
    user = zendesk.settings["user"]
    first, second = ["shop", user, "wrong", SIGNING, "a"], ["", "", token_of(zendesk), "", "", "n", "n"]
    done = segue("add", "zendesk", answers="\n".join([*first, *second, ""]))
    assert done.exit_code == 0, done.output
    assert f"Enter keeps {user}" in done.output
    assert load_policy((place / "policy.yaml").read_text("utf-8")).hubs["zendesk"].given["user"] == user


@pytest.mark.parametrize(("choice", "written"), [("s", False), ("w", True)])
def test_whoever_does_not_want_to_try_again_decides_what_is_written(
    zendesk: PlayedHub, place: Path, choice: str, written: bool
) -> None:
    answers = ["shop", zendesk.settings["user"], "wrong", SIGNING, choice, ""]
    done = segue("add", "zendesk", answers="\n".join([*answers, ""]))
    assert done.exit_code == (0 if written else 1), done.output
    assert ("zendesk" in load_policy((place / "policy.yaml").read_text("utf-8")).hubs) is written


def test_the_end_of_the_answers_writes_nothing(zendesk: PlayedHub, place: Path) -> None:
    assert segue("add", "zendesk", answers="shop\n").exit_code == 1
    assert (place / "policy.yaml").read_text("utf-8") == POLICY


# ---- secrets ----


def test_a_secret_is_never_shown_and_never_in_the_policy(zendesk: PlayedHub, place: Path) -> None:
    answers = ["shop", zendesk.settings["user"], TOKEN, SIGNING, "a", "", "", token_of(zendesk), "", "", "n", "n"]
    done = segue("add", "zendesk", "--env-file", "segue.env", answers="\n".join([*answers, ""]))
    assert done.exit_code == 0, done.output
    told = done.output + (place / "policy.yaml").read_text("utf-8")
    assert [secret for secret in (TOKEN, SIGNING, token_of(zendesk)) if secret in told] == []


def test_secrets_go_to_a_file_for_its_owner_only(zendesk: PlayedHub, place: Path) -> None:
    (place / "key.pem").write_text(f"{token_of(zendesk)}\n", "utf-8")
    answers = ["shop", zendesk.settings["user"], "@key.pem", SIGNING, "", "n", "n", ""]
    done = segue("add", "zendesk", "--env-file", "segue.env", answers="\n".join(answers))
    assert done.exit_code == 0, done.output
    kept = place / "segue.env"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text("utf-8").splitlines() == [
        f"SEGUE_SECRET_ZENDESK_SECRET_FILE={place / 'key.pem'}",
        f"SEGUE_SECRET_ZENDESK_WEBHOOK_SECRET={SIGNING}",
    ]


def test_a_value_that_such_files_write_in_different_ways_has_a_file_of_its_own(zendesk: PlayedHub, place: Path) -> None:
    (place / "segue.env").write_text("SEGUE_PORT=1", "utf-8")
    (place / "segue.env").chmod(0o600)
    answers = ["shop", zendesk.settings["user"], 'a "b" $c #d', SIGNING, "w", "", ""]
    assert segue("add", "zendesk", "--env-file", "segue.env", answers="\n".join(answers)).exit_code == 0
    own = place / "segue.env.zendesk_secret"
    assert (own.read_text("utf-8"), stat.S_IMODE(own.stat().st_mode)) == ('a "b" $c #d', 0o600)
    lines = (place / "segue.env").read_text("utf-8").splitlines()
    assert lines[:2] == ["SEGUE_PORT=1", f"SEGUE_SECRET_ZENDESK_SECRET_FILE={own}"]


def test_a_file_of_secrets_that_others_may_read_is_refused(place: Path) -> None:
    (place / "segue.env").write_text("", "utf-8")
    (place / "segue.env").chmod(0o644)
    done = segue("add", "zendesk", "--env-file", "segue.env")
    assert done.exit_code == 1
    assert "chmod 600 segue.env" in done.stderr


def test_a_value_in_place_of_the_name_of_a_secret_is_refused_and_not_repeated(place: Path) -> None:
    for value in (TOKEN, "abcdefghijklmnop"):
        done = segue("add", "zendesk", "--yes", "--set", f"secret={value}")
        assert done.exit_code == 1
        assert value not in done.output


# ---- what is made there ----


@pytest.mark.parametrize(("answer", "made"), [("", True), ("n", False)])
def test_a_person_is_asked_whether_the_labels_are_made(
    answer: str, made: bool, zendesk: PlayedHub, place: Path
) -> None:
    answers = ["shop", zendesk.settings["user"], token_of(zendesk), SIGNING, "", answer, "n"]
    done = segue("add", "zendesk", answers="\n".join([*answers, ""]))
    assert done.exit_code == 0, done.output
    assert f"Make there now: {KINDS['zendesk'].installs}?" in done.output
    assert ("macro 'Segue: Too late', which adds the tag segue-too-late" in done.output) is made
    assert len(macros(zendesk)) == (6 if made else 0)


def test_a_script_has_them_made_unless_it_says_no(
    zendesk: PlayedHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_env(zendesk, monkeypatch)
    assert segue("add", "zendesk", "--name", "a", "--yes", "--no-install", *settings_of(zendesk)).exit_code == 0
    assert macros(zendesk) == []
    assert "Made there:" in segue("add", "zendesk", "--name", "b", "--yes", *settings_of(zendesk)).output
    assert "There already:" in segue("add", "zendesk", "--name", "c", "--yes", *settings_of(zendesk)).output
    assert len(macros(zendesk)) == 6


@pytest.mark.parametrize(
    ("fault", "told"),
    [(403, "may not make them"), (401, "may not make them"), ("late 500", "Asked again, it makes what is missing")],
)
def test_who_may_not_make_them_has_a_hub_and_the_clicks(
    fault: int | str, told: str, zendesk: PlayedHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_env(zendesk, monkeypatch)
    zendesk.faults.coming = [None, None, fault]  # who we are, what is there, and what is made
    done = segue("add", "zendesk", "--yes", *settings_of(zendesk))
    assert done.exit_code == 0, done.output
    assert told in done.output
    assert "Not made: " in done.output
    assert KINDS["zendesk"].clicks[-1] in done.output
    assert "zendesk" in load_policy((place / "policy.yaml").read_text("utf-8")).hubs
    assert "Made there:" in segue("test", "zendesk", "--install").output
    assert len(macros(zendesk)) == 6


def test_they_are_made_later_for_a_hub_of_the_policy_and_a_refusal_fails(
    zendesk: PlayedHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_env(zendesk, monkeypatch)
    named = {"kind": "zendesk", **zendesk.settings}
    (place / "policy.yaml").write_text(with_entry(POLICY, ["hubs"], "support", named), "utf-8")
    zendesk.faults.coming = [None, 403]
    refused = segue("test", "support", "--install")
    assert (refused.exit_code, macros(zendesk)) == (1, [])
    assert "may not make them" in refused.stderr
    assert segue("test", "support", "--install").exit_code == 0
    assert len(macros(zendesk)) == 6


def test_where_nothing_is_made_nobody_is_asked_and_a_script_that_wants_it_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = playing("freshdesk")
    in_env(hub, monkeypatch)
    with served(hub) as vendor:
        monkeypatch.setattr("segue.cli.hub_trying.as_it_is", vendor.at)
        done = segue("add", "freshdesk", "--yes", *settings_of(hub))
        assert done.exit_code == 0, done.output
        assert "Made there" not in done.output
        assert "nothing is made in Freshdesk" in segue("test", "freshdesk", "--install").stderr


def macros(hub: PlayedHub) -> list[str]:
    return [one["title"] for one in cast("PlayedZendesk", hub).macros]


# ---- a script ----


@pytest.mark.parametrize("kind", [name for name in KINDS if name != "email"])
def test_a_script_adds_every_kind_and_hands_it_a_test(kind: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = playing(kind)
    in_env(hub, monkeypatch)
    with served(hub) as vendor:
        monkeypatch.setattr("segue.cli.hub_trying.as_it_is", vendor.at)
        done = segue("add", kind, "--name", "hub", "--yes", "--handoff", *settings_of(hub))
    assert done.exit_code == 0, done.output
    made = load_policy((place / "policy.yaml").read_text("utf-8")).hubs["hub"]
    assert {**made.given, **made.secrets} == dict(hub.settings)
    (ref,) = hub.refs()
    seen = " ".join(one.text for one in hub.seen(ref)) + json.dumps(dict(hub.fields(ref)), default=str)
    assert "This is a test of Segue" in seen
    assert "This line is part of the test." in seen


@pytest.mark.skipif(not dovecot.available(), reason="needs Dovecot: apt install dovecot-imapd dovecot-lmtpd")
def test_the_test_handoff_of_a_mailbox_is_a_letter_to_the_owner_of_its_queue(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = PlayedMail()
    in_env(mail, monkeypatch)
    text = POLICY.replace("title: 'Later'", "owner: boss@acme.example").replace("kind: ticket", "kind: email")
    (place / "policy.yaml").write_text(text, "utf-8")
    with in_a_thread(mail.serving()):
        monkeypatch.setattr("segue.cli.hub_trying.as_it_is", mail.at)
        refused = segue("add", "email", "--yes", "--handoff", *settings_of(mail))
        assert "needs an 'owner'" in refused.stderr
        done = segue("add", "email", "--yes", "--handoff", "--queue", "later", *settings_of(mail))
        assert done.exit_code == 0, done.output
        assert segue("test", "email", "--handoff").exit_code == 0
        for ref in mail.refs():
            assert "This is a test of Segue" in words(mail.letters(ref, "boss@acme.example")[0])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("zendesc",), "Did you mean 'zendesk'?"),
        (("zendesk", "--yes"), "--set account=…"),
        (("zendesk", "--yes", "--set", "acount=x"), "Did you mean 'account'?"),
        (("zendesk", "--yes", "--set", "account"), "write key=value"),
        (("zendesk", "--yes", "--set", "account="), "is empty"),
        (("zendesk", "--yes", "--set", "account=a", "--set", "account=b"), "written twice"),
        (("zendesk", "--yes", "--set", "account=a", "--set", "user=a@b.c"), "SEGUE_SECRET_ZENDESK_SECRET"),
        (("zendesk", "--name", "chat"), "already"),
        (("zendesk", "--name", "desk"), "own desk"),
        (("zendesk", "--name", "a b"), "is not a name"),
        (("zendesk", "--queue", "generl"), "Did you mean 'general'?"),
        (("slack", "--queue", "later"), "Slack takes no tickets"),
        (("slack", "--drafts"), "no drafts are brought to Slack"),
        (("zendesk", "--handoff", "--unchecked"), "leave one of them out"),
        (("zendesk", "--team", "7"), "belongs to --queue"),
        (("zendesk", "--policy", "nowhere.yaml"), "segue init"),
    ],
)
def test_each_mistake_of_a_command_line_says_what_would_be_right(
    words: tuple[str, ...], told: str, place: Path
) -> None:
    done = segue("add", *words)
    assert done.exit_code == 1
    assert told in done.stderr
    assert (place / "policy.yaml").read_text("utf-8") == POLICY


def test_a_script_whose_credentials_are_refused_writes_nothing(
    zendesk: PlayedHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_env(zendesk, monkeypatch)
    monkeypatch.setenv("SEGUE_SECRET_ZENDESK_TOKEN", "wrong")
    done = segue("add", "zendesk", "--yes", *settings_of(zendesk))
    assert done.exit_code == 1
    assert "Nothing was written" in done.stderr
    assert (place / "policy.yaml").read_text("utf-8") == POLICY


def test_what_cannot_be_tried_is_written_when_that_is_asked_for(place: Path) -> None:
    words = ("--set", "account=acme", "--set", "user=segue@acme.example")
    done = segue("add", "zendesk", "--yes", "--unchecked", *words)
    assert done.exit_code == 0, done.output
    assert "SEGUE_SECRET_ZENDESK_WEBHOOK_SECRET=" in done.output
    assert "zendesk" in load_policy((place / "policy.yaml").read_text("utf-8")).hubs


def test_a_helpdesk_that_does_not_answer_is_not_waited_for(
    zendesk: PlayedHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_env(zendesk, monkeypatch)
    monkeypatch.setattr("segue.cli.hub_trying.CHECK_S", 0.2)
    zendesk.faults.coming = ["never"]
    done = segue("add", "zendesk", "--yes", *settings_of(zendesk))
    assert done.exit_code == 1
    assert "did not answer within" in done.stderr


# ---- the file ----


def test_a_policy_that_is_wrong_already_is_told_and_left(place: Path) -> None:
    (place / "policy.yaml").write_text("version: 2", "utf-8")
    done = segue("add", "zendesk", "--yes")
    assert done.exit_code == 1
    assert "segue check" in done.stderr
    assert (place / "policy.yaml").read_text("utf-8") == "version: 2"


def test_a_link_to_the_file_stays_one_and_the_file_keeps_its_mode(place: Path) -> None:
    (place / "policy.yaml").rename(place / "real.yaml")
    (place / "real.yaml").chmod(0o640)
    (place / "policy.yaml").symlink_to(place / "real.yaml")
    done = segue("add", "zendesk", "--yes", "--unchecked", "--set", "account=acme", "--set", "user=a@b.example")
    assert done.exit_code == 0, done.output
    assert (place / "policy.yaml").is_symlink()
    assert stat.S_IMODE((place / "real.yaml").stat().st_mode) == 0o640
    assert "account: acme" in (place / "real.yaml").read_text("utf-8")
    assert sorted(one.name for one in place.iterdir()) == ["policy.yaml", "real.yaml"]


def test_what_somebody_else_writes_meanwhile_is_not_overwritten(place: Path) -> None:
    found = found_policy(place / "policy.yaml")
    (place / "policy.yaml").write_text("theirs", "utf-8")
    with pytest.raises(Invalid, match="changed meanwhile"):
        write_policy(found, "ours")
    assert (place / "policy.yaml").read_text("utf-8") == "theirs"


def test_where_there_is_no_safe_place_the_lines_are_shown_instead(place: Path) -> None:
    odd = f"{POLICY}...\n"  # the document ends there
    odd = odd.replace("hubs:\n  # the first one\n", "").replace("  chat: {", "redact: {}\n# {")
    (place / "policy.yaml").write_text(odd, "utf-8")
    done = segue("add", "zendesk", "--yes", "--unchecked", "--set", "account=acme", "--set", "user=a@b.example")
    assert done.exit_code == 1
    assert "Write into it yourself:" in done.stderr
    assert "    account: acme" in done.stderr
    assert (place / "policy.yaml").read_text("utf-8") == odd


@pytest.mark.parametrize(
    "text",
    [
        POLICY,
        POLICY.replace("\n", "\r\n"),
        POLICY.removesuffix("\n# The end.\n").rstrip(),
        POLICY.split("hubs:", maxsplit=1)[0],
        POLICY.split("hubs:", maxsplit=1)[0].rstrip() + "  # no line end",
        POLICY.split("hubs:", maxsplit=1)[0] + "hubs: {}\n",
        starter_policy(),
        json.dumps({"version": 1, "triggers": [], "route": [{"queue": "q"}], "queues": {"q": {}}}),
    ],
    ids=["block", "crlf", "no end", "none", "comment", "empty", "starter", "json"],
)
def test_a_hub_is_put_into_files_of_every_style(text: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_bytes(text.encode())
    found = found_policy(path)
    hub = HubSettings("desk2", "webhook", {"url": "https://a.example"}, {"secret": "s"})
    made = with_hub(found, hub, KINDS["webhook"], next(iter(found.policy.queues)), "")
    assert load_policy(made.replace("\r\n", "\n")).hubs["desk2"] == hub
    assert "\r" not in made.replace("\r\n", "")
    assert ("\n" in made.replace("\r\n", "")) == ("\r\n" not in text and "\n" in made)


TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="'\":#{}[]&*!|>%@`,?-\\ \t\n\r~=<_aé😀\u2028\x85\ufeff", max_size=40),
    st.sampled_from(
        ["yes", "null", "~", "0x1f", "1e3", "2026-11-22", "- a", "a: b", "a #b", "{webhook}", "<<", "=", "."]
    ),
)


@settings(deadline=None)  # a whole policy is read three times
@given(TEXTS, st.sampled_from([POLICY, POLICY.split("hubs:", maxsplit=1)[0], starter_policy()]))
def test_whatever_is_answered_is_refused_or_loads_as_that_very_value(answer: str, text: str) -> None:
    key = Key("field", "A name", kind="text")
    value, wrong = read_answer(key, answer)
    if wrong:
        return
    named = {"client": value, "user": value, "url": "https://a.example", "kind": "salesforce_case", "secret": "s"}
    made = load_policy(with_entry(text, ["hubs"], "new", named))
    assert made.hubs["new"].given == {"client": value, "user": value, "url": "https://a.example"}
    before = load_policy(text)
    without = {name: hub for name, hub in made.hubs.items() if name != "new"}
    assert replace(made, hubs=without, hash="") == replace(before, hash="")


@given(st.text(max_size=90))
def test_every_name_of_a_hub_gives_its_secrets_names_that_a_policy_may_have(name: str) -> None:
    found = secret_name(name, "webhook_secret", {"hub_secret"})
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,63}", found)


def test_two_hubs_whose_names_differ_in_signs_alone_have_secrets_of_their_own() -> None:
    assert secret_name("a-b", "secret", {"a_b_secret"}) == "a_b_secret_2"


def test_what_stands_there_already_is_not_written_twice() -> None:
    with pytest.raises(Invalid, match=r"hubs\.chat is there already"):
        with_entry(POLICY, ["hubs"], "chat", {"kind": "slack"})


# ---- those that are there ----


def test_the_hubs_of_the_policy_are_listed_with_their_queues(place: Path) -> None:
    text = POLICY.replace('{title: "Customer care"}', "{hub: chat}")
    (place / "policy.yaml").write_text(text, "utf-8")
    shown = segue("list").output
    assert "chat  Chatwoot" in shown
    assert "queues   general" in shown
    assert "https://segue.acme.example/v1/hubs/chat/webhook" in shown
    assert "SEGUE_SECRET_A, SEGUE_SECRET_B" in shown
    (told,) = json.loads(segue("list", "--json").output)["hubs"]
    assert (told["name"], told["queues"], told["missing"]) == (
        "chat",
        ["general"],
        ["SEGUE_SECRET_A", "SEGUE_SECRET_B"],
    )


def test_a_hub_of_the_policy_is_tried_and_handed_a_test(
    zendesk: PlayedHub, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_env(zendesk, monkeypatch)
    named = {"kind": "zendesk", **zendesk.settings}
    (place / "policy.yaml").write_text(with_entry(POLICY, ["hubs"], "support", named), "utf-8")
    assert "zendesk" in segue("test", "support").output.lower()
    assert list(zendesk.refs()) == []
    done = segue("test", "support", "--handoff")
    (ref,) = zendesk.refs()
    assert done.exit_code == 0
    assert ref in done.output
    assert zendesk.closed(ref)


@pytest.mark.parametrize(("name", "told"), [("chatt", "Did you mean 'chat'?"), ("chat", "not set: SEGUE_SECRET_A")])
def test_a_hub_that_cannot_be_tried_says_why(name: str, told: str, place: Path) -> None:
    done = segue("test", name)
    assert done.exit_code == 1
    assert told in done.stderr


def test_every_kind_is_listed_with_what_it_was_checked_against(place: Path) -> None:
    shown = segue("kinds").output
    assert all(f" {name} " in shown for name in KINDS)
    told = json.loads(segue("kinds", "--json").output)["kinds"]
    assert {one["kind"]: one["checked_against"] for one in told} == {
        name: kind.checked.value for name, kind in KINDS.items()
    }
    one = segue("kinds", "slack").output
    assert all(why in one for why in KINDS["slack"].cannot.values())
