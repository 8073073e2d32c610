"""Conversations of this house as recordings, so that they can be replayed like any other."""

from __future__ import annotations

from collections.abc import Sequence

from segue.domain.account import findings_of
from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.domain.identity import as_told, identity_of
from segue.domain.signals.progress import Report
from segue.insight.recordings import ACCOUNT, BOT, CUSTOMER, RecordedTurn, Recording

KINDS = (Kind.MESSAGE, Kind.BOT_ERROR, Kind.FACTS)
"""Of entries that a recording is made from."""


def recording_of_log(conversation: Conversation, entries: Sequence[Entry]) -> Recording:
    """What the customer and the bot said while the bot was to answer: messages that were decided on, and the bot's own.

    What sources told of the account comes when it came. The page, and what the site or the bot told of the customer,
    are those that the conversation knows now. What was said to a human agent is left out.
    """
    about = identity_of(conversation.customer)
    turns = [turn for entry in entries if (turn := _turn(entry) or _account(entry, about)) is not None]
    page = conversation.pages[-1].url if conversation.pages else ""
    facts = as_told(conversation.customer).facts if conversation.customer.verified else {}
    return Recording(conversation.id, tuple(turns), conversation.language, conversation.created_at, dict(facts), page)


def _turn(entry: Entry) -> RecordedTurn | None:
    if entry.role is Role.AUTOMATED_AGENT:
        data = entry.data
        report = Report(
            data.get("confidence"),
            str(data.get("error", "")),
            bool(data.get("no_match")),
            bool(data.get("outside_knowledge")),
            tuple(data.get("articles", ())),
        )
        return RecordedTurn(entry.seq, BOT, entry.text, entry.at, report)
    if entry.role is Role.END_USER and entry.decision:
        return RecordedTurn(entry.seq, CUSTOMER, entry.text, entry.at)
    return None


def _account(entry: Entry, about: str) -> RecordedTurn | None:
    """What a source told of who the customer is now; of whom they were before, nothing counts any more."""
    findings = findings_of(entry.data) if entry.kind is Kind.FACTS else None
    if findings is None or findings.about != about:
        return None
    words = f"({findings.source} tells of the account)"
    return RecordedTurn(entry.seq, ACCOUNT, words, entry.at, findings=findings, decided=entry.decision is not None)
