"""Articles from any HTTP endpoint that answers with a JSON list; the policy says where in it things stand.

Read-only: GET. The next page is where the answer says (an address on the same host, or a cursor for a parameter that
the policy names), and nowhere else.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from segue.answers import basic, items, name_of, paragraphs, text, time
from segue.domain.errors import AnswerUnusable
from segue.domain.knowledge import Article
from segue.outbound import Call, Outbound
from segue.sources.knowledge_article import LONGEST_HTML, article

USUAL: Mapping[str, str] = {
    "items": "",
    "id": "id",
    "title": "title",
    "text": "text",
    "url": "url",
    "language": "language",
    "updated_at": "updated_at",
    "labels": "labels",
    "next": "",
}
"""Where things stand when the policy does not say. `items`: "" for a list that is the whole answer."""

LONGEST_PATH = 10


class HttpArticles:
    """name: of the source in the policy. fields: as `USUAL`; next_param: "" when `next` is an address."""

    def __init__(
        self,
        outbound: Outbound,
        url: str,
        *,
        name: str,
        fields: Mapping[str, str] | None = None,
        next_param: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._outbound = outbound
        self._url = url
        self._name = name
        self._at = {**USUAL, **(fields or {})}
        self._next_param = next_param
        self._headers = {"Accept": "application/json", **(headers or {})}

    async def articles(self) -> AsyncIterator[Article]:
        url, params, asked, told = self._url, dict[str, str](), set[str](), set[str]()
        while True:
            call = Call(name=self._name, url=url, params=params, headers=self._headers)
            answer = (await self._outbound.send(call)).json()
            for one in items(found(answer, self._at["items"]), self._name, "articles"):
                made = self._article(one)
                if made and made.id not in told:
                    told.add(made.id)
                    yield made
            follows = name_of(found(answer, self._at["next"])) if self._at["next"] else ""
            if not follows:
                return
            if follows in asked:
                raise AnswerUnusable(f"{self._name} says that there is more, and repeats itself")
            asked.add(follows)
            url, params = self._page(url, follows)

    def _page(self, url: str, follows: str) -> tuple[str, dict[str, str]]:
        if self._next_param:
            return url, {self._next_param: follows}
        there = urljoin(url, follows)
        if not _same_place(there, self._url):
            raise AnswerUnusable(f"{self._name} names a next page on another host, which is not followed")
        return there, {}

    def _article(self, one: Mapping[str, Any]) -> Article | None:
        at = {name: found(one, path) for name, path in self._at.items() if path and name not in {"items", "next"}}
        written = text(at.get("text"))
        return article(
            id_=name_of(at.get("id")) or text(at.get("url")),
            title=text(at.get("title")),
            words=paragraphs(written, LONGEST_HTML) if _is_html(written) else written,
            url=at.get("url"),
            language=text(at.get("language")),
            updated_at=time(at.get("updated_at")),
            labels=at.get("labels"),
        )


def credentials(auth: str, *, secret: str, user: str = "", header: str = "") -> dict[str, str]:
    """auth: bearer, basic (with `user`) or header, where `header` names the one that carries the secret."""
    if not secret:
        return {}
    if auth == "basic":
        return {"Authorization": basic(user, secret)}
    return {header: secret} if auth == "header" else {"Authorization": f"Bearer {secret}"}


def found(value: Any, path: str) -> Any:
    """What stands at a dotted path such as `data.articles` or `fields.0.body`; None where nothing does. "" is all."""
    for step in path.split(".")[:LONGEST_PATH] if path else ():
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isascii() and step.isdigit() and len(step) < 5:
            value = value[int(step)] if int(step) < len(value) else None
        else:
            return None
    return value


def _same_place(one: str, other: str) -> bool:
    try:
        a, b = urlsplit(one), urlsplit(other)
        return (a.scheme, a.hostname, a.port) == (b.scheme, b.hostname, b.port) and not a.username
    except ValueError:
        return False


def _is_html(written: str) -> bool:
    return "</" in written or "<br" in written or "<p>" in written
