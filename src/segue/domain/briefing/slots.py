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
from segue.domain.briefing.person import capital
from segue.domain.briefing.references import Reference, amounts_in, named, references_in
from segue.domain.briefing.replies import ANSWERS, Said
from segue.domain.briefing.turns import Turn
from segue.domain.signals.reactions import Reaction

LONGEST_SLOT = 240
LONGEST_WRONG = 160
"""Characters of two problems and a refusal together."""

ENOUGH = 1.2
"""Weight from which on a wish or problem is told; one of less is told when there is none better."""

SECOND_BEST = 3.2
"""Weight that a second one needs to stand beside the first."""

OWN_WORDS = 5.0
"""What is added to a line that the customer wrote as the matter, in what is passed on."""

SETTLED = 4.0
"""What is taken off a wish that was carried out."""

_TELLS = frozenset({Said.TOLD, Said.ADVICE, Said.PROMISE})
_LATEST = 1.2
_STEM = 5
_LEAD_TO_NO = re.compile(r"^[^.!?]{0,120}?\bunfortunately\b,?\s*", re.IGNORECASE)
_ALIKE = 0.5
_LEANS = re.compile(r"\b(?:it|this|that|them|these|those|one)\b", re.IGNORECASE)
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
    references: tuple[Reference, ...] = ()


def slots_of(turns: Sequence[Turn], lines: Sequence[Line], variables: Mapping[str, Any]) -> Slots:
    asked = [line for line in lines if line.kind in (Matter.WANT, Matter.ASK)]
    refusal = last_refusal(turns)
    refused = stems(refusal)
    settled = settled_in(turns, [line for line in asked if len(stems(line.own) & refused) < 2])
    wished = chosen([_weighed(line, turns, settled) for line in asked])
    problems = [line for line in lines if line.kind is Matter.PROBLEM]
    wrong = [_fullest(line, problems) for line in chosen([_weighed(one, turns, frozenset()) for one in problems])]
    said_no = _said_no(refusal) or ("the assistant had no answer" if _is_lost(turns) else "")
    wrong = _short_enough(wrong, problems, said_no)
    references = _of_what_is_open(references_in(turns), lines, settled, (*wished, *wrong))
    goes_wrong = _joined(wrong)
    wants = _joined(wished) or ("" if goes_wrong else _in_their_words(lines, variables))
    amounts = amounts_in(turns) if _MONEY.search(wants) else ()
    if len(amounts) == 1 and amounts[0].written not in wants:
        references = (*references, *amounts)
    if wished:
        wants = _with(wants, named(references, f"{wants} {goes_wrong}"))
    elif wrong:
        goes_wrong = _with(goes_wrong, named(references, goes_wrong))
    told = "; ".join(part for part in (goes_wrong, said_no) if part)
    return Slots(wants, capital(told), tuple(wished), tuple(wrong), refusal, references)


def _short_enough(wrong: list[Line], problems: Sequence[Line], said_no: str) -> list[Line]:
    """Only the fuller one, where both would leave no room on the card for what to say first."""
    if len(wrong) < 2 or sum(len(line.text) for line in wrong) + len(said_no) <= LONGEST_WRONG:
        return wrong
    chosen_orders = {line.order for line in wrong}
    fuller = max((line for line in problems if line.order in chosen_orders), key=lambda line: line.weight)
    return [line for line in wrong if line.order == fuller.order]


def _of_what_is_open(
    references: Sequence[Reference], lines: Sequence[Line], settled: frozenset[int], told: Sequence[Line]
) -> tuple[Reference, ...]:
    """Without the numbers of what is done: an order whose address was changed is not the one that is broken."""
    done = {line.seq for line in lines if line.order in settled} - {line.seq for line in told}
    return tuple(each for each in references if not each.seqs <= done)


def _is_lost(turns: Sequence[Turn]) -> bool:
    """Whether the bot's last message says that it did not understand or does not know."""
    last = next((turn for turn in reversed(turns) if not turn.by_customer), None)
    return last is not None and Said.LOST in last.says


def chosen(lines: Sequence[Line]) -> list[Line]:
    """The best, and the next best when it says something else; in the order in which they were said."""
    best: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.weight, line.order)):
        enough = ENOUGH if not best or _leans(best[0]) else SECOND_BEST + (line.kind is Matter.ASK)
        enough += 9 if best and len(line.words) < 2 else 0
        if len(best) < 2 and line.weight >= enough and not any(alike(line, other) for other in best):
            best.append(line)
    if not best and lines:
        best = [max(lines, key=lambda line: line.weight)]
        best = best if best[0].weight > 0 and best[0].words else []
    return sorted(best, key=lambda line: line.order)


def _leans(line: Line) -> bool:
    """Whether a wish stands on one that was told before: "is it ended or not"."""
    return line.composed and line.kind is not Matter.PROBLEM and len(line.words) < 3 and bool(_LEANS.search(line.text))


def alike(one: Line, other: Line) -> bool:
    """Whether they say the same, or one is only the other's deed with less said of it."""
    if _deed(one) == _deed(other) and not any(character.isdigit() for line in (one, other) for character in line.text):
        return True
    fewest = min(len(one.words), len(other.words))
    return not fewest or len(one.words & other.words) / fewest >= _ALIKE


def _fullest(line: Line, lines: Sequence[Line]) -> Line:
    """The line, or one that says the same more fully: who tells a trouble again leaves out what is known by then.

    lines: with their own weights, whatever came later.
    """
    own = next((one for one in lines if one.order == line.order), line)
    fuller = [one for one in lines if one.weight > own.weight and len(one.words) >= len(own.words) and alike(one, own)]
    return max(fuller, key=lambda one: one.weight, default=line)


def _deed(line: Line) -> str:
    return " ".join(
        line.text.removeprefix("Wants us to ").removeprefix("Wants to ").removeprefix("Needs to ").split()[:1]
    )


def _weighed(line: Line, turns: Sequence[Turn], settled: frozenset[int]) -> Line:
    """Later wishes count more, for people correct themselves; one that was carried out is not wanted any more."""
    customers = [turn.seq for turn in turns if turn.by_customer]
    if line.seq not in customers:
        return replace(line, weight=line.weight + OWN_WORDS)  # what they wrote themselves as the matter
    place = customers.index(line.seq) / max(1, len(customers) - 1)
    last = _LATEST if line.seq in customers[-2:] and line.kind is not Matter.ASK else 0.0
    return replace(line, weight=line.weight + place * 1.0 + last - (SETTLED if line.order in settled else 0.0))


def settled_in(turns: Sequence[Turn], lines: Sequence[Line]) -> frozenset[int]:
    """Orders of the lines that the bot carried out afterwards, without being told that it did not help.

    What was done must be what was asked: "your bags were added" settles no upgrade. A bare "Done!" settles all.
    """
    done: set[int] = set()
    before = 0
    for turn in turns:
        if turn.by_customer:
            before = turn.seq
            continue
        if turn.took is Reaction.REJECTED or Said.REFUSED in turn.says:
            continue
        answered = turn.took is Reaction.CONFIRMED and not _TELLS.isdisjoint(turn.says)
        if turn.took is Reaction.CONFIRMED and not ANSWERS.isdisjoint(turn.says):  # thanks are for what was just asked
            just = [line for line in lines if line.seq == before]
            done.update(line.order for line in just if len(just) == 1 or (answered and line.kind is Matter.ASK))
        if Said.DONE in turn.says or answered:
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
        for sentence, says in turn.said:
            if says is Said.REFUSED:
                found = sentence
            elif says is Said.DONE and len(stems(sentence) & stems(found)) >= 3:
                found = ""
    return _LEAD_TO_NO.sub("", found)


def _joined(lines: Sequence[Line]) -> str:
    texts = [line.text for line in lines]
    if len(texts) == 2 and len(texts[0]) + len(texts[1]) > LONGEST_SLOT:
        texts = [max(lines, key=lambda line: line.weight).text]
    if len(texts) == 2 and texts[1].partition(": ")[0] == texts[0].partition(": ")[0] and not lines[1].composed:
        texts[1] = texts[1].partition(": ")[2]
    elif len(texts) == 2 and lines[1].composed:
        texts[1] = ("also " if _same_verb(texts) else "") + texts[1][:1].lower() + texts[1][1:]
    return "; ".join(texts)


def _same_verb(texts: Sequence[str]) -> bool:
    return texts[0].split()[0] == texts[1].split()[0]


def _with(told: str, names: str) -> str:
    return f"{told} ({names.strip()})" if told and names else told


def _said_no(refusal: str) -> str:
    return f"the assistant said no: {quoted(refusal)}" if refusal else ""


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
