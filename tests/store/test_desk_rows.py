"""What the desk's inbox shows: what somebody has, and of the line as many as are asked for."""

from __future__ import annotations

from making import NOW, hand_off, handoff, later, load

from segue.domain.lifecycle import State
from segue.domain.package import ContextPackage
from segue.ports.conversations import StorePackage
from segue.ports.desk import DeskRow, DeskRows
from segue.ports.store import Store


async def test_rows_are_what_somebody_has_and_those_of_the_line_that_are_asked_for(store: Store) -> None:
    for number in range(5):
        await hand_off(store, handoff(f"q{number}", f"c{number}", State.QUEUED, queued_at=later(minutes=number)))
    active = handoff("a1", "ca", State.ACTIVE, agent="maria", queued_at=NOW)
    await hand_off(store, active)
    await hand_off(store, handoff("e1", "ce", State.RESOLVED, agent="maria"))
    await store.write(StorePackage("default", ContextPackage("a1", "ca", NOW, summary="Wants a refund.")))
    first, *line = await store.read(DeskRows("default", ("q1", "q3", "e1", "nobody")))
    assert first == DeskRow(active, (await load(store, "ca")).conversation, "Wants a refund.")
    assert {row.handoff.id for row in line} == {"q1", "q3"}
    assert [row.handoff.id for row in await store.read(DeskRows("default"))] == ["a1"]
    assert await store.read(DeskRows("default", limit=0)) == ()
    assert await store.read(DeskRows("other", ("q1",))) == ()
