"""What a bot of the Bot Framework says, one activity at a time: words, choices, the wish for a human, the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from segue.bots.base import MOST_CHOICES, choice
from segue.domain.activities import Activity, Escalation, activity, ends, escalation
from segue.domain.attachments import File
from segue.domain.bots import BotAsksHuman, BotChoice, BotEnds, BotSaid, with_choices
from segue.domain.errors import Invalid

_HERO = frozenset({"application/vnd.microsoft.card.hero", "application/vnd.microsoft.card.thumbnail"})
_ADAPTIVE = "application/vnd.microsoft.card.adaptive"
_CARD = "application/vnd.microsoft.card."
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Heard:
    """One activity of the bot. awaits: it says that it waits for the customer now."""

    activity: Activity
    text: str = ""
    choices: tuple[BotChoice, ...] = ()
    files: tuple[File, ...] = ()
    wish: Escalation | None = None
    over: bool = False
    awaits: bool = False

    @property
    def speaks(self) -> bool:
        return bool(self.text or self.choices or self.files)


def heard(raw: Any, events: tuple[str, ...] = ()) -> Heard | None:
    """None for what is no activity. events: names that ask for a human, as the policy has them."""
    try:
        found = activity(raw, addressed=False)
    except Invalid:
        return None
    wish = escalation(found, events)
    over = ends(found)
    if found.type != "message" or (wish and wish.raw_name == "tags"):  # what a command says is for the human alone
        return Heard(found, wish=wish, over=over)
    words, choices = [found.text] if found.text.strip() else [], list(_suggested(raw))
    for one in found.attachments:
        if one.type.startswith(_CARD):
            text, pressed = _card(one.type, one.content)
            words += [text] if text else []
            choices += pressed
    files = tuple(
        File(one.name or "file", one.url, one.type)
        for one in found.attachments
        if one.url and not one.type.startswith(_CARD) and one.name.strip().lower() != "transcript"
    )
    hint = raw.get("inputHint") if isinstance(raw, Mapping) else ""
    return Heard(
        *(found, "\n".join(words), tuple(choices)[:MOST_CHOICES], files, wish, over),
        awaits=hint == "expectingInput",
    )


def said(id_: str, one: Heard) -> BotSaid:
    return BotSaid(id_, with_choices(one.text, one.choices) if one.choices else one.text, one.files)


def asks(id_: str, wish: Escalation) -> BotAsksHuman:
    """The wish as it came; a transcript that is only named by its address is fetched elsewhere."""
    transcript = wish.transcript
    topics = (*wish.topics, *(transcript.topics if transcript else ()))
    return BotAsksHuman(
        id_,
        reason=wish.reason,
        note=wish.private_message,
        topic=wish.topic,
        topics=tuple(dict.fromkeys(topics)),
        phrases=wish.phrases or ((wish.last_phrase,) if wish.last_phrase else ()),
        variables=wish.variables,
        earlier=transcript.turns if transcript else (),
    )


def end(id_: str) -> BotEnds:
    return BotEnds(id_)


def _suggested(raw: Any) -> Iterator[BotChoice]:
    suggested = raw.get("suggestedActions") if isinstance(raw, Mapping) else None
    if isinstance(suggested, Mapping):
        yield from _actions(suggested.get("actions"))


def _actions(listed: Any) -> Iterator[BotChoice]:
    """Buttons that say something to the bot; those that open a page are left to the text around them."""
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, Mapping) and one.get("type") in {"imBack", "postBack", "messageBack"}:
            value = one.get("value") if isinstance(one.get("value"), str) else one.get("text")
            if found := choice(one.get("title"), value):
                yield found


def _card(kind: str, content: Any) -> tuple[str, list[BotChoice]]:
    """What a card says in words, and its buttons."""
    if not isinstance(content, Mapping):
        return "", []
    if kind == _ADAPTIVE:
        return "\n".join(_texts(content.get("body"), 0)), []
    lines = [content.get(name) for name in ("title", "subtitle", "text")]
    return "\n".join(one for one in lines if isinstance(one, str) and one), list(_actions(content.get("buttons")))


def _texts(body: Any, depth: int) -> Iterator[str]:
    for one in body if isinstance(body, list) and depth < _DEEPEST else ():
        if isinstance(one, Mapping):
            if isinstance(one.get("text"), str) and one["text"].strip():
                yield one["text"]
            yield from _texts(one.get("items"), depth + 1)
