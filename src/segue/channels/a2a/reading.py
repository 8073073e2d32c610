"""What a calling agent sends, read with care: a message, and what it tells of the conversation so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segue.channels.a2a.dialects import EXTENSION
from segue.domain.attachments import File
from segue.domain.conversation import Customer, Role
from segue.domain.earlier import LONGEST_TURN, MOST_TURNS, EarlierTurn
from segue.domain.errors import Invalid, WrongType
from segue.domain.lifecycle import Urgency

LONGEST_ID = 200
_LONGEST_NOTE = 4_000
_LONGEST_NAME = 200
_ROLES: Mapping[str, Role] = {
    "user": Role.END_USER,
    "ROLE_USER": Role.END_USER,
    "agent": Role.AUTOMATED_AGENT,
    "ROLE_AGENT": Role.AUTOMATED_AGENT,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of a customer, through the agent that they talk to. history: messages wanted back, None for all."""

    id: str
    text: str
    context: str = ""
    task: str = ""
    files: tuple[File, ...] = ()
    earlier: tuple[EarlierTurn, ...] = ()
    reason: str = ""
    note: str = ""
    queue: str = ""
    urgency: Urgency = Urgency.NORMAL
    language: str = ""
    customer: Customer | None = None
    history: int | None = None
    wants_push: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A JSON object at a place that errors name."""

    value: Mapping[str, Any]
    at: str

    def text(self, name: str, longest: int, *, needed: bool = False) -> str:
        found = self.value.get(name)
        if found is None or found == "":
            if needed:
                raise self.wrong(name, "is missing: write a text")
            return ""
        if not isinstance(found, str) or len(found) > longest:
            raise self.wrong(name, f"must be a text of at most {longest} characters")
        return found

    def inner(self, name: str) -> _Told:
        found = self.value.get(name)
        if found is not None and not isinstance(found, Mapping):
            raise self.wrong(name, "must be an object")
        return _Told(found or {}, f"{self.at}.{name}")

    def objects(self, name: str, most: int) -> list[_Told]:
        found = self.value.get(name)
        if found is None:
            return []
        if not isinstance(found, list) or len(found) > most or not all(isinstance(one, Mapping) for one in found):
            raise self.wrong(name, f"must be a list of at most {most} objects")
        return [_Told(one, f"{self.at}.{name}[{nth}]") for nth, one in enumerate(found)]

    def wrong(self, name: str, words: str) -> Invalid:
        return Invalid(f"{self.at}.{name} {words}", field=f"{self.at}.{name}")


def read_sent(params: Mapping[str, Any]) -> Sent:
    """Raises Invalid naming the field, WrongType for a part that cannot be brought to a human agent."""
    whole = _Told(params, "params")
    message, settings = whole.inner("message"), whole.inner("configuration")
    if _ROLES.get(str(message.value.get("role"))) is not Role.END_USER:
        raise message.wrong("role", "must be ROLE_USER (user in version 0.3): what the customer says")
    text, files = _parts(message)
    told = message.inner("metadata").inner(EXTENSION)
    urgency = told.text("urgency", 20) or Urgency.NORMAL
    if urgency not in set(Urgency):
        raise told.wrong("urgency", f"must be {' or '.join(Urgency)}")
    return Sent(
        id=message.text("messageId", LONGEST_ID, needed=True),
        text=text,
        context=message.text("contextId", LONGEST_ID),
        task=message.text("taskId", LONGEST_ID),
        files=files,
        earlier=tuple(_earlier(one) for one in told.objects("history", MOST_TURNS)),
        reason=told.text("reason", 100),
        note=told.text("note", _LONGEST_NOTE),
        queue=told.text("queue", 100),
        urgency=Urgency(urgency),
        language=told.text("language", 35),
        customer=_customer(told.inner("customer")),
        history=history_length(settings.value, settings.at),
        wants_push=any(settings.value.get(n) for n in ("taskPushNotificationConfig", "pushNotificationConfig")),
    )


def history_length(value: Mapping[str, Any], at: str = "params") -> int | None:
    found = value.get("historyLength")
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= 2**31:
        raise Invalid(f"{at}.historyLength must be a whole number from 0", field=f"{at}.historyLength")
    return found


def named_task(params: Mapping[str, Any]) -> str:
    return _Told(params, "params").text("id", LONGEST_ID, needed=True)


def named_context(params: Mapping[str, Any]) -> str:
    return _Told(params, "params").text("contextId", LONGEST_ID)


def _parts(message: _Told) -> tuple[str, tuple[File, ...]]:
    """Texts become one, with a line between them."""
    texts: list[str] = []
    files: list[File] = []
    for part in message.objects("parts", 50):
        if isinstance(part.value.get("text"), str):
            texts.append(part.value["text"])
        elif file := _file(part):
            files.append(file)
        else:
            raise WrongType(f"{part.at}: write text, or a file with its https address", field=part.at)
    text = "\n".join(one for one in texts if one.strip())
    if not text and not files:
        raise message.wrong("parts", "say nothing: write a part with what the customer says")
    return text, tuple(files)


def _file(part: _Told) -> File | None:
    """A file by its address, as either version has it. Its bytes are not taken."""
    if part.value.get("url"):
        name, media = part.text("filename", 200), part.text("mediaType", 100)
        return File(name or "file", part.text("url", 2000), media)
    inside = part.inner("file") if part.value.get("kind") == "file" else None
    if inside is None or not inside.value.get("uri"):
        return None
    return File(inside.text("name", 200) or "file", inside.text("uri", 2000), inside.text("mimeType", 100))


def _earlier(one: _Told) -> EarlierTurn:
    role = _ROLES.get(str(one.value.get("role")))
    if role is None:
        raise one.wrong("role", "must be user (the customer) or agent (you)")
    return EarlierTurn(role, one.text("text", LONGEST_TURN, needed=True), id=one.text("id", LONGEST_ID))


def _customer(told: _Told) -> Customer | None:
    """What the key's holder says of the customer counts as verified, as everywhere."""
    if not told.value:
        return None
    name, email = told.text("name", _LONGEST_NAME), told.text("email", 254)
    return Customer(told.text("id", _LONGEST_NAME), name, email, verified=True)
