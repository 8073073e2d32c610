"""What the customer's messages say of the matter, clause by clause: wishes, questions and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from segue.domain.briefing import abroad
from segue.domain.briefing.commands import is_command
from segue.domain.briefing.english_clauses import clauses, trimmed, without_leads
from segue.domain.briefing.english_problems import problem_weight
from segue.domain.briefing.english_wants import Wish, tails_of_request, wish_in
from segue.domain.briefing.person import headed, second, third
from segue.domain.briefing.turns import Turn
from segue.domain.sentences import content_words, shorten
from segue.domain.signals.reactions import Reaction, reaction
from segue.domain.signals.requests import AsksForHuman, read_request

LONGEST_QUOTE = 160
LONGEST_LINE = 170


class Matter(StrEnum):
    WANT = "want"
    ASK = "ask"
    PROBLEM = "problem"
    OTHER = "other"  # neither, but it may be quoted


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said. `text`: as a line of the card. `own`: the customer's words.

    naming: what the case may be called to the customer, in English; "" where nothing is safe.
    weight: how much it carries. composed: the text is put together, and not quoted.
    """

    seq: int
    order: int
    kind: Matter
    text: str
    own: str
    language: str
    weight: float
    words: frozenset[str]
    naming: str = ""
    composed: bool = True


_VAGUE = frozenset(
    """something anything thing things stuff changes change help issue issues problem problems question questions
    information details option options way ways that's it's possible able still again really now get want need like
    know tell check see please yes proceed ahead continue confirm work works working make sure assist assistance else""".split()
)
_CHOICE = frozenset("proceed go continue confirm double-check look try check".split())
_ASKS_PERSON = frozenset({AsksForHuman.CLEAR, AsksForHuman.UNCLEAR, AsksForHuman.DECLINES})


def lines_of(turns: Sequence[Turn]) -> tuple[Line, ...]:
    found: list[Line] = []
    first = next((turn.seq for turn in turns if turn.by_customer), 0)
    for turn in turns:
        if turn.by_customer:
            for sentence in turn.sentences:
                found.extend(_lines(turn, sentence, len(found), opening=turn.seq == first))
    return tuple(found)


def _lines(turn: Turn, sentence: str, order: int, *, opening: bool) -> Iterator[Line]:
    if is_command(sentence):
        yield _quoted(turn, order, Matter.OTHER, sentence, 0.1)
    elif turn.language == "en":
        yield from _english(turn, sentence, order, opening=opening)
    else:
        yield from _foreign(turn, sentence, order, opening=opening)


def _english(turn: Turn, sentence: str, order: int, *, opening: bool) -> Iterator[Line]:
    for at, clause in enumerate(clauses(sentence)):
        words = telling(clause)
        if read_request(clause).asks in _ASKS_PERSON:
            for matter in tails_of_request(clause):
                yield _line(
                    turn, order + at, Matter.WANT, f"Wants help with {third(matter)}", matter, 1.5, second(matter)
                )
            continue
        wish, wrong = wish_in(clause), problem_weight(clause)
        bonus = 1.2 if opening else 0.0
        if wish and not (wish.line.startswith(("Is trying", "Was trying")) and wrong):
            kind = Matter.ASK if wish.asks else Matter.WANT
            yield _line(turn, order + at, kind, wish.line, clause, _worth(wish, words) + bonus, wish.naming)
            if wish.asks and wrong and (told := _told_as_problem(wish)):
                yield _line(turn, order + at, Matter.PROBLEM, told, clause, wrong + bonus)
        elif wrong and not _only_a_reaction(clause, words):
            yield _line(turn, order + at, Matter.PROBLEM, _problem_line(clause), clause, wrong + bonus + _weight(words))
        elif clause.endswith("?"):
            yield _quoted(turn, order + at, Matter.ASK, clause, _weight(words) + bonus)
        elif words:
            yield _quoted(turn, order + at, Matter.OTHER, clause, 0.3 * _weight(words) + bonus)


def _foreign(turn: Turn, sentence: str, order: int, *, opening: bool) -> Iterator[Line]:
    code = turn.language
    if code not in abroad.NAMES:
        yield _quoted(turn, order, Matter.OTHER, sentence, _weight(telling(sentence)) + opening)
        return
    if read_request(sentence, (code,)).asks in _ASKS_PERSON:
        return
    own = abroad.without_greeting(sentence, code)
    words = telling(own)
    if not words:
        return
    weight = _weight(words) + (1.2 if opening else 0.0)
    wants, wrong = abroad.wants(own, code), abroad.problem(own, code)
    if wants:
        yield _quoted(turn, order, Matter.WANT, own, weight + 2)
    elif own.endswith("?"):
        yield _quoted(turn, order, Matter.ASK, own, weight + 1)
    elif wrong and not (str(reaction(own, "", (code,))) == Reaction.REJECTED and len(words) < 4):
        yield _quoted(turn, order, Matter.PROBLEM, own, weight + 1.5)
    else:
        yield _quoted(turn, order, Matter.OTHER, own, 0.3 * weight)


def _line(turn: Turn, order: int, kind: Matter, text: str, own: str, weight: float, naming: str = "") -> Line:
    if len(text) > LONGEST_LINE:
        return _quoted(turn, order, kind, own, weight)
    return Line(turn.seq, order, kind, text, own, turn.language, weight, telling(own), naming)


def _quoted(turn: Turn, order: int, kind: Matter, own: str, weight: float) -> Line:
    named = abroad.NAMES.get(turn.language, "")
    lead = {Matter.WANT: "Wants", Matter.ASK: "Asks", Matter.PROBLEM: "Reports", Matter.OTHER: "Wrote"}[kind]
    text = f"{lead}{f' (in {named})' if named else ''}: {quoted(own)}"
    return Line(turn.seq, order, kind, text, own, turn.language, weight, telling(own), composed=False)


def quoted(words: str) -> str:
    """In quotation marks, shortened; marks within it become single ones, so that nothing can break out of them."""
    return f'"{shorten(words.translate(_MARKS), LONGEST_QUOTE)}"'


_MARKS = str.maketrans({'"': "'", "“": "'", "”": "'", "„": "'", "«": "'", "»": "'"})


def telling(text: str) -> frozenset[str]:
    """The words that say what it is about."""
    return frozenset(word for word in content_words(text) if word not in _VAGUE)


def _weight(words: frozenset[str]) -> float:
    return 0.35 * min(len(words), 8)


def _worth(wish: Wish, words: frozenset[str]) -> float:
    """A wish that only answers the bot ("proceed with that", "confirm it") carries little."""
    verb = wish.line.removeprefix("Wants us to ").removeprefix("Wants to ").removeprefix("Needs to ").partition(" ")[0]
    chosen = verb.lower() in _CHOICE or "proceed" in wish.line
    return (1.4 if wish.asks else 2.6) + _weight(words) - (3.0 if chosen else 0.0) - (1.5 if len(words) < 2 else 0.0)


def _told_as_problem(wish: Wish) -> str:
    """ "Asks why they were charged twice" tells that they were charged twice."""
    told = wish.line.removeprefix("Asks why they ")
    if told == wish.line:
        return ""
    verb, _, rest = told.partition(" ")
    one = {"are": "Is", "were": "Was", "have": "Has", "cannot": "Cannot", "can": "Can", "do": "Does", "did": "Did"}.get(
        verb
    )
    return (
        f"{one} {rest}".replace("Can not", "Cannot")
        if one and verb not in {"can", "do"} or rest.startswith("not ") and one
        else ""
    )


def _problem_line(clause: str) -> str:
    clause = without_leads(trimmed(clause)).rstrip("?!. ")
    clause = clause.removesuffix(" why").removesuffix(" WHY").rstrip(", ")
    if clause.lower().startswith(("you ", "you've ", "your staff", "your company")):
        return f"Says {third(clause)}"
    if clause.lower().startswith(
        ("why ", "how ", "when ", "where ", "what ", "is ", "are ", "do ", "does ", "did ", "has ", "have ", "can ")
    ) and not clause.lower().startswith(("how come",)):
        return f"Asks: {quoted(clause + '?')}"
    return headed(clause)


def _only_a_reaction(clause: str, words: frozenset[str]) -> bool:
    """ "That did not help" says how an answer was taken, and nothing of the matter."""
    return len(words) < 3 and reaction(clause) is Reaction.REJECTED
