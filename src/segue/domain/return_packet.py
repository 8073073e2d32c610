"""The return packet: what the bot must know when it speaks again, and the same as words for a model's memory.

It is made without a model: what people wrote is quoted, never retold. `docs/return.md` tells it field by field.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segue.domain.lifecycle import State
from segue.domain.return_words import WORDS
from segue.domain.sentences import shorten

LARGEST = 8 * 1024
"""Bytes of a packet as JSON."""

MOST_MESSAGES = 50
LONGEST_NOTE, LONGEST_TOLD, LONGEST_POINT = 1000, 600, 300
MOST_POINTS = 5
_LIMITS = (1000, 500, 250, 120)
"""Characters that a message may have: tried in this order until the packet fits, then the oldest are left out."""

ENDED_BY: Mapping[str, str] = {
    "human": "a human agent or a supervisor",
    "customer": "the customer, by a button, a confirmed wish, or by leaving",
    "bot": "the bot",
    "idle": "nobody wrote for as long as `handback.idle` says",
    "nobody": "nobody could take it",
}

OUTCOMES: Mapping[str, str] = {
    "resolved": "a human agent resolved it",
    "handed_back": "a human agent gave it back",
    "customer_ended": "the customer ended the chat with the human agent",
    "bot_ended": "the bot ended it for the customer, by its own end event",
    "idle": "the human agent had it, and nobody wrote any more",
    "called_off": "it was called off before a human agent was there",
    "cancelled": "a supervisor cancelled it before a human agent was there",
    "ticketed": "nobody could take it now: a ticket is answered later",
    "emailed": "the same by e-mail",
    "pointed_elsewhere": "the policy names other help in place of human agents (`bot.escalate`)",
    "customer_left": "the customer left; if nobody had helped, it is kept as a ticket",
}
"""How a handoff came back -> what that means."""

_OF_STATE: Mapping[State, str] = {
    State.RESOLVED: "resolved",
    State.CANCELLED: "cancelled",
    State.TICKETED: "ticketed",
    State.EMAILED: "emailed",
    State.CUSTOMER_LEFT: "customer_left",
}
_OF_WHO: Mapping[str, str] = {"customer": "customer_ended", "bot": "bot_ended", "idle": "idle"}


def outcome_of(before: State, after: State, ended_by: str) -> str:
    """One of OUTCOMES. before, after: the states of the handoff around its end."""
    if after in _OF_STATE:
        return _OF_STATE[after]
    if before is State.ACTIVE:
        return _OF_WHO.get(ended_by, "handed_back")
    return "pointed_elsewhere" if ended_by == "nobody" else "called_off"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the human's part of a conversation came to, in the words of who wrote them."""

    summary: str = ""
    promises: tuple[str, ...] = ()
    ruled_out: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()


def fitted(packet: Mapping[str, Any]) -> dict[str, Any]:
    """The packet within LARGEST: its longest messages are cut, then the oldest left out, and `left_out` counts both."""
    said: Sequence[Mapping[str, Any]] = packet["messages"]
    kept = list(said[-MOST_MESSAGES:])
    whole = dict(packet)
    for limit in _LIMITS:
        whole["messages"] = [{**one, "text": _within(one["text"], limit)} for one in kept]
        if _size(whole) <= LARGEST:
            break
    while whole["messages"] and _size(whole) > LARGEST:
        whole["messages"].pop(0)
    left = len(said) - len(whole["messages"])
    shown = said[left:]
    cut = sum(a["text"] != b["text"] for a, b in zip(shown, whole["messages"], strict=True))
    return whole | {"left_out": {"messages": left, "cut": cut}}


def _within(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _size(packet: Mapping[str, Any]) -> int:
    return len(json.dumps(packet, ensure_ascii=False).encode("utf-8", "replace")) + 60  # what `left_out` adds


# ---- as words --------------------------------------------------------------------------------------------------------


def as_words(packet: Mapping[str, Any], language: str = "en", *, messages: int = 6) -> str:
    """The packet as a short text for a model's memory, which marks where the human spoke.

    Whatever somebody wrote stands on one line within “ ”, which it cannot leave; whatever a packet lacks is left out.
    language: BCP 47, of the words around; English where Segue has no others. messages: at most so many are quoted.
    """
    words = WORDS.get(language.lower().partition("-")[0], WORDS["en"])
    return "\n".join(_lines(packet, words, messages))


def _lines(packet: Mapping[str, Any], words: Mapping[str, str], messages: int) -> Iterator[str]:
    who, outcome = quoted(packet.get("agent_name")), str(packet.get("outcome", ""))
    came = bool(who) and outcome not in _NOBODY_CAME
    yield words["begins"].format(agent=who) if came else words["nobody"]
    yield words["quotations"]
    for one in _mappings(packet.get("messages"))[-messages:] if messages > 0 else ():
        by = words["human"] if one.get("role") == "human_agent" else words["customer"]
        if said := quoted(one.get("text"), 400):
            yield f"- {by}: {said}"
    if came:
        yield words["ends"]
    if outcome in OUTCOMES:
        yield words[outcome]
    for name, limit in (_OF_A_HUMAN if came else _OF_NOBODY).items():
        if text := quoted(packet.get(name), limit):
            yield f"{words[name]}: {text}"
    for name in ("promises", "ruled_out", "open_points"):
        points = [quoted(point, LONGEST_POINT) for point in _listed(packet.get(name))[:MOST_POINTS]]
        if points := [point for point in points if point]:
            yield f"{words[name]}: {'; '.join(points)}"
    ticket = packet.get("ticket")
    if isinstance(ticket, Mapping):
        due = quoted(ticket.get("due_at"), 40)
        yield words["ticket_due"].format(due=due) if due else words["ticket"]
    yield words["over"] if packet.get("open") is False else words["speak"]


_NOBODY_CAME = frozenset({"called_off", "cancelled", "ticketed", "emailed", "pointed_elsewhere"})
_OF_A_HUMAN: Mapping[str, int] = {"summary": 600, "note": LONGEST_NOTE, "disposition": 200}
_OF_NOBODY: Mapping[str, int] = {"note": LONGEST_NOTE, "told": LONGEST_TOLD}
"""What is told -> its longest words. After a human, what Segue told the customer at the end says nothing new."""


def quoted(value: object, limit: int = 120) -> str:
    """Somebody's words on one line within “ ”, without characters that are not seen; "" when there are none."""
    if not isinstance(value, str):
        return ""
    plain = "".join(" " if unicodedata.category(sign) in _UNSEEN else _OTHERS.get(sign, sign) for sign in value)
    line = shorten(plain, limit)
    return f"“{line}”" if line else ""


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_OTHERS = dict.fromkeys('“”„‟"«»〝〞〟＂`❝❞❠⹂″‶˝ʺ˵˶🙶🙷🙸', "'")
"""Marks by which a quotation could seem to end."""


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _mappings(value: object) -> Sequence[Mapping[str, Any]]:
    return [one for one in _listed(value) if isinstance(one, Mapping)]
