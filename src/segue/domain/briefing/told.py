"""What a conversation tells, read once: what is wanted, what goes wrong, what was tried, what is open, what to say first.

No model has a part in it. Every value in it was said in the conversation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.domain.briefing.summary import summarise
from segue.domain.briefing.tried import attempts
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.package import Attempt, Highlight

MOST_READ = 2000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the messages.

    name: of the customer, as they may be called; "" when it is not known or is withheld.
    language: BCP 47, "" when not known. trigger_words: what made the trigger fire.
    turned_at: seq of the message where the mood turned, 0 if it did not.
    withheld: names of what the customer does not want passed on.
    """

    name: str = ""
    language: str = ""
    trigger_words: str = ""
    turned_at: int = 0
    topics: tuple[str, ...] = ()
    variables: Mapping[str, Any] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Fields of the context package with the same names."""

    summary: str
    wants: str
    goes_wrong: str
    tried: tuple[Attempt, ...]
    highlights: tuple[Highlight, ...]
    open_questions: tuple[str, ...]
    first_sentence: str


def tell(entries: Sequence[Entry], known: Known = Known()) -> Told:  # noqa: B008
    """entries: the log up to the handoff, or its last few hundred lines, in order."""
    said = [e.text[:MOST_READ] for e in entries if e.kind is Kind.MESSAGE and e.role is Role.END_USER]
    summary = summarise(said) if said else "The customer has not written anything yet."
    return Told(summary, "", "", attempts(entries), (), (), "")
