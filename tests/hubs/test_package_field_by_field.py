"""The briefing as each helpdesk shows it, field by field: nothing is left out that fits, and nobody needs an account
in Segue to read what was said."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import aiohttp
import pytest
from house import PUBLIC, playing

from fakes.clock import FakeClock
from fakes.example_package import FULL, HANDOFF
from fakes.hub_openings import OPENING, SAID, KeptSteps
from fakes.hubs import PlayedHub
from fakes.vendor import played
from segue.answers import plain
from segue.calls import Reach
from segue.domain.hubs import Can, HubSettings
from segue.domain.renderings import render
from segue.hub_kinds import KINDS
from segue.hubs.opening import open_hub
from segue.outbound import Limits, Outbound

WITH_A_FAKE_THAT_ANSWERS = [kind for kind in KINDS if kind != "email"]  # letters: test_email_letters.py


def settings_of(hub: PlayedHub) -> HubSettings:
    keys = [key for key in KINDS[hub.kind].keys if key.name in hub.settings]
    given = {key.name: hub.settings[key.name] for key in keys if not key.secret}
    return HubSettings("hub", hub.kind, given, {key.name: hub.settings[key.name] for key in keys if key.secret})


async def shown_there(hub: PlayedHub) -> str:
    """All that its people can read after a handoff, or a ticket, was opened with the full example."""
    now = getattr(hub, "now", None)
    clock = FakeClock(now if isinstance(now, datetime) else datetime.now(UTC))
    if callable(now):
        hub.now = clock.now  # type: ignore[attr-defined]
    async with played(hub.answer) as vendor, aiohttp.ClientSession() as session:
        reach = Reach(Outbound(session, Limits(attempts=1)), session, vendor.at, clock.now, PUBLIC)
        adapter = open_hub(settings_of(hub), hub.secrets, reach)
        begin = adapter.open if Can.LIVE in KINDS[hub.kind].can else adapter.write_ticket  # type: ignore[attr-defined]
        opened = await begin(OPENING, KeptSteps())
    texts = (plain(seen.text) if "<p" in seen.text else seen.text for seen in hub.seen(opened.ref))
    return "\n".join([*texts, *(f"{name} {value}" for name, value in hub.fields(opened.ref).items())])


def only_words(text: str) -> str:
    """Marks and markup differ from one helpdesk to the next; letters and digits do not."""
    return re.sub(r"[\W_]+", "", text.lower())


@pytest.mark.parametrize("kind", WITH_A_FAKE_THAT_ANSWERS)
async def test_every_line_of_the_briefing_stands_there(kind: str) -> None:
    there = only_words(await shown_there(playing(kind)))
    lines = [line.strip() for line in render("text", FULL, HANDOFF, 1_000_000).splitlines() if line.strip()]
    assert len(lines) > 50
    assert [line for line in lines if only_words(line) not in there] == []


@pytest.mark.parametrize("kind", WITH_A_FAKE_THAT_ANSWERS)
async def test_so_does_every_word_that_was_said(kind: str) -> None:
    there = only_words(await shown_there(playing(kind)))
    assert [line.text for line in SAID if only_words(line.text) not in there] == []
