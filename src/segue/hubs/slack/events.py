"""What Slack tells, in our words: messages of a thread (Events API) and what was pressed (interactivity).

https://docs.slack.dev/apis/events-api, https://docs.slack.dev/reference/interaction-payloads/block_actions-payload.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qs

from segue.answers import items, part, text
from segue.domain.errors import AnswerUnusable, Invalid
from segue.domain.hubs import Told, What
from segue.domain.lifecycle import LABELS
from segue.hubs.slack.blocks import CLAIM, END, LABEL, RETURN
from segue.ports.hubs import Webhook
from segue.told import object_of

LONGEST_TEXT = 40_000
_INTERNAL = re.compile(r"(?:[^\w/／<:]|_|:[a-z0-9_+'-]{1,60}:)*(?:[/／]\s*[/／]|note\s*[:：])", re.IGNORECASE)
"""`//` or `note:`, also in bold or quoted, behind a bullet, an emoji or what nobody sees, as editors make them."""
_TO_COLLEAGUES = re.compile(r"\W*<(?:@|!subteam|!here|!channel|!everyone)")
"""A reply that begins with a mention: the customer is nobody whom Slack could mention."""
_WORDS_OF_PEOPLE = frozenset({"", "file_share", "thread_broadcast"})
"""Subtypes of messages that people write; all others are of bots, or tell of joining, topics, changes."""
_CHANNEL = re.compile(r"[CDG][A-Z0-9]{2,40}")
_USER = re.compile(r"[UW][A-Z0-9]{2,40}")
_TS = re.compile(r"[0-9]{1,12}\.[0-9]{1,9}")
_ANGLES = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")

Names = Mapping[str, str]


def ref_of(channel: str, ts: str) -> str:
    return f"{channel}:{ts}"


def parts_of(ref: str) -> tuple[str, str]:
    """Channel and thread. Raises Invalid."""
    channel, _, ts = ref.partition(":")
    return checked_channel(channel), checked_ts(ts)


def checked_channel(value: Any) -> str:
    return _checked(value, _CHANNEL, "channel")


def checked_ts(value: Any) -> str:
    return _checked(value, _TS, "ts")


def is_user(value: Any) -> bool:
    return isinstance(value, str) and bool(_USER.fullmatch(value))


def payload_of(webhook: Webhook) -> Mapping[str, Any]:
    """JSON of the Events API; interactivity comes as a form whose `payload` is JSON. Raises Invalid."""
    body: bytes | str = webhook.body
    if webhook.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        try:
            body = parse_qs(webhook.body.decode("ascii"), max_num_fields=20).get("payload", [""])[0]
        except ValueError:
            body = b""
    return object_of(body, "Slack")


def told(payload: Mapping[str, Any], names: Names) -> tuple[Told, ...]:
    """names: of users, as far as they are known. Raises Invalid for what has not the shape of its kind."""
    read = _KINDS.get(text(payload.get("type")))
    return read(payload, names) if read else ()


def of_message(channel: str, one: Mapping[str, Any], ours: frozenset[str], names: Names) -> tuple[Told, ...]:
    """What one message of a thread tells: who writes first has joined. ours: users that are this app.

    Its id is the message's own place in the channel, the same in an event and when the thread is asked for.
    """
    user, thread, ts = text(one.get("user")), text(one.get("thread_ts")), text(one.get("ts"))
    beginning = thread == ts
    if not thread or beginning or one.get("bot_id") or text(one.get("subtype")) not in _WORDS_OF_PEOPLE or user in ours:
        return ()
    if not is_user(user):
        raise Invalid("a message of Slack without the id of a user", field="event.user")
    written = text(one.get("text"))
    words = "\n".join(filter(None, [words_of(written), *_file_names(one.get("files"))]))
    if not words or _INTERNAL.match(words) or _TO_COLLEAGUES.match(written):
        return ()
    ref, at = ref_of(channel, checked_ts(thread)), _time(checked_ts(ts))
    said = Told(What.MESSAGE, f"message/{channel}/{ts}", ref, at, words, agent=user, agent_name=names.get(user, ""))
    return (_joined(ref, user, names.get(user, ""), at), said)


def words_of(markup: str) -> str:
    """Slack's text as the customer reads it: links as their addresses, mentions as names, entities as characters.

    https://docs.slack.dev/messaging/formatting-message-text: what is no word of a person stands between < and >.
    """
    found = unescape(_ANGLES.sub(_shown, markup[:LONGEST_TEXT]))
    return text(found.replace("\x00", "")).strip()


def _shown(found: re.Match[str]) -> str:
    target, label = found[1], found[2] or ""
    if target.startswith(("@", "#", "!")):
        return f"{target[0] if target[0] != '!' else '@'}{label.lstrip('@#')}" if label else ""
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return address if not label or label in {address, target, address.split("//")[-1]} else f"{label} ({address})"


def _message(payload: Mapping[str, Any], names: Names) -> tuple[Told, ...]:
    event = part(payload.get("event"))
    if event.get("type") != "message":
        return ()
    seen_by = payload.get("authorizations")
    apps = [part(one) for one in seen_by if part(one).get("is_bot") is True] if isinstance(seen_by, list) else []
    ours = frozenset(text(one.get("user_id")) for one in apps)
    return of_message(checked_channel(event.get("channel")), event, ours, names)


def _pressed(payload: Mapping[str, Any], names: Names) -> tuple[Told, ...]:
    place, user = part(payload.get("container")), part(payload.get("user"))
    try:
        actions = items(payload.get("actions"), "Slack", "actions")
    except AnswerUnusable:
        raise Invalid("what was pressed in Slack is a list of actions", field="actions") from None
    if not any(text(one.get("action_id")) in _ACTIONS for one in actions):
        return ()
    channel, ts = checked_channel(place.get("channel_id")), checked_ts(place.get("message_ts"))
    if not is_user(user.get("id")):
        raise Invalid("what was pressed in Slack has no user", field="user.id")
    who = text(user["id"])
    name = names.get(who) or (text(user.get("username")) or text(user.get("name")))[:80]
    found = [
        _ACTIONS[one["action_id"]](one, ref_of(channel, ts), who, name)
        for one in actions[:20]
        if text(one.get("action_id")) in _ACTIONS
    ]
    return tuple(one for one in found if one)


def _claimed(action: Mapping[str, Any], ref: str, who: str, name: str) -> Told:
    return _joined(ref, who, name, _time(checked_ts(action.get("action_ts"))))


def _returned(action: Mapping[str, Any], ref: str, who: str, name: str) -> Told:
    ts = checked_ts(action.get("action_ts"))
    return Told(What.RETURNED, f"returned/{ref}/{ts}", ref, _time(ts), agent=who, agent_name=name)


def _ended(action: Mapping[str, Any], ref: str, who: str, name: str) -> Told:
    ts = checked_ts(action.get("action_ts"))
    return Told(What.ENDED, f"ended/{ref}/{ts}", ref, _time(ts), agent=who, agent_name=name, by="agent")


def _labelled(action: Mapping[str, Any], ref: str, who: str, name: str) -> Told | None:
    ts, label = checked_ts(action.get("action_ts")), text(part(action.get("selected_option")).get("value"))
    if label not in LABELS:
        return None
    return Told(What.LABELLED, f"label/{ref}/{ts}", ref, _time(ts), label, agent=who, agent_name=name)


def _joined(ref: str, user: str, name: str, at: datetime | None) -> Told:
    """Once for each person and thread, whether they press or write: the id says no more than that."""
    return Told(What.JOINED, f"joined/{ref}/{user}", ref, at, agent=user, agent_name=name)


_ACTIONS: Mapping[str, Callable[[Mapping[str, Any], str, str, str], Told | None]] = {
    CLAIM: _claimed,
    RETURN: _returned,
    END: _ended,
    LABEL: _labelled,
}
_KINDS: Mapping[str, Callable[[Mapping[str, Any], Names], tuple[Told, ...]]] = {
    "event_callback": _message,
    "block_actions": _pressed,
}


def _file_names(files: Any) -> list[str]:
    """Their addresses need a sign-in to Slack, so the customer is told the name alone."""
    named = (
        [text(part(one).get("name")) or text(part(one).get("title")) for one in files[:10]]
        if isinstance(files, list)
        else []
    )
    return [f"📎 {' '.join(name.split())[:200]}" for name in named if name]


def _time(ts: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(ts), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _checked(value: Any, shape: re.Pattern[str], what: str) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise Invalid(f"an event of Slack without a proper {what}", field=what)
    return value
