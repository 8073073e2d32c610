"""What helpdesks told while nobody heard them is found: at the start, after a gap, and now and then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from test_assist import ASKED, Helpdesk, Here, opened, policy

from fakes.clock import FakeClock
from fakes.helpdesks import NOW, Intercom, Zendesk
from segue.domain.errors import TryAgain
from segue.flows.catching_up import BEFORE, EVERY, catch_up_due
from segue.flows.hub_inbox import accept
from segue.ports.hub_events import CatchUpOf, StoreHubEvent


@pytest.fixture(params=[Intercom, Zendesk], ids=["intercom", "zendesk"])
def helpdesk(request: pytest.FixtureRequest) -> Helpdesk:
    made: Helpdesk = request.param()
    return made


@pytest.fixture
async def here(tmp_path: Path, url: str, helpdesk: Helpdesk) -> AsyncIterator[Here]:
    """Some time before the helpdesk's clock begins: it was asked once."""
    async with opened(tmp_path, url, helpdesk, policy(helpdesk.kind), FakeClock(NOW - 2 * EVERY)) as found:
        await catch_up_due(found.segue.env)
        yield found


async def test_what_no_webhook_told_is_found_and_answered(here: Here) -> None:
    here.helpdesk.customer(ASKED)  # nobody hears of it: we were away
    here.clock.forward(seconds=2 * EVERY.total_seconds() + 30)
    assert await catch_up_due(here.segue.env) == 1
    await here.acted()
    assert len(here.helpdesk.notes) == 1
    mark = await here.segue.store.read(CatchUpOf("default", "helpdesk"))
    assert mark is not None
    assert (mark.since, mark.at, mark.found) == (here.clock.now() - BEFORE, here.clock.now(), 1)


async def test_what_was_told_as_well_has_one_effect(here: Here) -> None:
    here.clock.forward(seconds=2 * EVERY.total_seconds())
    here.helpdesk.customer(ASKED)
    await here.told()
    await catch_up_due(here.segue.env)
    await here.acted()
    here.clock.forward(seconds=EVERY.total_seconds())
    await catch_up_due(here.segue.env)  # the minutes before are asked for once more
    await here.acted()
    assert len(here.helpdesk.notes) == 1


async def test_a_helpdesk_that_was_just_named_is_not_asked_for_what_went_before(
    tmp_path: Path, url: str, helpdesk: Helpdesk
) -> None:
    helpdesk.customer(ASKED)
    async with opened(tmp_path, url, helpdesk, policy(helpdesk.kind)) as here:
        assert await catch_up_due(here.segue.env) == 0
        assert here.vendor.asked == []


async def test_it_is_not_asked_again_before_its_time_but_after_a_failure_soon(here: Here) -> None:
    here.helpdesk.customer(ASKED)
    here.helpdesk.fails = [400]
    here.clock.forward(seconds=2 * EVERY.total_seconds() + 30)
    assert await catch_up_due(here.segue.env) == 0
    asked = len(here.vendor.asked)
    assert asked > 0
    assert await catch_up_due(here.segue.env) == 0
    assert len(here.vendor.asked) == asked
    here.clock.forward(seconds=30)
    assert await catch_up_due(here.segue.env) == 1
    assert await catch_up_due(here.segue.env) == 0
    assert here.doing.caught_up_at == here.clock.now()


async def test_a_webhook_that_could_not_be_stored_is_asked_for_at_once(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.helpdesk.human("Hello")
    here.clock.forward(seconds=2 * EVERY.total_seconds() + 30)
    await catch_up_due(here.segue.env)
    here.helpdesk.customer(ASKED)
    write = here.segue.store.write

    async def full(unit: object) -> object:
        if isinstance(unit, StoreHubEvent):
            raise TryAgain("the database cannot be written to now")
        return await write(unit)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(here.segue.store, "write", full)
        with pytest.raises(TryAgain):
            await accept(here.segue.env, "helpdesk", here.helpdesk.wrote())
    assert await catch_up_due(here.segue.env) == 1
