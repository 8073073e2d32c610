"""How urgent it is, as a sentence with its reason: the customer's words, or the trigger."""

from __future__ import annotations

from collections.abc import Sequence

from segue.domain.briefing.mood import Heard
from segue.domain.lifecycle import Handoff, Urgency
from segue.domain.sentences import sentences, shorten
from segue.domain.signals.mood import LIKELY

LONGEST_QUOTE = 90
_FIRST = {
    Urgency.SOFT: "Not urgent",
    Urgency.NORMAL: "",
    Urgency.HIGH: "Urgent",
    Urgency.IMMEDIATE: "Immediate",
}


def urgency_of(handoff: Handoff, heard: Sequence[Heard]) -> str:
    """One sentence. heard: the customer's messages; the newest that says that it is urgent is quoted."""
    said = _said(heard)
    by = f"the trigger {handoff.trigger} says so" if handoff.trigger else "whoever asked for a person says so"
    first = _FIRST[handoff.urgency]
    if handoff.urgency is Urgency.NORMAL:
        return f"The customer says that it is urgent: “{said}”" if said else "Nothing says that it is urgent."
    if handoff.urgency is Urgency.SOFT and said:
        return f"Not urgent for {handoff.trigger or 'the bot'}, but the customer says: “{said}”"
    return f"{first}: {by}, and so does the customer: “{said}”" if said else f"{first}: {by}."


def _said(heard: Sequence[Heard]) -> str:
    for each in reversed(heard):
        if each.urgent >= LIKELY:
            parts = sentences(each.entry.text[:2000])
            telling = next((part for part in parts if each.urgent_words and each.urgent_words in part), "")
            return shorten(telling or (parts[0] if parts else each.entry.text), LONGEST_QUOTE)
    return ""
