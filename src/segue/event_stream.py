"""Server-sent events, read as they come (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_EVENT = 256 * 1024
"""Bytes that are kept of one unless the reader says otherwise; a longer one is passed over."""


@dataclass(frozen=True, slots=True)
class Event:
    """id: of the newest event that had one. name: "message" unless it says otherwise."""

    id: str
    name: str
    data: str


class Events:
    """Fed with bytes in any portions; never raises for what they hold."""

    def __init__(self, longest: int = LONGEST_EVENT) -> None:
        self._longest = longest
        self._rest, self._id, self._name = b"", "", ""
        self._data: list[str] = []
        self._size = 0
        self._too_long = self._skips_line = self._return_before = False

    def feed(self, some: bytes) -> list[Event]:
        if self._return_before and some[:1] == b"\n":  # the other half of an end of line
            some, self._return_before = some[1:], False
        if some:
            self._return_before = some[-1:] == b"\r"
        *lines, rest = (self._rest + some).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        found = []
        for line in lines:
            event = None if self._skips_line else self._line(line)
            self._skips_line = False
            if event:
                found.append(event)
        self._rest = rest
        if len(rest) > self._longest:
            self._rest, self._skips_line, self._too_long = b"", True, True
        return found

    def _line(self, line: bytes) -> Event | None:
        if not line:
            return self._ended()
        name, _, value = line.decode("utf-8", "replace").partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._size += len(value)
            self._too_long = self._too_long or self._size > self._longest
            if not self._too_long:
                self._data.append(value)
        elif name == "event":
            self._name = value
        elif name == "id" and "\0" not in value:
            self._id = value
        return None

    def _ended(self) -> Event | None:
        event = Event(self._id, self._name or "message", "\n".join(self._data)) if self._data else None
        event = None if self._too_long else event
        self._clear()
        return event

    def _clear(self) -> None:
        self._data, self._name, self._size, self._too_long = [], "", 0, False
