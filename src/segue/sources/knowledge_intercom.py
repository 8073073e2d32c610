"""Articles of Intercom: the list, page by page, each in every language it is published in (Intercom API 2.15).

The description of the API shows pages with a cursor; what answers also give is the address of the next page, with its
number. Both are followed, and no address of an answer is called.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from segue.answers import items, name_of, number, page, paragraphs, part, text, time
from segue.domain.errors import AnswerUnusable
from segue.domain.knowledge import Article
from segue.outbound import Call, Outbound
from segue.sources.intercom import VERSION
from segue.sources.knowledge_article import LONGEST_HTML, article

NAME = "Intercom"
_A_PAGE = 100


class IntercomArticles:
    """token: of an app that may read articles."""

    def __init__(self, outbound: Outbound, base: str, *, token: str) -> None:
        self._outbound = outbound
        self._url = f"{base}/articles"
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Intercom-Version": VERSION,
            "Accept": "application/json",
        }

    async def articles(self) -> AsyncIterator[Article]:
        where, asked, told = dict[str, str](), list[dict[str, str]](), set[str]()
        while True:
            params = {"per_page": str(_A_PAGE), **where}
            call = Call(name=NAME, url=self._url, params=params, headers=self._headers)
            found = page((await self._outbound.send(call)).json(), NAME)
            for one in items(found.get("data"), NAME, "articles"):
                for made in _in_each_language(one):
                    if made.id not in told:
                        told.add(made.id)
                        yield made
            asked.append(where)
            where = _next(part(found.get("pages")))
            if not where:
                return
            if where in asked:
                raise AnswerUnusable(f"{NAME} says that there is more, and repeats itself")


def _next(pages: Mapping[str, Any]) -> dict[str, str]:
    """Where the next page is, {} after the last."""
    follows = pages.get("next")
    if not follows:
        return {}
    cursor = text(part(follows).get("starting_after"))
    if cursor:
        return {"starting_after": cursor}
    at, last = number(pages.get("page")), number(pages.get("total_pages"))
    if isinstance(follows, str) and at is not None:
        return {"page": str(at + 1)} if last is None or at < last else {}
    raise AnswerUnusable(f"{NAME} says that there is more, and not where")


def _in_each_language(one: Mapping[str, Any]) -> Iterator[Article]:
    id_, locale = name_of(one.get("id")), text(one.get("default_locale"))
    first = _article(id_, one, locale)
    if first:
        yield first
    for language, content in part(one.get("translated_content")).items():
        if language not in {"type", locale}:
            made = _article(f"{id_}:{language}" if id_ else "", part(content), language)
            if made:
                yield made


def _article(id_: str, content: Mapping[str, Any], language: str) -> Article | None:
    if content.get("state") != "published":
        return None
    return article(
        id_=id_,
        title=text(content.get("title")),
        words=paragraphs(text(content.get("body")), LONGEST_HTML),
        url=content.get("url"),
        language=language,
        updated_at=time(content.get("updated_at")),
    )
