"""Which of Segue's own notes the people of a helpdesk read: those that say that their words have not arrived."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from fakes.clock import FakeClock
from segue.domain.conversation import Entry, Kind, Role
from segue.flows.hub_listener import HubListener
from segue.flows.threads import UNDELIVERED, WAITS


@pytest.mark.parametrize(("data", "told"), [({WAITS: True}, True), ({UNDELIVERED: 7}, True), ({}, False)])
async def test_people_of_a_helpdesk_are_told_what_has_not_arrived(data: dict[str, Any], told: bool) -> None:
    noted: list[str] = []

    async def note(heard: Any, text: str) -> None:
        noted.append(text)

    listener = HubListener.__new__(HubListener)
    listener._note = note  # type: ignore[method-assign]
    entry = Entry(9, Kind.NOTE, Role.SYSTEM, FakeClock().now(), "The chat takes nothing.", data=data)
    await listener.noted(SimpleNamespace(entry=entry), "e1")  # type: ignore[arg-type]
    assert noted == (["The chat takes nothing."] if told else [])
