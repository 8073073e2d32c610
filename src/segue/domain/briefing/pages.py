"""Pages visited, with times, and where the customer was when it began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from segue.domain.conversation import Conversation, Entry, Kind, PageVisit, Role
from segue.domain.history import Visit, pages_seen
from segue.domain.package import Fact, Page, Status

MOST_PAGES = 8
STILL_THERE = timedelta(minutes=30)
"""How long somebody is thought to be on the page that they looked at last."""

NOT_REPORTED = "no page was reported"


def pages_of(conversation: Conversation, entries: Sequence[Entry], visits: Sequence[Visit]) -> tuple[Page, ...]:
    """The last ones, newest last."""
    return tuple(Page(**page) for page in pages_seen(visits, _during(conversation, entries), MOST_PAGES))


def _during(conversation: Conversation, entries: Sequence[Entry]) -> tuple[PageVisit, ...]:
    """Of the conversation itself: it carries the last ones, and its log knows of more."""
    logged = [
        PageVisit(str(page["url"]), str(page.get("title", "")), entry.at)
        for entry in entries
        if entry.kind is Kind.CONTEXT and isinstance(page := entry.data.get("page"), dict) and page.get("url")
    ]
    known = {(page.url, page.at) for page in conversation.pages}
    return (*(page for page in logged if (page.url, page.at) not in known), *conversation.pages)


def began_on(conversation: Conversation, entries: Sequence[Entry], visits: Sequence[Visit]) -> Fact[Page]:
    """The page that the customer was on when they wrote first, or before they wrote when the conversation began."""
    first = next((e.at for e in entries if e.kind is Kind.MESSAGE and e.role is Role.END_USER), None)
    began = first or conversation.created_at
    every = pages_seen(visits, _during(conversation, entries), 1000)
    here = [page for page in every if _was_there(page, began)]
    if here:
        return Fact(Page(**here[-1]), Status.KNOWN, "site", here[-1]["at"])
    return Fact(status=Status.NOT_ASKED, why=NOT_REPORTED)


def _was_there(page: dict[str, Any], began: datetime) -> bool:
    stayed = max(STILL_THERE, timedelta(seconds=page["seconds"]))
    at: datetime = page["at"]
    return at <= began <= at + stayed
