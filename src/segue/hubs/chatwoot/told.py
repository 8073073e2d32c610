"""What Chatwoot tells, in our words: its webhooks, and the same from its answers under the same ids.

A conversation's `changed_attributes` is a list of {name: {previous_value, current_value}}.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from segue.answers import items, name_of, part, text, texts, time
from segue.chatwoot import (
    INCOMING,
    LONGEST_TEXT,
    OUTGOING,
    VENDOR,
    event_of,
    files_in,
    is_about,
    is_deleted,
    ref_of,
    sender_name,
)
from segue.domain.errors import AnswerUnusable, Invalid
from segue.domain.hubs import Told, What
from segue.told import is_number, label_of

OVER = "segue_over"
"""Attribute of a conversation that was ended on our side."""


def read(body: bytes, account: str, *inboxes: str) -> tuple[Told, ...]:
    """() for other inboxes where any is named, since a webhook of an account tells of all. Raises Invalid."""
    name, told, whole = event_of(body)
    reader = _EVENTS.get(name)
    if reader is None or not is_about(told, whole, account, inboxes):
        return ()
    ref = ref_of(whole)
    try:
        return tuple(reader(told, ref))
    except AnswerUnusable as error:
        raise Invalid(str(error), field="body") from None


def messages(listed: Iterable[Mapping[str, Any]], ref: str) -> list[Told]:
    return [said for one in listed for said in _message(one, ref)]


def state(whole: Mapping[str, Any], ref: str) -> Iterator[Told]:
    """How a conversation stands: with whom, what it is labelled, whether it is over."""
    yield from _with_whom(whole, ref, first=True)
    yield from _labels(whole, ref)
    yield from _status(whole, ref, catching_up=True)


def is_like(one: Mapping[str, Any], words: str, incoming: bool) -> bool:
    wanted = INCOMING if incoming else OUTGOING
    same = " ".join(text(one.get("content")).split()) == " ".join(text(words).split())
    return same and one.get("message_type") in wanted and (one.get("private") is True) is not incoming


def _message(one: Mapping[str, Any], ref: str) -> Iterator[Told]:
    """What a human wrote to the customer: no notes, no bots, no words that Chatwoot itself adds."""
    sender, id_ = part(one.get("sender")), name_of(one.get("id"))
    kind = one.get("message_type")
    outgoing = isinstance(kind, str | int) and kind in OUTGOING
    if not outgoing or one.get("private") is not False or sender.get("type") != "user":
        return
    if is_deleted(one):
        return
    if not is_number(id_):
        raise Invalid("a message of Chatwoot without a number", field="id")
    words, files = text(one.get("content"))[:LONGEST_TEXT].strip(), files_in(one.get("attachments"))
    if words or files:
        at = time(one.get("created_at"))
        yield Told(What.MESSAGE, f"message/{id_}", ref, at, words, *_agent(sender), files=files)


def _agent(sender: Mapping[str, Any]) -> tuple[str, str]:
    return name_of(sender.get("id"))[:64], sender_name(sender)


def _typing(told: Mapping[str, Any], ref: str) -> Iterator[Told]:
    user = part(told.get("user"))
    if user.get("type") == "user" and told.get("is_private") is not True:
        agent, name = _agent(user)
        yield Told(What.TYPING, f"typing/{ref}/{agent}", ref, agent=agent, agent_name=name)


def _changes(told: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    listed = told.get("changed_attributes")
    found = items(listed, VENDOR, "changes") if listed else ()
    return {name: part(change) for one in found for name, change in one.items()}


def _updated(told: Mapping[str, Any], ref: str) -> Iterator[Told]:
    changes = _changes(told)
    if "assignee_id" in changes:
        yield from _with_whom(told, ref, first=not changes["assignee_id"].get("previous_value"))
    if changes.get("team_id", {}).get("current_value"):
        team = part(part(told.get("meta")).get("team"))
        id_ = f"team/{ref}/{name_of(team.get('id'))}/{_stamp(told)}"
        yield Told(What.TRANSFERRED, id_, ref, time(_whole(told)), text(team.get("name"))[:200])
    if "label_list" in changes:
        yield from _labels(told, ref)


def _with_whom(whole: Mapping[str, Any], ref: str, *, first: bool) -> Iterator[Told]:
    """The same person is told of once: what is asked for later does not say when it was."""
    meta = part(whole.get("meta"))
    assignee = part(meta.get("assignee"))
    agent, name = _agent(assignee)
    if agent and meta.get("assignee_type") in (None, "User"):
        what = What.JOINED if first else What.TRANSFERRED
        yield Told(what, f"assigned/{ref}/{agent}", ref, agent=agent, agent_name=name)


def _labels(whole: Mapping[str, Any], ref: str) -> Iterator[Told]:
    for label in dict.fromkeys(label_of(one) for one in texts(whole.get("labels"))):
        if label:
            yield Told(What.LABELLED, f"label/{ref}/{label}", ref, text=label)


def _status(whole: Mapping[str, Any], ref: str, *, catching_up: bool = False) -> Iterator[Told]:
    """`pending` is where Chatwoot keeps what a bot deals with. Open is only news after it was resolved."""
    if part(whole.get("custom_attributes")).get(OVER):
        return
    status = whole.get("status")
    what = _STATUSES.get(status) if isinstance(status, str) else None
    if what is None or (what is What.REOPENED and (catching_up or not _was_over(whole))):
        return
    by = "agent" if what is What.ENDED else ""
    yield Told(what, f"{status}/{ref}/{_stamp(whole)}", ref, time(_whole(whole)), by=by)


def _was_over(told: Mapping[str, Any]) -> bool:
    """An enum, by name or by its number."""
    return _changes(told).get("status", {}).get("previous_value") in ("resolved", 1)


def _whole(told: Mapping[str, Any]) -> int | None:
    at = told.get("updated_at")
    return int(at) if isinstance(at, int | float) and 0 <= at < 1e11 else None


def _stamp(told: Mapping[str, Any]) -> str:
    """When it last changed, in whole seconds; the newest that is told when Chatwoot is too old to say."""
    return str(_whole(told) or name_of(told.get("last_activity_at"))[:20] or name_of(told.get("timestamp"))[:40])


_STATUSES: Mapping[str, What] = {"resolved": What.ENDED, "pending": What.RETURNED, "open": What.REOPENED}


_EVENTS: Mapping[str, Callable[[Mapping[str, Any], str], Iterable[Told]]] = {
    "message_created": _message,
    "conversation_typing_on": _typing,
    "conversation_updated": _updated,
    "conversation_status_changed": _status,
    "conversation_resolved": _status,  # so an agent bot is told of it
    "conversation_opened": _status,
}
