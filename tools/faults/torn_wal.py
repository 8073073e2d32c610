"""G7: SQLite's log is cut anywhere, or a byte of it is another. What was acknowledged before that place is there.

The product's own store writes conversations; at each acknowledgement it is noted how long the log (the WAL file) was.
Then copies of the database and its log are damaged: the log ends at a frame, inside one, in its header; or one bit is
turned. SQLite must open each, find the database whole, and show exactly the commits that lie before the damage.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from faults.scenario import Outcome, Scenario, Setting
from segue.domain.changing import changed
from segue.domain.conversation import Conversation, Entry, Kind, Role
from segue.ports.conversations import AppendEntries, EntriesAfter, LoadConversation
from segue.store.database import SqlStore, open_store

WORKSPACE = "default"
CONVERSATIONS, LOG_BYTES = 6, 3_500_000
"""SQLite begins its log anew from 4 MB on; one log is kept whole, so that every place of it means one moment."""
HEADER, FRAME_HEADER = 32, 24
LOGS, BY_PRODUCT = 3, 50
"""So many logs are recorded; one damage of so many is also opened by the product's own store."""


@dataclass(frozen=True)
class Log:
    """base: the database without the log. acknowledged: length of the log, a conversation, its last entry."""

    base: bytes
    wal: bytes
    acknowledged: tuple[tuple[int, str, int], ...]

    @property
    def frame(self) -> int:
        return FRAME_HEADER + int.from_bytes(self.wal[8:12], "big")

    def frames(self) -> list[int]:
        """Where each frame begins."""
        return list(range(HEADER, len(self.wal) - self.frame + 1, self.frame))

    def whole_until(self, place: int) -> dict[str, int]:
        """The last entry of each conversation that was acknowledged when the log was not longer than this."""
        return {name: seq for length, name, seq in self.acknowledged if length <= place}


@dataclass(frozen=True)
class Damage:
    """The log ends at `place`; or, with `bit`, that bit of the byte there is turned."""

    place: int
    bit: int | None = None

    def done_to(self, wal: bytes) -> bytes:
        if self.bit is None:
            return wal[: self.place]
        return wal[: self.place] + bytes([wal[self.place] ^ 1 << self.bit]) + wal[self.place + 1 :]


async def record(folder: Path, chance: random.Random) -> Log:
    path = folder / "recorded.db"
    await (await open_store(f"sqlite:///{path}")).close()  # the tables; closing writes the log into the database
    base, acknowledged = path.read_bytes(), list[tuple[int, str, int]]()
    store = await open_store(f"sqlite:///{path}")
    wal = path.with_name(path.name + "-wal")
    try:

        async def write_on(name: str) -> None:
            now = datetime.now(UTC)
            talk, stored = Conversation(WORKSPACE, name, now, now), 0
            while not wal.exists() or wal.stat().st_size < LOG_BYTES:
                entries = tuple(
                    Entry(seq, Kind.MESSAGE, Role.END_USER, now, "x" * chance.randrange(3000), message_id=f"m{seq}")
                    for seq in range(stored + 1, stored + 1 + chance.choice((1, 1, 1, 4)))
                )
                talk = changed(talk, last_seq=entries[-1].seq)
                await store.write(AppendEntries(talk, stored, talk.epoch, entries))
                stored = talk.last_seq
                acknowledged.append((wal.stat().st_size, name, stored))

        await asyncio.gather(*(write_on(f"c{number}") for number in range(CONVERSATIONS)))
        copied = wal.read_bytes()
    finally:
        await store.close()
    path.unlink()
    return Log(base, copied, tuple(acknowledged))


def damages(log: Log, count: int, chance: random.Random) -> list[Damage]:
    """Each frame's begin first, as far as the count goes; then cuts within, and turned bits, in equal parts."""
    frames = log.frames()
    cuts = [Damage(place) for place in chance.sample(frames, min(len(frames), count // 3))]
    while len(cuts) < count:
        place = chance.randrange(len(log.wal))
        cuts.append(Damage(place, chance.randrange(8) if len(cuts) % 2 else None))
    return cuts


def judge(log: Log, damage: Damage, path: Path, found: Outcome) -> None:
    """As SQLite alone sees it."""
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    path.write_bytes(log.base)
    path.with_name(path.name + "-wal").write_bytes(damage.done_to(log.wal))
    with closing(sqlite3.connect(path)) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        logs = {
            name: (count, last)
            for name, count, last in connection.execute(
                "SELECT conversation, count(*), max(seq) FROM entries GROUP BY conversation"
            )
        }
        heads = dict(connection.execute("SELECT id, last_seq FROM conversations"))
    if said != "ok":
        found.wrong += 1
        found.notes.append(f"{damage}: integrity_check says {said}")
    if {name: (last, last) for name, last in heads.items()} != logs:
        found.wrong += 1
        found.notes.append(f"{damage}: half a commit is there")
    for name, seq in log.whole_until(damage.place).items():
        if heads.get(name, 0) < seq:
            found.lost += 1
            found.notes.append(f"{damage}: entry {seq} of {name} was acknowledged before, and is gone")


async def opened_by_product(path: Path, found: Outcome) -> None:
    """The product opens it, shows each log without a gap, and goes on with it."""
    store = await open_store(f"sqlite:///{path}")
    try:
        for number in range(CONVERSATIONS):
            await _goes_on(store, f"c{number}", found)
    finally:
        await store.close()


async def _goes_on(store: SqlStore, name: str, found: Outcome) -> None:
    loaded = await store.read(LoadConversation(WORKSPACE, name))
    if loaded is None:
        return
    talk = loaded.conversation
    log = await store.read(EntriesAfter(WORKSPACE, name, limit=100_000))
    if [entry.seq for entry in log] != list(range(1, talk.last_seq + 1)):
        found.wrong += 1
        found.notes.append(f"the product shows a log of {name} with gaps")
    entry = Entry(talk.last_seq + 1, Kind.MESSAGE, Role.END_USER, datetime.now(UTC), "and on", message_id="after")
    await store.write(AppendEntries(changed(talk, last_seq=entry.seq), talk.last_seq, talk.epoch, (entry,)))


async def cuts(setting: Setting) -> Outcome:
    chance, found = setting.chance(), Outcome(0)
    logs = 1 if setting.quick else LOGS
    path = setting.folder / "damaged" / "segue.db"
    for number in range(logs):
        log = await record(setting.folder, chance)
        found.figures["frames in each log"] = len(log.frames())
        for damage in damages(log, setting.trials // logs + (number < setting.trials % logs), chance):
            await asyncio.to_thread(judge, log, damage, path, found)
            if found.trials % BY_PRODUCT == 0:
                await opened_by_product(path, found)
                found.figures["opened by the product too"] = found.trials // BY_PRODUCT + 1
            found.trials += 1
            setting.progress(found.trials)
    del found.notes[10:]
    return found


SCENARIOS = [
    Scenario(
        "G7",
        "SQLite's log cut at frames and between, or one bit of it turned: opens, is whole, holds what was acknowledged",
        cuts,
        quick_trials=300,
        full_trials=5_000,
        minutes=15,
    )
]
