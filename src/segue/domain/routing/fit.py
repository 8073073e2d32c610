"""Who may take whom: what stands between an agent and a waiting customer, if anything.

Nothing here is a matter of taste. Choosing among those who fit is `segue.domain.routing.choice`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from segue.domain.queues import RoutingSettings
from segue.domain.routing.agents import ON_SHIFT, Agent, Presence
from segue.domain.routing.demands import Demand, demand, demands_to_come, least_demand
from segue.domain.routing.waiting import Waiting

__all__ = [
    "ASK_AGAIN_AFTER",
    "LASTING",
    "Demand",
    "Obstacle",
    "demand",
    "demands_to_come",
    "ends_soon",
    "in_words",
    "lasting_obstacle",
    "least_demand",
    "may_ask_again",
    "obstacle",
    "passing_obstacle",
    "waits_for_preferred",
]

ASK_AGAIN_AFTER = timedelta(seconds=60)
"""An agent who refused may be asked again after this, when nobody else has room."""

USUAL = RoutingSettings()


class Obstacle(StrEnum):
    """Why an agent cannot take a customer. The one that lasts longest is named first."""

    AVOIDED = "avoided"  # this customer must not get them
    OTHER_QUEUE = "other_queue"
    TEAM = "team"
    LANGUAGE = "language"
    AUTHORITY = "authority"
    SENIORITY = "seniority"
    LEVEL = "level"
    CHANNEL = "channel"  # takes none of that channel, or never as much
    TOO_LARGE = "too_large"  # takes more units than the agent ever has
    OFFLINE = "offline"
    DRAINING = "draining"
    ENDS_SOON = "ends_soon"  # the shift ends, or a break begins, too soon for something new
    NOT_RESPONDING = "not_responding"
    AWAY = "away"
    BUSY = "busy"
    WRAP_UP = "wrap_up"
    FULL = "full"
    CHANNEL_FULL = "channel_full"
    REFUSED = "refused"
    OTHER_FIRST = "other_first"  # the customer waits for the agent who knows them


LASTING = frozenset(
    {
        *(Obstacle.AVOIDED, Obstacle.OTHER_QUEUE, Obstacle.TEAM, Obstacle.LANGUAGE, Obstacle.AUTHORITY),
        *(Obstacle.SENIORITY, Obstacle.LEVEL, Obstacle.CHANNEL, Obstacle.TOO_LARGE),
    }
)
"""Obstacles that do not go away when the agent comes back, finishes work or is asked again."""

_ABSENT = {presence: Obstacle(presence.value) for presence in Presence if presence is not Presence.ONLINE}


def lasting_obstacle(agent: Agent, wanted: Demand) -> Obstacle | None:
    """None when the agent is one who could take it, were they here and free."""
    return next((what for what, holds in _IN_THE_WAY if holds(agent, wanted)), None)


def _of_other_queue(agent: Agent, wanted: Demand) -> bool:
    return not any(agent.serves(queue) for queue in wanted.queues)


def _of_other_team(agent: Agent, wanted: Demand) -> bool:
    if not wanted.team or agent.team == wanted.team:
        return False
    return wanted.team_everywhere or not any(agent.serves(queue) for queue in wanted.queues[1:])


_IN_THE_WAY: tuple[tuple[Obstacle, Callable[[Agent, Demand], bool]], ...] = (
    (Obstacle.AVOIDED, lambda agent, wanted: agent.id in wanted.avoid),
    (Obstacle.OTHER_QUEUE, _of_other_queue),
    (Obstacle.TEAM, _of_other_team),
    (Obstacle.LANGUAGE, lambda agent, wanted: not agent.speaks(wanted.language)),
    (
        Obstacle.AUTHORITY,
        lambda agent, wanted: any(agent.authority.get(what, 0) < amount for what, amount in wanted.authority),
    ),
    (Obstacle.SENIORITY, lambda agent, wanted: agent.seniority < wanted.seniority),
    (Obstacle.LEVEL, lambda agent, wanted: any(True for _ in _lacking(agent, wanted))),
    (
        Obstacle.CHANNEL,
        lambda agent, wanted: agent.channels.get(wanted.channel, wanted.units) < wanted.units,
    ),
    (Obstacle.TOO_LARGE, lambda agent, wanted: wanted.units > agent.capacity),
)


def _lacking(agent: Agent, wanted: Demand) -> Iterator[tuple[str, int]]:
    for skill, level in wanted.requires:
        if agent.skills.get(skill, 0) < level and not any(
            asked == skill and agent.skills.get(other, 0) >= least for asked, other, least in wanted.neighbours
        ):
            yield skill, level


def ends_soon(agent: Agent, now: datetime, settings: RoutingSettings = USUAL) -> bool:
    """Whether the shift ends, or a break begins, so soon that nothing new is given."""
    return agent.until is not None and agent.until - settings.before_shift_ends <= now


def passing_obstacle(
    agent: Agent, wanted: Demand, now: datetime | None = None, settings: RoutingSettings = USUAL
) -> Obstacle | None:
    """Absent, leaving or without room. Without `now` the end of the shift is not looked at."""
    if agent.presence in _ABSENT:
        return _ABSENT[agent.presence]
    if now is not None and ends_soon(agent, now, settings):
        return Obstacle.ENDS_SOON
    units = wanted.units - wanted.beyond
    if agent.capacity - agent.units_used < units:
        return Obstacle.FULL
    limit = agent.channels.get(wanted.channel)
    if limit is not None and limit - agent.used_by_channel.get(wanted.channel, 0) < units:
        return Obstacle.CHANNEL_FULL
    return None


def obstacle(
    agent: Agent, wanted: Demand, now: datetime | None = None, settings: RoutingSettings = USUAL
) -> Obstacle | None:
    """None when the agent can take it at once; refusals and waiting for a preferred agent apart."""
    return lasting_obstacle(agent, wanted) or passing_obstacle(agent, wanted, now, settings)


def may_ask_again(waiting: Waiting, now: datetime) -> bool:
    """Whether those who refused have had their pause."""
    return waiting.refused_at is None or now - waiting.refused_at >= ASK_AGAIN_AFTER


def waits_for_preferred(
    waiting: Waiting, preferred: Agent | None, wanted: Demand, now: datetime, settings: RoutingSettings = USUAL
) -> bool:
    """Whether nobody but the preferred agent is asked: they are at work, fit, did not refuse, and time is not up."""
    return (
        waiting.prefers_until is not None
        and now < waiting.prefers_until
        and preferred is not None
        and preferred.id == waiting.prefers
        and preferred.id not in waiting.refused_by
        and preferred.presence in ON_SHIFT
        and not ends_soon(preferred, now, settings)
        and lasting_obstacle(preferred, wanted) is None
    )


def in_words(agent: Agent, wanted: Demand, what: Obstacle | None) -> str:
    """Completes "Maria …" for people who work here."""
    if what is None:
        return f"fits and has {agent.units_free} of {agent.capacity} units free"
    say = _WORDS.get(what)
    return say(agent, wanted) if say else f"fits, but is {what.value.replace('_', ' ')}"


_WORDS: dict[Obstacle, Callable[[Agent, Demand], str]] = {
    Obstacle.AVOIDED: lambda agent, wanted: "must not get this customer",
    Obstacle.OTHER_QUEUE: lambda agent, wanted: (
        f"works for {', '.join(agent.queues)}, not for {' or '.join(wanted.queues)}"
    ),
    Obstacle.TEAM: lambda agent, wanted: f"is in the team {agent.team or '(none)'}, not in {wanted.team}",
    Obstacle.LANGUAGE: lambda agent, wanted: f"speaks {', '.join(agent.languages)}, not {wanted.language}",
    Obstacle.AUTHORITY: lambda agent, wanted: " and ".join(_not_allowed(agent, wanted)),
    Obstacle.SENIORITY: lambda agent, wanted: f"has seniority {agent.seniority}, needs {wanted.seniority}",
    Obstacle.LEVEL: lambda agent, wanted: " and ".join(
        f"has {skill} {agent.skills.get(skill, 0)}, needs {least}" for skill, least in _lacking(agent, wanted)
    ),
    Obstacle.CHANNEL: lambda agent, wanted: (
        f"takes {agent.channels.get(wanted.channel, 0)} of {wanted.channel}, needs {wanted.units}"
    ),
    Obstacle.TOO_LARGE: lambda agent, wanted: f"has a capacity of {agent.capacity} in all, needs {wanted.units}",
    Obstacle.ENDS_SOON: lambda agent, wanted: (
        f"fits, but is at work only until {agent.until:%H:%M} UTC" if agent.until else ""
    ),
    Obstacle.FULL: lambda agent, wanted: f"fits, but {agent.units_used} of {agent.capacity} units are in use",
    Obstacle.CHANNEL_FULL: lambda agent, wanted: (
        f"fits, but has {agent.used_by_channel.get(wanted.channel, 0)} of at most "
        f"{agent.channels.get(wanted.channel, 0)} units of {wanted.channel}"
    ),
    Obstacle.REFUSED: lambda agent, wanted: "fits, but declined it or did not answer",
    Obstacle.OTHER_FIRST: lambda agent, wanted: "fits, but the customer waits for somebody else first",
}


def _not_allowed(agent: Agent, wanted: Demand) -> Iterator[str]:
    for what, amount in wanted.authority:
        if agent.authority.get(what, 0) < amount:
            yield f"may do {what} up to {agent.authority.get(what, 0):g}, needs {amount:g}"
