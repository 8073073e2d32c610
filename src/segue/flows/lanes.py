"""Background work: each lane repeats one step, woken by the bell or by the clock, and survives its errors."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from segue.flows.assemble import assemble_missing
from segue.flows.assign import assign, until_routing_is_due
from segue.flows.attendance import sweep_absent
from segue.flows.catching_up import catch_up_due
from segue.flows.deadlines import fire_due, settle_abandoned
from segue.flows.drafting import draft_and_wait, draft_noted
from segue.flows.env import Env
from segue.flows.erasing import go_on_with_all
from segue.flows.escalations import watch_tickets
from segue.flows.files import sweep_files
from segue.flows.follow_ups import offer_follow_ups
from segue.flows.hub_inbox import act_and_wait, act_due, forget_events
from segue.flows.hub_losing import take_back_dropped, take_tickets_back
from segue.flows.hub_streams import catch_up_cases, hold_streams
from segue.flows.knowledge import refresh_and_wait, refresh_due
from segue.flows.nodes import BEAT_S, beat, catch_up, runs_lone_lanes, sweep_redeemed
from segue.flows.outlook import keep_lines
from segue.flows.presence import end_shifts, sweep_silent
from segue.flows.relay import deliver_due, start_due, until_delivery_is_due
from segue.flows.retention import sweep
from segue.flows.showing_typing import show_typing
from segue.flows.sources import ask_and_wait, ask_noticed
from segue.flows.visits import sweep_visits

log = structlog.get_logger(__name__)
AFTER_ERROR_S = 1.0
AGAIN_WITHIN_S = 30.0
"""A lane that pauses for long otherwise does not wait so long when its step failed."""


@dataclass(frozen=True, slots=True)
class Lane:
    """step: does what is due and answers how much it did. every_s: longest pause; rest_s: shortest.

    pause: waits for the next step in a way of its own. alone: on one node of those that serve a database; the others
    are ready to go on with it. to_the_end: goes on while the others are being stopped.
    """

    name: str
    step: Callable[[Env], Awaitable[int]]
    every_s: float
    rest_s: float = 0.01
    wake: Callable[[Env], asyncio.Event] | None = None
    pause: Callable[[Env], Awaitable[None]] | None = None
    alone: bool = False
    to_the_end: bool = False


BEATING = Lane("nodes", beat, every_s=BEAT_S, to_the_end=True)

LANES = (
    Lane("policies", catch_up, every_s=1.0, wake=lambda env: env.bell.policies),
    Lane("assign", assign, every_s=2.0, wake=lambda env: env.bell.routing, pause=until_routing_is_due),
    Lane("deliver", start_due, every_s=2.0, wake=lambda env: env.bell.deliveries, pause=until_delivery_is_due),
    Lane("deadlines", fire_due, every_s=0.25, alone=True),
    Lane("presence", sweep_silent, every_s=2.0, alone=True),
    Lane("abandoned", settle_abandoned, every_s=5.0, wake=lambda env: env.bell.left),
    Lane("tickets", watch_tickets, every_s=15.0, alone=True),
    Lane("lines", keep_lines, every_s=5.0),
    Lane("follow-ups", offer_follow_ups, every_s=5.0),
    Lane("shifts", end_shifts, every_s=5.0, alone=True),
    Lane("attendance", sweep_absent, every_s=2.0, alone=True),
    Lane("visits", sweep_visits, every_s=600.0, alone=True),
    Lane("files", sweep_files, every_s=600.0, alone=True),
    Lane("erasures", go_on_with_all, every_s=30.0, alone=True),
    Lane("retention", sweep, every_s=60.0, alone=True),
    Lane("tickets that were used", sweep_redeemed, every_s=60.0, alone=True),
    Lane("sources", ask_noticed, every_s=5.0, wake=lambda env: env.sources.wake),
    Lane("drafts", draft_noted, every_s=5.0, wake=lambda env: env.drafts.wake),
    Lane("knowledge", refresh_due, every_s=5.0, alone=True),
    Lane("helpdesks", act_due, every_s=2.0, wake=lambda env: env.bell.helpdesks, alone=True),
    Lane("helpdesks caught up with", catch_up_cases, every_s=5.0, alone=True),
    Lane("streams", hold_streams, every_s=2.0, wake=lambda env: env.bell.hubs, alone=True),
    Lane("typing", show_typing, every_s=1.0, wake=lambda env: env.bell.typed),
    Lane("tickets not taken", take_tickets_back, every_s=30.0, alone=True),
    Lane("helpdesks not named", take_back_dropped, every_s=5.0, alone=True),
    Lane("catch-up", catch_up_due, every_s=5.0, alone=True),
    Lane("hub events", forget_events, every_s=3600.0, alone=True),
    Lane("assemble", assemble_missing, every_s=5.0, wake=lambda env: env.bell.packages, alone=True),
)


async def run(env: Env, lane: Lane) -> None:
    """Until cancelled, or told to stop: never in the middle of a step, if there is time."""
    pulse = env.pulse.lane(lane.name, lane.every_s)
    while lane.to_the_end or not env.pulse.stopping:
        if lane.wake:
            lane.wake(env).clear()
        every_s: float | None = None
        try:
            with pulse.step():
                if not lane.alone or runs_lone_lanes(env):
                    await lane.step(env)
        except Exception as error:  # a lane must not die: it is what keeps promises
            log.exception("lane failed", lane=lane.name, error=type(error).__name__)
            await asyncio.sleep(AFTER_ERROR_S)
            every_s = AGAIN_WITHIN_S
        try:
            async with asyncio.timeout(every_s):
                await _pause(env, lane)
        except TimeoutError:
            continue
        except Exception as error:  # how long it may pause is asked of the store, which may be away
            log.warning("lane could not tell when it is due", lane=lane.name, error=type(error).__name__)
            await asyncio.sleep(AFTER_ERROR_S)


async def _pause(env: Env, lane: Lane) -> None:
    await asyncio.sleep(lane.rest_s)
    if lane.pause:
        await lane.pause(env)
        return
    if not lane.wake:
        await asyncio.sleep(lane.every_s)
        return
    try:
        async with asyncio.timeout(lane.every_s):
            await lane.wake(env).wait()
    except TimeoutError:
        return


async def once(env: Env) -> int:
    """Every lane's step one time, in an order in which one feeds the next; for tests and scripts with a fake clock."""
    steps = (
        fire_due,
        sweep_silent,
        end_shifts,
        settle_abandoned,
        watch_tickets,
        take_tickets_back,
        take_back_dropped,
        sweep_absent,
        sweep_visits,
        go_on_with_all,
        sweep,
        sweep_files,
        ask_and_wait,
        refresh_and_wait,
        assemble_missing,
        draft_and_wait,
        catch_up_due,
        catch_up_cases,
        act_and_wait,
        assign,
        offer_follow_ups,
        deliver_due,
        show_typing,
    )
    return sum([await step(env) for step in steps])
