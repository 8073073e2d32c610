"""Past tickets of Zendesk Support: the incremental export by cursor, with each ticket's metrics.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/ (ten calls a minute, a
thousand tickets each). It tells what changed since a time; what was created before is left out here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any

from segue.answers import account, basic, items, name_of, number, page, part, text, texts, time
from segue.domain.errors import AnswerUnusable
from segue.outbound import Call, Outbound
from segue.ports.tickets import LONGEST_KEPT, LONGEST_SUBJECT, Ticket

NAME = "Zendesk"
_A_PAGE = 1_000


def address(subdomain: str) -> str:
    """Raises Invalid."""
    return f"https://{account(subdomain, 'zendesk.com')}.zendesk.com"


class Zendesk:
    """email, token: of an admin with an API token; others may not export. `base`: as `address` gives it."""

    def __init__(self, outbound: Outbound, base: str, *, email: str, token: str) -> None:
        self._outbound = outbound
        self._url = f"{base}/api/v2/incremental/tickets/cursor"
        self._headers = {"Authorization": basic(f"{email}/token", token)}

    async def tickets(self, since: datetime) -> AsyncIterator[Ticket]:
        where = {"start_time": str(int(since.timestamp()))}
        cursors, told = set[str](), set[str]()
        while True:
            params = {**where, "include": "metric_sets", "per_page": str(_A_PAGE)}
            call = Call(name=NAME, url=self._url, params=params, headers=self._headers)
            found = page((await self._outbound.send(call)).json(), NAME)
            metrics = {name_of(one.get("ticket_id")): one for one in _metric_sets(found)}
            for one in items(found.get("tickets"), NAME, "tickets"):
                ticket = _ticket(one, metrics)
                if ticket and ticket.id not in told and _since(ticket, since) and one.get("status") != "deleted":
                    told.add(ticket.id)
                    yield ticket
            if found.get("end_of_stream") is True:
                return
            cursor = text(found.get("after_cursor"))
            if not cursor or cursor in cursors:
                raise AnswerUnusable(
                    f"{NAME} says that there is more, and " + ("repeats itself" if cursor else "not where")
                )
            cursors.add(cursor)
            where = {"cursor": cursor}


def _metric_sets(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Beside the tickets, or (as older answers have it) each in its ticket."""
    beside = found.get("metric_sets")
    return [one for one in beside if isinstance(one, Mapping)] if isinstance(beside, list) else []


def _since(ticket: Ticket, since: datetime) -> bool:
    return ticket.created_at is None or ticket.created_at >= since.astimezone(UTC)


def _ticket(one: Mapping[str, Any], metrics: Mapping[str, Mapping[str, Any]]) -> Ticket | None:
    id_, said, subject = name_of(one.get("id")), text(one.get("description")), text(one.get("subject"))
    if not id_ or not (said.strip() or subject.strip()):
        return None
    metric = part(one.get("metric_set")) or metrics.get(id_, {})
    return Ticket(
        id_,
        said[:LONGEST_KEPT],
        subject[:LONGEST_SUBJECT],
        time(one.get("created_at")),
        name_of(one.get("requester_id")),
        texts(one.get("tags")),
        number(metric.get("replies")),
        number(metric.get("reopens")) or 0,
        _bad(text(part(one.get("satisfaction_rating")).get("score"))),
    )


def _bad(score: str) -> bool | None:
    """good, bad (with or without a comment), offered, unoffered."""
    return score.startswith("bad") if score.startswith(("bad", "good")) else None
