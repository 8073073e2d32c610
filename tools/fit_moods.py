#!/usr/bin/env python3
"""Fit what each kind of cue is worth to a mood, and write `src/segue/domain/signals/mood_worth.py`.

    python3 dev.py run python tools/fit_moods.py [--check]

Logistic regression on the phrases under `training/phrases/en`, one mood at a time, with signs that make sense: a cue of
failure never speaks for a satisfied customer. What no phrase can tell (what the bot said before) is set by hand here.
`--check` writes nothing, and fails when the file is not what it would write.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.phrases import Phrase, read_phrases

from segue.domain.signals.languages import languages_of
from segue.domain.signals.mood import MOODS, heard

WORTH_FILE = Path(__file__).parent.parent / "src/segue/domain/signals/mood_worth.py"

SHARE: Mapping[str, float] = {"dissatisfied": 0.2, "complaint": 0.45, "distress": 0.15, "urgent": 0.15}
"""Share of messages that have the mood, which the probabilities are meant for."""

RIDGE = 0.2
"""Strength of the pull of each weight to 0, in squared log-odds."""

SHARPER: Mapping[str, float] = {"dissatisfied": 1.6, "complaint": 0.9, "distress": 1.4, "urgent": 1.4}
"""What all log-odds of a mood are multiplied by, so that probabilities are right at the share it has in practice, and
not at the larger one of the fit. It changes no decision at even odds."""

OTHER_MOOD = 0.25
"""Weight of a phrase with another mood only: "same error again", a dissatisfied remark, is nearly a complaint."""

_ILL_WILL = "anger frustration disappointment failure waiting blame threat reproach sarcasm negative"
_TALK = "correction refusal dislike another repetition denial"
_LOUD = ("shouting", "exclaiming", "asking loudly", "held-down letters", "sign: cross")
_WORSE = ("cue: distress", "cue: hardship", "cue: outage", "cue: deadline")
_GOOD = "satisfaction positive no_problem question"

FOR: Mapping[str, Sequence[str]] = {
    "dissatisfied": (*_LOUD, *(f"cue: {kind}" for kind in f"{_ILL_WILL} {_TALK}".split())),
    "complaint": (*_LOUD, *(f"cue: {kind}" for kind in f"{_ILL_WILL} service repetition denial".split())),
    "distress": ("sign: sad", "cue: distress", "cue: hardship"),
    "urgent": ("exclaiming", "cue: urgent", "cue: outage", "cue: deadline"),
}
"""Mood -> features that may only speak for it."""

AGAINST: Mapping[str, Sequence[str]] = {
    "dissatisfied": ("sign: pleased", "link", "question mark", *_WORSE, *(f"cue: {kind}" for kind in _GOOD.split())),
    "complaint": ("sign: pleased", "link", "cue: dislike", *_WORSE, *(f"cue: {kind}" for kind in _GOOD.split())),
    "distress": ("sign: pleased", "cue: service", *(f"cue: {kind}" for kind in _GOOD.split())),
    "urgent": ("sign: pleased", *(f"cue: {kind}" for kind in _GOOD.split())),
}
"""Mood -> features that may only speak against it. Those that are in neither list say nothing about it."""

BY_HAND: Mapping[str, Mapping[str, float]] = {
    "the bot was sorry or found nothing": {"dissatisfied": 1.2},
    "the bot said the same again": {"dissatisfied": 1.2},
    "says the same again": {"dissatisfied": 1.5},
    "cue: turns_down": {"dissatisfied": 1.3},
    "cue: at_a_loss": {"dissatisfied": 1.8},
    "turns the answer down": {"dissatisfied": 1.0},
}


def main() -> None:
    phrases = [phrase for phrase in read_phrases("train") if phrase.kind == "moods" and phrase.language == "en"]
    bias: dict[str, float] = {}
    worth = {
        feature: {mood: round(weight * SHARPER[mood], 2) for mood, weight in moods.items()}
        for feature, moods in BY_HAND.items()
    }
    for mood in MOODS:
        found, weights = fit(phrases, mood)
        bias[mood] = round(found * SHARPER[mood], 2)
        for feature, weight in weights.items():
            if round(weight * SHARPER[mood], 2):
                worth.setdefault(feature, {})[mood] = round(weight * SHARPER[mood], 2)
    text = written(bias, worth)
    if "--check" in sys.argv:
        sys.exit(0 if WORTH_FILE.read_text("utf-8") == text else f"{WORTH_FILE} is not what the phrases give")
    WORTH_FILE.write_text(text, "utf-8")


def fit(phrases: Sequence[Phrase], mood: str) -> tuple[float, dict[str, float]]:
    """The bias and the weight of each feature."""
    features = (*FOR[mood], *AGAINST[mood])
    english = languages_of(("en",))
    counts = [{each.feature: each.count for each in heard(phrase.text, english)} for phrase in phrases]
    x = np.array([[seen.get(feature, 0.0) for feature in features] for seen in counts])
    y = np.array([mood in phrase.labels for phrase in phrases], dtype=float)
    weight = np.array(
        [phrase.weight * (OTHER_MOOD if phrase.labels - {mood} == phrase.labels != set() else 1) for phrase in phrases]
    )
    weight *= np.where(y, SHARE[mood] / weight[y > 0].sum(), (1 - SHARE[mood]) / weight[y == 0].sum()) * len(y)

    def loss(at: Any) -> tuple[float, Any]:
        odds = at[0] + x @ at[1:]
        error = weight * (1 / (1 + np.exp(-odds)) - y)
        value = (weight * (np.logaddexp(0, odds) - y * odds)).sum() + RIDGE * (at[1:] ** 2).sum()
        return float(value), np.concatenate([[error.sum()], x.T @ error + 2 * RIDGE * at[1:]])

    bounds = [(None, None), *((0, None) for _ in FOR[mood]), *((None, 0) for _ in AGAINST[mood])]
    found = minimize(loss, np.zeros(1 + len(features)), jac=True, bounds=bounds, method="L-BFGS-B").x
    return float(found[0]), {name: float(each) for name, each in zip(features, found[1:], strict=True)}


def written(bias: Mapping[str, float], worth: Mapping[str, Mapping[str, float]]) -> str:
    lines = [
        '"""What a feature of `mood` is worth: feature -> mood -> log-odds (natural logarithm) each time it is found.',
        "",
        "Fitted on phrases by `tools/fit_moods.py`, which writes this file.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "from collections.abc import Mapping",
        "",
        f"BIAS: Mapping[str, float] = {{{', '.join(f'{_quoted(mood)}: {value}' for mood, value in bias.items())}}}",
        "",
        "WORTH: Mapping[str, Mapping[str, float]] = {",
        *(f"    {_quoted(feature)}: {{{_row(moods)}}}," for feature, moods in sorted(worth.items())),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _row(moods: Mapping[str, float]) -> str:
    return ", ".join(f"{_quoted(mood)}: {moods[mood]}" for mood in MOODS if mood in moods)


def _quoted(text: str) -> str:
    return f'"{text}"'


if __name__ == "__main__":
    main()
