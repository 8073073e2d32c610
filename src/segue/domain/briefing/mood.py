"""How the customer's mood went: one sentence for people, and the scores for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segue.domain.conversation import Entry, Kind, Role
from segue.domain.package import Fact, MoodAt, MoodCourse, Status
from segue.domain.sentences import sentences, shorten
from segue.domain.signals import course
from segue.domain.signals.languages import languages_of
from segue.domain.signals.linear import NO_MODELS, LinearModels
from segue.domain.signals.memory import Course
from segue.domain.signals.mood import LIKELY, Before, read_mood
from segue.domain.signals.reactions import Reaction, reaction

MOST_TURNS = 20
"""Messages of the customer that are read, the newest; each costs up to a millisecond."""

MOST_READ = 2000
LONGEST_QUOTE = 90
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of the customer as it sounds. failed: answers of the bot turned down so far, with this one."""

    entry: Entry
    dissatisfied: float
    urgent: float
    mood: float
    bad: bool
    failed: int
    urgent_words: str = ""


def ordinal(number: int) -> str:
    """1 -> first; above ten 11th, 12th, 21st."""
    if 1 <= number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def hear(
    entries: Sequence[Entry], languages: Sequence[str] = ("en",), models: LinearModels = NO_MODELS
) -> tuple[Heard, ...]:
    """The newest messages of the customer, in order. What a recorded decision saw of one counts; the rest is read."""
    spoken = [e for e in entries if e.kind is Kind.MESSAGE and e.role in (Role.END_USER, Role.AUTOMATED_AGENT)]
    return tuple(_heard(_newest(spoken), tuple(languages), models))


def _newest(spoken: Sequence[Entry]) -> Sequence[Entry]:
    own = [at for at, entry in enumerate(spoken) if entry.role is Role.END_USER]
    return spoken[own[-MOST_TURNS] :] if len(own) > MOST_TURNS else spoken


def _heard(spoken: Sequence[Entry], languages: tuple[str, ...], models: LinearModels) -> Iterator[Heard]:
    known, so_far, failed, bot_said = languages_of(languages), Course(), 0, ""
    for entry in spoken:
        text = entry.text[:MOST_READ]
        if entry.role is Role.AUTOMATED_AGENT:
            bot_said = text
            continue
        turned_down = bool(bot_said) and reaction(text, bot_said, languages) is Reaction.REJECTED
        failed += turned_down
        sounds = read_mood(text, known, models, Before(bot_said, failed=turned_down))
        dissatisfied = _recorded(entry, "dissatisfied", sounds.dissatisfied)
        so_far = course.after(so_far, dissatisfied)
        urging = [each for each in sounds.contributions if each.signal == "urgent" and each.words]
        words = max(urging, key=lambda each: each.weight).words if urging else ""
        yield Heard(
            entry,
            round(dissatisfied, 3),
            _recorded(entry, "urgent", sounds.urgent),
            round(so_far.mean, 3),
            so_far.bad,
            failed,
            words,
        )


def _recorded(entry: Entry, signal: str, otherwise: float) -> float:
    seen = (entry.decision or {}).get("signals")
    value = seen.get(signal) if isinstance(seen, dict) else None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    return otherwise


def mood_of(
    heard: Sequence[Heard], models: LinearModels = NO_MODELS, languages: Sequence[str] = ("en",)
) -> Fact[MoodCourse]:
    if not heard:
        return Fact(status=Status.ABSENT, source="segue", why="the customer has not written anything")
    turn = _turn(heard)
    quote = _sharpest(turn.entry.text, models, tuple(languages)) if turn else ""
    told = MoodCourse(
        _sentence(heard, turn, quote),
        turn.entry.seq if turn else 0,
        quote,
        tuple(MoodAt(each.entry.seq, each.dissatisfied, each.mood) for each in heard),
    )
    return Fact(told, Status.KNOWN, "segue", heard[-1].entry.at)


def _turn(heard: Sequence[Heard]) -> Heard | None:
    """Where it turned: the first of the dissatisfied messages that made the mood bad, or else the last such message."""
    at = next((place for place, each in enumerate(heard) if each.bad), None)
    if at is None:
        return next((each for each in reversed(heard) if each.dissatisfied >= LIKELY), None)
    while at and heard[at - 1].dissatisfied >= LIKELY:
        at -= 1
    return heard[at]


def _sentence(heard: Sequence[Heard], turn: Heard | None, quote: str) -> str:
    if turn is None:
        return "Calm throughout." if len(heard) > 1 else "Calm."
    words = f": “{quote}”" if quote else "."
    after = f" after the {ordinal(turn.failed)} failed answer" if turn.failed else ""
    if any(each.bad for each in heard) and not heard[-1].bad:
        return f"Calm again; was dissatisfied{after}{words}"
    if turn is heard[0]:
        return f"Dissatisfied from the start{words}"
    if heard[-1].bad or turn is heard[-1]:
        return f"Calm at first; turned{after}{words}"
    return f"Calm, but for one message{after}{words}"


def _sharpest(text: str, models: LinearModels, languages: tuple[str, ...]) -> str:
    """The sentence of a message that sounds most dissatisfied, as it was written, cut after a word when it is long."""
    parts = sentences(text[:MOST_READ])[:6] or [text]
    known = languages_of(languages)
    if len(parts) > 1:
        parts = sorted(parts, key=lambda part: -read_mood(part, known, models).dissatisfied)
    return shorten(parts[0], LONGEST_QUOTE)
