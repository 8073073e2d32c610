"""A checkpointer that writes a file at each step: what a process leaves behind when it dies.

LangGraph's own savers on disk are packages that are not among this project's; this one keeps what its in-memory saver
keeps, by its own serializer.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from langgraph.checkpoint.memory import InMemorySaver


class FileSaver(InMemorySaver):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        if path.exists():
            storage, writes, blobs = pickle.loads(path.read_bytes())
            for thread, spaces in storage.items():
                for space, checkpoints in spaces.items():
                    self.storage[thread][space].update(checkpoints)
            self.writes.update(writes)
            self.blobs.update(blobs)

    def _kept(self) -> None:
        storage = {thread: dict(spaces) for thread, spaces in self.storage.items()}
        self._path.write_bytes(pickle.dumps((storage, dict(self.writes), dict(self.blobs))))

    def put(self, *args: Any, **kwargs: Any) -> Any:
        put = super().put(*args, **kwargs)
        self._kept()
        return put

    def put_writes(self, *args: Any, **kwargs: Any) -> None:
        super().put_writes(*args, **kwargs)
        self._kept()
