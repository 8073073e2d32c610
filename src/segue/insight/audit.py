"""Months of past tickets, grouped into types of conversations: which of them should always reach a human?

Tickets that some topic of Segue covers form one group a topic. The others are grouped by the telling words they share:
each joins the nearest group that is near enough, or begins its own. Then each group is measured, and the ten with the
greatest need become proposals, each with a line for the policy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

from segue.domain.redaction import redact
from segue.domain.signals.likeness import alike, telling_words
from segue.domain.signals.memory import SignalMemory, Words
from segue.domain.signals.observe import Observed, Observer
from segue.domain.signals.own_words import LONGEST_READ
from segue.domain.signals.words import tokens
from segue.ports.tickets import Ticket
from segue.trained import load as load_models

NEAR = 0.3
"""Least share of telling words with a group's typical words to join it."""

FOLLOWED_WITHIN = timedelta(days=7)
"""Another ticket of the same customer within this time is a follow-up contact."""

MANY_REPLIES = 2
"""Replies of human agents from which on a ticket needed a human."""

PROPOSALS = 10
LEAST_NEED = 0.25
"""0..1; a type that needs a human less is not proposed."""

FEWEST = 3
"""Tickets; a smaller group is no type."""

_TYPICAL = 12
_FEWEST_FOR_A_PHRASE, _SHORTEST_PHRASE = 5, 6
_EXAMPLES = 5
_MOST_GROUPS = 400


@dataclass(frozen=True, slots=True)
class Seen:
    """A ticket, what its words sound like, and whether the same customer came back soon."""

    ticket: Ticket
    observed: Observed
    words: Words
    followed: bool


@dataclass(frozen=True, slots=True)
class Type:
    """A type of conversation. Shares are 0..1 of its tickets; `needed` and `bad_score` None where nothing tells.

    needed: tickets with several replies of humans, or reopened. followed: the customer came back within seven days.
    frustrated: mean probability of dissatisfaction or complaint, whichever is higher. urgent: share with urgency or
    distress.
    """

    name: str
    topic: str  # "" for a group by words
    tickets: tuple[Seen, ...]
    share: float
    needed: float | None
    followed: float
    frustrated: float
    urgent: float
    bad_score: float | None
    phrase: str = ""  # words that nearly all of it holds and little else

    @property
    def need(self) -> float:
        """0..1: how much this type needs a human. A topic that always does counts as half of it by itself."""
        known = [value for value in (self.needed, self.bad_score) if value is not None]
        parts = [self.followed, self.frustrated, self.urgent, *known]
        return min(1.0, sum(parts) / len(parts) + (0.5 if self.topic and self.topic != "cancellation" else 0.0))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A type that should always escalate. `kind`: of the trigger; `line`: for the policy's `triggers`."""

    type: Type
    urgency: str
    kind: str
    line: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """`needed_human`, `followed`, `frustrated`: the types that lead each list, most first."""

    tickets: int
    types: tuple[Type, ...]
    proposals: tuple[Proposal, ...]
    needed_human: tuple[Type, ...]
    followed: tuple[Type, ...]
    frustrated: tuple[Type, ...]
    unknown: Mapping[str, str] = field(default_factory=dict)  # what could not be told -> why


def audit(tickets: Iterable[Ticket], languages: tuple[str, ...] = ("en",)) -> Audit:
    """Pure and deterministic: the same tickets in the same order give the same audit."""
    observer = Observer(languages, {}, load_models())
    listed = list(tickets)
    followed = _followed(listed)
    seen = [_seen(ticket, observer, ticket.id in followed) for ticket in listed]
    types = [one for one in _types(seen) if len(one.tickets) >= FEWEST]
    needy = [one for one in types if one.need >= LEAST_NEED]
    ranked = sorted(needy, key=lambda one: (-one.need * len(one.tickets) ** 0.5, one.name))
    return Audit(
        len(listed),
        tuple(sorted(types, key=lambda one: (-len(one.tickets), one.name))),
        tuple(_proposal(one) for one in ranked[:PROPOSALS]),
        _lead(types, lambda one: one.needed),
        _lead(types, lambda one: one.followed),
        _lead(types, lambda one: one.frustrated),
        _unknown(listed),
    )


def _lead(types: Sequence[Type], value: Callable[[Type], float | None]) -> tuple[Type, ...]:
    known = [(value(one) or 0.0, one) for one in types]
    ranked = sorted(known, key=lambda pair: (-pair[0], -len(pair[1].tickets), pair[1].name))
    return tuple(one for share, one in ranked[:PROPOSALS] if share)


def _unknown(tickets: Sequence[Ticket]) -> dict[str, str]:
    found = {}
    if all(ticket.replies is None for ticket in tickets):
        found["what needed a human"] = "no ticket says how often people replied"
    if not any(ticket.customer and ticket.created_at for ticket in tickets):
        found["what caused follow-up contacts"] = "no ticket says who wrote it and when"
    if all(ticket.bad_score is None for ticket in tickets):
        found["satisfaction"] = "no ticket has a score"
    return found


def _followed(tickets: Sequence[Ticket]) -> set[str]:
    """Ids of tickets after which the same customer came back soon."""
    by_customer: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        if ticket.customer and ticket.created_at:
            by_customer.setdefault(ticket.customer, []).append(ticket)
    found = set()
    for theirs in by_customer.values():
        theirs.sort(key=lambda ticket: (ticket.created_at, ticket.id))
        for earlier, later in pairwise(theirs):
            if earlier.created_at and later.created_at and later.created_at - earlier.created_at <= FOLLOWED_WITHIN:
                found.add(earlier.id)
    return found


def _seen(ticket: Ticket, observer: Observer, followed: bool) -> Seen:
    observed, _ = observer.customer(ticket.words, SignalMemory())
    told = telling_words(ticket.words, observed.language or "en")
    words = tuple(word for word in told if not any(c.isdigit() for c in word))  # the same matter, another order
    return Seen(ticket, observed, words, followed)


# --- grouping -------------------------------------------------------------------------------------------------------


class _Group:
    """Tickets that share words. `typical`: those that a third of its tickets have, at most twelve."""

    def __init__(self) -> None:
        self.members: list[Seen] = []
        self.counts: Counter[str] = Counter()
        self.typical: Words = ()

    def add(self, seen: Seen) -> None:
        self.members.append(seen)
        self.counts.update(set(seen.words))
        least = max(1, len(self.members) // 3)
        common = (word for word, count in self.counts.most_common(_TYPICAL) if count >= least)
        self.typical = tuple(sorted(common))


def _types(seen: Sequence[Seen]) -> list[Type]:
    topics: dict[str, list[Seen]] = {}
    others: list[Seen] = []
    for one in seen:
        scores = one.observed.topic_scores
        topic = max(one.observed.topics, key=lambda name: scores[name], default="")
        topics.setdefault(topic, []).append(one) if topic else others.append(one)
    found = [_type(topic.replace("_", " "), topic, members, len(seen)) for topic, members in topics.items()]
    groups = _groups(others)
    phrases = _phrases(groups)
    for group, phrase in zip(groups, phrases, strict=True):
        common = sorted(group.counts, key=lambda word: (-group.counts[word], word))[:4]
        name = ", ".join(_spelt(group.members, word) for word in common) or "without words"
        found.append(_type(name, "", group.members, len(seen), phrase))
    return found


def _groups(seen: Sequence[Seen]) -> list[_Group]:
    groups: list[_Group] = []
    having: dict[str, set[int]] = {}  # word -> groups that it has been typical of
    for one in seen:
        near = sorted({place for word in one.words for place in having.get(word, ())})
        likeness, nearest = max(((alike(one.words, groups[at].typical), -at) for at in near), default=(0.0, 0))
        at = -nearest
        if likeness < NEAR and len(groups) < _MOST_GROUPS:
            at = len(groups)
            groups.append(_Group())
        elif not near:
            continue  # nothing like any group, and there are as many as are looked at
        groups[at].add(one)
        for word in groups[at].typical:
            having.setdefault(word, set()).add(at)
    return groups


def _spelt(members: Sequence[Seen], stem: str) -> str:
    """A telling word as customers write it most: telling words have lost their endings."""
    written = Counter(
        word
        for one in members
        for word in (token.word for token in tokens(one.ticket.words[:LONGEST_READ]))
        if word.startswith(stem)
    )
    return min(written, key=lambda word: (-written[word], word), default=stem)


def _phrases(groups: Sequence[_Group]) -> list[str]:
    """A word that nine tenths of a group have and hardly any other ticket: enough for a trigger by exact words."""
    everywhere: Counter[str] = Counter()
    for group in groups:
        everywhere.update(group.counts)
    found = []
    for group in groups:
        size = len(group.members)
        distinct = len({one.ticket.text for one in group.members})
        telling = [
            word
            for word, count in group.counts.items()
            if size >= _FEWEST_FOR_A_PHRASE
            and distinct >= _FEWEST_FOR_A_PHRASE
            and count >= 0.9 * max(size, everywhere[word])
            and len(word) >= _SHORTEST_PHRASE
        ]
        stem = max(sorted(telling), key=lambda word: group.counts[word], default="")
        found.append(_spelt(group.members, stem) if stem else "")
    return found


def _type(name: str, topic: str, members: Sequence[Seen], total: int, phrase: str = "") -> Type:
    known = [one.ticket.replies for one in members if one.ticket.replies is not None]
    scored = [one.ticket.bad_score for one in members if one.ticket.bad_score is not None]
    needed = [one.ticket for one in members if (one.ticket.replies or 0) >= MANY_REPLIES or one.ticket.reopened]
    return Type(
        name,
        topic,
        tuple(members),
        len(members) / max(1, total),
        len(needed) / len(members) if known else None,
        sum(one.followed for one in members) / len(members),
        sum(max(one.observed.dissatisfied, one.observed.complaint) for one in members) / len(members),
        sum(max(one.observed.urgent, one.observed.distress) >= 0.5 for one in members) / len(members),
        sum(scored) / len(scored) if scored else None,
        phrase,
    )


# --- proposals ------------------------------------------------------------------------------------------------------

_IMMEDIATE = frozenset({"security", "legal"})


def _proposal(type_: Type) -> Proposal:
    urgency = "normal"
    if type_.topic in _IMMEDIATE or type_.urgent >= 0.5:
        urgency = "immediate"
    elif type_.frustrated >= 0.5 or type_.followed >= 0.3:
        urgency = "high"
    examples = _examples(type_)
    name = type_.topic or "-".join(type_.name.split(", ")[:3])
    if type_.topic:
        kind, what = "signals", f"when: \"'{type_.topic}' in topics\""
    elif type_.phrase:
        kind, what = "phrases", f"phrases: [{_quoted(type_.phrase)}]"
    else:
        kind = "guidance"
        listed = ", ".join(_quoted(example) for example in examples)
        what = f"guidance: {_quoted(f'The customer writes about: {type_.name}.')}, examples: [{listed}]"
    line = f"- {{id: {_id(name)}, {what}, then: handoff, urgency: {urgency}}}"
    return Proposal(type_, urgency, kind, line, examples)


def _examples(type_: Type) -> tuple[str, ...]:
    """Different ones, those with the most frustration first, each on one line, without what must not leave.

    They go to pages, terminals and policies, and no policy says yet what may.
    """
    ranked = sorted(type_.tickets, key=lambda one: (-one.observed.dissatisfied, len(one.ticket.words), one.ticket.id))
    lines = (redact(" ".join((one.ticket.text or one.ticket.subject).split())) for one in ranked)
    short = (line if len(line) <= 160 else line[:159].rsplit(" ", 1)[0] + "…" for line in lines)
    return tuple(dict.fromkeys(line for line in short if line))[:_EXAMPLES]


def _quoted(text: str) -> str:
    """As YAML reads it, whatever the customer wrote."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _id(name: str) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower()).strip("-")
    return "always-" + ("-".join(part for part in kept.split("-") if part)[:40] or "this")
