"""Articles of a Zendesk Help Center, from a list that is played on loopback.

No description of the Help Center's API is at hand: these tests hold what the vendor's reference says in words.
"""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

import pytest

from fakes.vendor import Said, Vendor, Waits, calling, played
from segue.domain.errors import AnswerUnusable, CallRefused
from segue.domain.knowledge import Article
from segue.sources.knowledge_zendesk import ZendeskHelpCenter


def an_article(id_: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "html_url": f"https://shop.zendesk.example/hc/en-us/articles/{id_}",
        "title": f"Refunds {id_}",
        "body": "<h2>When</h2><p>Within <b>14</b> days</p><script>x</script>",
        "locale": "en-us",
        "draft": False,
        "user_segment_id": None,
        "label_names": ["money back"],
        "updated_at": "2026-06-03T09:00:00Z",
        "edited_at": "2026-06-02T09:00:00Z",
        **more,
    }


def a_page(*found: Any, cursor: str | None = None) -> Said:
    return Said({"articles": list(found), "meta": {"has_more": cursor is not None, "after_cursor": cursor}})


async def fetched(vendor: Vendor, waits: Waits | None = None, **more: str) -> list[Article]:
    more = more or {"email": "ana@shop.example", "token": "t0ken"}
    async with calling(waits) as outbound:
        return [one async for one in ZendeskHelpCenter(outbound, vendor.base, **more).articles()]


async def test_an_article_has_its_words_and_its_address() -> None:
    async with played([a_page(an_article(1))]) as vendor:
        found = await fetched(vendor)
    assert found == [
        Article(
            "1",
            "Refunds 1",
            "When\n\nWithin 14 days",
            "https://shop.zendesk.example/hc/en-us/articles/1",
            "en",
            datetime(2026, 6, 2, 9, tzinfo=UTC),
            ("money back",),
        )
    ]


async def test_every_page_is_read_by_its_cursor_and_no_address_of_an_answer_is_called() -> None:
    first = a_page(an_article(1), cursor="two")
    first.body["links"] = {"next": "http://127.0.0.1:1/elsewhere"}
    async with played([first, a_page(an_article(2), an_article(1))]) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["1", "2"]
    assert [dict(one.query) for one in vendor.asked] == [
        {"page[size]": "100"},
        {"page[size]": "100", "page[after]": "two"},
    ]
    assert {one.path for one in vendor.asked} == {"/api/v2/help_center/articles"}


async def test_with_a_token_it_signs_in_and_without_one_it_reads_what_everybody_may() -> None:
    async with played([a_page()]) as vendor:
        await fetched(vendor)
        await fetched(vendor, locale="en-US")
    signed, public = vendor.asked
    assert b64decode(signed.headers["Authorization"].removeprefix("Basic ")) == b"ana@shop.example/token:t0ken"
    assert "Authorization" not in public.headers
    assert public.path == "/api/v2/help_center/en-us/articles"


@pytest.mark.parametrize(
    "left_out",
    [
        {"draft": True},
        {"draft": None},
        {"user_segment_id": 7},
        {"user_segment_ids": [7]},
        {"body": "<p> </p>"},
        {"body": None},
        {"title": " ", "name": None},
        {"id": None},
    ],
)
async def test_only_what_is_published_for_everyone_and_has_words_is_taken(left_out: dict[str, Any]) -> None:
    async with played([a_page(an_article(1, **left_out), an_article(2))]) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["2"]


async def test_an_article_that_does_not_say_who_may_read_it_is_left_out() -> None:
    one = an_article(1)
    del one["user_segment_id"]
    async with played([a_page(one)]) as vendor:
        assert await fetched(vendor) == []


@pytest.mark.parametrize(
    "body",
    [
        [],
        {"articles": "none"},
        {"articles": [1]},
        {},
        {"articles": [], "meta": {"has_more": True}},
        {"articles": [], "next_page": "https://x.example"},
    ],
)
async def test_a_malformed_answer_is_said_to_be_one(body: Any) -> None:
    async with played([Said(body)]) as vendor:
        with pytest.raises(AnswerUnusable, match=r"^Zendesk Help Center "):
            await fetched(vendor)


async def test_a_cursor_that_leads_in_circles_ends_with_an_error() -> None:
    async with played([a_page(an_article(1), cursor="same")]) as vendor:
        with pytest.raises(AnswerUnusable, match="repeats itself"):
            await fetched(vendor)


async def test_a_limit_that_passes_is_waited_for_and_a_refusal_is_told_without_the_token() -> None:
    waits = Waits()
    async with played([Said(status=429, headers={"Retry-After": "42"}), a_page(an_article(1))]) as vendor:
        assert len(await fetched(vendor, waits)) == 1
    assert waits.slept == [42.0]
    async with played([Said(b"t0ken", status=401)]) as vendor:
        with pytest.raises(CallRefused, match=r"^Zendesk Help Center answered 401") as caught:
            await fetched(vendor)
    assert "t0ken" not in str(caught.value)
