"""Past conversations of Intercom: the search by time of creation, with a cursor (Intercom API 2.15).

What a search finds holds the customer's first words when the customer began. When a bot, a campaign or a colleague
began, the conversation itself is asked for, and the first words of the customer in it are taken.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any

from segue.answers import items, name_of, number, page, part, plain, text, time
from segue.domain.errors import AnswerUnusable, Invalid
from segue.outbound import Call, Outbound
from segue.ports.tickets import LONGEST_KEPT, LONGEST_SUBJECT, Ticket

NAME = "Intercom"
VERSION = "2.15"
REGIONS: Mapping[str, str] = {
    "us": "https://api.intercom.io",
    "eu": "https://api.eu.intercom.io",
    "au": "https://api.au.intercom.io",
}
_A_PAGE = 150
_CUSTOMERS = frozenset({"user", "lead", "contact"})
_WORST_GOOD = 3
"""Of 1 to 5; what is below is a bad score."""


def address(region: str) -> str:
    """Raises Invalid."""
    if region not in REGIONS:
        raise Invalid(f"there is no region {region[:40]!r}; write {', '.join(REGIONS)}")
    return REGIONS[region]


class Intercom:
    """token: of an app that may read conversations. `base`: as `address` gives it."""

    def __init__(self, outbound: Outbound, base: str, *, token: str) -> None:
        self._outbound = outbound
        self._url = f"{base}/conversations"
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Intercom-Version": VERSION,
            "Accept": "application/json",
        }

    async def tickets(self, since: datetime) -> AsyncIterator[Ticket]:
        cursor, cursors, told = "", set[str](), set[str]()
        while True:
            found = await self._search(since, cursor)
            for one in items(found.get("conversations"), NAME, "conversations"):
                id_, created = name_of(one.get("id")), time(one.get("created_at"))
                if not id_ or id_ in told or (created is not None and created < since.astimezone(UTC)):
                    continue
                told.add(id_)
                ticket = await self._ticket(id_, one)
                if ticket:
                    yield ticket
            cursor = text(part(part(found.get("pages")).get("next")).get("starting_after"))
            if not cursor:
                return
            if cursor in cursors:
                raise AnswerUnusable(f"{NAME} says that there is more, and repeats itself")
            cursors.add(cursor)

    async def _search(self, since: datetime, cursor: str) -> Mapping[str, Any]:
        body = {
            "query": {"field": "created_at", "operator": ">", "value": str(int(since.timestamp()) - 1)},
            "pagination": {"per_page": _A_PAGE, **({"starting_after": cursor} if cursor else {})},
        }
        call = Call(name=NAME, url=f"{self._url}/search", method="POST", headers=self._headers, json=body, repeat=True)
        return page((await self._outbound.send(call)).json(), NAME)

    async def _ticket(self, id_: str, one: Mapping[str, Any]) -> Ticket | None:
        source = part(one.get("source"))
        replies = _replies(one)
        if _customer(part(source.get("author"))):
            said = plain(text(source.get("body")))
            subject = plain(text(source.get("subject"))) or text(one.get("title"))
        else:
            said, replies = _in_parts(await self._whole(id_))
            subject = ""  # the words of whoever began
        if not (said or subject):
            return None
        return Ticket(
            id_,
            said[:LONGEST_KEPT],
            subject[:LONGEST_SUBJECT],
            time(one.get("created_at")),
            _contact(one),
            tuple(text(tag.get("name")) for tag in _listed(one.get("tags"), "tags") if tag.get("name")),
            replies,
            number(part(one.get("statistics")).get("count_reopens")) or 0,
            _bad(one),
            bot_only=one.get("ai_agent_participated") is True and replies == 0,
        )

    async def _whole(self, id_: str) -> Mapping[str, Any]:
        if not (id_.isascii() and id_.isalnum()):
            raise AnswerUnusable(f"{NAME} gave a conversation an id that is none")
        call = Call(name=NAME, url=f"{self._url}/{id_}", headers=self._headers)
        return page((await self._outbound.send(call)).json(), NAME)


def _listed(value: Any, key: str) -> list[Mapping[str, Any]]:
    """The objects that Intercom wraps in a list object of its own."""
    found = part(value).get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _customer(author: Mapping[str, Any]) -> bool:
    return author.get("type") in _CUSTOMERS


def _contact(one: Mapping[str, Any]) -> str:
    return next((name_of(contact.get("id")) for contact in _listed(one.get("contacts"), "contacts")), "")


def _replies(one: Mapping[str, Any]) -> int | None:
    """Of human teammates, at least so many: the search has the times of the first and the last, not their number."""
    statistics = one.get("statistics")
    if not isinstance(statistics, Mapping):
        return None
    first, last = time(statistics.get("first_admin_reply_at")), time(statistics.get("last_admin_reply_at"))
    if first is None:
        return int(last is not None)
    return 2 if last is not None and last > first else 1


def _in_parts(whole: Mapping[str, Any]) -> tuple[str, int]:
    """(the customer's first words, replies of human teammates) of a conversation with its parts."""
    said, replies = "", 0
    for one in _listed(whole.get("conversation_parts"), "conversation_parts"):
        author, words = part(one.get("author")), plain(text(one.get("body")))
        if _customer(author):
            said = said or words
        elif author.get("type") == "admin" and not author.get("from_ai_agent") and one.get("part_type") != "note":
            replies += bool(words)
    return said, replies


def _bad(one: Mapping[str, Any]) -> bool | None:
    """The customer's rating of the conversation, else of the AI agent."""
    rating = number(part(one.get("conversation_rating")).get("rating"))
    if rating is None:
        rating = number(part(one.get("ai_agent")).get("rating"))
    return None if rating is None else rating < _WORST_GOOD
