"""Articles of a Zendesk Help Center: the list of articles, by cursor.

https://developer.zendesk.com/api-reference/help_center/help-center-api/articles/#list-articles. Without a credential
Zendesk itself shows only what everybody may read, and wants the locale in the address; with one it shows drafts and
internal articles too, which are left out here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from segue.answers import basic, items, name_of, page, paragraphs, part, text, time
from segue.domain.errors import AnswerUnusable
from segue.domain.knowledge import Article
from segue.outbound import Call, Outbound
from segue.sources.knowledge_article import LONGEST_HTML, article

NAME = "Zendesk Help Center"
_A_PAGE = 100


class ZendeskHelpCenter:
    """email, token: of an agent with an API token; both "" read what is public. locale: "" for all, with a token."""

    def __init__(self, outbound: Outbound, base: str, *, email: str = "", token: str = "", locale: str = "") -> None:
        self._outbound = outbound
        where = f"/{locale.lower()}" if locale else ""
        self._url = f"{base}/api/v2/help_center{where}/articles"
        self._headers = {"Authorization": basic(f"{email}/token", token)} if token else {}

    async def articles(self) -> AsyncIterator[Article]:
        cursor, cursors, told = "", set[str](), set[str]()
        while True:
            params = {"page[size]": str(_A_PAGE), **({"page[after]": cursor} if cursor else {})}
            call = Call(name=NAME, url=self._url, params=params, headers=self._headers)
            found = page((await self._outbound.send(call)).json(), NAME)
            for one in items(found.get("articles"), NAME, "articles"):
                made = _article(one)
                if made and made.id not in told:
                    told.add(made.id)
                    yield made
            cursor = _next(found)
            if not cursor:
                return
            if cursor in cursors:
                raise AnswerUnusable(f"{NAME} says that there is more, and repeats itself")
            cursors.add(cursor)


def _next(found: Mapping[str, Any]) -> str:
    meta = part(found.get("meta"))
    cursor = text(meta.get("after_cursor"))
    if meta.get("has_more") is True or (not meta and found.get("next_page")):
        if not cursor:
            raise AnswerUnusable(f"{NAME} says that there is more, and not where")
        return cursor
    return ""


def _article(one: Mapping[str, Any]) -> Article | None:
    if one.get("draft") is not False or not _public(one):
        return None
    return article(
        id_=name_of(one.get("id")),
        title=text(one.get("title")) or text(one.get("name")),
        words=paragraphs(text(one.get("body")), LONGEST_HTML),
        url=one.get("html_url"),
        language=text(one.get("locale")),
        updated_at=time(one.get("edited_at")) or time(one.get("updated_at")),
        labels=one.get("label_names"),
    )


def _public(one: Mapping[str, Any]) -> bool:
    """Shown to everyone: to no segment of users in particular."""
    return "user_segment_id" in one and one["user_segment_id"] is None and not one.get("user_segment_ids")
