"""Past tickets of Freshdesk: the list by time of change (https://developers.freshdesk.com/api/#list_all_tickets).

The list ends after 300 pages, and a ticket that changes meanwhile moves the others to earlier pages. So each page
begins where the one before ended in time; only a page whose tickets all have one time is followed by the next page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from segue.answers import account, basic, items, name_of, part, plain, text, texts, time
from segue.domain.errors import AnswerUnusable
from segue.outbound import Call, Outbound
from segue.ports.tickets import LONGEST_KEPT, LONGEST_SUBJECT, Ticket

NAME = "Freshdesk"
MOST_PAGES = 300
A_PAGE = 100


def address(domain: str) -> str:
    """Raises Invalid."""
    return f"https://{account(domain, 'freshdesk.com')}.freshdesk.com"


class Freshdesk:
    """key: the API key of an agent who may see all tickets. `base`: as `address` gives it."""

    def __init__(self, outbound: Outbound, base: str, *, key: str) -> None:
        self._outbound = outbound
        self._url = f"{base}/api/v2/tickets"
        self._headers = {"Authorization": basic(key, "X")}

    async def tickets(self, since: datetime) -> AsyncIterator[Ticket]:
        since = since.astimezone(UTC).replace(microsecond=0)
        start, number, told = since, 1, set[str]()
        while True:
            found = await self._page(start, number)
            for one in found:
                ticket = _ticket(one)
                if ticket and ticket.id not in told and (ticket.created_at is None or ticket.created_at >= since):
                    told.add(ticket.id)
                    yield ticket
            if len(found) < A_PAGE:
                return
            start, number = _next(start, number, time(found[-1].get("updated_at")))

    async def _page(self, start: datetime, number: int) -> list[Mapping[str, Any]]:
        params = {
            "updated_since": f"{start:%Y-%m-%dT%H:%M:%SZ}",
            "order_by": "updated_at",
            "order_type": "asc",
            "include": "description,stats",
            "per_page": str(A_PAGE),
            "page": str(number),
        }
        answer = await self._outbound.send(Call(name=NAME, url=self._url, params=params, headers=self._headers))
        return list(items(answer.json(), NAME, "tickets"))


def _next(start: datetime, number: int, last: datetime | None) -> tuple[datetime, int]:
    """From a second before the last ticket: "since" may or may not hold that very second."""
    if last is None:
        raise AnswerUnusable(f"{NAME} gave a ticket without the time of its last change")
    later = last.astimezone(UTC).replace(microsecond=0) - timedelta(seconds=1)
    if later > start:
        return later, 1
    if number >= MOST_PAGES:
        raise AnswerUnusable(
            f"{NAME} has more than {MOST_PAGES * A_PAGE:,} tickets of {start:%Y-%m-%d %H:%M:%S}, and lists no more"
        )
    return start, number + 1


def _ticket(one: Mapping[str, Any]) -> Ticket | None:
    id_, subject = name_of(one.get("id")), text(one.get("subject"))
    said = text(one.get("description_text")) or plain(text(one.get("description")))
    if not id_ or not (said.strip() or subject.strip()) or one.get("spam") is True:
        return None
    stats = part(one.get("stats"))
    return Ticket(
        id_,
        said[:LONGEST_KEPT],
        subject[:LONGEST_SUBJECT],
        time(one.get("created_at")),
        name_of(one.get("requester_id")),
        texts(one.get("tags")),
        _replies(stats),
        int(time(stats.get("reopened_at")) is not None),
    )


def _replies(stats: Mapping[str, Any]) -> int | None:
    """At least so many: the list has the times of the first and the last reply, not their number."""
    if "first_responded_at" not in stats:
        return None
    first, last = time(stats["first_responded_at"]), time(stats.get("agent_responded_at"))
    if first is None:
        return 0
    return 2 if last is not None and last > first else 1
