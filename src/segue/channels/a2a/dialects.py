"""The two versions of A2A on the wire. 1.0 writes Protocol Buffers as JSON, 0.3 JSON with a `kind` on each object.

Which one is spoken is told by the name of the method: https://a2a-protocol.org/latest/specification/ section 9.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from segue.channels.a2a.task import Said, Task, TaskState
from segue.domain.return_packet import as_words

EXTENSION = "urn:segue:a2a:handoff:1"
"""Under this name a message's metadata tells what was said before, and ours who speaks."""

Json = dict[str, Any]


class Operation(StrEnum):
    SEND = "send"
    STREAM = "stream"
    GET = "get"
    LIST = "list"
    CANCEL = "cancel"
    SUBSCRIBE = "subscribe"
    PUSH = "push"
    EXTENDED_CARD = "extended card"


@dataclass(frozen=True, slots=True)
class Dialect:
    """wrapped: results and events stand under their name, as 1.0 has it; else each has a `kind`."""

    version: str
    methods: Mapping[str, Operation]
    wrapped: bool
    state: Callable[[TaskState], str]

    def task(self, task: Task, history: int | None = None) -> Json:
        """history: so many of the newest messages; None for all."""
        said = task.said if history is None else task.said[-history:] if history else []
        found: Json = {"id": task.id, "contextId": task.context, "status": self._status(task, task.newest)}
        if task.packet is not None:
            found["artifacts"] = [self._artifact(task, task.packet)]
        if said:
            found["history"] = [self._message(task, one) for one in said]
        return self._kind("task", found)

    def sent(self, task: Task, history: int | None = None) -> Json:
        """What sending a message, and the beginning of a stream, is answered with."""
        return self._named("task", self.task(task, history))

    def status(self, task: Task, said: Said | None, *, last: bool) -> Json:
        """An event of a stream. said: what was just said, if anything was."""
        event: Json = {"taskId": task.id, "contextId": task.context, "status": self._status(task, said)}
        return self._named("statusUpdate", event if self.wrapped else {"kind": "status-update", **event, "final": last})

    def artifact(self, task: Task, packet: Mapping[str, Any]) -> Json:
        event = {"taskId": task.id, "contextId": task.context, "artifact": self._artifact(task, packet)}
        return self._named("artifactUpdate", self._kind("artifact-update", {**event, "lastChunk": True}))

    def _status(self, task: Task, said: Said | None) -> Json:
        status: Json = {"state": self.state(task.state), "timestamp": _time(task.at)}
        return {**status, "message": self._message(task, said)} if said else status

    def _message(self, task: Task, said: Said) -> Json:
        role = "user" if said.customer else "agent"
        parts = [self._text(said.text)] if said.text else []
        message: Json = {
            "messageId": said.id,
            "contextId": task.context,
            "taskId": task.id,
            "role": f"ROLE_{role.upper()}" if self.wrapped else role,
            "parts": parts + [self._file(one) for one in said.files if one.get("url")],
            "metadata": {EXTENSION: {"who": said.who or "customer", "name": said.name, "seq": said.seq}},
        }
        return self._kind("message", message)

    def _artifact(self, task: Task, packet: Mapping[str, Any]) -> Json:
        """What the other agent must know when it speaks again: as words for a model, and as data."""
        data: Json = {"data": dict(packet)}
        parts = [self._text(as_words(packet)), self._kind("data", data)]
        return {"artifactId": f"{task.id}/return", "name": "return packet", "parts": parts}

    def _text(self, text: str) -> Json:
        return self._kind("text", {"text": text})

    def _file(self, file: Mapping[str, Any]) -> Json:
        name, media = str(file.get("name", "")), str(file.get("type", ""))
        if self.wrapped:
            return {"url": file["url"], "filename": name, "mediaType": media}
        return {"kind": "file", "file": {"uri": file["url"], "name": name, "mimeType": media}}

    def _kind(self, kind: str, value: Json) -> Json:
        return value if self.wrapped else {"kind": kind, **value}

    def _named(self, name: str, value: Json) -> Json:
        return {name: value} if self.wrapped else value


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_PUSH = ("Create", "Get", "List", "Delete")
NEWER = Dialect(
    "1.0",
    {
        "SendMessage": Operation.SEND,
        "SendStreamingMessage": Operation.STREAM,
        "GetTask": Operation.GET,
        "ListTasks": Operation.LIST,
        "CancelTask": Operation.CANCEL,
        "SubscribeToTask": Operation.SUBSCRIBE,
        "GetExtendedAgentCard": Operation.EXTENDED_CARD,
        **{f"{verb}TaskPushNotificationConfig": Operation.PUSH for verb in _PUSH},
        "ListTaskPushNotificationConfigs": Operation.PUSH,
    },
    wrapped=True,
    state=lambda state: f"TASK_STATE_{state.name}",
)
OLDER = Dialect(
    "0.3",
    {
        "message/send": Operation.SEND,
        "message/stream": Operation.STREAM,
        "tasks/get": Operation.GET,
        "tasks/cancel": Operation.CANCEL,
        "tasks/resubscribe": Operation.SUBSCRIBE,
        "agent/getAuthenticatedExtendedCard": Operation.EXTENDED_CARD,
        **{f"tasks/pushNotificationConfig/{verb}": Operation.PUSH for verb in ("set", "get", "list", "delete")},
    },
    wrapped=False,
    state=lambda state: state.value,
)
DIALECTS: Sequence[Dialect] = (NEWER, OLDER)


def dialect_of(method: str) -> Dialect | None:
    return next((one for one in DIALECTS if method in one.methods), None)
