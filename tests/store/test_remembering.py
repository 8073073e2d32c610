"""What the SQLite store remembers is what the file holds, whatever happened before."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace

import pytest
from making import NOW, conversation, creation, handoff, later, next_unit

from segue.domain.conversation import Conversation
from segue.domain.deadlines import Deadline, DeadlineKind
from segue.domain.errors import SegueError
from segue.domain.lifecycle import State
from segue.ports.conversations import LabelHandoff, LoadConversation, Loaded, MoveDeadline
from segue.ports.store import Unit
from segue.store.database import SqlStore, open_store
from segue.store.sqlite import SqliteFile

NAMES = [f"c{number}" for number in range(6)]


def anything(dice: random.Random, base: Conversation) -> Unit[None]:
    deadline = Deadline("default", base.id, dice.choice(list(DeadlineKind)), later(minutes=dice.randint(0, 2)))
    state = dice.choice(list(State))
    step = handoff(f"h{dice.randint(0, 3)}-{base.id}", base.id, state, requested_at=later(seconds=dice.randint(0, 9)))
    return dice.choice(
        [
            next_unit(base, "word", handoffs=(step,)),
            next_unit(base, "word", deadlines={deadline.kind: dice.choice([deadline, None])}),
            next_unit(base, change={"epoch": base.epoch + 1}),
            next_unit(replace(base, last_seq=base.last_seq + 1), "from the future"),
            MoveDeadline(deadline),
            LabelHandoff("default", step.id, "", "right", "", NOW),
        ]
    )


async def read_both(store: SqlStore, name: str) -> tuple[Loaded | None, Loaded | None]:
    query = LoadConversation("default", name)
    return await store.read(query), await store._readers.read(query, short=True)


@pytest.mark.parametrize("seed", range(5))
async def test_memory_and_file_always_agree(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(SqliteFile, "remembered", 4)  # fewer than there are
    dice = random.Random(seed)
    store = await open_store(sqlite_url)
    for name in NAMES:
        await store.write(creation(conversation(name)))
    from_memory = 0
    for _ in range(150):
        name = dice.choice(NAMES)
        from_memory += store._recents[0].get(("default", name)) is not None
        remembered, stored = await read_both(store, name)
        assert remembered is not None
        assert remembered == stored
        unit = anything(dice, remembered.conversation)
        with suppress(SegueError):
            await store.write(unit)
        remembered, stored = await read_both(store, name)
        assert remembered == stored
    assert from_memory > 50
    await store.close()


async def test_between_the_commit_and_its_noting_the_file_is_asked(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever hears of the new state from the file must not be answered by the old one from memory."""
    store = await open_store(sqlite_url)
    await store.write(creation(conversation("c1")))
    recent, seen = store._recents[0], list[object]()
    note = recent.committed

    def late() -> None:
        seen.append(recent.get(("default", "c1")))
        note()

    monkeypatch.setattr(recent, "committed", late)
    base = (await read_both(store, "c1"))[0]
    assert base is not None
    await store.write(next_unit(base.conversation, "word", change={"epoch": base.conversation.epoch + 1}))
    assert seen == [None]
    remembered, stored = await read_both(store, "c1")
    assert remembered == stored
    await store.close()
