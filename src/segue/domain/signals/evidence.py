"""What a signal was seen in, and what made it as likely as it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """`signal`: name of the signal, or of the topic. `text`: the words, as they were written."""

    signal: str
    text: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """One feature that spoke for or against a signal.

    signal:  as conditions name it: dissatisfied, score.legal, complexity.
    feature: what was seen: "rule: talk to one", "cue: waiting", "model", "nearest example".
    weight:  log-odds added to the signal (natural logarithm); for `complexity`, its part of the score.
    words:   where it was seen; "" when it is no part of the message.
    """

    signal: str
    feature: str
    weight: float
    words: str = ""
