"""Articles of Intercom, from a list that is played on loopback."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from described import Description, OpenAPIError

from fakes.vendor import Said, Vendor, calling, played
from segue.domain.errors import AnswerUnusable, CallRefused
from segue.domain.knowledge import Article
from segue.sources.knowledge_intercom import IntercomArticles

AT = datetime(2026, 6, 2, 9, tzinfo=UTC)


def content(**more: Any) -> dict[str, Any]:
    return {
        "title": "Refunds",
        "description": "",
        "body": "<p>Within <b>14</b> days</p><p>By card</p>",
        "author_id": 5017691,
        "state": "published",
        "created_at": int(AT.timestamp()) - 60,
        "updated_at": int(AT.timestamp()),
        "url": "https://help.shop.example/en/articles/1-refunds",
        **more,
    }


def an_article(id_: int, **more: Any) -> dict[str, Any]:
    return {"type": "article", "id": str(id_), "workspace_id": "abc", **content(), **more}


def a_page(*found: Any, **pages: Any) -> Said:
    about = {"type": "pages", "page": 1, "per_page": 100, "total_pages": 1, **pages}
    return Said({"type": "list", "total_count": 2, "data": list(found), "pages": about})


async def fetched(vendor: Vendor) -> list[Article]:
    async with calling() as outbound:
        return [one async for one in IntercomArticles(outbound, vendor.base, token="t0ken").articles()]


PAGED = ("per_page", "starting_after", "page")
FAULTS = {
    "the list answers with pages and has no parameter to ask for one": lambda spec: spec["paths"]["/articles"]["get"][
        "parameters"
    ].extend({"name": name, "in": "query", "schema": {"type": "string"}} for name in PAGED),
}


@pytest.fixture(scope="module")
def description() -> Description:
    return Description("intercom/api.intercom.io-2.15.yaml", "https://api.intercom.io", "", ("/articles",), FAULTS)


async def test_calls_and_answers_are_as_described(description: Description) -> None:
    translated = {"type": "article_translated_content", "fr": {"type": "article_content", **content(title="Retours")}}
    answers = [
        a_page(an_article(1), next={"per_page": 100, "starting_after": "two"}, total_pages=2),
        a_page(an_article(2, default_locale="en", translated_content=translated)),
    ]
    async with played(answers) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["1", "2", "2:fr"]
        description.check(vendor)


async def test_the_check_sees_what_is_not_as_described(description: Description) -> None:
    async with played([a_page(an_article(1, state="done"))]) as vendor:
        await fetched(vendor)
        with pytest.raises(OpenAPIError):
            description.check(vendor)


async def test_an_article_has_its_words_and_its_address() -> None:
    async with played([a_page(an_article(1, default_locale="en"))]) as vendor:
        found = await fetched(vendor)
    url = "https://help.shop.example/en/articles/1-refunds"
    assert found == [Article("1", "Refunds", "Within 14 days\n\nBy card", url, "en", AT)]
    assert vendor.asked[0].headers["Authorization"] == "Bearer t0ken"
    assert vendor.asked[0].headers["Intercom-Version"] == "2.15"


async def test_each_published_language_is_an_article_and_drafts_are_none() -> None:
    translated = {
        "type": None,
        "en": content(),
        "fr": content(title="Retours"),
        "de": content(state="draft"),
        "it": None,
    }
    answers = [
        a_page(
            an_article(1, default_locale="en", translated_content=translated),
            an_article(2, state="draft"),
            an_article(3, body=None),
        )
    ]
    async with played(answers) as vendor:
        assert [(one.id, one.language, one.title) for one in await fetched(vendor)] == [
            ("1", "en", "Refunds"),
            ("1:fr", "fr", "Retours"),
        ]


async def test_pages_go_on_by_their_number_when_the_next_one_is_named_by_its_address() -> None:
    there = "http://127.0.0.1:1/articles?page=2"
    answers = [a_page(an_article(1), next=there, total_pages=2), a_page(an_article(2), page=2, total_pages=2)]
    async with played(answers) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["1", "2"]
    assert [dict(one.query) for one in vendor.asked] == [{"per_page": "100"}, {"per_page": "100", "page": "2"}]


@pytest.mark.parametrize(
    "pages", [{"next": {"starting_after": "same"}}, {"next": "x", "page": 1, "total_pages": 9}, {"next": {"a": 1}}]
)
async def test_pages_that_lead_in_circles_or_nowhere_end_with_an_error(pages: dict[str, Any]) -> None:
    async with played([a_page(an_article(1), **pages)]) as vendor:
        with pytest.raises(AnswerUnusable, match="says that there is more"):
            await fetched(vendor)
    assert len(vendor.asked) <= 2


@pytest.mark.parametrize("body", [[], {}, {"data": None}, {"data": ["1"]}, "text"])
async def test_a_malformed_answer_is_said_to_be_one(body: Any) -> None:
    async with played([Said(body)]) as vendor:
        with pytest.raises(AnswerUnusable, match=r"^Intercom answered "):
            await fetched(vendor)


async def test_a_refusal_is_told_without_the_token() -> None:
    async with played([Said(b"t0ken", status=403)]) as vendor:
        with pytest.raises(CallRefused, match=r"^Intercom answered 403") as caught:
            await fetched(vendor)
    assert "t0ken" not in str(caught.value)
