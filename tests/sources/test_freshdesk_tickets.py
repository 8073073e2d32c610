"""Past tickets of Freshdesk, from a list that is played on loopback with its order, its pages and their limit."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from described import Description, OpenAPIError, fields, parameters

from fakes.vendor import Asked, Said, Vendor, Waits, calling, played
from segue.domain.errors import AnswerUnusable, CallRefused
from segue.ports.tickets import Ticket
from segue.sources.freshdesk import A_PAGE, MOST_PAGES, Freshdesk, address

SINCE = datetime(2026, 6, 1, tzinfo=UTC)


def written(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def ticket(id_: int, minutes: float = 0, **more: Any) -> dict[str, Any]:
    """minutes: of its last change, after the start."""
    return {
        "id": id_,
        "subject": "Broken",
        "description": "<div>It leaks,<br>again</div>",
        "description_text": "It leaks, again",
        "created_at": written(SINCE + timedelta(minutes=1)),
        "updated_at": written(SINCE + timedelta(minutes=minutes)),
        "requester_id": 77,
        "tags": ["leak"],
        "status": 5,
        "priority": 1,
        "source": 1,
        "spam": False,
        "stats": {
            "first_responded_at": "2026-06-01T10:00:00Z",
            "agent_responded_at": "2026-06-01T12:00:00Z",
            "reopened_at": "2026-06-01T11:00:00Z",
            "closed_at": None,
        },
        **more,
    }


def listing(tickets: list[dict[str, Any]], exclusive: bool = False) -> Callable[[Asked], Said]:
    """As Freshdesk lists them. exclusive: "since" leaves out the very second."""

    def answer(asked: Asked) -> Said:
        since, number = asked.query["updated_since"], int(asked.query["page"])
        if number > MOST_PAGES:
            return Said({"description": "Validation failed"}, 400)
        found = [one for one in tickets if one["updated_at"] > since or (one["updated_at"] == since and not exclusive)]
        found.sort(key=lambda one: one["updated_at"])
        size = int(asked.query["per_page"])
        return Said(found[(number - 1) * size : number * size])

    return answer


async def fetched(vendor: Vendor, waits: Waits | None = None) -> list[Ticket]:
    async with calling(waits) as outbound:
        return [one async for one in Freshdesk(outbound, vendor.base, key="k3y").tickets(SINCE)]


STATS = (
    "first_responded_at",
    "agent_responded_at",
    "requester_responded_at",
    "reopened_at",
    "resolved_at",
    "closed_at",
)
FAULTS = {
    "the vendor's documentation takes several words with commas between": lambda spec: parameters(spec, "/tickets")[
        "include"
    ].update(schema={"type": "string", "pattern": "^(requester|stats|description)(,(requester|stats|description))*$"}),
    "the vendor's documentation gives `stats` when it is included": lambda spec: fields(spec, "Ticket").update(
        stats={"type": "object", "properties": {name: {"type": ["string", "null"]} for name in STATS}}
    ),
}


@pytest.fixture(scope="module")
def description() -> Description:
    file = "freshdesk/freshdesk-rest-thirdparty.yml"
    return Description(file, "https://shop.freshdesk.com", "/api/v2", ("/tickets",), FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    async with played(listing([ticket(n, n) for n in range(150)])) as vendor:
        assert len(await fetched(vendor)) == 150
        description.check(vendor)


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    async with played(listing([ticket(1, status="closed")])) as vendor:
        await fetched(vendor)
        with pytest.raises(OpenAPIError):
            description.check(vendor)


async def test_a_ticket_has_its_words_and_what_its_times_tell() -> None:
    async with played(listing([ticket(1)])) as vendor:
        found = await fetched(vendor)
    created = SINCE + timedelta(minutes=1)
    assert found == [Ticket("1", "It leaks, again", "Broken", created, "77", ("leak",), 2, 1)]


@pytest.mark.parametrize(
    ("stats", "replies"),
    [
        ({"first_responded_at": None, "agent_responded_at": None}, 0),
        ({"first_responded_at": "2026-06-01T10:00:00Z", "agent_responded_at": "2026-06-01T10:00:00Z"}, 1),
        ({"first_responded_at": "2026-06-01T10:00:00Z"}, 1),
        ({"first_responded_at": "2026-06-01T10:00:00Z", "agent_responded_at": "2026-06-02T10:00:00Z"}, 2),
        ({}, None),
        (None, None),
    ],
)
async def test_replies_are_counted_as_far_as_times_tell(stats: Any, replies: int | None) -> None:
    async with played(listing([ticket(1, stats=stats)])) as vendor:
        (found,) = await fetched(vendor)
    assert found.replies == replies


async def test_html_becomes_plain_words_when_there_are_no_others() -> None:
    async with played(listing([ticket(1, description_text=None)])) as vendor:
        (found,) = await fetched(vendor)
    assert found.text == "It leaks,\nagain"


@pytest.mark.parametrize("exclusive", [True, False])
async def test_every_ticket_comes_once_however_many_and_whether_or_not_since_holds_its_second(exclusive: bool) -> None:
    tickets = [ticket(n, n // 70) for n in range(640)]  # many share a time, across pages
    for one in tickets:
        one["updated_at"] = written(SINCE + timedelta(minutes=1 + one["id"] // 70))
    async with played(listing(tickets, exclusive)) as vendor:
        found = await fetched(vendor)
    assert sorted(int(one.id) for one in found) == list(range(640))
    assert len({one.id for one in found}) == len(found)


async def test_pages_begin_anew_in_time_long_before_the_limit() -> None:
    async with played(listing([ticket(n, n) for n in range(1_000)])) as vendor:
        await fetched(vendor)
    assert {asked.query["page"] for asked in vendor.asked} == {"1"}
    assert len({asked.query["updated_since"] for asked in vendor.asked}) == len(vendor.asked)


async def test_a_ticket_that_changes_meanwhile_hides_no_other() -> None:
    tickets = [ticket(n, n) for n in range(300)]
    answer = listing(tickets)

    def changing(asked: Asked) -> Said:
        said = answer(asked)
        tickets[0]["updated_at"] = written(SINCE + timedelta(minutes=1_000))
        return said

    async with played(changing) as vendor:
        found = await fetched(vendor)
    assert {int(one.id) for one in found} == set(range(300))


async def test_more_tickets_of_one_second_than_are_listed_are_told_and_do_not_loop() -> None:
    same = [ticket(n) for n in range(A_PAGE)]
    async with played([Said(same)]) as vendor:
        with pytest.raises(AnswerUnusable, match="more than 30,000 tickets of 2026-06-01 00:00:00"):
            await fetched(vendor)
    assert len(vendor.asked) == MOST_PAGES


@pytest.mark.parametrize("left_out", [{"created_at": "2026-05-01T00:00:00Z"}, {"spam": True}, {"id": None}])
async def test_what_is_older_or_spam_is_left_out(left_out: dict[str, Any]) -> None:
    async with played(listing([ticket(1), ticket(2, **left_out)])) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["1"]


async def test_it_signs_in_with_the_key_alone() -> None:
    async with played([Said([])]) as vendor:
        await fetched(vendor)
    kind, value = vendor.asked[0].headers["Authorization"].split()
    assert (kind, b64decode(value)) == ("Basic", b"k3y:X")
    assert vendor.asked[0].method == "GET"


async def test_a_limit_and_a_failure_that_pass_are_waited_for() -> None:
    waits = Waits()
    answers = [Said(status=429, headers={"Retry-After": "30"}), Said(status=500), Said([ticket(1)])]
    async with played(answers) as vendor:
        assert len(await fetched(vendor, waits)) == 1
    assert waits.slept == [30.0, 1.0]


@pytest.mark.parametrize(
    "body", [{}, "text", None, [1], {"tickets": []}, [ticket(n, updated_at=None) for n in range(100)]]
)
async def test_a_malformed_answer_is_said_to_be_one(body: Any) -> None:
    async with played([Said(body)]) as vendor:
        with pytest.raises(AnswerUnusable, match=r"^Freshdesk "):
            await fetched(vendor)


async def test_a_key_that_is_not_accepted_is_told_without_it() -> None:
    async with played([Said(status=401)]) as vendor:
        with pytest.raises(CallRefused, match=r"^Freshdesk answered 401 Unauthorized: the credential is not accepted$"):
            await fetched(vendor)


def test_a_domain_may_be_written_in_any_usual_way() -> None:
    assert address("shop") == address("shop.freshdesk.com") == "https://shop.freshdesk.com"
