"""What the customer's messages say of the matter, clause by clause: wishes, questions and what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from segue.domain.briefing import abroad
from segue.domain.briefing.commands import is_command
from segue.domain.briefing.english_clauses import clauses, trimmed, without_leads
from segue.domain.briefing.english_problems import is_no_problem, problem_weight
from segue.domain.briefing.english_wants import dangles, tails_of_request, wish_in
from segue.domain.briefing.english_wishes import Wish
from segue.domain.briefing.person import headed, second, third
from segue.domain.briefing.replies import ANSWERS, Said
from segue.domain.briefing.taking import says_only_no
from segue.domain.briefing.turns import Turn
from segue.domain.sentences import content_words, shorten, word_set
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


_VAGUE = word_set(
    """
    something anything thing things stuff changes change help issue issues problem problems question questions
    information details option options way ways that's it's possible able still again really now get want need
    like know tell check see please yes proceed ahead continue confirm work works working make sure assist
    assistance else some kind form sort here resolution resolved resolve solve solved solution figure out
    consider someone provide receive maybe perhaps
    """
)
_SORRY = re.compile(
    r"\b(?:sorry (?:to hear|about|for)|apologi[sz]e for|apologies for|inconvenience|frustrating|es tut (?:mir"
    r"|uns) (?:sehr )?leid, dass"
    r"|unannehmlichkeit\w*|navrée?s? (?:d['’]|de )|désolée?s? (?:d['’]|de |pour)|lamento|siento (?:mucho )?(?:que"
    r"|las?|los?)"
    r"|mi dispiace (?:per|che)|disagio|sinto muito (?:por|que)|lamento|het spijt (?:me|ons) dat|vervelend)\b",
    re.IGNORECASE,
)
"""Sympathy of the bot: it took what it answers for a complaint. "Sorry, I could not find it" is none."""

_TRIED = re.compile(
    r"\b(?:i|we)(?:['’]ve|\s+have)?\s+(?:(?:already|even|also|just)\s+)*(?:tried|restarted|rebooted|reset|reinstalled"
    r"|cleared|unplugged|emailed|contacted|updated|replaced|logged out)\b|^tried\b",
    re.IGNORECASE,
)
_SORRY_FOR, _ARGUED = 1.0, 0.6
"""What a bare statement weighs as a problem: where the bot said it was sorry, and where it argues against an answer."""

_UNREAD = 0.1
"""Weight of what is told elsewhere, or is an order to the machine."""

_REPORTED = 2.2
"""Weight of an opening that only tells how things are, beside that of its words."""

_DROPPED = 3.5
"""What is taken off the wishes before one that takes them back."""

_RECONSIDERS = re.compile(
    r"^(?:\W*\w+\W+){0,4}?(?:actually|on second thoughts?|changed my mind|forget (?:it|that)|rather|instead)\b", re.I
)
_STATE_OF_THINGS = re.compile(
    r"(?:(?:since|for|after|until|every|this|last|yesterday|today)\b(?:\s\w+){0,4}?,?\s+)?"
    r"(?:my|our|the|your|there|it|this|that|one of (?:my|our|the)|order|parcel|package"
    r"|delivery|booking|flight|invoice|bill|payment|card|account|website|site|app)\b"
    r"(?!.{0,30}\b(?:number|code|id|name|address|e-?mail)\b.{0,12}(?:is|:|#|\d))",
    re.IGNORECASE,
)
"""Of something the customer has or uses. What only gives a number or a name is none."""
_STANDS_FOR = re.compile(r"\b(?:it|them|those|these)\b", re.IGNORECASE)
_SOMEBODY_WHO = re.compile(
    r"\b(?:is there|can i|could i|may i|get me|give me|i (?:want|need)|let me)\b.{0,30}\b(?:colleague|someone|somebody"
    r"|anyone|anybody|person|human|supervisor|manager)\b.{0,20}\b(?:who|that)\b",
    re.IGNORECASE,
)
_CHOICE = word_set("proceed go continue confirm double-check look try check use pay keep remind")
_ASKS_PERSON = frozenset({AsksForHuman.CLEAR, AsksForHuman.UNCLEAR, AsksForHuman.DECLINES})


def lines_of(turns: Sequence[Turn]) -> tuple[Line, ...]:
    found: list[Line] = []
    first = next((turn.seq for turn in turns if turn.by_customer), 0)
    for at, turn in enumerate(turns):
        if not turn.by_customer:
            continue
        sorry = _said_sorry(turns[at + 1 :])
        told = _SORRY_FOR if sorry else _ARGUED if at and _turned_down(turns[at - 1]) else 0.0
        for sentence in turn.sentences:
            lines = list(_lines(turn, sentence, complains=told, opening=turn.seq == first))
            if _RECONSIDERS.match(sentence) and any(line.kind is Matter.WANT for line in lines):
                found = [_less(line) for line in found]
            found.extend(lines)
        if turn.seq == first:
            found = _reported(turn, found)
    return tuple(replace(line, order=order) for order, line in enumerate(found))


def _turned_down(turn: Turn) -> bool:
    """Whether it is an answer of the bot that the next message argues against."""
    return turn.took is Reaction.REJECTED and not ANSWERS.isdisjoint(turn.says)


def _less(line: Line) -> Line:
    """A wish that the customer thought better of."""
    return replace(line, weight=line.weight - _DROPPED) if line.kind is Matter.WANT else line


def _reported(turn: Turn, lines: list[Line]) -> list[Line]:
    """Who opens with nothing but how things are ("My kettle hums at night") reports what goes wrong."""
    if any(line.kind is not Matter.OTHER for line in lines):
        return lines
    told = [line for line in lines if len(line.words) > 1 and _reports(line)]
    if not told:
        return lines
    most = max(told, key=lambda line: line.weight)
    if turn.language != "en":
        report = _quoted(turn, Matter.PROBLEM, most.own, _weight(most.words) + _REPORTED)
    else:
        report = _line(turn, Matter.PROBLEM, _problem_line(calm(most.own)), most.own, _weight(most.words) + _REPORTED)
    return [report if line is most else line for line in lines]


def _reports(line: Line) -> bool:
    if line.weight <= _UNREAD or tried_alone(line.own):
        return False
    return line.language in abroad.NAMES or bool(_STATE_OF_THINGS.match(line.own) and not is_no_problem(line.own))


def _said_sorry(after: Sequence[Turn]) -> bool:
    """Whether the bot took the message for a complaint: it said sorry, and did not only fail to understand."""
    if not after or after[0].by_customer:
        return False
    return any(says is Said.COURTESY and _SORRY.search(said) for said, says in list(after[0].said)[:2])


def _lines(turn: Turn, sentence: str, *, complains: float, opening: bool) -> Iterator[Line]:
    """complains: what a bare statement weighs as a problem, 0.0 where the message is no complaint."""
    if is_command(sentence):
        yield _quoted(turn, Matter.OTHER, sentence, _UNREAD)
    elif turn.language == "en":
        yield from _in_full(turn, sentence, list(_english(turn, sentence, complains=complains, opening=opening)))
    else:
        yield from _foreign(turn, sentence, complains=complains, opening=opening)


def _in_full(turn: Turn, sentence: str, lines: Sequence[Line]) -> Iterator[Line]:
    """A problem that says little by itself ("and now I can't open them") is told with its whole sentence."""
    whole = trimmed(without_leads(sentence)).rstrip("?!. ")
    if len(lines) < 2 or len(whole) > LONGEST_LINE or any(line.kind in (Matter.WANT, Matter.ASK) for line in lines):
        yield from lines
        return
    thin = [line for line in lines if line.kind is Matter.PROBLEM and _says_little(line)]
    if not thin or _asks_person(sentence):
        yield from lines
        return
    weight = max(line.weight for line in lines if line.kind is Matter.PROBLEM)
    yield _line(turn, Matter.PROBLEM, _problem_line(calm(whole)), whole, weight)


def _says_little(line: Line) -> bool:
    return len(line.words) < 4 or bool(_STANDS_FOR.search(line.own))


def _english(turn: Turn, sentence: str, *, complains: float, opening: bool) -> Iterator[Line]:
    person = _asks_person(sentence)
    for clause in map(_without_person, clauses(sentence)) if person else clauses(sentence):
        words = telling(clause)
        if person and _asks_person(clause):
            for matter in tails_of_request(clause):
                yield _line(turn, Matter.WANT, f"Wants help with {third(matter)}", matter, 1.5, second(matter))
            continue
        said = calm(clause)
        wish, wrong = wish_in(said), problem_weight(said)
        bonus = 1.2 if opening else 0.0
        if wish and not (wish.line.startswith(("Is trying", "Was trying")) and wrong):
            kind = Matter.ASK if wish.asks else Matter.WANT
            yield _line(turn, kind, wish.line, clause, _worth(wish, words) + bonus, wish.naming)
            if wish.asks and wrong and (told := _told_as_problem(wish)):
                yield _line(turn, Matter.PROBLEM, told, clause, wrong + bonus)
        elif tried_alone(clause):
            yield _quoted(turn, Matter.OTHER, clause, _UNREAD)
        elif (wrong or _complains(turn, clause, words, complains)) and not _only_a_reaction(clause, words):
            wrong = wrong or complains
            yield _line(turn, Matter.PROBLEM, _problem_line(said), clause, wrong + bonus + _weight(words))
        elif clause.endswith("?"):
            asked = clause if clause in sentence else clause.rstrip("?")  # a quote is what was written
            yield _quoted(turn, Matter.ASK, asked, _weight(words) + bonus)
        elif words:
            yield _quoted(turn, Matter.OTHER, clause, 0.3 * _weight(words) + bonus)


def _complains(turn: Turn, clause: str, words: frozenset[str], weight: float) -> bool:
    """Whether a bare statement is part of a complaint. One with a figure is, also where it only argues."""
    if not weight or clause.endswith("?"):
        return False
    if turn.language == "en" and is_no_problem(clause):
        return False
    if any(character.isdigit() for character in clause):
        return bool(words) and len(clause.split()) > 2
    return len(words) > 2 and (weight >= _SORRY_FOR or not says_only_no(clause, turn.language))


def calm(clause: str) -> str:
    """Written all in capitals, it is told in small letters; numbers of orders stay as they are."""
    return _LOUD.sub(lambda found: found[0].lower(), clause) if clause.isupper() else clause


_LOUD = re.compile(r"(?<![\w-])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w-])")


def tried_alone(clause: str) -> bool:
    """ "I already restarted the router": it is told among what was tried."""
    return bool(_TRIED.search(clause))


def _without_person(clause: str) -> str:
    """ "Waive the fees or connect me with somebody" without what is asked instead."""
    for link in (" or ", " and "):
        head, other, _ = clause.partition(link)
        if other and len(head.split()) > 1 and _asks_person(clause) and not _asks_person(head):
            return head
    return clause


def _asks_person(clause: str) -> bool:
    return bool(_SOMEBODY_WHO.search(clause)) or read_request(clause).asks in _ASKS_PERSON


def _foreign(turn: Turn, sentence: str, *, complains: float, opening: bool) -> Iterator[Line]:
    code = turn.language
    if code not in abroad.NAMES:
        yield _quoted(turn, Matter.OTHER, sentence, _weight(telling(sentence)) + opening)
        return
    if read_request(sentence, (code,)).asks in _ASKS_PERSON:
        return
    own = abroad.without_greeting(sentence, code)
    words = telling(own)
    if not words:
        return
    weight = _weight(words) + (1.2 if opening else 0.0)
    wants, wrong = abroad.wants(own, code), abroad.problem(own, code)
    if abroad.asks_for_help(own):
        return
    if wants:
        yield _quoted(turn, Matter.WANT, own, weight + 2)
    elif own.endswith("?"):
        yield _quoted(turn, Matter.ASK, own, weight + 1)
    elif (wrong or _complains(turn, own, words, complains)) and not (
        str(reaction(own, "", (code,))) == Reaction.REJECTED and len(words) < 4
    ):
        yield _quoted(turn, Matter.PROBLEM, own, weight + (1.5 if wrong else 0.5 * complains))
    else:
        yield _quoted(turn, Matter.OTHER, own, 0.3 * weight)


def _line(turn: Turn, kind: Matter, text: str, own: str, weight: float, naming: str = "") -> Line:
    if len(text) > LONGEST_LINE or text.count('"') % 2:
        return _quoted(turn, kind, own, weight)
    return Line(turn.seq, 0, kind, text, own, turn.language, weight, telling(own), naming)


def _quoted(turn: Turn, kind: Matter, own: str, weight: float) -> Line:
    named = abroad.NAMES.get(turn.language, "")
    lead = {Matter.WANT: "Wants", Matter.ASK: "Asks", Matter.PROBLEM: "Reports", Matter.OTHER: "Wrote"}[kind]
    text = f"{lead}{f' (in {named})' if named else ''}: {quoted(own)}"
    return Line(turn.seq, 0, kind, text, own, turn.language, weight, telling(own), composed=False)


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
    general = bool(re.search(r"\bchanges?\b(?! (?:my|the|our|from)\b)", wish.line)) and not wish.asks
    less = (
        (0.8 if dangles(wish.line) else 0.0)
        + (3.0 if chosen else 0.0)
        + (1.5 if len(words) < 2 else 0.0)
        + (1.2 if general else 0.0)
    )
    return (1.4 if wish.asks else 2.6) + _weight(words) - less


_HAPPENED: Mapping[str, str] = {"are": "Is", "were": "Was", "have": "Has", "cannot": "Cannot", "did not": "Did not"}


def _told_as_problem(wish: Wish) -> str:
    """ "Asks why they were charged twice" tells that they were charged twice."""
    told = wish.line.removeprefix("Asks why they ").replace("can not ", "cannot ")
    head = next((head for head in _HAPPENED if told.startswith(f"{head} ")), "")
    return f"{_HAPPENED[head]} {told[len(head) + 1 :]}" if head and told != wish.line else ""


_REASON = re.compile(
    r"^(?:the|my)\s+reason\s+(?:for\s+[^,]{1,40}?\s+|(?:i|we)\s+[^,]{1,50}?\s+)?is\s+(?:that|because"
    r"|due\s+to\s+the\s+fact\s+that)\s+",
    re.IGNORECASE,
)


def _problem_line(clause: str) -> str:
    asks = clause.endswith("?")
    clause = _REASON.sub("", without_leads(trimmed(clause)).rstrip("?!. "))
    clause = clause.removesuffix(" why").removesuffix(" WHY").rstrip(", ")
    if clause.lower().startswith(("you ", "you've ", "your staff", "your company")):
        return f"Says {third(clause)}"
    if asks and _QUESTION.match(clause):
        return f"Asks: {quoted(clause)}"
    return headed(clause)


_QUESTION = re.compile(r"(?:why|how|when|where|what|is|are|do|does|did|has|have|can|could|will|would)\b", re.IGNORECASE)


def _only_a_reaction(clause: str, words: frozenset[str]) -> bool:
    """ "That did not help" says how an answer was taken, and nothing of the matter."""
    return len(words) < 2 and reaction(clause) is Reaction.REJECTED
