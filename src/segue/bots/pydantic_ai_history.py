"""Where histories of Pydantic AI are kept, and what of a conversation is."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from segue.bots.turns import Asked

try:
    from pydantic_ai import ModelMessage, ModelMessagesTypeAdapter
except ImportError as missing:
    raise ImportError("Pydantic AI is not installed: pip install 'segue-handoff[pydantic-ai]'") from missing

ENDED_RUN = ""
"""In `Kept.waits` for a handoff that no tool call waits for."""
TURNS_KEPT = 50


class Histories(Protocol):
    """Where histories are kept, by conversation: opaque bytes, at least as durable as a handoff is long."""

    async def load(self, conversation: str) -> bytes | None: ...

    async def save(self, conversation: str, kept: bytes) -> None: ...


class Folder:
    """One file a conversation. A file is there whole or not at all."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._path.mkdir(parents=True, exist_ok=True)

    async def load(self, conversation: str) -> bytes | None:
        path = self._file(conversation)
        return await asyncio.to_thread(lambda: path.read_bytes() if path.exists() else None)

    async def save(self, conversation: str, kept: bytes) -> None:
        def write() -> None:
            path = self._file(conversation)
            new = path.with_suffix(".new")
            with new.open("wb") as file:
                file.write(kept)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)

        await asyncio.to_thread(write)

    def _file(self, conversation: str) -> Path:
        return self._path / f"{hashlib.sha256(conversation.encode('utf-8', 'replace')).hexdigest()[:40]}.json"


@dataclass(slots=True)
class Kept:
    """waits: id of a deferred tool call, or ENDED_RUN -> the handoff. told: id of a message -> what the customer was
    shown upon it, of the newest.
    """

    messages: list[ModelMessage] = field(default_factory=list)
    waits: dict[str, Asked] = field(default_factory=dict)
    told: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: bytes | None) -> Kept:
        if found is None:
            return cls()
        kept = json.loads(found)
        waits = {call: Asked.of(asked) for call, asked in kept["waits"].items()}
        return cls(ModelMessagesTypeAdapter.validate_python(kept["messages"]), waits, kept["told"])

    def as_bytes(self) -> bytes:
        messages = ModelMessagesTypeAdapter.dump_python(self.messages, mode="json")
        waits = {call: asked.as_dict() for call, asked in self.waits.items()}
        told = dict(list(self.told.items())[-TURNS_KEPT:])
        return json.dumps({"messages": messages, "waits": waits, "told": told}).encode()
