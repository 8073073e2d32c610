"""Articles of Freshdesk: its solutions, from categories by folders to articles.

https://developers.freshdesk.com/api/#solutions. Only folders that all users may see, and published articles in them, in
the main language of the account.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from segue.answers import basic, items, name_of, number, paragraphs, text, time
from segue.domain.errors import AnswerUnusable
from segue.domain.knowledge import Article
from segue.outbound import Call, Outbound
from segue.sources.knowledge_article import LONGEST_HTML, article

NAME = "Freshdesk"
A_PAGE = 100
MOST_PAGES = 100
DEEPEST = 5
"""Folders within folders that are looked into."""

_ALL_USERS, _PUBLISHED = 1, 2


class FreshdeskSolutions:
    """key: the API key of an agent who may see the solutions."""

    def __init__(self, outbound: Outbound, base: str, *, key: str) -> None:
        self._outbound = outbound
        self._base = base
        self._url = f"{base}/api/v2/solutions"
        self._headers = {"Authorization": basic(key, "X")}

    async def articles(self) -> AsyncIterator[Article]:
        told = set[str]()
        async for category in self._listed("categories", "categories"):
            async for folder in self._folders(f"categories/{_id(category)}/folders"):
                async for one in self._listed(f"folders/{_id(folder)}/articles", "articles"):
                    made = self._article(one)
                    if made and made.id not in told:
                        told.add(made.id)
                        yield made

    async def _folders(self, where: str, depth: int = 1) -> AsyncIterator[Mapping[str, Any]]:
        """Those that all users may see, and those within them."""
        async for folder in self._listed(where, "folders"):
            if folder.get("visibility") != _ALL_USERS:
                continue
            yield folder
            if number(folder.get("sub_folders_count")) and depth < DEEPEST:
                async for inner in self._folders(f"folders/{_id(folder)}/subfolders", depth + 1):
                    yield inner

    async def _listed(self, where: str, what: str) -> AsyncIterator[Mapping[str, Any]]:
        """A list that is longer than a page goes on with the next; one that ignores pages repeats itself, and ends."""
        first = ""
        for number_ in range(1, MOST_PAGES + 1):
            params = {"page": str(number_), "per_page": str(A_PAGE)}
            call = Call(name=NAME, url=f"{self._url}/{where}", params=params, headers=self._headers)
            found = items((await self._outbound.send(call)).json(), NAME, what)
            began = name_of(found[0].get("id")) if found else ""
            if number_ > 1 and began == first:
                return
            first = first or began
            for one in found:
                yield one
            if len(found) < A_PAGE:
                return
        raise AnswerUnusable(f"{NAME} has more than {MOST_PAGES * A_PAGE:,} {what} in one place")

    def _article(self, one: Mapping[str, Any]) -> Article | None:
        if one.get("status") != _PUBLISHED:
            return None
        id_ = _id(one)
        html = text(one.get("description"))
        return article(
            id_=id_,
            title=text(one.get("title")),
            words=paragraphs(html, LONGEST_HTML) if html else text(one.get("description_text")),
            url=f"{self._base}/support/solutions/articles/{id_}",
            updated_at=time(one.get("updated_at")),
            labels=one.get("tags"),
        )


def _id(one: Mapping[str, Any]) -> str:
    """Of digits: it becomes part of an address. Raises AnswerUnusable."""
    found = name_of(one.get("id"))
    if not (found.isascii() and found.isdigit()):
        raise AnswerUnusable(f"{NAME} gave something an id that is none")
    return found
