"""Solutions of Freshdesk, from lists that are played on loopback."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from described import Description

from fakes.vendor import Asked, Said, Vendor, calling, played
from segue.domain.errors import AnswerUnusable, CallRefused
from segue.domain.knowledge import Article
from segue.sources.knowledge_freshdesk import A_PAGE, FreshdeskSolutions

AT = "2026-06-02T09:00:00Z"


def a_folder(id_: int, **more: Any) -> dict[str, Any]:
    return {"id": id_, "name": "FAQ", "category_id": 1, "visibility": 1, "articles_count": 1, **more}


def an_article(id_: int, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "title": f"Refunds {id_}",
        "description": "<p>Within <b>14</b> days</p><p>By card</p>",
        "description_text": "Within 14 days By card",
        "folder_id": 1,
        "category_id": 1,
        "status": 2,
        "tags": ["money back"],
        "updated_at": AT,
        **more,
    }


def solutions(lists: dict[str, list[Any]]) -> Callable[[Asked], Said]:
    """What stands behind each path, a page at a time."""

    def answer(asked: Asked) -> Said:
        listed = lists[asked.path.removeprefix("/api/v2/solutions/")]
        at = (int(asked.query["page"]) - 1) * A_PAGE
        return Said(listed[at : at + A_PAGE])

    return answer


def a_shop(*articles: Any, folders: list[Any] | None = None) -> dict[str, list[Any]]:
    return {
        "categories": [{"id": 1, "name": "General"}],
        "categories/1/folders": [a_folder(1)] if folders is None else folders,
        "folders/1/articles": list(articles),
    }


async def fetched(vendor: Vendor) -> list[Article]:
    async with calling() as outbound:
        return [one async for one in FreshdeskSolutions(outbound, vendor.base, key="k3y").articles()]


KEPT = (
    "/solutions/categories",
    "/solutions/categories/{category_id}/folders",
    "/solutions/folders/{folder_id}/articles",
)


def paged(spec: Any) -> None:
    for path in KEPT:
        spec["paths"][path]["get"].setdefault("parameters", []).extend(
            {"name": name, "in": "query", "schema": {"type": "integer"}} for name in ("page", "per_page")
        )


FAULTS = {
    "its lists name no pages; the vendor's reference gives page and per_page for all lists": paged,
}


async def test_calls_and_answers_agree_with_a_strangers_description() -> None:
    description = Description(
        "freshdesk/freshdesk-rest-thirdparty.yml", "https://shop.freshdesk.com", "/api/v2", KEPT, FAULTS
    )
    async with played(solutions(a_shop(an_article(1)))) as vendor:
        assert len(await fetched(vendor)) == 1
        description.check(vendor)


async def test_an_article_has_its_words_and_the_address_of_the_portal() -> None:
    async with played(solutions(a_shop(an_article(1)))) as vendor:
        found = await fetched(vendor)
        url = f"{vendor.base}/support/solutions/articles/1"
    at = datetime(2026, 6, 2, 9, tzinfo=UTC)
    assert found == [Article("1", "Refunds 1", "Within 14 days\n\nBy card", url, "", at, ("money back",))]
    assert b64decode(vendor.asked[0].headers["Authorization"].removeprefix("Basic ")) == b"k3y:X"


async def test_only_published_articles_in_folders_that_all_users_may_see_are_taken() -> None:
    folders = [a_folder(1), *(a_folder(10 + n, visibility=n) for n in (2, 3, 4, 5)), a_folder(20, visibility=None)]
    async with played(solutions(a_shop(an_article(1), an_article(2, status=1), folders=folders))) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["1"]


async def test_folders_within_folders_are_looked_into() -> None:
    lists = a_shop(an_article(1), folders=[a_folder(1, sub_folders_count=2)])
    lists |= {"folders/1/subfolders": [a_folder(2), a_folder(3, visibility=3)], "folders/2/articles": [an_article(7)]}
    async with played(solutions(lists)) as vendor:
        assert [one.id for one in await fetched(vendor)] == ["1", "7"]


async def test_a_long_list_is_read_to_its_end() -> None:
    async with played(solutions(a_shop(*(an_article(n) for n in range(1, 251))))) as vendor:
        assert len(await fetched(vendor)) == 250


async def test_a_list_that_takes_no_pages_is_read_once() -> None:
    full = [an_article(n) for n in range(1, A_PAGE + 1)]

    def answer(asked: Asked) -> Said:
        return Said(a_shop(*full)[asked.path.removeprefix("/api/v2/solutions/")])

    async with played(answer) as vendor:
        assert len(await fetched(vendor)) == A_PAGE


@pytest.mark.parametrize("id_", ["../agents", "1/x", None, "é", -1])
async def test_an_id_that_would_lead_elsewhere_is_not_asked_for(id_: Any) -> None:
    async with played(solutions(a_shop(folders=[a_folder(1) | {"id": id_}]))) as vendor:
        with pytest.raises(AnswerUnusable, match="an id that is none"):
            await fetched(vendor)


@pytest.mark.parametrize("body", [{}, "text", None, [1]])
async def test_a_malformed_answer_is_said_to_be_one(body: Any) -> None:
    async with played([Said(body)]) as vendor:
        with pytest.raises(AnswerUnusable, match=r"^Freshdesk answered "):
            await fetched(vendor)


async def test_a_key_that_is_not_accepted_is_told_without_it() -> None:
    async with played([Said(b"k3y", status=401)]) as vendor:
        with pytest.raises(CallRefused, match=r"^Freshdesk answered 401") as caught:
            await fetched(vendor)
    assert "k3y" not in str(caught.value)
