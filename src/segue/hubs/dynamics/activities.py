"""Activities of Direct Line in our words (https://github.com/microsoft/botframework-sdk, the Activity schema).

Agents speak as the bot of the channel; everybody else in a conversation is us.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from segue.answers import part, text, time
from segue.domain.attachments import File
from segue.domain.hubs import Told, What
from segue.told import file_of, files_of, listed

LONGEST = 28_000
_INSIDE = frozenset({"hidden", "private", "internal"})
_CARD = "application/vnd.microsoft.card."


def of_page(ref: str, bot: str, page: Mapping[str, Any]) -> list[Told]:
    return [told for one in listed(page.get("activities")) for told in _of(ref, bot, one)]


def _of(ref: str, bot: str, one: Mapping[str, Any]) -> tuple[Told, ...]:
    """Ids are the activity's own; one without cannot be told from its repetition, and is passed over."""
    sender, id_ = part(one.get("from")), text(one.get("id"))
    read = _TYPES.get(text(one.get("type")))
    if read is None or sender.get("id") != bot or not 0 < len(id_) <= 200 or not id_.isprintable():
        return ()
    if _INSIDE & _tags(part(one.get("channelData")).get("tags")):
        return ()
    name = text(sender.get("name"))
    return read(one, ref, id_, "" if name.lower() == bot.lower() else name[:100])


def _message(one: Mapping[str, Any], ref: str, id_: str, name: str) -> tuple[Told, ...]:
    found = listed(one.get("attachments"))
    files = [_file(attachment) for attachment in found]
    lost = [_instead(attachment) for attachment, file in zip(found, files, strict=True) if file is None]
    words = "\n".join(part_ for part_ in (text(one.get("text")).strip(), *lost) if part_)[:LONGEST]
    told = Told(What.MESSAGE, f"message/{id_}", ref, time(one.get("timestamp")), words, "", name, files_of(files))
    return (told,) if words or told.files else ()


def _end(one: Mapping[str, Any], ref: str, id_: str, name: str) -> tuple[Told, ...]:
    at = time(one.get("timestamp"))
    return (Told(What.ENDED, f"ended/{id_}", ref, at, text(one.get("text"))[:500], "", name, by="agent"),)


def _typing(one: Mapping[str, Any], ref: str, id_: str, name: str) -> tuple[Told, ...]:
    return (Told(What.TYPING, f"typing/{id_}", ref, time(one.get("timestamp")), agent_name=name),)


_TYPES: Mapping[str, Callable[[Mapping[str, Any], str, str, str], tuple[Told, ...]]] = {
    "message": _message,
    "endOfConversation": _end,
    "typing": _typing,
}


def _file(attachment: Mapping[str, Any]) -> File | None:
    return file_of(attachment.get("name"), attachment.get("contentUrl"), attachment.get("contentType"))


def _instead(attachment: Mapping[str, Any]) -> str:
    """The words of a card; a file that has no address that may be followed is named."""
    if not text(attachment.get("contentType")).startswith(_CARD):
        return f"(file: {text(attachment.get('name'))[:200] or 'without a name'})"
    return "\n".join(_said(attachment.get("content"), 0))[:LONGEST]


def _said(content: Any, depth: int) -> list[str]:
    """Titles and texts, wherever they stand in it."""
    if depth > 8:
        return []
    if isinstance(content, list):
        return [said for one in content[:50] for said in _said(one, depth + 1)]
    if not isinstance(content, Mapping):
        return []
    words = [text(content.get(key)).strip() for key in ("title", "subtitle", "text")]
    inner = [said for key in ("body", "items", "columns", "buttons") for said in _said(content.get(key), depth + 1)]
    return [one for one in (*words, *inner) if one]


def _tags(value: Any) -> set[str]:
    """Omnichannel writes them with commas between, or as a list."""
    found = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else ()
    return {text(one).strip().lower() for one in found}
