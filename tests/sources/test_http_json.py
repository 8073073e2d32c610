"""Any HTTP endpoint that answers JSON, asked over a real loopback connection; and the ways in which one goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from fakes.vendor import Said, Vendor, played
from segue.domain.account import Findings
from segue.domain.policy import Policy, SourceSettings
from segue.flows.source_desk import SourceDesk
from segue.outbound import Limits, Outbound
from segue.ports.sources import CannotAsk, Who
from segue.sources.http_json import HttpJson, at
from segue.sources.opening import open_source

SECRET = "s3cr3t-of-the-shop"
ADA = Who("c-1", "ada@acme.example")
SETTINGS = SourceSettings(
    "shop",
    "http",
    secret="shop_key",
    url="/customers/{id}?mail={email}",
    fields={
        "tier": "data.plans.0.name",
        "customer.seats": "data.seats",
        "invoices": "invoices",
        "invoices.number": "no",
        "invoices.amount": "total.value",
        "open_tickets": "tickets",
    },
)
ANSWER = {
    "data": {"plans": [{"name": "enterprise"}, {"name": "old"}], "seats": 12},
    "invoices": [{"no": "R-1", "total": {"value": 49.9}}, {"no": "R-2", "total": None}],
    "tickets": [{"id": "t1", "subject": "Broken shelf"}],
}
QUICK = Limits(attempt_s=0.3, total_s=0.5, attempts=2, first_wait_s=0.0, longest_wait_s=0.0, most_bytes=64 * 1024)


@asynccontextmanager
async def shop(said: Said, **changes: Any) -> AsyncIterator[tuple[Vendor, HttpJson]]:
    async with played([said]) as vendor, aiohttp.ClientSession() as session:
        settings = replace(SETTINGS, **changes)
        yield vendor, HttpJson(replace(settings, url=vendor.base + settings.url), SECRET, Outbound(session, QUICK))


async def asked(said: Said, who: Who = ADA) -> Findings:
    """As the desk asks, which is what a handoff sees of a source."""
    async with played([said]) as vendor, aiohttp.ClientSession() as session:
        settings = replace(SETTINGS, url=vendor.base + SETTINGS.url)
        policy = Policy((), (), {}, sources={"shop": settings})
        desk = SourceDesk(lambda one: open_source(one, {"shop_key": SECRET}, Outbound(session, QUICK)))
        (answer,) = desk.ask("default", policy, who)
        found = await answer
        await desk.close()
        return found


async def test_each_value_stands_where_the_policy_says() -> None:
    async with shop(Said(ANSWER)) as (_, source):
        assert await source.ask(ADA) == {
            "tier": "enterprise",
            "customer.seats": 12,
            "invoices": [{"number": "R-1", "amount": 49.9}, {"number": "R-2", "amount": None}],
            "open_tickets": [{"id": "t1", "subject": "Broken shelf"}],
        }
        assert source.covers == ("tier", "customer.seats", "invoices", "open_tickets")


async def test_the_credential_goes_as_the_policy_says() -> None:
    async with shop(Said({})) as (vendor, source):
        await source.ask(ADA)
        assert vendor.asked[0].headers["Authorization"] == f"Bearer {SECRET}"
    async with shop(Said({}), auth="basic", user="segue") as (vendor, source):
        await source.ask(ADA)
        sent = aiohttp.BasicAuth.decode(vendor.asked[0].headers["Authorization"])
        assert (sent.login, sent.password) == ("segue", SECRET)
    async with shop(Said({}), auth="header", header="X-Api-Key") as (vendor, source):
        await source.ask(ADA)
        assert vendor.asked[0].headers["X-Api-Key"] == SECRET
        assert "Authorization" not in vendor.asked[0].headers


@pytest.mark.parametrize("id_", ["a/b", "../admin", "a?b=c", "a#b", "a%2Fb", "ä ö", "a&mail=x", "{email}"])
async def test_an_id_stays_one_part_of_the_path_whatever_is_in_it(id_: str) -> None:
    async with shop(Said({})) as (vendor, source):
        await source.ask(Who(id_, "ada+1@acme.example"))
        (one,) = vendor.asked
        assert one.path == f"/customers/{id_}"
        assert dict(one.query) == {"mail": "ada+1@acme.example"}


@pytest.mark.parametrize("id_", [".", "..", "...", "x" * 500, "a\r\nX-Evil: 1"])
async def test_an_id_that_would_change_the_path_is_not_asked_about(id_: str) -> None:
    async with shop(Said({})) as (vendor, source):
        with pytest.raises(CannotAsk, match="cannot stand in an address"):
            await source.ask(Who(id_, "ada@acme.example"))
        assert vendor.asked == []


async def test_a_customer_without_an_address_is_not_asked_about_where_the_address_is_needed() -> None:
    found = await asked(Said(ANSWER), Who("c-1"))
    assert (found.covers, found.failed, found.why) == ((), False, "no e-mail address of the customer is known")


@pytest.mark.parametrize("status", [404, 410, 204])
async def test_a_customer_whom_it_does_not_know_is_absent_and_no_failure(status: int) -> None:
    found = await asked(Said(b"", status=status))
    assert not found.failed
    assert found.values == {}
    assert "tier" in found.covers


BROKEN = {
    "never": (Said(ANSWER, how="never"), "did not answer within"),
    "drop by drop": (Said(ANSWER, how="drop by drop"), "did not answer within"),
    "half": (Said(ANSWER, how="half"), "could not be reached (ClientPayloadError)"),
    "401": (Said({"error": SECRET}, status=401), "401 Unauthorized: the credential is not accepted"),
    "403": (Said({}, status=403), "403 Forbidden"),
    "429": (Said({}, status=429, headers={"Retry-After": "30"}), "it asks to come back in 30 s"),
    "500": (Said(b"<h1>oh no</h1>", status=500), "500 Internal Server Error, 2 times"),
    "html": (Said(b"<html>please sign in</html>", content_type="text/html"), "text/html where JSON was expected"),
    "no json": (Said(b"{oops"), "what is not JSON"),
    "deep": (Said(b"[" * 20_000), "what is not JSON"),
    "huge": (Said(b'"' + b"x" * 100_000 + b'"'), "more than 65,536 bytes"),
    "a number": (Said(7), "no object and no list"),
    "nothing": (Said(b""), "what is not JSON"),
    "redirect": (
        Said(b"", status=302, headers={"Location": "http://127.0.0.1:1/"}),
        "it redirects, which is not followed",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_whatever_goes_wrong_there_is_told_in_words_and_without_the_secret(name: str) -> None:
    said, words = BROKEN[name]
    with capture_logs() as logs:
        found = await asked(said)
    assert found.failed
    assert words in found.why
    assert found.values == {}
    assert "tier" in found.covers
    assert SECRET not in f"{found}{logs}"
    assert "ada@acme.example" not in f"{found.why}{logs}"


@pytest.mark.parametrize(
    "odd",
    [[], {"data": None}, {"data": []}, {"data": {"plans": {}}}, {"data": {"plans": [[]]}, "tickets": 1e400}, [[[]]]],
)
async def test_values_of_other_kinds_than_expected_are_no_values(odd: Any) -> None:
    found = await asked(Said(odd))
    assert not found.failed
    assert "tier" not in found.values


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)


@given(JSON, st.text(max_size=12))
def test_a_path_never_fails(value: Any, path: str) -> None:
    at(value, path)


def test_a_number_counts_into_a_list_and_names_a_key_of_an_object() -> None:
    assert at([{"a": 1}, {"a": 2}], "1.a") == 2
    assert at({"1": {"a": 3}}, "1.a") == 3
    assert at([1], "7") is None
    assert at({"a": 1}, ".") == {"a": 1}
