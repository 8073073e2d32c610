"""Past conversations of Intercom, from a search that is played on loopback."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from described import Description, OpenAPIError

from fakes.vendor import Asked, Said, Vendor, Waits, calling, played
from segue.domain.errors import AnswerUnusable, CallRefused, Invalid
from segue.ports.tickets import Ticket
from segue.sources.intercom import Intercom, address

SINCE = datetime(2026, 6, 1, tzinfo=UTC)
CREATED = datetime(2026, 6, 2, 9, tzinfo=UTC)
AT = int(CREATED.timestamp())
CUSTOMER = {"type": "user", "id": "5ba682d23d7cf92bef87bfd4", "name": "Maria", "email": "maria@shop.example"}
TEAMMATE = {"type": "admin", "id": "274", "name": "Ana", "email": "ana@shop.example"}
BOT = {"type": "bot", "id": "275", "name": "Operator", "email": "operator@shop.example"}


def conversation(id_: int, author: Any = CUSTOMER, **more: Any) -> dict[str, Any]:
    return {
        "type": "conversation",
        "id": str(id_),
        "title": None,
        "created_at": AT,
        "updated_at": AT + 60,
        "state": "closed",
        "source": {
            "type": "conversation",
            "id": "403918251",
            "delivered_as": "customer_initiated",
            "subject": "",
            "body": "<p>It leaks,<br>again &amp; again</p>",
            "author": author,
        },
        "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": CUSTOMER["id"]}]},
        "tags": {"type": "tag.list", "tags": [{"type": "tag", "id": "1", "name": "leak"}]},
        "conversation_rating": {"rating": 1, "remark": "no"},
        "statistics": {
            "type": "conversation_statistics",
            "first_admin_reply_at": AT + 100,
            "last_admin_reply_at": AT + 900,
            "count_reopens": 2,
        },
        "ai_agent_participated": True,
        **more,
    }


def a_part(author: Any, body: str, part_type: str = "comment") -> dict[str, Any]:
    return {"type": "conversation_part", "id": "9", "part_type": part_type, "body": body, "author": author}


def whole(id_: int, *parts: Any) -> dict[str, Any]:
    listed = {"type": "conversation_part.list", "conversation_parts": list(parts), "total_count": len(parts)}
    return {"type": "conversation", "id": str(id_), "created_at": AT, "conversation_parts": listed}


def a_page(*found: Any, cursor: str | None = None) -> Said:
    pages: dict[str, Any] = {"type": "pages", "page": 1, "per_page": 150, "total_pages": 2}
    if cursor:
        pages["next"] = {"per_page": 150, "starting_after": cursor}
    return Said({"type": "conversation.list", "conversations": list(found), "total_count": 2, "pages": pages})


async def fetched(vendor: Vendor, waits: Waits | None = None) -> list[Ticket]:
    async with calling(waits) as outbound:
        return [one async for one in Intercom(outbound, vendor.base, token="t0ken").tickets(SINCE)]


@pytest.fixture(scope="module")
def description() -> Description:
    keep = ("/conversations/search", "/conversations/{conversation_id}")
    return Description("intercom/api.intercom.io-2.15.yaml", "https://api.intercom.io", "", keep, {})


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    answers = [
        a_page(conversation(1), cursor="two"),
        a_page(conversation(2, BOT)),
        Said(whole(2, a_part(CUSTOMER, "<p>Help</p>"), a_part(TEAMMATE, "<p>Yes</p>"))),
    ]
    async with played(answers) as vendor:
        assert len(await fetched(vendor)) == 2
        description.check(vendor)


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    async with played([a_page(conversation(1, state="done"))]) as vendor:
        await fetched(vendor)
        with pytest.raises(OpenAPIError):
            description.check(vendor)


async def test_a_conversation_has_plain_words_and_its_measures() -> None:
    async with played([a_page(conversation(1))]) as vendor:
        found = await fetched(vendor)
    text = "It leaks,\nagain & again"
    assert found == [Ticket("1", text, "", CREATED, CUSTOMER["id"], ("leak",), 2, 2, bad_score=True)]


async def test_the_search_is_by_creation_and_goes_on_by_the_cursor() -> None:
    async with played([a_page(conversation(1), cursor="two"), a_page(conversation(2), conversation(1))]) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["1", "2"]
    first, second = (json.loads(asked.body) for asked in vendor.asked)
    assert first["query"] == {"field": "created_at", "operator": ">", "value": str(int(SINCE.timestamp()) - 1)}
    assert first["pagination"] == {"per_page": 150}
    assert second["pagination"] == {"per_page": 150, "starting_after": "two"}
    assert {asked.path for asked in vendor.asked} == {"/conversations/search"}
    assert vendor.asked[0].headers["Authorization"] == "Bearer t0ken"
    assert vendor.asked[0].headers["Intercom-Version"] == "2.15"


@pytest.mark.parametrize("author", [BOT, TEAMMATE, {}, None])
async def test_when_the_customer_did_not_begin_their_own_first_words_are_taken(author: Any) -> None:
    def answer(asked: Asked) -> Said:
        if asked.method == "POST":
            return a_page(conversation(7, author))
        assert asked.path == "/conversations/7"
        return Said(
            whole(
                7,
                a_part(BOT, "<p>Hello! How can I help?</p>"),
                a_part(CUSTOMER, "<p>Where is <b>my</b> parcel</p>"),
                a_part({**TEAMMATE, "from_ai_agent": True}, "<p>On its way</p>"),
                a_part(TEAMMATE, "<p>look into this</p>", "note"),
                a_part(TEAMMATE, "<p>Found it</p>"),
                a_part(TEAMMATE, "", "assignment"),
            )
        )

    async with played(answer) as vendor:
        (found,) = await fetched(vendor)
    assert (found.text, found.replies) == ("Where is my parcel", 1)


async def test_a_campaign_that_nobody_answered_is_no_ticket() -> None:
    answers = [a_page(conversation(7, BOT)), Said(whole(7, a_part(BOT, "<p>Our sale!</p>")))]
    async with played(answers) as vendor:
        assert await fetched(vendor) == []


@pytest.mark.parametrize(
    ("statistics", "replies"),
    [
        ({"first_admin_reply_at": AT, "last_admin_reply_at": AT}, 1),
        ({"first_admin_reply_at": AT, "last_admin_reply_at": AT + 1}, 2),
        ({"first_admin_reply_at": None, "last_admin_reply_at": None}, 0),
        (None, None),
    ],
)
async def test_replies_are_of_people_and_counted_as_far_as_times_tell(statistics: Any, replies: int | None) -> None:
    async with played([a_page(conversation(1, statistics=statistics))]) as vendor:
        (found,) = await fetched(vendor)
    assert found.replies == replies
    assert found.bot_only is (replies == 0)  # an AI agent took part


@pytest.mark.parametrize(
    ("rating", "ai_agent", "bad"),
    [
        ({"rating": 2}, None, True),
        ({"rating": 3}, None, False),
        ({"rating": 5}, {"rating": 1}, False),
        (None, {"rating": 1}, True),
        (None, None, None),
        ({"rating": None}, {"rating": None}, None),
    ],
)
async def test_the_rating_is_of_the_conversation_else_of_the_ai_agent(rating: Any, ai_agent: Any, bad: Any) -> None:
    async with played([a_page(conversation(1, conversation_rating=rating, ai_agent=ai_agent))]) as vendor:
        (found,) = await fetched(vendor)
    assert found.bad_score is bad


async def test_what_is_older_is_left_out_though_the_search_counts_in_days() -> None:
    older = conversation(2, created_at=int(SINCE.timestamp()) - 1)
    async with played([a_page(conversation(1), older)]) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["1"]


async def test_a_cursor_that_leads_in_circles_ends_with_an_error() -> None:
    async with played([a_page(conversation(1), cursor="same")]) as vendor:
        with pytest.raises(AnswerUnusable, match="repeats itself"):
            await fetched(vendor)
    assert len(vendor.asked) == 2


async def test_a_search_is_safe_to_repeat() -> None:
    waits = Waits()
    answers = [Said(status=429, headers={"Retry-After": "10"}), Said(status=500), a_page(conversation(1))]
    async with played(answers) as vendor:
        assert len(await fetched(vendor, waits)) == 1
    assert waits.slept == [10.0, 1.0]


@pytest.mark.parametrize("body", [[], {}, {"conversations": None}, {"conversations": ["1"]}, "text"])
async def test_a_malformed_answer_is_said_to_be_one(body: Any) -> None:
    async with played([Said(body)]) as vendor:
        with pytest.raises(AnswerUnusable, match=r"^Intercom answered "):
            await fetched(vendor)


@pytest.mark.parametrize("id_", ["../admins", "1/parts", "1?x=1", "é"])
async def test_an_id_that_would_lead_elsewhere_is_not_asked_for(id_: str) -> None:
    async with played([a_page({**conversation(1, BOT), "id": id_})]) as vendor:
        with pytest.raises(AnswerUnusable, match="an id that is none"):
            await fetched(vendor)
    assert len(vendor.asked) == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"tags": None},
        {"contacts": []},
        {"statistics": "x"},
        {"created_at": "soon"},
        {"source": {"author": CUSTOMER, "subject": "S"}},
    ],
)
async def test_an_odd_field_is_as_good_as_none(odd: dict[str, Any]) -> None:
    async with played([a_page(conversation(1, **odd))]) as vendor:
        assert len(await fetched(vendor)) == 1


async def test_a_token_that_is_not_accepted_is_told_without_it() -> None:
    async with played([Said(status=401)]) as vendor:
        with pytest.raises(CallRefused, match=r"^Intercom answered 401 Unauthorized: the credential is not accepted$"):
            await fetched(vendor)


def test_a_region_that_is_none_is_told_with_those_that_are() -> None:
    assert address("eu") == "https://api.eu.intercom.io"
    with pytest.raises(Invalid, match="us, eu, au"):
        address("mars")
