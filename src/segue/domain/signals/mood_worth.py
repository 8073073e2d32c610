"""What a feature of `mood` is worth: feature -> mood -> log-odds (natural logarithm) each time it is found.

Fitted on phrases by `tools/fit_moods.py`, which writes this file.
"""

from __future__ import annotations

from collections.abc import Mapping

BIAS: Mapping[str, float] = {"dissatisfied": -3.07, "complaint": -2.57, "distress": -3.59, "urgent": -3.68}

WORTH: Mapping[str, Mapping[str, float]] = {
    "cue: anger": {"dissatisfied": 2.54, "complaint": 2.31},
    "cue: another": {"dissatisfied": 0.54},
    "cue: blame": {"dissatisfied": 2.66, "complaint": 2.39},
    "cue: correction": {"dissatisfied": 2.48},
    "cue: deadline": {"urgent": 5.99},
    "cue: denial": {"dissatisfied": 1.27, "complaint": 1.02},
    "cue: disappointment": {"dissatisfied": 1.27, "complaint": 0.68},
    "cue: dislike": {"dissatisfied": 2.86, "complaint": -2.12},
    "cue: distress": {"distress": 6.81},
    "cue: failure": {"dissatisfied": 2.06, "complaint": 2.76},
    "cue: frustration": {"dissatisfied": 3.57, "complaint": 2.61},
    "cue: hardship": {"distress": 6.24},
    "cue: negative": {"dissatisfied": 0.82, "complaint": 1.21},
    "cue: no_problem": {"dissatisfied": -2.76, "complaint": -2.52, "distress": -0.83, "urgent": -1.16},
    "cue: outage": {"urgent": 6.69},
    "cue: positive": {"dissatisfied": -1.28, "distress": -1.57, "urgent": -1.44},
    "cue: question": {"dissatisfied": -0.94, "complaint": -0.75, "distress": -1.77, "urgent": -0.04},
    "cue: refusal": {"dissatisfied": 2.06},
    "cue: repetition": {"dissatisfied": 2.67, "complaint": 1.06},
    "cue: reproach": {"dissatisfied": 2.66, "complaint": 2.74},
    "cue: satisfaction": {"dissatisfied": -0.54, "complaint": -0.86, "distress": -0.9, "urgent": -2.14},
    "cue: service": {"complaint": 1.66, "distress": -1.04},
    "cue: threat": {"dissatisfied": 1.33, "complaint": 2.4},
    "cue: urgent": {"urgent": 5.81},
    "cue: waiting": {"dissatisfied": 2.11, "complaint": 2.17},
    "exclaiming": {"dissatisfied": 1.28, "complaint": 0.44, "urgent": 0.33},
    "says the same again": {"dissatisfied": 1.5},
    "sign: pleased": {"dissatisfied": -1.15, "complaint": -1.11, "distress": -0.43, "urgent": -0.4},
    "the bot said the same again": {"dissatisfied": 1.2},
    "the bot was sorry or found nothing": {"dissatisfied": 1.2},
    "turns the answer down": {"dissatisfied": 1.0},
}
