"""The two slots of the briefing: what the customer wants, and what goes wrong, each as one plain line.

Put together from the customer's own clauses (`lines`), in the third person, with what the case is known by. Every value
in them was said in the conversation. Where nothing can be put together safely, the customer's words are quoted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from segue.domain.briefing.lines import Line, Matter, quoted, telling
from segue.domain.briefing.references import amounts_in, named, references_in
from segue.domain.briefing.replies import Said, said_in
from segue.domain.briefing.turns import Turn
from segue.domain.signals.reactions import Reaction, reaction

LONGEST_SLOT = 240
ENOUGH = 1.2
"""Weight from which on a wish or problem is told; one of less is told when there is none better."""

SECOND_BEST = 3.2
"""Weight that a second one needs to stand beside the first."""

SETTLED = 4.0
"""What is taken off a wish that was carried out."""

_LATEST = 1.2
_STEM = 5
_LEAD_TO_NO = re.compile(r"^[^.!?]{0,120}?\bunfortunately\b,?\s*", re.IGNORECASE)
_ALIKE = 0.5
_MONEY = re.compile(
    r"\b(?:refund|money|reimburse\w*|compensat\w*|charge[ds]?|charged|pay|paid|credit|bill\w*)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Slots:
    """`wants`, `goes_wrong`: as they stand in the package. The lines are those that they are made of."""

    wants: str = ""
    goes_wrong: str = ""
    wished: tuple[Line, ...] = ()
    wrong: tuple[Line, ...] = ()
    refusal: str = ""  # the bot's words


def slots_of(turns: Sequence[Turn], lines: Sequence[Line], variables: Mapping[str, Any]) -> Slots:
    asked = [line for line in lines if line.kind in (Matter.WANT, Matter.ASK)]
    refusal = last_refusal(turns)
    refused = stems(refusal)
    settled = settled_in(turns, [line for line in asked if len(stems(line.own) & refused) < 2])
    wishes = [_weighed(line, turns, settled) for line in asked]
    wrongs = [_weighed(line, turns, frozenset()) for line in lines if line.kind is Matter.PROBLEM]
    wished, wrong = chosen(wishes), chosen(wrongs)
    references = references_in(turns)
    goes_wrong = _joined(wrong)
    wants = _joined(wished) or ("" if goes_wrong else _in_their_words(lines, variables))
    amounts = amounts_in(turns)
    if wants and len(amounts) == 1 and amounts[0] not in wants and _MONEY.search(wants):
        references = (*references, ("", amounts[0]))
    if wished:
        wants = _with(wants, named(references, f"{wants} {goes_wrong}"))
    elif wrong:
        goes_wrong = _with(goes_wrong, named(references, goes_wrong))
    return Slots(wants, _with_refusal(goes_wrong, refusal), tuple(wished), tuple(wrong), refusal)


def chosen(lines: Sequence[Line]) -> list[Line]:
    """The best, and the next best when it says something else; in the order in which they were said."""
    best: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.weight, line.order)):
        enough = ENOUGH if not best else SECOND_BEST + (line.kind is Matter.ASK)
        enough += 9 if best and len(line.words) < 2 else 0
        if len(best) < 2 and line.weight >= enough and not any(alike(line, other) for other in best):
            best.append(line)
    if not best and lines:
        best = [max(lines, key=lambda line: line.weight)]
        best = best if best[0].weight > 0 and best[0].words else []
    return sorted(best, key=lambda line: line.order)


def alike(one: Line, other: Line) -> bool:
    """Whether they say the same, or one is only the other's deed with less said of it."""
    if _deed(one) == _deed(other) and not any(character.isdigit() for line in (one, other) for character in line.text):
        return True
    fewest = min(len(one.words), len(other.words))
    return not fewest or len(one.words & other.words) / fewest > _ALIKE


def _deed(line: Line) -> str:
    return " ".join(
        line.text.removeprefix("Wants us to ").removeprefix("Wants to ").removeprefix("Needs to ").split()[:1]
    )


def _weighed(line: Line, turns: Sequence[Turn], settled: frozenset[int]) -> Line:
    """Later wishes count more, for people correct themselves; one that was carried out is not wanted any more."""
    customers = [turn.seq for turn in turns if turn.by_customer]
    place = customers.index(line.seq) / max(1, len(customers) - 1)
    last = _LATEST if line.seq in customers[-2:] and line.kind is not Matter.ASK else 0.0
    return replace(line, weight=line.weight + place * 1.0 + last - (SETTLED if line.order in settled else 0.0))


def settled_in(turns: Sequence[Turn], lines: Sequence[Line]) -> frozenset[int]:
    """Orders of the lines that the bot carried out afterwards, without being told that it did not help.

    What was done must be what was asked: "your bags were added" settles no upgrade. A bare "Done!" settles all.
    """
    done: set[int] = set()
    for at, turn in enumerate(turns):
        if turn.by_customer:
            continue
        after = next((later for later in turns[at + 1 :] if later.by_customer), None)
        took = reaction(after.text, turn.text, (after.language or "en",)) if after else Reaction.NO_ANSWER
        says = {said_in(sentence, turn.language): stems(sentence) for sentence in turn.sentences}
        if took is Reaction.REJECTED or Said.REFUSED in says:
            continue
        answered = took is Reaction.CONFIRMED and (Said.TOLD in says or Said.ADVICE in says)
        if Said.DONE in says or answered:
            words = frozenset[str]().union(*(stems(sentence) for sentence in turn.sentences))
            done.update(
                line.order for line in lines if line.seq < turn.seq and (len(words) < 3 or _same(line.words, words))
            )
    return frozenset(done)


def _same(words: frozenset[str], done: frozenset[str]) -> bool:
    asked = frozenset(word[:_STEM] for word in words)
    return len(asked & done) >= max(1, len(asked) // 2)


def stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in telling(text))


def last_refusal(turns: Sequence[Turn]) -> str:
    """The bot's own words of the last refusal, unless it did after all what it had refused; "" when there is none."""
    found = ""
    for turn in turns:
        if turn.by_customer:
            continue
        for sentence in turn.sentences:
            says = said_in(sentence, turn.language)
            if says is Said.REFUSED:
                found = sentence
            elif says is Said.DONE and len(stems(sentence) & stems(found)) >= 3:
                found = ""
    return _LEAD_TO_NO.sub("", found)


def _joined(lines: Sequence[Line]) -> str:
    texts = [line.text for line in lines]
    if len(texts) == 2 and len(texts[0]) + len(texts[1]) > LONGEST_SLOT:
        texts = [max(lines, key=lambda line: line.weight).text]
    if len(texts) == 2 and lines[1].composed:
        texts[1] = ("also " if _same_verb(texts) else "") + texts[1][:1].lower() + texts[1][1:]
    return "; ".join(texts)


def _same_verb(texts: Sequence[str]) -> bool:
    return texts[0].split()[0] == texts[1].split()[0]


def _with(told: str, names: str) -> str:
    return f"{told} ({names.strip()})" if told and names else told


def _with_refusal(goes_wrong: str, refusal: str) -> str:
    if not refusal:
        return goes_wrong
    said = f"the assistant said no: {quoted(refusal)}"
    return f"{goes_wrong}; {said}" if goes_wrong else said[:1].upper() + said[1:]


def _in_their_words(lines: Sequence[Line], variables: Mapping[str, Any]) -> str:
    """Nothing reads as a wish or a problem: the line that carries most, quoted; else what the bot noted."""
    best = max(lines, key=lambda line: line.weight, default=None)
    if best is not None and best.words:
        return best.text
    intent = next(
        (str(variables[name]) for name in ("intent", "topic", "reason") if isinstance(variables.get(name), str)), ""
    )
    return f"The assistant noted: {quoted(intent)}" if intent else (best.text if best else "")


def closed(sentence: str) -> str:
    """With a full stop, unless it ends as a sentence already."""
    text = sentence.rstrip()
    ends = text.endswith((".", "!", "?", "…")) or text[-2:] in ('."', '!"', '?"', '…"')
    return text if ends or not text else f"{text}."
