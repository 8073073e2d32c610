"""What was said before Segue had the conversation, as a transcript attachment of the Bot Framework tells it.

Two spellings: that of `handoff.initiate` (https://learn.microsoft.com/microsoft-copilot-studio/configure-generic-handoff)
and that of stored transcripts, whose times are Unix seconds and whose roles are numbers
(https://learn.microsoft.com/microsoft-copilot-studio/analytics-transcripts-powerapps).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segue.domain.activities.reading import Activity
from segue.domain.activities.values import name_of, named, part, parts, text, time
from segue.domain.conversation import Role
from segue.domain.earlier import EarlierTurn
from segue.domain.text import LONGEST_TEXT

MOST_BYTES = 2 * 1024 * 1024
MOST_TURNS = 1_000
MOST_TOPICS = 50
_LONGEST_TOPIC = 200
_ROLES: Mapping[Any, Role] = {
    "user": Role.END_USER,
    "bot": Role.AUTOMATED_AGENT,
    "skill": Role.AUTOMATED_AGENT,
    "agent": Role.AUTOMATED_AGENT,
    "1": Role.END_USER,
    "0": Role.AUTOMATED_AGENT,
}
_TOPIC_NAMES = frozenset({"topicdisplayname", "topicname", "dialogname", "matchedtriggerquery"})
"""Where traces name a topic in words. Topics that are only ids say nothing to a person."""
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Transcript:
    """left_out: messages before `turns` that were too many to be taken. url: where it is when it is not inline."""

    turns: tuple[EarlierTurn, ...] = ()
    topics: tuple[str, ...] = ()
    left_out: int = 0
    url: str = ""


def transcript_of(found: Activity) -> Transcript | None:
    """That of its attachment called Transcript, in any capitals; None where there is none."""
    for one in found.attachments:
        if one.name.strip().lower() != "transcript":
            continue
        if one.content is not None:
            return transcript(one.content)
        if one.url:
            return Transcript(url=one.url)
    return None


def transcript(content: Any) -> Transcript:
    """The turns of {"activities": […]}, of such a list, or of either as a JSON text. What is odd is left out."""
    if isinstance(content, str | bytes):
        content = _parsed(content)
    listed = content if isinstance(content, list) else part(content).get("activities")
    turns, topics = [], dict[str, None]()
    for one in parts(listed):
        if turn := _turn(one):
            turns.append(turn)
        for topic in (*_topics(one.get("channelData")), *_topics(one.get("value"))):
            topics.setdefault(topic)
    return Transcript(tuple(turns[-MOST_TURNS:]), tuple(topics)[:MOST_TOPICS], max(0, len(turns) - MOST_TURNS))


def _parsed(content: str | bytes) -> Any:
    if len(content) > MOST_BYTES:
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _turn(one: Mapping[str, Any]) -> EarlierTurn | None:
    words = text(one.get("text"))
    sender = part(one.get("from"))
    role = _ROLES.get(name_of(sender.get("role")).lower())
    if text(one.get("type")) != "message" or role is None or not words.strip():
        return None
    if len(words) > LONGEST_TEXT // 4:  # of any script
        words = words[: LONGEST_TEXT // 4 - 1] + "…"
    return EarlierTurn(role, words, time(one.get("timestamp")), name_of(one.get("id"))[:200])


def _topics(value: Any) -> Iterator[str]:
    """Names of topics in a trace, which is an object or a JSON text, in order."""
    waiting = [(_parsed(value) if isinstance(value, str) and value[:1] in "{[" else value, 0)]
    while waiting:
        found, depth = waiting.pop()
        if isinstance(found, Mapping):
            for name, (_, inner) in named(found).items():
                if name in _TOPIC_NAMES and (topic := text(inner).strip()):
                    yield topic[:_LONGEST_TOPIC]
            deeper = list(found.values())
        else:
            deeper = found if isinstance(found, list) else []
        if depth < _DEEPEST:
            waiting.extend((inner, depth + 1) for inner in reversed(deeper[:100]) if isinstance(inner, Mapping | list))
