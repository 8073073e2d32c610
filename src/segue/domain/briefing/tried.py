"""What was tried before a person was asked, and how the customer took it.

Greetings, courtesies, refusals and questions of the bot are no solutions. What the customer tried alone is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from segue.domain.briefing.english_clauses import without_leads
from segue.domain.briefing.lines import tried_alone
from segue.domain.briefing.person import headed
from segue.domain.briefing.replies import Said, deed_of
from segue.domain.briefing.turns import Turn
from segue.domain.package import Attempt
from segue.domain.sentences import content_words, shorten
from segue.domain.signals.reactions import Reaction, asks_if_it_helped, reaction

MOST_ATTEMPTS = 5
LONGEST_TEXT, LONGEST_WORDS = 160, 120

_WORTH = {Said.DONE: 4, Said.ADVICE: 3, Said.PROMISE: 2, Said.TOLD: 1}
_LIST_ITEM = re.compile(r"^(?:[-*•]|\d{1,2}[.)])\s|^\*\*|^\d{1,2}\.$|^[^.!?]{1,40}:\s")


def attempts(turns: Sequence[Turn]) -> tuple[Attempt, ...]:
    """In order; of more than `MOST_ATTEMPTS`, those that the customer took a side on, then deeds, then the latest."""
    found = list(_each_once(turns).values())
    ranked = sorted(range(len(found)), key=lambda at: (found[at][0], at), reverse=True)[:MOST_ATTEMPTS]
    return tuple(found[at][1] for at in sorted(ranked))


def _each_once(turns: Sequence[Turn]) -> dict[str, tuple[int, Attempt]]:
    """An answer given again is told where it stood last, unless only an earlier time tells how it was taken."""
    found: dict[str, tuple[int, Attempt]] = {}
    for worth, attempt in _attempts(turns):
        before = found.pop(attempt.text, None)
        told_before = before and attempt.reaction == Reaction.NO_ANSWER and before[1].reaction != Reaction.NO_ANSWER
        found[attempt.text] = before if before and told_before else (worth, attempt)
    return found


def _attempts(turns: Sequence[Turn]) -> Iterator[tuple[int, Attempt]]:
    asked = advised = False
    for at, turn in enumerate(turns):
        if turn.by_customer:
            asked = True
            if not advised:  # else they answer the advice
                yield from _alone(turn)
        elif asked:
            after = turns[at + 1] if at + 1 < len(turns) and turns[at + 1].by_customer else None
            found = tuple(_of_the_bot(turn, after))
            advised = any(worth % 4 == _WORTH[Said.ADVICE] for worth, _ in found)
            yield from found


def _of_the_bot(turn: Turn, after: Turn | None) -> Iterator[tuple[int, Attempt]]:
    said = list(turn.said)
    prose = [(sentence, says) for sentence, says in said if says in _WORTH and not _LIST_ITEM.match(sentence)]
    if not prose:
        return
    sentence, says = max(prose, key=lambda each: _WORTH[each[1]])
    if says is Said.TOLD and any(_explained(other, line, turn.language) for line, other in said):
        return
    text = deed_of(sentence) if says is Said.DONE and turn.language == "en" else ""
    words = after.text if after else ""
    took = turn.took if words else Reaction.NO_ANSWER
    worth = _WORTH[says] + (4 if took is not Reaction.NO_ANSWER else 0)
    yield (
        worth,
        Attempt(fitting(text or sentence, LONGEST_TEXT), str(took), fitting(words, LONGEST_WORDS), turn.seq, turn.at),
    )


def _explained(says: Said, sentence: str, language: str) -> bool:
    """Whether the sentences beside it are reasons only: of a refusal, or of a question about the matter."""
    asks = says is Said.ASKED and not asks_if_it_helped(sentence, (language or "en",))
    return asks or says is Said.REFUSED


def _alone(turn: Turn) -> Iterator[tuple[int, Attempt]]:
    """ "I already restarted the router twice": tried before anybody advised it."""
    if turn.language != "en":
        return
    for sentence in turn.sentences:
        if tried_alone(sentence) and len(content_words(sentence)) >= 3 and not sentence.endswith("?"):
            deed = headed(without_leads(sentence).split(" but ")[0].rstrip(".!, "))
            took = Reaction.REJECTED if reaction(sentence) is Reaction.REJECTED else Reaction.NO_ANSWER
            text = fitting(f"By the customer: {deed[:1].lower()}{deed[1:]}", LONGEST_TEXT)
            yield 5, Attempt(text, str(took), fitting(sentence, LONGEST_WORDS), turn.seq, turn.at)


_END = re.compile(r"(?<=[.!?…])\s")


def fitting(text: str, limit: int) -> str:
    """At most `limit` characters: whole sentences where the first one fits, else cut after a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    ends = [found.start() for found in _END.finditer(line[: limit + 1])]
    return line[: ends[-1]] if ends and ends[-1] >= limit // 4 else shorten(line, limit)
