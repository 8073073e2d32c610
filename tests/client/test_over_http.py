"""What only the client over HTTP has to get right: credentials, lost answers, refusals, addresses; and that it sees
what in-process callers see."""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from door import BOT, Door
from test_python_page import PROGRAMS

from fakes.vendor import Asked, Said, played
from fakes.world import World
from segue.app import Segue
from segue.client.remote import LIMITS, Client
from segue.domain import errors
from segue.domain.conversation import Customer
from segue.domain.errors import (
    AnswerUnusable,
    CallRefused,
    Invalid,
    NotAllowed,
    NotSignedIn,
    NotTheOwner,
    SegueError,
    TooMany,
    TryAgain,
    Unreachable,
)
from segue.outbound import Limits
from segue.ports.agents import Page

KEY = "sk_a-key-that-nobody-may-read"
QUICK = Limits(attempt_s=0.5, total_s=5.0, attempts=3, first_wait_s=0.001, longest_wait_s=2.0)
TURN = {"seq": 1, "owner": "bot", "epoch": 1, "decision": None, "reply": None}
HUMAN = "I want to talk to a human please"


async def test_in_process_and_over_http_the_same_is_seen(door: Door, world: World) -> None:
    maria = await world.hire("maria")
    inside = world.segue.as_bot(BOT)
    async with door.client() as outside:
        await outside.start(
            "c1", language="de", customer=Customer("ana", "Ana", "ana@example.org", facts={"tier": "a"})
        )
        await inside.learn("c1", page=Page("https://shop.example/account/cancel", "Cancel"), key="p")
        assert await outside.state("c1") == await inside.state("c1")
        first = await outside.say("c1", HUMAN, role="end_user", id="m1", confidence=None)
        assert await inside.say("c1", HUMAN, role="end_user", id="m1") == first
        asked = await inside.state("c1")
        assert asked == await outside.state("c1")
        await world.segue.step()
        assert maria
        for form in ("json", "card", "markdown", "text", "html", "blocks", "flat"):
            assert await outside.package("c1", form) == await inside.package("c1", form), form
        await outside.end("c1")
        assert await outside.entries("c1") == await inside.entries("c1")
        assert await outside.state("c1") == await inside.state("c1")
        assert [one async for one in outside.follow("c1")] == [one async for one in inside.follow("c1")]


async def test_a_wrong_key_and_one_with_too_little_are_told_apart(door: Door) -> None:
    async with Segue.connect(door.url, "sk_wrong") as client:
        with pytest.raises(NotSignedIn):
            await client.start("c1")
        with pytest.raises(NotSignedIn):
            await anext(aiter(client.follow("c1")))
    async with Segue.connect(door.url, await door.key("narrow", "conversations")) as client:
        await client.start("c1")
        with pytest.raises(NotAllowed) as told:
            await client.request_handoff("c1")
        assert told.value.details["needs"] == "handoff"


@pytest.mark.parametrize(
    "url", ["http://segue.example", "http://10.0.0.7:8440", "ftp://x", "segue.example", "", "https://", "https://a:b@c"]
)
async def test_an_address_that_would_give_the_key_away_is_refused(url: str) -> None:
    with pytest.raises(Invalid) as told:
        async with Segue.connect(url, KEY):
            pass
    assert told.value.details["field"] == "url"


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "https://segue.example/at/"]
)
async def test_other_addresses_are_taken(url: str) -> None:
    async with Segue.connect(url, KEY):
        pass
    async with Segue.connect("http://segue.example", KEY, insecure=True):
        pass


@pytest.mark.parametrize("key", ["", " ", "sk_a\nb", "sk_ü", "two words"])
async def test_a_key_that_cannot_be_one_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(Invalid) as told:
        async with Segue.connect("https://segue.example", key):
            pass
    assert not key.strip() or key not in str(told.value)


CHANGES: dict[str, Callable[[Client], Awaitable[object]]] = {
    "start": lambda client: client.start(),
    "say": lambda client: client.say("c1", "hello", role="end_user", id="m1"),
    "learn": lambda client: client.learn("c1", variables={"a": 1}),
    "answer_offer": lambda client: client.answer_offer("c1", "ofr", "human"),
    "contact": lambda client: client.contact("c1", "ana@example.org"),
    "request_handoff": lambda client: client.request_handoff("c1"),
    "handback": lambda client: client.handback("c1"),
    "rate": lambda client: client.rate("c1", 5),
    "end": lambda client: client.end("c1"),
}
LOST = [Said(status=503), Said(TURN, how="half"), Said({**TURN, "id": "c1", "last_seq": 0})]


@pytest.mark.parametrize("change", CHANGES)
async def test_a_change_whose_answer_was_lost_is_sent_again_under_the_same_id(change: str) -> None:
    async with played(LOST) as vendor, Segue.connect(vendor.base, KEY, limits=QUICK) as client:
        await CHANGES[change](client)
    assert len(vendor.asked) == 3
    assert len({asked.body for asked in vendor.asked}) == 1
    own_id = json.loads(vendor.asked[0].body).get("id") if change in {"start", "say"} else None
    keys = {asked.headers.get("Idempotency-Key") for asked in vendor.asked}
    assert own_id or (len(keys) == 1 and None not in keys)
    assert {asked.headers["Authorization"] for asked in vendor.asked} == {f"Bearer {KEY}"}
    assert vendor.asked[0].headers["User-Agent"].startswith("segue-python/")


async def test_two_changes_never_share_a_key_unless_the_caller_says_so() -> None:
    async with played([Said(TURN)]) as vendor, Segue.connect(vendor.base, KEY) as client:
        for key in ("", "", "mine", "mine"):
            await client.learn("c1", variables={"a": 1}, key=key)
    keys = [asked.headers["Idempotency-Key"] for asked in vendor.asked]
    assert keys[0] != keys[1]
    assert keys[2:] == ["mine", "mine"]


async def test_nobody_at_the_address_is_one_clear_error_without_the_key() -> None:
    async with played([Said()]) as vendor:
        gone = vendor.base
    async with Segue.connect(gone, KEY, limits=QUICK) as client:
        with pytest.raises(Unreachable, match=r"^Segue could not be reached .*, 3 times") as told:
            await client.say("c1", "hello", role="end_user", id="m1")
    assert KEY not in "".join(traceback.format_exception(told.value))
    assert told.value.details["perhaps_done"] is False


async def test_a_server_that_never_answers_is_not_waited_for() -> None:
    limits = Limits(attempt_s=0.05, total_s=1.0, attempts=2, first_wait_s=0.001)
    async with played([Said(how="never")]) as vendor, Segue.connect(vendor.base, KEY, limits=limits) as client:
        with pytest.raises(Unreachable, match="did not answer") as told:
            await client.end("c1")
    assert told.value.details["perhaps_done"] is True


@pytest.mark.parametrize(("status", "kind"), [(429, TooMany), (503, TryAgain)])
async def test_being_asked_to_come_back_later_is_said_when_it_is_too_late(status: int, kind: type[SegueError]) -> None:
    later = Said(status=status, headers={"Retry-After": "60"})
    async with played([later]) as vendor, Segue.connect(vendor.base, KEY, limits=QUICK) as client:
        with pytest.raises(kind) as told:
            await client.state("c1")
    assert told.value.details["retry_after_s"] == 60
    assert len(vendor.asked) == 1


def _problem(code: str, status: int, **facts: Any) -> Said:
    body = {"type": "about:blank", "title": "x", "status": status, "code": code, "detail": "words", **facts}
    return Said(body, status, content_type="application/problem+json")


KNOWN = {
    found.code: found
    for found in vars(errors).values()
    if isinstance(found, type) and issubclass(found, SegueError) and 400 <= found.status < 500 and found.status != 429
}


@pytest.mark.parametrize("code", sorted(KNOWN))
async def test_a_refusal_is_the_error_that_the_flow_raised(code: str) -> None:
    said = _problem(code, KNOWN[code].status, owner="human", message="a fact with an odd name", code_="x")
    async with played([said]) as vendor, Segue.connect(vendor.base, KEY) as client:
        with pytest.raises(SegueError) as told:
            await client.end("c1")
    assert type(told.value) is KNOWN[code]
    assert str(told.value) == "words"
    assert told.value.details == {"owner": "human", "message": "a fact with an odd name", "code_": "x"}
    assert len(vendor.asked) == 1


async def test_a_refusal_of_a_later_version_keeps_its_code() -> None:
    async with played([_problem("not_on_sundays", 409)]) as vendor, Segue.connect(vendor.base, KEY) as client:
        with pytest.raises(SegueError) as told:
            await client.end("c1")
    assert (type(told.value), told.value.code, told.value.status) == (SegueError, "not_on_sundays", 409)
    assert SegueError.code == "error"


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"code": 1}', b"[" * 100_000, b"\xff"])
async def test_a_refusal_of_somebody_else_is_no_refusal_of_segue(body: bytes) -> None:
    async with played([Said(body, 404)]) as vendor, Segue.connect(vendor.base, KEY) as client:
        with pytest.raises(CallRefused, match="is this the address of a Segue"):
            await client.state("c1")


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"null", b"{}", b'{"seq": "x"}', b"[" * 100_000, b""])
async def test_an_answer_that_makes_no_sense_is_said_to_make_none(body: bytes) -> None:
    async with played([Said(body)]) as vendor, Segue.connect(vendor.base, KEY) as client:
        for asking in (client.state("c1"), client.end("c1"), client.start(), client.entries("c1")):
            with pytest.raises(AnswerUnusable):
                await asking


async def test_what_a_later_version_adds_is_passed_over() -> None:
    answer = Said({**TURN, "mood": "sunny", "reply": "Hello"})
    async with played([answer]) as vendor, Segue.connect(vendor.base, KEY) as client:
        assert (await client.say("c1", "hi", role="end_user", id="m1")).reply == "Hello"


async def test_a_redirect_carries_the_key_nowhere() -> None:
    def answer(asked: Asked) -> Said:
        return Said(status=307, headers={"Location": "/elsewhere"})

    async with played(answer) as vendor, Segue.connect(vendor.base, KEY) as client:
        with pytest.raises(CallRefused, match="redirects"):
            await client.state("c1")
    assert [asked.path for asked in vendor.asked] == ["/v1/conversations/c1"]


async def test_a_bots_late_words_are_refused_with_who_owns_the_conversation(door: Door, world: World) -> None:
    await world.hire("maria")
    async with door.client(limits=LIMITS) as client:
        await client.start("c1")
        await client.say("c1", HUMAN, role="end_user", id="m1")
        with pytest.raises(NotTheOwner) as told:
            await client.say("c1", "One moment", role="automated_agent", id="b1", epoch=1)
    assert told.value.details["epoch"] == 2


PROGRAM = """
from segue import Customer, Handoffs, Page, Segue, SegueError

async def answer(segue: Handoffs, text: str) -> str:
    started = await segue.start(language="en", customer=Customer("ana"))
    turn = await segue.say(started.id, text, role="end_user", id="m1")
    await segue.learn(started.id, page=Page("https://shop.example"))
    async for entry in segue.follow(started.id, turn.seq):
        print(entry.kind, entry.text)
    return turn.reply

async def main() -> None:
    async with Segue.connect("https://segue.example", "sk_x", insecure=False) as segue:
        words: str = await answer(segue, "hello")
        place: int | None = handoff.position if (handoff := (await segue.state("c1")).handoff) else None
    async with Segue.open("handoff.yaml") as house:
        await answer(house.as_bot("shopbot"), words)
"""
WRONG = PROGRAM.replace('role="end_user"', 'role="visitor"').replace("return turn.reply", "return turn.seq")


def test_a_program_that_uses_it_is_checked_by_its_types(tmp_path: Path) -> None:
    """With the project's own options, so that what mypy knows already serves."""
    (tmp_path / "right.py").write_text(PROGRAM)
    (tmp_path / "wrong.py").write_text(WRONG)
    for number, text in enumerate(PROGRAMS):  # and those of the docs
        (tmp_path / f"right_{number}.py").write_text(text)
    command = [sys.executable, "-m", "mypy", *map(str, sorted(tmp_path.glob("*.py")))]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])  # noqa: PLW1510
    found = [line for line in done.stdout.splitlines() if "error:" in line]
    assert len(found) == 2, done.stdout + done.stderr
    assert all("wrong.py" in line for line in found)
