"""Conversations of this house as recordings, so that they can be replayed like any other."""

from __future__ import annotations

from collections.abc import Sequence

from segue.domain.conversation import Conversation, Entry, Role
from segue.domain.signals.progress import Report
from segue.insight.recordings import BOT, CUSTOMER, RecordedTurn, Recording


def recording_of_log(conversation: Conversation, entries: Sequence[Entry]) -> Recording:
    """What the customer and the bot said while the bot was to answer: messages that were decided on, and the bot's own.

    Account facts and the page are those that the conversation knows now. What was said to a human agent is left out.
    """
    turns = [turn for entry in entries if (turn := _turn(entry)) is not None]
    page = conversation.pages[-1].url if conversation.pages else ""
    facts = conversation.customer.facts if conversation.customer.verified else {}
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
