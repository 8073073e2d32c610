"""Past tickets of Zendesk, from an export that is played on loopback."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

import pytest
from described import Description, OpenAPIError, fields, parameters

from fakes.vendor import Said, Waits, calling, played
from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused, Invalid
from segue.ports.tickets import Ticket
from segue.sources.zendesk import Zendesk, address

SINCE = datetime(2026, 6, 1, tzinfo=UTC)


def ticket(id_: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "subject": "Broken",
        "description": "It leaks,\nagain",
        "created_at": "2026-06-02T09:00:00Z",
        "updated_at": "2026-06-03T09:00:00Z",
        "requester_id": 77,
        "tags": ["leak"],
        "status": "closed",
        "satisfaction_rating": {"score": "bad"},
        **more,
    }


def metrics(id_: int, **more: Any) -> dict[str, Any]:
    return {"id": id_ + 1_000, "ticket_id": id_, "replies": 3, "reopens": 1, **more}


def a_page(*tickets: Any, cursor: str | None = None, sets: list[Any] | None = None) -> Said:
    page = {"tickets": list(tickets), "after_cursor": cursor, "end_of_stream": cursor is None}
    return Said({**page, "metric_sets": [metrics(one["id"]) for one in tickets] if sets is None else sets})


async def fetched(vendor: Any, waits: Waits | None = None) -> list[Ticket]:
    async with calling(waits) as outbound:
        source = Zendesk(outbound, vendor.base, email="ana@shop.example", token="t0ken")
        return [one async for one in source.tickets(SINCE)]


PATH = "/api/v2/incremental/tickets/cursor"
FAULTS = {
    "the vendor's guide shows later calls with the cursor alone": lambda spec: parameters(spec, PATH)[
        "start_time"
    ].update(required=False),
    "the vendor's guide names per_page, and its page on sideloads `include`": lambda spec: spec["paths"][PATH]["get"][
        "parameters"
    ].extend({"name": name, "in": "query", "schema": {"type": "string"}} for name in ("per_page", "include")),
    "what is sideloaded stands beside the tickets": lambda spec: fields(
        spec, "CursorBasedExportIncrementalTicketsResponse"
    ).update(metric_sets={"type": "array", "items": {"$ref": "#/components/schemas/TicketMetricObject"}}),
}


@pytest.fixture(scope="module")
def description() -> Description:
    return Description("zendesk/support-oas-src.yaml", "https://shop.zendesk.com", "", (PATH,), FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    async with played([a_page(ticket(1), cursor="two"), a_page(ticket(2))]) as vendor:
        assert len(await fetched(vendor)) == 2
        description.check(vendor)


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    async with played([a_page(ticket(1, tags="leak"))]) as vendor:
        await fetched(vendor)
        with pytest.raises(OpenAPIError):
            description.check(vendor)


async def test_a_ticket_has_its_words_and_its_measures() -> None:
    async with played([a_page(ticket(1))]) as vendor:
        found = await fetched(vendor)
    created = datetime(2026, 6, 2, 9, tzinfo=UTC)
    assert found == [Ticket("1", "It leaks,\nagain", "Broken", created, "77", ("leak",), 3, 1, bad_score=True)]


async def test_the_export_is_read_to_its_end_by_the_cursor_and_no_address_of_an_answer_is_called() -> None:
    first = a_page(ticket(1), cursor="two")
    first.body["after_url"] = "http://127.0.0.1:1/elsewhere"
    async with played([first, a_page(ticket(2), ticket(1))]) as vendor:
        found = await fetched(vendor)
    assert [one.id for one in found] == ["1", "2"]
    assert {one.method for one in vendor.asked} == {"GET"}
    assert vendor.asked[0].query["start_time"] == str(int(SINCE.timestamp()))
    assert "start_time" not in vendor.asked[1].query
    assert vendor.asked[1].query["cursor"] == "two"
    assert {one.query["include"] for one in vendor.asked} == {"metric_sets"}


async def test_it_signs_in_with_an_api_token() -> None:
    async with played([a_page()]) as vendor:
        await fetched(vendor)
    kind, value = vendor.asked[0].headers["Authorization"].split()
    assert (kind, b64decode(value)) == ("Basic", b"ana@shop.example/token:t0ken")


async def test_metrics_may_also_stand_in_the_ticket_or_be_missing() -> None:
    answer = a_page(ticket(1, metric_set={"replies": 5, "reopens": 0}), ticket(2), sets=[])
    async with played([answer]) as vendor:
        found = await fetched(vendor)
    assert [(one.replies, one.reopened) for one in found] == [(5, 0), (None, 0)]


@pytest.mark.parametrize(
    ("score", "bad"),
    [("bad", True), ("bad_with_comment", True), ("good", False), ("offered", None), ("unoffered", None), (7, None)],
)
async def test_a_score_counts_when_the_customer_gave_one(score: Any, bad: bool | None) -> None:
    async with played([a_page(ticket(1, satisfaction_rating={"score": score}))]) as vendor:
        (found,) = await fetched(vendor)
    assert found.bad_score is bad


@pytest.mark.parametrize(
    "left_out",
    [
        {"created_at": "2026-05-31T23:59:59Z"},
        {"status": "deleted"},
        {"description": " ", "subject": None},
        {"id": None},
    ],
)
async def test_what_is_older_deleted_or_without_words_is_left_out(left_out: dict[str, Any]) -> None:
    async with played([a_page(ticket(1), ticket(2, **left_out), sets=[])]) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["1"]


@pytest.mark.parametrize(
    "odd",
    [
        {"tags": None},
        {"tags": [1, None]},
        {"created_at": "yesterday"},
        {"created_at": 10**40},
        {"satisfaction_rating": []},
        {"requester_id": {}},
        {"metric_set": {"replies": "three", "reopens": -1}},
        {"subject": "half a character \ud83d"},
    ],
)
async def test_an_odd_field_is_as_good_as_none(odd: dict[str, Any]) -> None:
    async with played([a_page(ticket(1, **odd), sets=[])]) as vendor:
        (found,) = await fetched(vendor)
    assert found.text == "It leaks,\nagain"
    found.subject.encode()


@pytest.mark.parametrize(
    "body",
    [[], {"tickets": "none"}, {"tickets": [1]}, {}, {"tickets": [], "end_of_stream": False}, "text", None],
)
async def test_a_malformed_answer_is_said_to_be_one(body: Any) -> None:
    async with played([Said(body)]) as vendor:
        with pytest.raises(AnswerUnusable, match=r"^Zendesk "):
            await fetched(vendor)


async def test_a_cursor_that_leads_in_circles_ends_with_an_error_and_what_was_read_stays() -> None:
    answers = [a_page(ticket(1), cursor="same"), a_page(ticket(2), cursor="same")]
    async with played(answers) as vendor, calling() as outbound:
        found = Zendesk(outbound, vendor.base, email="a", token="b").tickets(SINCE)
        assert [(await anext(found)).id, (await anext(found)).id] == ["1", "2"]
        with pytest.raises(AnswerUnusable, match="repeats itself"):
            await anext(found)


async def test_a_limit_and_a_failure_that_pass_are_waited_for() -> None:
    waits = Waits()
    answers = [Said(status=429, headers={"Retry-After": "42"}), Said(status=500), a_page(ticket(1))]
    async with played(answers) as vendor:
        assert len(await fetched(vendor, waits)) == 1
    assert waits.slept == [42.0, 1.0]


@pytest.mark.parametrize(
    ("status", "error"), [(401, CallRefused), (403, CallRefused), (404, CallRefused), (503, CallFailed)]
)
async def test_an_error_names_the_helpdesk_and_no_secret(status: int, error: type[CallFailed]) -> None:
    async with played([Said(b"ana@shop.example t0ken", status=status)]) as vendor:
        with pytest.raises(error, match=f"^Zendesk answered {status}") as caught:
            await fetched(vendor)
    assert "t0ken" not in str(caught.value)


@pytest.mark.parametrize("name", ["shop", "Shop", "shop.zendesk.com", "https://shop.zendesk.com/"])
def test_a_subdomain_may_be_written_in_any_usual_way(name: str) -> None:
    assert address(name) == "https://shop.zendesk.com"


@pytest.mark.parametrize(
    "name", ["", "a.b", "shop/x", "shop@evil.example", "-a", "a" * 64, "shop.zendesk.com.evil.example"]
)
def test_a_name_that_would_lead_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="no name of an account"):
        address(name)
