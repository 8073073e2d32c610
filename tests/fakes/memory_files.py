"""The part of the fake store that keeps files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from segue.domain.conversation import Conversation, Entry
from segue.domain.errors import NotFound
from segue.domain.files import FileState, StoredFile, first_of, must_be_sendable, must_go_on
from segue.ports import files as f


class MemoryFiles:
    conversations: dict[tuple[str, str], Conversation]

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[tuple[str, str], StoredFile] = {}
        self.file_parts: dict[tuple[str, str, int], bytes] = {}

    def _begin_file(self, unit: f.BeginFile) -> None:
        file = unit.file
        at = self.conversations.get((file.workspace, file.conversation))
        must_go_on(at.open if at else None)
        everywhere = [one for (workspace, _), one in self.files.items() if workspace == file.workspace]
        today = sum(one.by == file.by and one.at > unit.room.since for one in everywhere)
        there = self._files_of(f.FilesOf(file.workspace, file.conversation))
        unit.room.check(there, file.by, today, sum(one.size for one in everywhere), file.size)
        self.files[file.workspace, file.id] = file

    def _add_file_part(self, unit: f.AddFilePart) -> None:
        self._coming(unit.workspace, unit.file)
        self.file_parts[unit.workspace, unit.file, unit.n] = unit.bytes

    def _complete_file(self, unit: f.CompleteFile) -> StoredFile:
        file = unit.file
        self._coming(file.workspace, file.id)
        earlier = first_of(self._files_of(f.FilesOf(file.workspace, file.conversation)), file)
        if earlier:
            self._drop(file)
            return earlier
        self.files[file.workspace, file.id] = ready = replace(file, state=FileState.READY)
        return ready

    def _send_files(self, workspace: str, conversation: str, entries: Iterable[Entry]) -> None:
        sent = []
        for entry in entries:
            for attached in entry.data.get("attachments", ()):
                if "file" in attached:
                    file = self.files.get((workspace, attached["file"]))
                    must_be_sendable(file if file and file.conversation == conversation else None)
                    sent.append(attached["file"])
        for id_ in sent:
            self.files[workspace, id_] = replace(self.files[workspace, id_], state=FileState.SENT)

    def _drop_file(self, unit: f.DropFile) -> bool:
        file = self.files.get((unit.workspace, unit.file))
        if file is None or file.conversation != unit.conversation or file.state is FileState.SENT:
            return False
        self._drop(file)
        return True

    def _drop_files(self, unit: f.DropFiles) -> int:
        return self._drop(*self._files_of(f.FilesOf(unit.workspace, unit.conversation))[: unit.limit])

    def _sweep_files(self, unit: f.SweepFiles) -> int:
        old = [
            one
            for one in self.files.values()
            if one.workspace == unit.workspace
            and one.state is not FileState.SENT
            and one.at < (unit.coming if one.state is FileState.COMING else unit.unsent)
        ]
        return self._drop(*old[: unit.limit])

    def _files_of(self, query: f.FilesOf) -> tuple[StoredFile, ...]:
        whose = (query.workspace, query.conversation)
        found = [one for one in self.files.values() if (one.workspace, one.conversation) == whose]
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def _file_by_id(self, query: f.FileById) -> StoredFile | None:
        return self.files.get((query.workspace, query.id))

    def _file_part(self, query: f.FilePart) -> bytes | None:
        return self.file_parts.get((query.workspace, query.file, query.n))

    def _coming(self, workspace: str, id_: str) -> None:
        file = self.files.get((workspace, id_))
        if file is None or file.state is not FileState.COMING:
            raise NotFound("this file is not on its way any more; upload it again")

    def _drop(self, *gone: StoredFile) -> int:
        for file in gone:
            del self.files[file.workspace, file.id]
            for key in [key for key in self.file_parts if key[:2] == (file.workspace, file.id)]:
                del self.file_parts[key]
        return len(gone)
