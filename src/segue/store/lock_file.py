"""One process at a time on a database file: it holds a lock on a file beside it, which ends with the process."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from segue.domain.errors import StoreNotOpened


def hold(database: Path) -> IO[str]:
    """The lock is held until the answered file is closed. Raises StoreNotOpened when another holds it."""
    path = database.with_name(f"{database.name}.lock")
    try:
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        raise StoreNotOpened(
            f"{path} cannot be written ({error.strerror}); the folder must exist and be writable", path=str(path)
        ) from error
    if not _take(file):
        file.seek(0)
        holder = file.read(20).strip()
        file.close()
        who = f"process {holder}" if holder.isdigit() else "another process"
        raise StoreNotOpened(
            f"{database} is in use by {who}. Stop that one, talk to it over HTTP, or name another database.",
            path=str(database),
        )
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(file: IO[str]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
