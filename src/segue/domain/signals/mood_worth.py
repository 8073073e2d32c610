"""What a feature of `mood` is worth: feature -> mood -> log-odds (natural logarithm) each time it is found.

Fitted on phrases by `tools/fit_moods.py`, which writes this file.
"""

from __future__ import annotations

from collections.abc import Mapping

BIAS: Mapping[str, float] = {"dissatisfied": -4.77, "complaint": -3.08, "distress": -4.82, "urgent": -4.63}

WORTH: Mapping[str, Mapping[str, float]] = {
    "asking loudly": {"dissatisfied": 1.15, "complaint": 0.74},
    "cue: anger": {"dissatisfied": 2.97, "complaint": 2.24},
    "cue: at_a_loss": {"dissatisfied": 2.88},
    "cue: blame": {"dissatisfied": 3.52, "complaint": 2.22},
    "cue: correction": {"dissatisfied": 5.51},
    "cue: deadline": {"dissatisfied": -0.51, "complaint": -1.16, "urgent": 7.39},
    "cue: denial": {"dissatisfied": 2.2, "complaint": 1.02},
    "cue: disappointment": {"dissatisfied": 2.15, "complaint": 0.63},
    "cue: dislike": {"dissatisfied": 4.44, "complaint": -0.67},
    "cue: distress": {"dissatisfied": -1.35, "complaint": -0.85, "distress": 8.58},
    "cue: failure": {"dissatisfied": 3.51, "complaint": 3.69},
    "cue: frustration": {"dissatisfied": 5.7, "complaint": 3.03},
    "cue: hardship": {"dissatisfied": -1.08, "complaint": -0.27, "distress": 8.01},
    "cue: negative": {"dissatisfied": 0.98, "complaint": 1.1},
    "cue: no_problem": {"dissatisfied": -6.69, "complaint": -3.3, "distress": -1.26, "urgent": -1.67},
    "cue: outage": {"dissatisfied": -0.98, "complaint": -1.92, "urgent": 7.8},
    "cue: positive": {"dissatisfied": -2.4, "distress": -1.75, "urgent": -1.86},
    "cue: question": {"dissatisfied": -1.98, "complaint": -0.81, "distress": -2.58, "urgent": -1.18},
    "cue: refusal": {"dissatisfied": 3.05},
    "cue: repetition": {"dissatisfied": 3.94, "complaint": 0.51},
    "cue: reproach": {"dissatisfied": 4.16, "complaint": 3.55},
    "cue: sarcasm": {"dissatisfied": 0.51, "complaint": 0.04},
    "cue: satisfaction": {"dissatisfied": -2.32, "complaint": -0.59, "distress": -1.18, "urgent": -1.27},
    "cue: service": {"complaint": 1.89, "distress": -1.16},
    "cue: threat": {"dissatisfied": 1.88, "complaint": 1.91},
    "cue: turns_down": {"dissatisfied": 2.08},
    "cue: urgent": {"urgent": 7.27},
    "cue: waiting": {"dissatisfied": 3.19, "complaint": 2.57},
    "exclaiming": {"dissatisfied": 1.31, "complaint": 0.25, "urgent": 0.32},
    "says the same again": {"dissatisfied": 2.4},
    "sign: pleased": {"dissatisfied": -1.25, "complaint": -0.4, "distress": -0.4, "urgent": -0.44},
    "the bot said the same again": {"dissatisfied": 1.92},
    "the bot was sorry or found nothing": {"dissatisfied": 1.92},
    "turns the answer down": {"dissatisfied": 1.6},
}
