"""Calls to other systems: what is repeated, how long is waited, what is bounded, what an error says."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.vendor import Said, Waits, calling, played
from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused
from segue.outbound import Call, Limits, Outbound, retry_after
from segue.signed_webhook import guarded_session

FINE = Said({"fine": True})
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


async def test_an_answer_is_read_as_json() -> None:
    async with played([FINE]) as vendor, calling() as outbound:
        answer = await outbound.send(Call(name="Shop", url=vendor.base, params={"q": "a b"}, headers={"X-Own": "1"}))
    assert answer.json() == {"fine": True}
    assert vendor.asked[0].query == {"q": "a b"}
    assert vendor.asked[0].headers["X-Own"] == "1"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_again_with_doubled_waits(status: int) -> None:
    waits = Waits()
    async with played([Said(status=status)] * 3 + [FINE]) as vendor, calling(waits) as outbound:
        answer = await outbound.send(Call(name="Shop", url=vendor.base))
    assert answer.status == 200
    assert waits.slept == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 410, 422, 501])
async def test_what_will_not_pass_is_not_tried_again(status: int) -> None:
    waits = Waits()
    async with played([Said(status=status, headers={"Location": "/elsewhere"})]) as vendor, calling(waits) as outbound:
        with pytest.raises(CallRefused, match=f"^Shop answered {status}") as caught:
            await outbound.send(Call(name="Shop", url=vendor.base))
    assert len(vendor.asked) == 1
    assert caught.value.details["status"] == status


async def test_a_refusal_that_the_caller_wants_to_read_is_an_answer() -> None:
    async with played([Said({"code": "full"}, 409)]) as vendor, calling() as outbound:
        answer = await outbound.send(Call(name="Shop", url=vendor.base, answers={409}))
        with pytest.raises(CallRefused):
            await outbound.send(Call(name="Shop", url=vendor.base, answers={404}))
    assert (answer.status, answer.json()) == (409, {"code": "full"})


@pytest.mark.parametrize(("method", "repeat", "calls"), [("POST", None, 1), ("POST", True, 3), ("GET", False, 1)])
async def test_only_what_is_safe_to_repeat_is_repeated(method: str, repeat: bool | None, calls: int) -> None:
    async with played([Said(status=503)]) as vendor, calling(limits=Limits(attempts=3)) as outbound:
        with pytest.raises(CallFailed, match="answered 503"):
            await outbound.send(Call(name="Shop", url=vendor.base, method=method, json={}, repeat=repeat))
    assert len(vendor.asked) == calls


@pytest.mark.parametrize("value", ["7", "Sat, 21 Nov 2026 09:00:07 GMT"])
async def test_a_wait_that_is_asked_for_is_kept_to(value: str) -> None:
    waits = Waits()
    answers = [Said(status=429, headers={"Retry-After": value}), FINE]
    async with played(answers) as vendor, calling(waits) as outbound:
        await outbound.send(Call(name="Shop", url=vendor.base))
    assert waits.slept == [7.0]


async def test_being_asked_for_no_wait_is_no_reason_not_to_wait() -> None:
    waits = Waits()
    async with (
        played([Said(status=429, headers={"Retry-After": "0"})] * 2 + [FINE]) as vendor,
        calling(waits) as outbound,
    ):
        await outbound.send(Call(name="Shop", url=vendor.base))
    assert waits.slept == [0.5, 1.0]


async def test_a_wait_that_is_too_long_is_told_instead_of_waited_for() -> None:
    waits = Waits()
    async with played([Said(status=429, headers={"Retry-After": "3600"})]) as vendor, calling(waits) as outbound:
        with pytest.raises(CallFailed, match="asks to come back in 3600 s") as caught:
            await outbound.send(Call(name="Shop", url=vendor.base))
    assert waits.slept == []
    assert caught.value.details["retry_after_s"] == 3600.0


async def test_a_call_with_all_its_repeats_has_an_end() -> None:
    waits = Waits()
    answers = [Said(status=429, headers={"Retry-After": "100"})]
    async with played(answers) as vendor, calling(waits, Limits(total_s=250)) as outbound:
        with pytest.raises(CallFailed, match="3 times"):
            await outbound.send(Call(name="Shop", url=vendor.base))
    assert waits.slept == [100.0, 100.0]


async def test_a_private_address_that_is_not_allowed_is_named_as_such_and_not_tried_again() -> None:
    waits = Waits()
    async with played([FINE]) as vendor, guarded_session(()) as session:
        outbound = Outbound(session, sleep=waits.sleep, now=waits.now)
        with pytest.raises(CallRefused, match="SEGUE_WEBHOOK_NETWORKS does not name it"):
            await outbound.send(Call(name="Shop", url=vendor.base))
    assert (waits.slept, vendor.asked) == ([], [])


async def test_a_system_that_is_not_there_is_tried_again_and_named() -> None:
    waits = Waits()
    async with calling(waits, Limits(attempts=3)) as outbound:
        with pytest.raises(CallFailed, match=r"^Shop could not be reached .*, 3 times$"):
            await outbound.send(Call(name="Shop", url="http://127.0.0.1:1/"))
    assert waits.slept == [0.5, 1.0]


async def test_an_answer_that_does_not_come_is_given_up() -> None:
    async with played([FINE]) as vendor, aiohttp.ClientSession() as session:
        outbound = Outbound(session, Limits(attempt_s=1e-9, attempts=1))
        with pytest.raises(CallFailed, match="did not answer within"):
            await outbound.send(Call(name="Shop", url=vendor.base))


async def test_an_answer_without_end_is_not_read() -> None:
    async with played([Said(b"x" * 1_001)]) as vendor, calling(limits=Limits(most_bytes=1_000)) as outbound:
        with pytest.raises(AnswerUnusable, match="more than 1,000 bytes"):
            await outbound.send(Call(name="Shop", url=vendor.base))


@pytest.mark.parametrize("body", [b"<html>", b"", b'{"a":', b"\xff\xfe", b"[" * 100_000])
async def test_what_is_not_json_is_said_to_be_none(body: bytes) -> None:
    async with played([Said(body)]) as vendor, calling() as outbound:
        answer = await outbound.send(Call(name="Shop", url=vendor.base))
        with pytest.raises(AnswerUnusable, match=r"^Shop answered what is not JSON$"):
            answer.json()


@pytest.mark.parametrize("end", ["", "\n", "\r\nX-Other: 1"])
@pytest.mark.parametrize("url", ["{base}", "http://127.0.0.1:1/", "not an address"])
async def test_no_error_and_no_log_holds_a_secret(url: str, end: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with played([Said(b"s3cret", status=500)]) as vendor, calling() as outbound:
        call = Call(
            name="Shop",
            url=url.format(base=vendor.base),
            headers={"Authorization": f"Bearer s3cret{end}"},
            params={"key": "s3cret"},
            json={"token": "s3cret"},
            repeat=True,
            method="POST",
        )
        with pytest.raises(CallFailed) as caught:
            await outbound.send(call)
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value.details) + repr(call)
    assert "s3cret" not in shown
    assert caught.value.__context__ is None
    assert "s3cret" not in caplog.text


@given(st.text(max_size=40))
def test_whatever_stands_in_retry_after_gives_seconds_or_nothing(value: str) -> None:
    found = retry_after(value, NOW)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 12 ", 12.0),
        ("Sat, 21 Nov 2026 09:01:00 GMT", 60.0),
        ("Sat, 21 Nov 2026 08:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds
