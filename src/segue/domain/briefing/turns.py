"""The messages of a conversation as the briefing reads them: own words only, in sentences, bounded.

Quoted mails, pasted logs, code and signatures are no part of the matter, so they are left out before anything is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from segue.domain.briefing.parting import apart, is_nudge
from segue.domain.briefing.replies import ANSWERS, Said, said_in
from segue.domain.briefing.taking import taken
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.sentences import sentences
from segue.domain.signals.language import identify
from segue.domain.signals.languages import LANGUAGES
from segue.domain.signals.linear import NO_MODELS
from segue.domain.signals.own_words import own_parts
from segue.domain.signals.reactions import Reaction, asks_if_it_helped, reaction

MOST_READ = 2000
"""Characters of one message that are read."""

MOST_OPENING, MOST_LATEST = 10, 70
"""Messages that are read: people say what it is about at the start, and what is still open at the end."""

MOST_SENTENCES = 24
"""Of one message; of a longer one, the first and the last half of that."""

_SIGN_OFF = re.compile(
    r"""(?:--\s?|_{2,}|(?:(?:best|kind|warm|many)\s)?regards|(?:yours\s)?sincerely|yours(?:\struly)?|all\sthe\sbest
    |mit\sfreundlichen\sgr(?:ü|ue)(?:ß|ss)en|(?:viele|liebe|beste|freundliche)\sgr(?:ü|ue)(?:ß|ss)e|mfg|lg
    |(?:bien\s)?cordialement|bien\sà\svous|(?:un\s|muchos\s)?saludos?(?:\scordiales)?|atentamente
    |(?:cordiali|distinti)\ssaluti|atenciosamente|(?:com\sos\s)?melhores\scumprimentos
    |(?:met\s)?vriendelijke\sgroet(?:en)?
    |groet(?:jes|en)?|sent\sfrom\smy\s.*|von\smeinem\s.*\sgesendet|envoyé\sde\smon\s.*|enviado\sdesde\smi\s.*
    |get\soutlook\sfor\s.*)[\s,.!]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_THANKS = re.compile(
    r"(?:many |thanks|thank you|danke|vielen dank|merci|gracias|grazie|obrigad[oa]|bedankt|cheers)[\s,.!]*$", re.I
)
_ONLY_ASKS = frozenset({Said.ASKED, Said.COURTESY})
_SHORT_LINE = 40
_TELLS_LANGUAGE = 300
"""Characters of a message that its language is told from."""

_BULLET = re.compile(r"^(?:[-–*•·#|>]+\s+)+|\s*[|#]+$")


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. `sentences`: its own words. `language`: ISO 639-1 code, "" when it is none that Segue reads.

    says: of the bot, what each sentence is. took: of the bot, how the customer's next message takes it.
    """

    seq: int
    at: datetime
    by_customer: bool
    text: str
    sentences: tuple[str, ...]
    language: str
    says: tuple[Said, ...] = ()
    took: Reaction = Reaction.NO_ANSWER

    @property
    def said(self) -> Iterator[tuple[str, Said]]:
        """Each sentence of the bot with what it is."""
        return zip(self.sentences, self.says, strict=True)


def turns_of(entries: Sequence[Entry], spoken: str = "") -> tuple[Turn, ...]:
    """What customer and bot said, in order. Of a very long conversation, its beginning and its end.

    spoken: the conversation's language (BCP 47), "" when not known.
    """
    said = [e for e in entries if e.kind is Kind.MESSAGE and e.role in (Role.END_USER, Role.AUTOMATED_AGENT)]
    if len(said) > MOST_OPENING + MOST_LATEST:
        said = said[:MOST_OPENING] + said[-MOST_LATEST:]
    turns = _turns(said, spoken.lower().partition("-")[0])
    return tuple(reversed(list(_taken(reversed(list(turns))))))


def _taken(latest_first: Iterable[Turn]) -> Iterator[Turn]:
    """What each message of the bot says, read once for all who ask, and how it was taken.

    A message that only asks whether it helped is about the answer before it, and so is the customer's yes or no.
    """
    answer: Turn | None = None
    judged = Reaction.NO_ANSWER
    for turn in latest_first:
        if turn.by_customer:
            answer = turn
            yield turn
            continue
        says = tuple(said_in(sentence, turn.language) for sentence in turn.sentences)
        asked = " ".join(turn.sentences[-2:])  # a message that asks if it helped does so at its end
        took = _how(answer, asked, says) if answer else Reaction.NO_ANSWER
        only_asks = _ONLY_ASKS.issuperset(says) and asks_if_it_helped(asked, (turn.language or "en",))
        took, judged = (took, took) if only_asks else (_later(judged, took), Reaction.NO_ANSWER)
        yield replace(turn, says=says, took=took)


def _how(answer: Turn, asked: str, says: Sequence[Said]) -> Reaction:
    """What answers nothing is not argued with: there, only what is plainly said counts."""
    if ANSWERS.isdisjoint(says):
        return reaction(answer.text, asked, (answer.language or "en",))
    return taken(answer.text, answer.sentences, asked, answer.language)


def _later(judged: Reaction, took: Reaction) -> Reaction:
    """What they said when they were asked counts more than what they wrote at once."""
    return took if judged is Reaction.NO_ANSWER else judged


def _turns(said: Iterable[Entry], language: str) -> Iterator[Turn]:
    known = language if language in LANGUAGES else ""
    asked = ""  # the customer's message before, as long as nobody else has spoken; over nudges, the one before them
    for entry in said:
        by_customer = entry.role is Role.END_USER
        own = own_text(entry.text[:MOST_READ]) if by_customer else entry.text[:MOST_READ]
        found = sentences(own)
        if len(found) > MOST_SENTENCES:
            found = found[: MOST_SENTENCES // 2] + found[-MOST_SENTENCES // 2 :]
        read = own[:_TELLS_LANGUAGE] if by_customer or not known else ""  # a bot speaks as its customer does
        spoken = identify(read, tuple(LANGUAGES), known, NO_MODELS) if read.strip() else known
        known = spoken or known
        plain = (_BULLET.sub("", line).strip() for line in found)
        if by_customer:
            nudge = is_nudge(own, asked, spoken)
            plain = (part for line in plain if not nudge for part in apart(line, spoken))
            asked = asked if nudge else own
        else:
            asked = ""
        yield Turn(entry.seq, entry.at, by_customer, own, tuple(filter(None, plain)), spoken)


def own_text(text: str) -> str:
    """A message without what it quotes and without its signature; "" when it only quotes."""
    kept = "\n".join(part for _, part in own_parts(text)) if "\n" in text or text.lstrip().startswith(">") else text
    lines = kept.split("\n")
    if len(lines) == 1:
        return "" if kept.lstrip().startswith(">") else kept
    end = next((at for at, line in enumerate(lines) if at and _signs_off(lines, at)), len(lines))
    return "\n".join(line for line in lines[:end] if not line.lstrip().startswith(">"))


def _signs_off(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if _SIGN_OFF.match(line):
        return True
    rest = [left.strip() for left in lines[at + 1 :] if left.strip()]
    return bool(_THANKS.match(line)) and 0 < len(rest) <= 3 and all(len(left) <= _SHORT_LINE for left in rest)
