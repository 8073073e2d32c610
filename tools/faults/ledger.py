"""What fake customers, bots, hubs and human agents sent and saw, kept outside the product; and what is wrong with it.

Every message has a mark in its text: [conversation/number]. So it is told by the words people read, whatever ids the
product gives it. A reader is one pair of eyes on one conversation; what it sees over many connections is one list.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path

CUSTOMER, BOT, DESK, HUB = "customer", "bot", "desk", "hub"
"""Pairs of eyes on a conversation: the widget, the bot's webhook, a human agent's desk, another system's webhook."""

MARK = re.compile(r"\[([\w.:-]+)/([\w.:-]+)\]")


def marked(conversation: str, name: str, words: str) -> str:
    return f"{words} [{conversation}/{name}]"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the product accepted. by: who sent it. to: who must see it, by name; `private` is for staff.

    tries: how often it was sent until an answer came. seq: the place that the answer named.
    """

    at: float
    by: str
    conversation: str
    mark: str
    seq: int
    to: tuple[str, ...]
    began: float = 0.0
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Saw:
    """One pair of eyes saw one text at one place of the log. wire: the id under which a machine got it, else ""."""

    at: float
    by: str
    conversation: str
    text: str
    seq: int
    wire: str = ""


@dataclass(slots=True)
class Ledger:
    """overhears: machines that must see every message that customers see, whoever sent it.

    opened: eyes that ever looked. A desk that nobody opened misses nothing; that nobody came is `stuck`.

    stuck, wrong: what the parties themselves found, in words: an end that never came, a refusal nobody expected.
    """

    overhears: tuple[str, ...] = ()
    opened: set[tuple[str, str]] = field(default_factory=set)
    sent: list[Sent] = field(default_factory=list)
    saw: list[Saw] = field(default_factory=list)
    attempts: list[Saw] = field(default_factory=list)  # each POST that reached a machine, repetitions included
    stuck: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @staticmethod
    def now() -> float:
        return time.monotonic()

    def accepted(
        self, by: str, conversation: str, mark: str, seq: int, to: tuple[str, ...], *, began: float, tries: int
    ) -> Sent:
        """Note a message at the moment of its answer."""
        hears = self.overhears if CUSTOMER in to else ()
        one = Sent(self.now(), by, conversation, mark, seq, (*to, *hears), began, tries)
        self.sent.append(one)
        return one

    def write(self, path: Path) -> None:
        """One JSON object a line, for looking into what went wrong."""
        with path.open("w", encoding="utf-8") as out:
            for kind, rows in (("sent", self.sent), ("saw", self.saw), ("attempt", self.attempts)):
                out.writelines(json.dumps({"kind": kind, **asdict(row)}, ensure_ascii=False) + "\n" for row in rows)
            out.writelines(json.dumps({"kind": "stuck", "words": words}) + "\n" for words in self.stuck)
            out.writelines(json.dumps({"kind": "wrong", "words": words}) + "\n" for words in self.wrong)


@dataclass(slots=True)
class Verdict:
    """Each finding in words. resends: POSTs to machines that repeated an earlier one, of all `wired`."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    reordered: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    wired: int = 0
    resends: int = 0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.twice or self.reordered or self.stuck or self.wrong)

    def words(self, most: int = 5) -> list[str]:
        """The first findings of each kind."""
        kinds = ("lost", "twice", "reordered", "stuck", "wrong")
        return [f"{kind}: {said}" for kind in kinds for said in getattr(self, kind)[:most]]


Reader = tuple[str, str]
"""Who, and of which conversation."""


def check(ledger: Ledger) -> Verdict:
    verdict = Verdict(stuck=list(ledger.stuck), wrong=list(ledger.wrong))
    seen: dict[Reader, list[Saw]] = defaultdict(list)
    for one in ledger.saw:
        seen[one.by, one.conversation].append(one)
    known = {(one.conversation, one.mark): one for one in ledger.sent}
    for sent, times in Counter((one.conversation, one.mark) for one in ledger.sent).items():
        if times > 1:
            verdict.wrong.append(f"the ledger has {'/'.join(sent)} sent {times} times; a mark is used once")
    _lost(ledger, seen, verdict)
    for reader, sights in seen.items():
        _twice(reader, sights, verdict)
        _wrong(reader, sights, known, verdict)
        _reordered(reader, sights, known, verdict)
    _wire(ledger.attempts, verdict)
    return verdict


def _marks(sights: Iterable[Saw]) -> list[tuple[str, str]]:
    return [mark for one in sights for mark in MARK.findall(one.text)[:1]]


def _lost(ledger: Ledger, seen: dict[Reader, list[Saw]], verdict: Verdict) -> None:
    marks = {reader: set(_marks(sights)) for reader, sights in seen.items()}
    for one in ledger.sent:
        for who in one.to:
            if who == DESK and (who, one.conversation) not in ledger.opened:
                continue
            if (one.conversation, one.mark) not in marks.get((who, one.conversation), set()):
                verdict.lost.append(f"{who} never saw {one.conversation}/{one.mark}, accepted from {one.by}")


def _twice(reader: Reader, sights: list[Saw], verdict: Verdict) -> None:
    for (conversation, mark), times in Counter(_marks(sights)).items():
        if times > 1:
            verdict.twice.append(f"{reader[0]} saw {conversation}/{mark} {times} times")
    for seq, times in Counter(one.seq for one in sights if one.seq and not MARK.search(one.text)).items():
        if times > 1:
            verdict.twice.append(f"{reader[0]} of {reader[1]} saw entry {seq} {times} times")


def _wrong(reader: Reader, sights: list[Saw], known: dict[tuple[str, str], Sent], verdict: Verdict) -> None:
    for one in sights:
        for conversation, mark in MARK.findall(one.text)[:1]:
            sent = known.get((conversation, mark))
            if conversation != reader[1]:
                verdict.wrong.append(f"{reader[0]} of {reader[1]} saw {conversation}/{mark}")
            elif sent is None:
                verdict.wrong.append(f"{reader[0]} saw {conversation}/{mark}, which was never accepted")
            elif reader[0] not in sent.to:
                verdict.wrong.append(f"{reader[0]} saw {conversation}/{mark}, which was not for them")


def _reordered(reader: Reader, sights: list[Saw], known: dict[tuple[str, str], Sent], verdict: Verdict) -> None:
    """Places of the log only grow; and of one sender, what was begun after another's answer comes after it."""
    numbered = [one for one in sights if one.seq]
    for before, after in pairwise(numbered):
        if after.seq < before.seq:
            verdict.reordered.append(f"{reader[0]} of {reader[1]} saw entry {before.seq} before {after.seq}")
    newest: dict[str, Sent] = {}
    for mark in dict.fromkeys(_marks(sights)):
        one = known.get(mark)
        if one is None or one.conversation != reader[1]:
            continue
        last = newest.get(one.by)
        if last and one.at < last.began:
            verdict.reordered.append(f"{reader[0]} saw {one.conversation}/{last.mark} before {one.mark}")
        newest[one.by] = one


def _wire(attempts: list[Saw], verdict: Verdict) -> None:
    """A repetition carries its original id, and one id never stands for two things."""
    ids: dict[tuple[str, str, int, str], str] = {}
    things: dict[tuple[str, str], tuple[str, int, str]] = {}
    for one in attempts:
        verdict.wired += 1
        thing = (one.conversation, one.seq, one.text)
        first = ids.setdefault((one.by, *thing), one.wire)
        if first != one.wire:
            verdict.wrong.append(f"{one.by}: {thing[0]} entry {thing[1]} came as {first} and again as {one.wire}")
        other = things.get((one.by, one.wire))
        if other is None:
            things[one.by, one.wire] = thing
        elif other != thing:
            verdict.wrong.append(f"{one.by}: the id {one.wire} stands for entry {other[1]} and for entry {thing[1]}")
        else:
            verdict.resends += 1
