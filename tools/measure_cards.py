#!/usr/bin/env python3
"""Print what a card says of a conversation beside what a person noted of it before the first run.

    python3 dev.py run python tools/measure_cards.py [--read] [--only CASE ...] [--held-back]
    python3 dev.py run python tools/measure_cards.py --judge CASE WANTS GOES_WRONG [--judge ...]

The conversations are in `tests/domain/briefing/unseen/`, our own, with the notes; those in `held_back.yaml` are told
with `--held-back` only. Computed is which of the noted values stand on the card, which answers of the bot were taken
as noted, how many words the card has, and which numbers nobody said. Whether `wants` and `goes_wrong` say what the
note says is judged by a person: right, vague (true, but not the point), wrong, missing. `--judge` (r, v, w, m) stores
it in `verdicts.yaml` with the text that was judged, so that a text nobody judged is shown as "not judged".
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from segue.domain.briefing import brief
from segue.domain.conversation import Conversation, Customer, Entry, Kind, Role
from segue.domain.lifecycle import Handoff, State
from segue.domain.package import Attempt, ContextPackage
from segue.domain.policy import Policy
from segue.domain.renderings.card import card, words_of
from segue.domain.renderings.parts import HandoffFacts, Section
from segue.domain.signals.requests import read_request

FOLDER = Path(__file__).parent.parent / "tests" / "domain" / "briefing" / "unseen"
HELD_BACK, VERDICTS = FOLDER / "held_back.yaml", FOLDER / "verdicts.yaml"
BEGAN = datetime(2026, 11, 21, 9, tzinfo=UTC)
ROLES = {"customer": Role.END_USER, "bot": Role.AUTOMATED_AGENT}
JUDGED = ("wants", "goes_wrong")
WORDS = {"r": "right", "v": "vague", "w": "wrong", "m": "missing"}
NOT_JUDGED = "not judged"
NUMBER = re.compile(r"\d+(?:[.,:/-]?\d+)*")

Verdicts = dict[str, dict[str, dict[str, str]]]
"""case -> "wants" or "goes_wrong" -> text -> verdict; every text that was ever judged is kept."""


@dataclass(frozen=True)
class Case:
    """noted: wants, goes_wrong, tried (number of the message -> reaction), values."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    known: Mapping[str, Any]
    noted: Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """What the card says, and what can be computed of it."""

    case: Case
    package: ContextPackage
    top: tuple[Section, ...]
    missing_above: tuple[str, ...]  # noted values that do not stand before "more"
    missing: tuple[str, ...]  # nor behind it
    taken: Mapping[int, str]  # number of the bot's message -> reaction, of those on the card
    unsaid: tuple[str, ...]  # numbers without a source

    def text(self, field: str) -> str:
        return str(getattr(self.package, field))


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--read", action="store_true", help="print every card beside its notes")
    told.add_argument("--only", nargs="+", default=[], metavar="CASE")
    told.add_argument("--held-back", action="store_true", help="those held back instead of the open ones")
    told.add_argument("--judge", nargs=3, action="append", default=[], metavar=("CASE", "WANTS", "GOES_WRONG"))
    asked = told.parse_args()
    shown = [show(case) for case in cases(held_back=asked.held_back) if not asked.only or case.name in asked.only]
    verdicts: Verdicts = yaml.safe_load(VERDICTS.read_text()) if VERDICTS.exists() else {}
    for name, *letters in asked.judge:
        judge(verdicts, next(one for one in shown if one.case.name == name), letters)
    if asked.judge:
        VERDICTS.write_text(yaml.safe_dump(verdicts, allow_unicode=True, width=110))
    out = Console(highlight=False, width=140)
    if asked.read:
        for one in shown:
            read(out, one, verdicts)
    report(out, shown, verdicts)


def cases(*, held_back: bool) -> Iterable[Case]:
    held = set(yaml.safe_load(HELD_BACK.read_text()))
    for path in sorted(FOLDER.glob("*.yaml")):
        if path not in (HELD_BACK, VERDICTS) and (path.stem in held) == held_back:
            yield case_in(path)


def case_in(path: Path) -> Case:
    """Also of the golden conversations, which have no notes."""
    case = yaml.safe_load(path.read_text())
    said = [(ROLES[who], text) for line in case["conversation"] for who, text in line.items()]
    entries = tuple(
        Entry(seq, Kind.MESSAGE, role, BEGAN + timedelta(minutes=seq), text) for seq, (role, text) in enumerate(said, 1)
    )
    return Case(path.stem, case["title"], entries, case.get("known", {}), case.get("noted", {}))


def show(case: Case) -> Shown:
    package = briefed(case)
    made = card(package, HandoffFacts("normal", "Support"))
    above, whole = seen(made.top), seen((*made.top, *made.more))
    values = [str(value) for value in case.noted["values"]]
    said = set(NUMBER.findall(" ".join(entry.text for entry in case.entries)))
    written = " ".join((package.wants, package.goes_wrong, package.summary, package.first_sentence))
    return Shown(
        case,
        package,
        made.top,
        missing_above=tuple(value for value in values if value.lower() not in above),
        missing=tuple(value for value in values if value.lower() not in whole),
        taken=taken_of(case, package.tried),
        unsaid=tuple(number for number in NUMBER.findall(written) if number not in said),
    )


def taken_of(case: Case, tried: Sequence[Attempt]) -> dict[int, str]:
    """An answer that the bot gave twice stands on the card once, and counts for both."""
    own = [one for one in tried if not one.text.startswith("By the customer")]
    said = {entry.seq: entry.text for entry in case.entries}
    repeated = {seq: one.reaction for one in own for seq, text in said.items() if text == said[one.seq]}
    return repeated | {one.seq: one.reaction for one in own}


def briefed(case: Case) -> ContextPackage:
    """As it stands when the customer has said their last and waits for a person."""
    last = next((e.text for e in reversed(case.entries) if e.role is Role.END_USER), "")
    handoff = Handoff(
        id="h1", workspace="w", conversation="c", state=State.QUEUED, queue="q", requested_at=BEGAN, state_at=BEGAN,
        reason="customer_asked", trigger="asks", evidence=read_request(last).words,
    )  # fmt: skip
    known = case.known
    conversation = Conversation(
        "w", "c", BEGAN, BEGAN, last_seq=len(case.entries), language=known.get("language", ""),
        customer=Customer(name=known.get("name", "")), variables=known.get("variables", {}),
        withheld=tuple(known.get("withheld", ())), own_words=known.get("own_words", ""),
    )  # fmt: skip
    return brief(conversation, handoff, case.entries, (), {}, Policy((), (), {}), BEGAN)


def seen(sections: Sequence[Section]) -> str:
    """Everything a reader sees of them, in small letters."""
    parts = (part for s in sections for ln in s.lines for part in (ln.label, ln.text, ln.quote, ln.answer, ln.tag))
    return " ".join(" ".join(parts).lower().split())


def judge(verdicts: Verdicts, one: Shown, letters: Sequence[str]) -> None:
    for field, letter in zip(JUDGED, letters, strict=True):
        verdicts.setdefault(one.case.name, {}).setdefault(field, {})[one.text(field)] = WORDS[letter]


def verdict(verdicts: Verdicts, one: Shown, field: str) -> str:
    """Nothing told where nothing was noted is right, and missing where something was; else what a person said."""
    text, noted = one.text(field), one.case.noted[field]
    if not text:
        return "missing" if noted else "right"
    return verdicts.get(one.case.name, {}).get(field, {}).get(text, NOT_JUDGED)


def read(out: Console, one: Shown, verdicts: Verdicts) -> None:
    out.rule(f"{one.case.name}: {one.case.title}")
    for entry in one.case.entries:
        out.print(f"  {entry.seq} {'C' if entry.role is Role.END_USER else 'b'}: {entry.text}", markup=False)
    for field in JUDGED:
        out.print(f"{field} [{verdict(verdicts, one, field)}]", markup=False, style="bold")
        out.print(f"  noted  {one.case.noted[field]}", markup=False)
        out.print(f"  card   {one.text(field)}", markup=False)
    out.print("tried", style="bold")
    for seq in sorted({*one.case.noted["tried"], *one.taken}):
        noted, card_ = one.case.noted["tried"].get(seq, "-"), one.taken.get(seq, "-")
        out.print(f"  {seq}: noted {noted}, card {card_}{'' if noted == card_ else '   <--'}", markup=False)
    for label, text in (
        ("summary", one.package.summary),
        ("open", " | ".join(one.package.open_questions)),
        ("first sentence", one.package.first_sentence),
        ("alone", " | ".join(each.text for each in one.package.tried if each.text.startswith("By the customer"))),
        ("not before more", "; ".join(one.missing_above)),
        ("not on the card", "; ".join(one.missing)),
        ("numbers nobody said", json.dumps(one.unsaid) if one.unsaid else ""),
    ):
        if text:
            out.print(f"{label}: {text}", markup=False)
    out.print(f"words: {words_of(one.top)}", markup=False)


def report(out: Console, shown: Sequence[Shown], verdicts: Verdicts) -> None:
    table = Table(title=f"{len(shown)} cards beside what a person noted")
    for head in ("", "n", *WORDS.values(), NOT_JUDGED):
        table.add_column(head, justify="right" if head else "left")
    groups = {"English": [one for one in shown if one.case.known["language"] == "en"]}
    groups |= {"other languages": [one for one in shown if one.case.known["language"] != "en"], "all": list(shown)}
    for name, group in groups.items():
        for field in JUDGED:
            said = Counter(verdict(verdicts, one, field) for one in group)
            cells = (str(said[each]) for each in (*WORDS.values(), NOT_JUDGED))
            table.add_row(f"{field}, {name}", str(len(group)), *cells)
    out.print(table)
    values = sum(len(one.case.noted["values"]) for one in shown)
    above, missing = (sum(len(getattr(one, name)) for one in shown) for name in ("missing_above", "missing"))
    noted = [(one, seq, took) for one in shown for seq, took in one.case.noted["tried"].items()]
    agreed = sum(one.taken.get(seq) == took for one, seq, took in noted)
    told = sum(seq in one.taken for one, seq, _ in noted)
    more = sum(len(set(one.taken) - set(one.case.noted["tried"])) for one in shown)
    words = [words_of(one.top) for one in shown]
    out.print(f"values before more: {values - above} of {values}; on the whole card: {values - missing} of {values}")
    out.print(f"answers of the bot that were noted: {told} of {len(noted)} told, {agreed} with the reaction noted")
    out.print(f"answers told that were not noted: {more}")
    out.print(f"words before more: median {median(words):.0f}, most {max(words)}")
    out.print(f"numbers nobody said: {sum(len(one.unsaid) for one in shown)}")


if __name__ == "__main__":
    main()
