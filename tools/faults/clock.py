"""G34: the clock of a running server jumps by an hour or a day, forwards and back, while customers talk with the bot.

libfaketime moves what the server takes for the time of day; its monotonic clock goes on as it does in life. A jump
forward is to the product as if the time had passed, so deadlines that it passes fire, once. What must not happen: a
message is lost, seen twice or out of order; a session or token that has not ended by the new time is refused; a human
agent who is there counts as gone.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import Self
from unittest.mock import patch

from standardwebhooks import webhooks

from faults.calling import Caller, Refused, Stuck
from faults.house import House, house
from faults.ledger import CUSTOMER, Sent
from faults.parties import Customer, Eye
from faults.relay import outcome
from faults.scenario import NotRun, Outcome, Scenario, Setting
from running import ORIGIN

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
HOUR, DAY = 3_600, 86_400
JUMPS = (HOUR, -HOUR, DAY, -DAY)
FARTHEST = DAY
"""Jumps add up to no more: tokens of customers live for days, and are to be refused after that."""
CUSTOMERS = 3
LOOKED_S = 2.6
"""Silent desks are looked for every two seconds."""
LONG_SESSIONS = {"SEGUE_SESSION_IDLE": "60d", "SEGUE_SESSION_LONGEST": "90d"}


def faked(clock: str, library: str) -> None:
    """In a new process: become a server whose time of day is read from that file."""
    more = {
        "LD_PRELOAD": library,
        "FAKETIME_TIMESTAMP_FILE": clock,
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    os.execve(sys.executable, [sys.executable, "-m", "segue.cli.main", "serve"], {**os.environ, **more})


def set_clock(clock: Path, seconds: int) -> None:
    """At one moment: the server reads the old file or the new one."""
    new = clock.with_suffix(".new")
    new.write_text(f"{seconds:+d}\n")
    new.replace(clock)


class Visitor(Customer):
    """As the widget does: gets a new token for the conversation, which lasts minutes, by that of the browser."""

    async def open(self) -> None:
        page = {"Origin": ORIGIN}
        session = await self.caller.ask("POST", "/v1/widget/session", json={"site": self.site}, headers=page)
        self.browser = {**page, "Authorization": f"Bearer {session['visitor_token']}"}
        await self.renew()
        self.eye = Eye(CUSTOMER, self.id, self.caller, self.ledger)

    async def renew(self) -> None:
        opened = await self.caller.ask("POST", "/v1/widget/conversation", json={}, headers=self.browser)
        if self.id not in {"", opened["id"]}:
            self.ledger.wrong.append(f"{self.id} was closed: a new one begins when its token is renewed")
        self.id = opened["id"]
        self.caller.session.headers.update({"Origin": ORIGIN, "Authorization": f"Bearer {opened['token']}"})

    async def say(self, words: str) -> Sent:
        try:
            return await super().say(words)
        except Refused as refused:
            if " 401: " not in str(refused):
                raise
            await self.renew()
            return await super().say(words)


class MovedDatetime(datetime):
    """What the bot takes for the time of day: it jumps with the server's, or it would rightly refuse its signatures."""

    by = timedelta(0)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz) + cls.by


async def until_jumped(built: House) -> None:
    """By the server's own words, the Date of its answers, which it looks up now and then."""
    for _ in range(200):
        async with built.admin.session.get(f"{built.nodes[0].url}/healthz") as response:
            theirs = parsedate_to_datetime(response.headers["Date"])
        if abs(theirs - MovedDatetime.now(UTC)) < timedelta(minutes=5):
            return
        await asyncio.sleep(0.1)
    raise NotRun("libfaketime does not move the server's clock")


async def looks(built: House, number: int) -> None:
    """Sessions hold, and whoever is there counts as there."""
    for desk in built.desks.callers:
        try:
            shown = await desk.ask("GET", "/v1/desk/snapshot")
            presence = shown["me"]["presence"]
            if presence != "online":
                built.ledger.wrong.append(f"after jump {number} somebody who is there is {presence}")
                await desk.ask("PUT", "/v1/desk/presence", json={"presence": "online"})
        except (Refused, Stuck) as error:
            built.ledger.wrong.append(f"after jump {number} a desk: {error}")


async def jumps(setting: Setting) -> Outcome:
    if not LIBRARIES:
        raise NotRun("no libfaketime")
    clock = setting.folder / "clock"
    set_clock(clock, 0)
    before = partial(faked, str(clock), str(LIBRARIES[0]))
    with patch.object(webhooks, "datetime", MovedDatetime):
        return await _jumps(setting, clock, before)


async def _jumps(setting: Setting, clock: Path, before: Callable[[], None]) -> Outcome:
    chance, offset = setting.chance(), 0
    async with house(setting.folder, more=LONG_SESSIONS, before=before) as built:
        await built.desks.sit()
        over = asyncio.Event()
        customers = [Visitor(Caller(built.urls), built.site, built.ledger, think_s=0.1) for _ in range(CUSTOMERS)]
        built.customers.extend(customers)
        talks = [asyncio.create_task(_talk(one, over), name="customer") for one in customers]
        for number in range(setting.trials):
            jump = chance.choice([one for one in JUMPS if abs(offset + one) <= FARTHEST])
            offset += jump
            set_clock(clock, offset)
            MovedDatetime.by = timedelta(seconds=offset)
            await asyncio.sleep(LOOKED_S)
            await until_jumped(built)
            await looks(built, number)
            setting.progress(number + 1)
        over.set()
        await asyncio.gather(*talks)
        found = outcome(setting, built, setting.trials)
        found.figures["the server's clock was off at the end by s"] = offset
    return found


async def _talk(customer: Customer, over: asyncio.Event) -> None:
    ledger = customer.ledger
    try:
        await customer.open()
        while not over.is_set():
            await customer.with_bot()
        assert customer.eye is not None
        if customer.eye.owner not in {"", "bot"}:
            ledger.wrong.append(f"{customer.id} ends with {customer.eye.owner}, and nobody asked for that")
    except Stuck as stuck:
        ledger.stuck.append(str(stuck))
    except Refused as refused:
        ledger.wrong.append(f"a customer: {refused}")


SCENARIOS = [
    Scenario(
        "G34",
        "the time of day of a running server jumps by an hour or a day, forwards or back (libfaketime)",
        jumps,
        quick_trials=6,
        full_trials=500,
        needs=("linux",),
        minutes=60,
    )
]
