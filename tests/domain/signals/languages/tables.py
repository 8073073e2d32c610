"""What a language's sentences are and how each is to be read. Blocks of text hold one sentence a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pairs = tuple[tuple[str, str], ...]


def lines(block: str) -> list[str]:
    return [line for line in block.splitlines() if line.strip()]


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Messages of a customer: `clear`, `unclear` and `declines` speak of wanting a person, `no_request` and
    `asks_if_bot` do not ask for one. `evidence`: a message and the words to be quoted from it.

    Answers to an offer of a person: `yes`, `no`, `neither`. To an answer of the bot: `rejected`, `confirmed`,
    `no_answer`.

    Messages of the bot: `gives_up`, `refuses`, `asks_if_it_helped`, and `says_nothing_of_itself`, none of the three.

    `cues` and `not_heard`: a message and a kind of cue that is, or is not, heard in it. `spelling`: a message and how
    the rules see it. `long`: pieces of a message that says them over and over.

    mistaken_at_most: the share of the held-back phrases of a label that may be taken for requests, where it is not
    the one that all languages keep.
    """

    code: str
    clear: str
    unclear: str
    declines: str
    no_request: str
    asks_if_bot: str
    evidence: Pairs
    yes: str
    no: str
    neither: str
    rejected: str
    confirmed: str
    no_answer: str
    gives_up: str
    refuses: str
    asks_if_it_helped: str
    says_nothing_of_itself: str
    cues: Pairs
    not_heard: Pairs = ()
    spelling: Pairs = ()
    long: tuple[str, ...]
    mistaken_at_most: Mapping[str, float] = field(default_factory=dict)
