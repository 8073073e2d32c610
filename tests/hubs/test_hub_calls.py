"""Calls to helpdesks: what each answer means, and credentials that are fetched once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from fakes.vendor import Said, Vendor, Waits, played
from segue.answers import items
from segue.calls import CALL_LIMITS, Calls, Reach, reading
from segue.credentials import Token, granted
from segue.domain.deliveries import Trouble
from segue.outbound import Outbound
from segue.ports.listeners import DeliveryFailed

HTML = Said(b"<html></html>", content_type="text/html")


@asynccontextmanager
async def called(*answers: Said) -> AsyncIterator[tuple[Calls, str, Vendor]]:
    async with played(list(answers)) as vendor, aiohttp.ClientSession() as session:
        waits = Waits()
        outbound = Outbound(session, replace(CALL_LIMITS, attempt_s=0.5), sleep=waits.sleep, now=waits.now)
        yield Calls(Reach(outbound, session), "Acme"), f"{vendor.base}/chats", vendor


async def failure_of(answer: Said, method: str = "POST", **more: Any) -> DeliveryFailed:
    async with called(answer) as (calls, url, vendor):
        with pytest.raises(DeliveryFailed) as caught:
            await calls.json(method, url, **more)
    assert len(vendor.asked) == 1
    return caught.value


@pytest.mark.parametrize(
    ("status", "trouble", "when_gone"),
    [
        (400, Trouble.REFUSED, Trouble.REFUSED),
        (401, Trouble.PAUSED, Trouble.PAUSED),
        (404, Trouble.PAUSED, Trouble.REFUSED),
        (408, Trouble.PASSING, Trouble.PASSING),
        (409, Trouble.REFUSED, Trouble.REFUSED),
        (422, Trouble.REFUSED, Trouble.REFUSED),
        (423, Trouble.REFUSED, Trouble.REFUSED),
        (429, Trouble.PASSING, Trouble.PASSING),
        (500, Trouble.UNKNOWN, Trouble.UNKNOWN),
        (501, Trouble.REFUSED, Trouble.REFUSED),
        (503, Trouble.PASSING, Trouble.PASSING),
        (520, Trouble.UNKNOWN, Trouble.UNKNOWN),
        (522, Trouble.PASSING, Trouble.PASSING),
        (524, Trouble.UNKNOWN, Trouble.UNKNOWN),
        (530, Trouble.PASSING, Trouble.PASSING),
    ],
)
async def test_a_status_means_one_thing_and_is_told(status: int, trouble: Trouble, when_gone: Trouble) -> None:
    failure = await failure_of(Said({}, status))
    assert (failure.trouble, failure.status) == (trouble, status)
    assert (await failure_of(Said({}, status), gone={404})).trouble is when_gone


async def test_a_vendor_may_have_a_status_of_its_own_for_later() -> None:
    assert (await failure_of(Said({}, 409), busy={409})).trouble is Trouble.PASSING
    assert (await failure_of(Said({}, 400), busy={409})).trouble is Trouble.REFUSED


@pytest.mark.parametrize(
    "answer", [Said({}, 500), Said({}, 524), HTML, Said([1]), Said({"a": 1}, how="half"), Said(how="never")], ids=str
)
async def test_nobody_knows_what_became_of_a_call_unless_it_changes_nothing(answer: Said) -> None:
    assert (await failure_of(answer)).trouble is Trouble.UNKNOWN
    assert (await failure_of(answer, safe=True)).trouble is Trouble.PASSING
    assert (await failure_of(answer, "GET")).trouble is Trouble.PASSING


async def test_what_is_missing_in_an_answer_is_asked_for_again() -> None:
    async with called(Said({"chats": None})) as (calls, url, _):
        answer = await calls.json("GET", url)
        with pytest.raises(DeliveryFailed) as caught, reading():
            items(answer.get("chats"), "Acme", "chats")
    assert caught.value.trouble is Trouble.PASSING


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Said({"error": "invalid_client"}, 400), Trouble.PAUSED),
        (Said({}, 401), Trouble.PAUSED),
        (Said({}, 500), Trouble.PASSING),
        (Said({"access_token": ""}), Trouble.PASSING),
        (Said({"access_token": "a\nb"}), Trouble.PASSING),
        (HTML, Trouble.PASSING),
    ],
)
async def test_a_credential_that_is_not_granted_waits_for_time_or_for_a_person(answer: Said, trouble: Trouble) -> None:
    async with called(answer) as (calls, url, _):
        with pytest.raises(DeliveryFailed) as caught:
            await granted(calls, url)
    assert caught.value.trouble is trouble


@pytest.mark.parametrize(
    ("told", "lasts"),
    [({"expires_in": 60}, 60.0), ({"expires_in": "60"}, 60.0), ({}, 900.0), ({"expires_in": -1}, 900.0)],
)
async def test_a_credential_lasts_as_long_as_is_told(told: dict[str, Any], lasts: float) -> None:
    async with called(Said({"access_token": "t", **told})) as (calls, url, _):
        assert await granted(calls, url, lasts_s=900.0) == ("t", lasts)


class Granting:
    """Gives t1, t2, …, each for an hour."""

    def __init__(self) -> None:
        self.given = 0

    async def fetch(self) -> tuple[str, float]:
        self.given += 1
        await asyncio.sleep(0)
        return f"t{self.given}", 3600.0


async def test_a_token_is_fetched_once_for_all_and_anew_before_its_end() -> None:
    granting, waits = Granting(), Waits()
    token = Token(granting.fetch, waits.now)
    assert await asyncio.gather(*(token.get() for _ in range(5))) == ["t1"] * 5
    await waits.sleep(3539)
    assert await token.get() == "t1"
    await waits.sleep(1)
    assert await token.get() == "t2"


@pytest.mark.parametrize(
    ("trouble", "used"),
    [(Trouble.PAUSED, ["t1", "t2"]), (Trouble.UNKNOWN, ["t1"]), (Trouble.REFUSED, ["t1"])],
)
async def test_only_what_was_refused_for_its_credential_is_tried_again_and_once(
    trouble: Trouble, used: list[str]
) -> None:
    tried: list[str] = []

    async def act(token: str) -> None:
        tried.append(token)
        raise DeliveryFailed("no", trouble)

    with pytest.raises(DeliveryFailed):
        await Token(Granting().fetch, Waits().now).used(act)
    assert tried == used
