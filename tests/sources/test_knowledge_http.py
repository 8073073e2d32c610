"""Articles from any JSON list; the policy says where things stand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.vendor import Said, Vendor, calling, played
from segue.domain.errors import AnswerUnusable
from segue.domain.knowledge import Article
from segue.sources.knowledge_http import HttpArticles, credentials, found

ONE = {"id": 1, "title": "Refunds", "text": "Within 14 days", "url": "https://shop.example/refunds"}


async def fetched(vendor: Vendor, fields: dict[str, str] | None = None, **more: Any) -> list[Article]:
    async with calling() as outbound:
        source = HttpArticles(outbound, f"{vendor.base}/faq?site=1", name="faq", fields=fields, **more)
        return [one async for one in source.articles()]


async def test_a_plain_list_needs_no_mapping() -> None:
    async with played(
        [Said([ONE, {**ONE, "id": "b", "labels": ["money back"], "updated_at": "2026-06-02"}])]
    ) as vendor:
        first, second = await fetched(vendor)
    assert first == Article("1", "Refunds", "Within 14 days", "https://shop.example/refunds")
    assert (second.labels, second.updated_at) == (("money back",), datetime(2026, 6, 2, tzinfo=UTC))
    assert vendor.asked[0].method == "GET"
    assert dict(vendor.asked[0].query) == {"site": "1"}


async def test_the_mapping_says_where_things_stand() -> None:
    answer = {"data": {"entries": [{"sys": {"id": "x"}, "fields": {"name": "Refunds", "html": ["<p>a</p><p>b</p>"]}}]}}
    fields = {"items": "data.entries", "id": "sys.id", "title": "fields.name", "text": "fields.html.0"}
    async with played([Said(answer)]) as vendor:
        assert await fetched(vendor, fields) == [Article("x", "Refunds", "a\n\nb")]


async def test_the_next_page_is_where_the_answer_says() -> None:
    pages = [{"items": [ONE], "next": "/faq?page=2"}, {"items": [{**ONE, "id": 2}], "next": None}]
    async with played([Said(page) for page in pages]) as vendor:
        assert [one.id for one in await fetched(vendor, {"items": "items", "next": "next"})] == ["1", "2"]
    assert dict(vendor.asked[1].query) == {"page": "2"}


async def test_or_what_it_says_is_a_cursor_for_a_parameter() -> None:
    pages = [{"items": [ONE], "meta": {"next": 77}}, {"items": []}]
    async with played([Said(page) for page in pages]) as vendor:
        await fetched(vendor, {"items": "items", "next": "meta.next"}, next_param="after")
    assert dict(vendor.asked[1].query) == {"site": "1", "after": "77"}


@pytest.mark.parametrize(
    "there", ["https://elsewhere.example/faq", "http://127.0.0.1:1/faq", "//elsewhere.example", "file:///etc/passwd"]
)
async def test_a_next_page_on_another_host_is_not_followed(there: str) -> None:
    async with played([Said({"items": [ONE], "next": there})]) as vendor:
        with pytest.raises(AnswerUnusable, match="on another host"):
            await fetched(vendor, {"items": "items", "next": "next"}, headers={"Authorization": "Bearer t0ken"})
    assert len(vendor.asked) == 1


async def test_pages_that_lead_in_circles_end_with_an_error() -> None:
    async with played([Said({"items": [ONE], "next": "/faq?page=2"})]) as vendor:
        with pytest.raises(AnswerUnusable, match="repeats itself"):
            await fetched(vendor, {"items": "items", "next": "next"})


@pytest.mark.parametrize("left_out", [{"title": None}, {"text": " "}, {"id": None, "url": None}])
async def test_what_has_no_name_title_or_words_is_left_out(left_out: dict[str, Any]) -> None:
    async with played([Said([{**ONE, **left_out}, {**ONE, "id": 2}])]) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["2"]


@pytest.mark.parametrize("body", [{}, "text", None, [1], 7])
async def test_an_answer_that_is_no_list_is_said_to_be_none(body: Any) -> None:
    async with played([Said(body)]) as vendor:
        with pytest.raises(AnswerUnusable, match=r"^faq answered "):
            await fetched(vendor)


def test_a_secret_travels_as_the_policy_says() -> None:
    assert credentials("bearer", secret="s") == {"Authorization": "Bearer s"}
    assert credentials("basic", secret="s", user="u") == {"Authorization": "Basic dTpz"}
    assert credentials("header", secret="s", header="X-Api-Key") == {"X-Api-Key": "s"}
    assert credentials("bearer", secret="") == {}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
)


@given(JSON, st.text(st.sampled_from("abc.012²-"), max_size=12))
def test_a_path_leads_somewhere_or_nowhere_and_never_fails(value: Any, path: str) -> None:
    found(value, path)
