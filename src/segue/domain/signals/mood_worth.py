"""What a feature of `mood` is worth: feature -> mood -> log-odds (natural logarithm) each time it is found.

Fitted on phrases by `tools/fit_moods.py`, which writes this file.
"""

from __future__ import annotations

from collections.abc import Mapping

BIAS: Mapping[str, float] = {"dissatisfied": -4.77, "complaint": -3.06, "distress": -5.16, "urgent": -4.44}

WORTH: Mapping[str, Mapping[str, float]] = {
    "asking loudly": {"dissatisfied": 1.18, "complaint": 0.77},
    "cue: anger": {"dissatisfied": 2.95, "complaint": 2.24},
    "cue: at_a_loss": {"dissatisfied": 2.88},
    "cue: blame": {"dissatisfied": 3.54, "complaint": 2.23},
    "cue: correction": {"dissatisfied": 5.5},
    "cue: deadline": {"dissatisfied": -0.5, "complaint": -1.18, "urgent": 7.18},
    "cue: denial": {"dissatisfied": 2.29, "complaint": 1.05},
    "cue: disappointment": {"dissatisfied": 2.09, "complaint": 0.61},
    "cue: dislike": {"dissatisfied": 4.41, "complaint": -0.71},
    "cue: distress": {"dissatisfied": -1.34, "complaint": -0.84, "distress": 8.84},
    "cue: failure": {"dissatisfied": 3.57, "complaint": 3.68},
    "cue: frustration": {"dissatisfied": 5.73, "complaint": 3.07},
    "cue: hardship": {"dissatisfied": -1.74, "complaint": -0.59, "distress": 7.85},
    "cue: negative": {"dissatisfied": 1.08, "complaint": 1.1},
    "cue: no_problem": {"dissatisfied": -6.76, "complaint": -3.32, "distress": -1.02, "urgent": -1.74},
    "cue: outage": {"dissatisfied": -1.02, "complaint": -1.94, "urgent": 7.67},
    "cue: positive": {"dissatisfied": -2.42, "distress": -1.58, "urgent": -1.96},
    "cue: question": {"dissatisfied": -2.1, "complaint": -0.93, "distress": -2.34, "urgent": -1.33},
    "cue: refusal": {"dissatisfied": 3.03},
    "cue: repetition": {"dissatisfied": 3.95, "complaint": 0.5},
    "cue: reproach": {"dissatisfied": 4.19, "complaint": 3.59},
    "cue: sarcasm": {"dissatisfied": 0.49},
    "cue: satisfaction": {"dissatisfied": -2.33, "complaint": -0.61, "distress": -1.07, "urgent": -1.33},
    "cue: service": {"complaint": 1.9, "distress": -0.93},
    "cue: threat": {"dissatisfied": 1.88, "complaint": 1.91},
    "cue: turns_down": {"dissatisfied": 2.08},
    "cue: urgent": {"urgent": 7.14},
    "cue: waiting": {"dissatisfied": 3.21, "complaint": 2.6},
    "exclaiming": {"dissatisfied": 1.31, "complaint": 0.23, "urgent": 0.31},
    "says the same again": {"dissatisfied": 2.4},
    "sign: pleased": {"dissatisfied": -1.26, "complaint": -0.4, "distress": -0.33, "urgent": -0.49},
    "the bot said the same again": {"dissatisfied": 1.92},
    "the bot was sorry or found nothing": {"dissatisfied": 1.92},
    "turns the answer down": {"dissatisfied": 1.6},
}
