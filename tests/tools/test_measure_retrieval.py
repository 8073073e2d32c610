"""What docs/measurements.md says of drafts holds."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import measure_retrieval
from segue.domain.retrieval import RELEVANT


def test_on_questions_held_back_it_is_as_good_as_the_docs_say() -> None:
    asked = measure_retrieval.questions()
    found = measure_retrieval.nearest(measure_retrieval.index_of_the_demo(), asked)
    precision, recall, nonsense = measure_retrieval.scores(asked[1::2], found[1::2], RELEVANT)
    assert precision >= 0.95
    assert recall >= 0.8
    assert nonsense == 0
