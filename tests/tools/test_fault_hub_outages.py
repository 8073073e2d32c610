"""The drill of helpdesks can fail: a good product passes, and each fault that is planted in it is counted."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from fakes.hubs.intercom import Played
from faults.hub_outages import Drill
from faults.scenario import Outcome, Setting
from segue.domain.conversation import Kind
from segue.domain.hubs import What
from segue.flows import hub_acting, hub_listener
from segue.flows.hub_listener import HubListener
from segue.hubs.intercom import IntercomHub


async def drill(folder: Path) -> Outcome:
    """One small shift of customers, always the same one."""
    setting = Setting(trials=1, seed=7, folder=folder, progress=lambda _: None, quick=True)
    return await Drill(setting, "intercom", ticket=False, talks=2, rounds=16).run()


async def test_a_good_product_passes(tmp_path: Path) -> None:
    found = await drill(tmp_path)
    assert found.clean, found.notes
    assert found.trials > 0


async def test_a_message_that_is_not_brought_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = HubListener.said

    async def now_and_then(self: HubListener, heard: Any, event_id: str) -> None:
        if heard.entry.seq % 2:
            await good(self, heard, event_id)

    monkeypatch.setattr(hub_listener, "TOLD", {**hub_listener.TOLD, Kind.MESSAGE: now_and_then})
    assert (await drill(tmp_path)).lost


async def test_a_helpdesk_that_shows_each_message_twice_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = Played._add

    def twice(self: Played, ref: str, kind: str, *given: Any, **more: Any) -> Any:
        if kind == "comment":
            good(self, ref, kind, *given, **more)
        return good(self, ref, kind, *given, **more)

    monkeypatch.setattr(Played, "_add", twice)
    assert (await drill(tmp_path)).twice


async def test_what_is_told_twice_and_taken_twice_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, count = IntercomHub.read, iter(range(10_000))

    def under_new_ids(self: Any, webhook: Any) -> Any:
        return tuple(replace(one, id=f"{one.id}/{next(count)}") for one in read(self, webhook))

    monkeypatch.setattr(IntercomHub, "read", under_new_ids)
    assert (await drill(tmp_path)).twice


async def test_an_end_there_that_is_not_heard_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: Any) -> None:
        return None

    deaf = {**hub_acting.LIVE, What.ENDED: nothing, What.RESOLVED: nothing}
    monkeypatch.setattr(hub_acting, "LIVE", deaf)
    assert (await drill(tmp_path)).stuck
