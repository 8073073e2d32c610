"""Whatever a workspace holds: after an erasure no row holds the person, and no row of anybody else has changed."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import NOW, conversation, creation, handoff, later, said
from test_erasing_stored import draft_of, erase

from segue.domain.conversation import Customer
from segue.domain.follow_up import FollowUp
from segue.domain.history import Visit
from segue.domain.lifecycle import State
from segue.domain.signals.memory import SignalMemory
from segue.ports.hub_events import HubEvent, StoreHubEvent
from segue.ports.people import SaveVisitor, Visitor
from segue.ports.reply_drafts import KeepReplyDraft
from segue.ports.store import Store
from segue.ports.visits import KeepVisits
from segue.store.database import open_store
from segue.store.tables import metadata

Row = tuple[str, str]


@dataclass(frozen=True)
class Habits:
    """What one customer does. entries: of each conversation."""

    entries: tuple[int, ...]
    handoffs: int
    visits: int
    browser: bool
    drafts: bool
    ticket: bool
    event: bool
    as_stranger: bool  # one conversation more in their browser, before they signed in


HABITS = st.builds(
    Habits,
    st.lists(st.integers(1, 9), max_size=3).map(tuple),
    st.integers(0, 2),
    st.integers(0, 5),
    *(st.booleans() for _ in range(5)),
)


async def live(store: Store, who: str, does: Habits) -> None:
    customer = Customer(f"c-{who}", who, f"{who}@shop.example", verified=True)
    if does.browser:
        visitor = Visitor(f"v-{who}", "default", "site", f"hash-{who}", NOW, later(days=1), customer.id, {"name": who})
        await store.write(SaveVisitor(visitor))
    browser = f"v-{who}" if does.browser else ""
    for n, entries in enumerate(does.entries):
        id_ = f"{who}-{n}"
        made = conversation(
            id_, visitor=browser, customer=customer, matter=who, open=False, signals=SignalMemory(turns=1)
        )
        past = tuple(
            handoff(f"h{crc32(id_.encode())}-{m}", id_, State.RESOLVED, evidence=who, disposition=who)
            for m in range(does.handoffs)
        )
        left = FollowUp(f"f-{id_}", "default", id_, past[0].id, "general", NOW, subject=who) if past else None
        await store.write(
            creation(
                made,
                *(said(seq, f"{who} says {seq}") for seq in range(1, entries + 1)),
                handoffs=past,
                follow_up=left if does.ticket else None,
                listeners=("bot",),
            )
        )
        if does.drafts:
            await store.write(KeepReplyDraft(draft_of(f"{who}-{n}", id_)))
        if does.event:
            await store.write(
                StoreHubEvent(
                    HubEvent(
                        "default", "desk", f"e{n}-{len(who)}-{crc32(who.encode())}", NOW, NOW, {"conversation": id_}
                    )
                )
            )
    if does.as_stranger and does.browser:
        earlier = conversation(f"{who}-stranger", visitor=browser, open=False, matter=who)
        await store.write(creation(earlier, said(1, who)))
    visits = tuple(Visit(f"{who}{n}", f"https://{who}", f"/{who}", who, NOW) for n in range(does.visits))
    await store.write(KeepVisits("default", browser or f"customer:c-{who}", customer.id, visits))


def rows(file: Path) -> set[Row]:
    with closing(sqlite3.connect(file)) as connection:
        return {
            (table, repr(row))
            for table in metadata.tables
            for row in connection.execute(f'SELECT * FROM "{table}"').fetchall()
        }


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(HABITS, min_size=1, max_size=4))
def test_only_the_erased_person_is_gone(empty_file: Path, people: list[Habits]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "segue.db"
        shutil.copy(empty_file, file)
        asyncio.run(_erase_first(file, people))


async def _erase_first(file: Path, people: list[Habits]) -> None:
    store = await open_store(f"sqlite:///{file}")
    for number, does in enumerate(people):
        await live(store, f"person{number}", does)
    before = rows(file)
    await erase(store, "person0")
    after = rows(file)
    await store.close()
    assert not [row for row in after if "person0" in row[1]]
    others = {row for row in before if "person0" not in row[1]}
    assert others - after == set(), "rows of others that went or changed"
    news = {table for table, _ in after - before}
    assert news <= {"handoffs"}, "but for what stays of handoffs to be counted, nothing is new"
