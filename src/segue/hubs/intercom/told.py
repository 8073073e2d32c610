"""What Intercom tells, in our words: parts of a conversation or ticket, by webhook or asked for, under the same ids.

Topics: https://developers.intercom.com/docs/references/2.15/webhooks/webhook-models. An event holds the conversation
with the parts that are new; no page shows one for each topic, so what happened is read from the parts, not the topics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from segue.answers import items, name_of, number, part, plain, text, time
from segue.domain.attachments import File
from segue.domain.hubs import Told, What
from segue.told import file_of, files_of, label_of

VENDOR = "Intercom"
RETURN_TAG = "segue-return"
"""A conversation that is closed with this tag goes back to the bot."""
CUSTOMERS = frozenset({"user", "lead", "contact"})
NOTES = frozenset({"note", "note_and_reopen"})
SPOKEN = frozenset(
    {"comment", "quick_reply", "assignment", "assign_and_reopen", "assign_and_unsnooze", "open", "close"},
)
"""Kinds of parts whose words the customer reads; a response may go along with an assignment or an end. All others stay
inside: notes, summaries that teammates have made for themselves (`conversation_summary`), and kinds that are new."""
LONGEST_TEXT = 40_000
MOST_PARTS = 500
RESOLVED = "resolved"

HEARD = frozenset(
    {
        "conversation.admin.replied",
        "conversation.admin.assigned",
        "conversation.admin.open.assigned",
        "conversation.admin.closed",
        "conversation.admin.opened",
        "conversation.rating.added",
        "conversation_part.tag.created",
        "ticket.admin.replied",
        "ticket.admin.assigned",
        "ticket.team.assigned",
        "ticket.state.updated",
        "ticket.closed",
    }
)
"""Notes and what the customer writes are topics, too: they need nothing here."""


@dataclass(frozen=True)
class Knows:
    """admin: who writes for Segue. names: of admins and teams by `admin/1`, `team/2`, as far as they were asked for."""

    admin: str
    names: Mapping[str, str] = field(default_factory=dict)


def told(whole: Mapping[str, Any], ref: str, knows: Knows) -> Iterator[Told]:
    """Oldest first. Raises AnswerUnusable for parts that are none."""
    tags = tags_of(whole)
    for one in parts_of(whole):
        yield from _part(one, ref, knows, returns=RETURN_TAG in tags)
    yield from _rating(whole, ref)
    for label in dict.fromkeys(label_of(one) for one in tags):
        if label:
            yield Told(What.LABELLED, f"label/{ref}/{label}", ref, text=label)


def deleted(ref: str) -> Told:
    return Told(What.ENDED, f"deleted/{ref}", ref, text="deleted", by="system")


def parts_of(whole: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Of a conversation, a ticket, or an event that holds a ticket beside one part; at most the newest 500."""
    ticket = part(whole.get("ticket")) or whole
    listed = part(whole.get("conversation_parts")).get("conversation_parts")
    listed = listed or part(ticket.get("ticket_parts")).get("ticket_parts") or []
    found = items(listed, VENDOR, "parts")[-MOST_PARTS:]
    single = part(whole.get("ticket_part"))
    return sorted((*found, single) if single else found, key=_when)


def tags_of(whole: Mapping[str, Any]) -> Sequence[str]:
    """Of the conversation, and those that stand at one of its parts."""
    lists = [part(whole.get("tags")).get("tags"), *(one.get("tags") for one in parts_of(whole))]
    return [text(part(tag).get("name")) for listed in lists if isinstance(listed, list) for tag in listed]


def _when(one: Mapping[str, Any]) -> int:
    return number(one.get("created_at")) or 0


def _part(one: Mapping[str, Any], ref: str, knows: Knows, *, returns: bool) -> Iterator[Told]:
    author, id_ = part(one.get("author")), name_of(one.get("id"))
    ours = author.get("type") == "admin" and name_of(author.get("id")) == knows.admin
    if ours or author.get("type") in CUSTOMERS or not is_id(id_):
        return
    human = author.get("type") == "admin" and author.get("from_ai_agent") is not True
    kind = text(one.get("part_type"))
    at = time(one.get("created_at"))
    agent = (name_of(author.get("id"))[:64], text(author.get("name"))[:200]) if human else ("", "")
    if human and kind in SPOKEN and one.get("redacted") is not True:
        words, files = plain(text(one.get("body")))[:LONGEST_TEXT], _files(one.get("attachments"))
        if words or files:
            yield Told(What.MESSAGE, f"part/{id_}", ref, at, words, *agent, files=files)
    happening = _Happening(one, f"part/{id_}/{kind[:40]}", ref, at, agent, knows, returns)
    if kind in _KINDS:
        yield from _KINDS[kind](happening)


@dataclass(frozen=True)
class _Happening:
    """agent: id and name of the human who did it, ("", "") where it was a bot or a workflow."""

    one: Mapping[str, Any]
    id: str
    ref: str
    at: Any
    agent: tuple[str, str]
    knows: Knows
    returns: bool


def _assigned(it: _Happening) -> Iterator[Told]:
    """To whom takes it, to a colleague, to a team, or to the admin who writes for Segue: back to the bot."""
    to = part(it.one.get("assigned_to"))
    kind, id_ = text(to.get("type")), name_of(to.get("id"))[:64]
    name = it.knows.names.get(f"{kind}/{id_}", "")[:200]
    if id_ in ("", "0"):
        return
    if kind == "team":
        if it.agent[0]:
            yield Told(What.TRANSFERRED, it.id, it.ref, it.at, name)
    elif id_ == it.knows.admin:
        yield Told(What.RETURNED, it.id, it.ref, it.at, agent=it.agent[0], agent_name=it.agent[1])
    elif it.agent[0] in ("", id_):
        yield Told(What.JOINED, it.id, it.ref, it.at, agent=id_, agent_name=name or it.agent[1])
    else:
        yield Told(What.TRANSFERRED, it.id, it.ref, it.at, agent=id_, agent_name=name)


def _closed(it: _Happening) -> Iterator[Told]:
    what = What.RETURNED if it.returns else What.ENDED
    by = "agent" if it.agent[0] else "system"
    yield Told(what, it.id, it.ref, it.at, agent=it.agent[0], agent_name=it.agent[1], by=by)


def _opened(it: _Happening) -> Iterator[Told]:
    yield Told(What.REOPENED, it.id, it.ref, it.at, agent=it.agent[0], agent_name=it.agent[1])


def _state(it: _Happening) -> Iterator[Told]:
    """Of a ticket, by the category that stands behind whatever a workspace calls its states."""
    before, now = text(it.one.get("previous_ticket_state")), text(it.one.get("ticket_state"))
    if now == RESOLVED and before != RESOLVED:
        yield Told(What.RESOLVED, it.id, it.ref, it.at, now, *it.agent, by="agent" if it.agent[0] else "system")
    elif before == RESOLVED and now != RESOLVED:
        yield Told(What.REOPENED, it.id, it.ref, it.at, "", *it.agent)


_KINDS: Mapping[str, Callable[[_Happening], Iterator[Told]]] = {
    "assignment": _assigned,
    "assign_and_reopen": _assigned,
    "assign_and_unsnooze": _assigned,
    "close": _closed,
    "open": _opened,
    "ticket_state_updated_by_admin": _state,
    "ticket_state_updated_by_user": _state,
    "ticket_state_updated_by_workflow": _state,
    "ticket_state_updated": _state,
}


def _rating(whole: Mapping[str, Any], ref: str) -> Iterator[Told]:
    rating = part(whole.get("conversation_rating"))
    score = number(rating.get("rating"))
    if score is not None and 1 <= score <= 5:
        at, words = rating.get("updated_at") or rating.get("created_at"), text(rating.get("remark"))[:LONGEST_TEXT]
        yield Told(What.RATED, f"rating/{ref}/{score}/{name_of(at)[:20]}", ref, time(at), words, score=score)


def _files(attachments: Any) -> tuple[File, ...]:
    listed = items(attachments, VENDOR, "attachments") if attachments else ()
    return files_of(file_of(one.get("name"), one.get("url")) for one in listed)


def is_id(id_: str) -> bool:
    return id_.isascii() and id_.isalnum() and len(id_) <= 64
