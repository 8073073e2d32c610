"""What Freshchat tells, in our words: messages of its people, and whom a conversation is with.

Agents are named by id alone; their names are those that the adapter has learnt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from segue.answers import name_of, part, text, time
from segue.domain.errors import Invalid
from segue.domain.hubs import Told, What
from segue.told import file_of, files_of, listed

ENDED_BY: Mapping[str, str] = {"agent": "agent", "user": "customer"}
LONGEST_TEXT = 30_000
ID = re.compile(r"[A-Za-z0-9_-]{1,120}")


class Reader:
    """agent: ours there, whose words are not told. names: of agents and groups by id, as far as they are known."""

    def __init__(self, agent: str, names: Mapping[str, str]) -> None:
        self._agent, self._names = agent, names
        self._actions: Mapping[str, Callable[[Mapping[str, Any], datetime | None, str], Told | None]] = {
            "message_create": self._said,
            "conversation_assignment": self._assigned,
            "conversation_resolution": self._resolved,
            "conversation_reopen": self._reopened,
        }

    def event(self, event: Mapping[str, Any]) -> Told | None:
        """Raises Invalid."""
        action = self._actions.get(text(event.get("action")))
        moment = text(event.get("action_time"))[:40]
        return action(part(event.get("data")), time(moment), moment) if action else None

    def _said(self, data: Mapping[str, Any], at: datetime | None, moment: str) -> Told | None:
        return self.message(_ref(part(data.get("message"))), part(data.get("message")))

    def message(self, ref: str, one: Mapping[str, Any]) -> Told | None:
        """Only what an agent said to the customer; where its kind is missing, it has to say that it is no note. A note
        of a bot is of the normal kind, and has a mark of its own."""
        kind, note = one.get("message_type"), one.get("botsPrivateNote")
        shown = (kind == "normal" and note in (None, False)) or (kind is None and note is False)
        agent = name_of(one.get("actor_id"))
        if not shown or one.get("actor_type") != "agent" or agent == self._agent:
            return None
        words, files = words_in(one)[:LONGEST_TEXT], files_of(_files(one))
        id_ = name_of(one.get("id"))
        if not ID.fullmatch(id_):
            raise Invalid("a message of Freshchat without an id", field="data.message.id")
        if not (words or files):
            return None
        return Told(
            *(What.MESSAGE, f"message/{id_}", ref, time(one.get("created_time")), words),
            agent=agent[:120],
            agent_name=self._names.get(agent, ""),
            files=files,
        )

    def _assigned(self, data: Mapping[str, Any], at: datetime | None, moment: str) -> Told | None:
        """To our own agent: back to the assistant. The first agent has joined; every other one took it over."""
        one = part(data.get("assignment"))
        ref = _ref(part(one.get("conversation")))
        agent, before = name_of(one.get("to_agent_id")), name_of(one.get("from_agent_id"))
        group, group_before = name_of(one.get("to_group_id")), name_of(one.get("from_group_id"))
        if agent and agent != before:
            taken_over = before not in {"", self._agent}
            return self.holds(ref, agent, What.TRANSFERRED if taken_over else What.JOINED, at)
        if not agent and group and group_before not in {"", group}:
            name = self._names.get(group, "")
            return Told(What.TRANSFERRED, f"group/{ref}/{group[:120]}", ref, at, name)
        return None

    def holds(self, ref: str, agent: str, what: What, at: datetime | None) -> Told:
        if agent == self._agent:
            return Told(What.RETURNED, f"returned/{ref}", ref, at)
        name = self._names.get(agent, "")
        return Told(what, f"agent/{ref}/{agent[:120]}", ref, at, agent=agent[:120], agent_name=name)

    def _resolved(self, data: Mapping[str, Any], at: datetime | None, moment: str) -> Told | None:
        one = part(data.get("resolve"))
        ref = _ref(part(one.get("conversation")))
        if name_of(one.get("resolver_id")) == self._agent:
            return None
        by = ENDED_BY.get(text(one.get("resolver")), "system")
        return Told(What.ENDED, f"ended/{ref}/{moment}", ref, at, by=by)

    def _reopened(self, data: Mapping[str, Any], at: datetime | None, moment: str) -> Told | None:
        """By one of its people: a customer's words that we delivered open it again, too."""
        one = part(data.get("reopen"))
        ref = _ref(part(one.get("conversation")))
        return None if one.get("reopener") == "user" else Told(What.REOPENED, f"reopened/{ref}/{moment}", ref, at)


def _parts(one: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return listed(one.get("message_parts"))


def words_in(one: Mapping[str, Any]) -> str:
    found = (text(part(piece.get("text")).get("content")) for piece in _parts(one))
    return "\n".join(words for words in found if words).strip()


def _files(one: Mapping[str, Any]) -> Iterator[Any]:
    for piece in _parts(one):
        for kind in ("file", "image", "video"):
            found = part(piece.get(kind))
            if found:
                type_ = found.get("content_type") or found.get("contentType")
                size = found.get("file_size_in_bytes")
                yield file_of(found.get("name") or kind, found.get("url"), type_, size)


def _ref(one: Mapping[str, Any]) -> str:
    id_ = name_of(one.get("conversation_id"))
    if not ID.fullmatch(id_):
        raise Invalid("an event of Freshchat without a conversation", field="data")
    return id_
