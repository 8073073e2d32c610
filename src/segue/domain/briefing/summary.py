"""Two or three plain sentences: what is wanted, what goes wrong, what was tried and what is still open."""

from __future__ import annotations

from collections.abc import Sequence

from segue.domain.briefing.lines import quoted
from segue.domain.briefing.slots import Slots, closed
from segue.domain.package import Attempt

NOTHING_SAID = "The customer has not written anything yet."
ONLY_ASKED = "The customer has not said what it is about."
NOT_HELPED, HELPED = "Tried without success: ", "Already helped: "
OF_TRIED = (NOT_HELPED, HELPED)
"""How the sentence begins that tells what was tried."""

MOST_TRIED = 2


def summary_of(slots: Slots, tried: Sequence[Attempt], open_questions: Sequence[str], *, wrote: bool = True) -> str:
    """At most three sentences; what was tried comes before what is open, for it saves the customer most."""
    parts = [closed(slots.wants), closed(slots.goes_wrong), _tried(tried)]
    if not parts[2]:
        parts[2] = closed(next((line for line in reversed(open_questions) if not _told_already(line, slots)), ""))
    return " ".join(part for part in parts if part) or (ONLY_ASKED if wrote else NOTHING_SAID)


def _told_already(question: str, slots: Slots) -> bool:
    return any(line.own.rstrip("?") in question for line in (*slots.wished, *slots.wrong))


def _tried(tried: Sequence[Attempt]) -> str:
    """What did not help; where nothing was turned down, what was done last."""
    rejected = [each for each in tried if each.reaction == "rejected"][-MOST_TRIED:]
    if rejected:
        return closed(f"{NOT_HELPED}{'; '.join(_named(each) for each in rejected)}")
    confirmed = [each for each in tried if each.reaction == "confirmed"][-1:]
    if confirmed:
        return closed(f"{HELPED}{_named(confirmed[0])}")
    return ""


def _named(attempt: Attempt) -> str:
    text = attempt.text.rstrip(".! ")
    return text[:1].lower() + text[1:] if _is_deed(attempt.text) else quoted(attempt.text)


def _is_deed(text: str) -> bool:
    return text.startswith("By the customer: ") or text.split(" ", 1)[0].lower().endswith(("ed", "ent", "eset"))
