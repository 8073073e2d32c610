"""Twenty conversations of different trades, languages and moods, each with the briefing it must give, word by word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from segue.domain.briefing.told import Known, Told, tell
from segue.domain.conversation import Entry, Kind, Role

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.yaml"))
BEGAN = datetime(2026, 11, 21, 9, tzinfo=UTC)
ROLES = {"customer": Role.END_USER, "bot": Role.AUTOMATED_AGENT}


def entries_of(case: dict[str, Any]) -> list[Entry]:
    said = [(who, text) for line in case["conversation"] for who, text in line.items()]
    return [
        Entry(seq, Kind.MESSAGE, ROLES[who], BEGAN + timedelta(minutes=seq), text)
        for seq, (who, text) in enumerate(said, 1)
    ]


def known_of(case: dict[str, Any]) -> Known:
    given = dict(case.get("known") or {})
    return Known(**{**given, "withheld": tuple(given.get("withheld", ()))})


def as_data(told: Told) -> dict[str, Any]:
    """What the golden files hold."""
    return {
        "wants": told.wants,
        "goes_wrong": told.goes_wrong,
        "summary": told.summary,
        "tried": [
            {"text": each.text, "reaction": each.reaction, "customer_words": each.customer_words} for each in told.tried
        ],
        "highlights": [f"{each.why} ({each.seq}): {each.text}" for each in told.highlights],
        "open_questions": list(told.open_questions),
        "first_sentence": told.first_sentence,
    }


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_conversation_is_told_as_it_was_read_and_approved(path: Path) -> None:
    case = yaml.safe_load(path.read_text())
    assert as_data(tell(entries_of(case), known_of(case))) == case["briefing"]


def test_there_are_twenty_of_them_in_seven_languages() -> None:
    cases = [yaml.safe_load(path.read_text()) for path in GOLDEN]
    spoken = {case.get("known", {}).get("language", "en") for case in cases}
    assert len(cases) == 20
    assert spoken == {"en", "de", "fr", "es", "it", "pt", "nl"}


class _Dumper(yaml.SafeDumper):
    pass


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def take_over() -> None:
    """Writes what is told now into the files, to be read in the difference."""
    _Dumper.add_representer(str, _text)
    for path in GOLDEN:
        case = yaml.safe_load(path.read_text())
        case["briefing"] = as_data(tell(entries_of(case), known_of(case)))
        path.write_text(yaml.dump(case, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110))


if __name__ == "__main__":
    take_over()
