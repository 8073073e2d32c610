"""A scenario made of what happened: how many came and when, how long work took, how long customers waited before they
left. What is too thin to know is said, and a usual value stands in for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from math import sqrt
from statistics import fmean, median, pstdev
from typing import Any
from zoneinfo import ZoneInfo

from segue.domain.conversation import Entry, Kind
from segue.domain.hours import WEEKDAYS
from segue.domain.lifecycle import Handoff, State
from segue.domain.policy import Policy
from segue.domain.queues import Calendar, Queue
from segue.domain.routing.waiting import USUAL_TARGET
from segue.insight.simulation.attention import attention
from segue.insight.simulation.patience import Waited, patience
from segue.ports.conversations import EntriesAfter, HandoffsSince
from segue.ports.people import User, UserRole, Users
from segue.ports.store import Store

DAY = 86_400.0
FEW = 30
"""Conversations below which a figure of a queue is called thin, and that of all queues stands in for it."""

FEW_DAYS = 5
MOST_STEPS = 1_000
ORDINARY = "ordinary"
"""Tier of customers without one."""


@dataclass(frozen=True, slots=True)
class Past:
    """handoffs: requested in the time that is looked at, oldest first. steps: their log of reservations, as far as
    it was read.
    """

    handoffs: Sequence[Handoff]
    users: Sequence[User]
    policy: Policy
    steps: Sequence[Entry] = ()


@dataclass(slots=True)
class Built:
    """`scenario`: JSON as `docs/simulator.md` describes. `thin`: what is not known well, in sentences."""

    scenario: dict[str, Any]
    thin: list[str] = field(default_factory=list)


def scenario_from(past: Past) -> Built:
    """Raises ValueError when nobody asked for a human in that time."""
    policy = past.policy
    thin: list[str] = []
    zone = _zone(policy)
    live = [h for h in past.handoffs if h.queue in policy.queues and h.state not in {State.DECLINED, State.LAPSED}]
    if not live:
        raise ValueError("nobody asked for a human in that time, so there is nothing to build a scenario from")
    dates, weekday = _dates(live, zone, thin)
    counted = [h for h in live if h.requested_at.astimezone(zone).date() in dates]
    queues = sorted({h.queue for h in counted})
    agents = _agents(past, zone, weekday, queues, thin)
    calendar = _calendar(policy, queues)
    hours = _intervals(calendar.week.get(weekday, ())) if calendar else []
    if hours:  # what comes at night is answered the next morning
        for group in agents:
            group["shift"], group["breaks"] = _twice(group["shift"]), _twice(group["breaks"])
    settings = policy.routing
    scenario: dict[str, Any] = {
        "name": "history",
        "format": 1,
        "description": f"Built from {len(counted)} conversations on {len(dates)} days, clock of {zone.key}.",
        "horizon_s": DAY,
        "drain_s": DAY / 2 if hours else 7200,
        "skills": queues,
        "adjacency": _adjacency(policy, queues),
        "tiers": _tiers(counted, policy, thin),
        "overdispersion_cv": _overdispersion(counted, dates, zone, thin),
        "demand": _demand(counted, dates, zone, policy, thin),
        "agents": agents,
        "concurrency": list(settings.pace),
        "offers": _offers(past, thin),
        "sticky": {"share": round(sum(bool(h.sticky) for h in counted) / len(counted), 3), "work_factor": 1},
        "penalties": {
            "sla_miss_s": settings.sla_miss.total_seconds(),
            "misskilled_s": settings.misfit.total_seconds(),
            "transfer_s": settings.transfer.total_seconds(),
        },
    }
    if hours:
        later = max(q.sla.ticket_response or timedelta(hours=4) for q in policy.queues.values())
        scenario |= {"hours": _twice(hours), "off_hours": {"sla_s": later.total_seconds()}}
    return Built(scenario, thin)


async def past_of(store: Store, workspace: str, since: datetime, policy: Policy) -> Past:
    """The steps of the newest MOST_STEPS conversations; reading all of a year's would take long and tell no more."""
    handoffs = await store.read(HandoffsSince(workspace, since))
    steps: list[Entry] = []
    for conversation in dict.fromkeys(h.conversation for h in reversed(handoffs[-MOST_STEPS:])):
        read = await store.read(EntriesAfter(workspace, conversation, kinds=(Kind.HANDOFF,)))
        steps.extend(read)
    users = await store.read(Users(workspace))
    return Past(handoffs, users, policy, steps)


# --- when -------------------------------------------------------------------------------------------------------------


def _zone(policy: Policy) -> ZoneInfo:
    return ZoneInfo(next((calendar.timezone for calendar in policy.hours.values()), "UTC"))


def _dates(handoffs: Sequence[Handoff], zone: ZoneInfo, thin: list[str]) -> tuple[set[Any], str]:
    """Dates that count, and the weekday whose shifts and hours stand for all of them."""
    of_date = Counter(h.requested_at.astimezone(zone).date() for h in handoffs)
    week = {date: n for date, n in of_date.items() if date.weekday() < 5}
    rest = {date: n for date, n in of_date.items() if date.weekday() >= 5}
    if week and rest and fmean(rest.values()) < fmean(week.values()) / 2:
        thin.append("Saturdays and Sundays were much quieter and are left out.")
        of_date = Counter(week)
    if len(of_date) < FEW_DAYS:
        thin.append(f"Only {len(of_date)} days: how much days differ, and the shape of the day, are not known well.")
    busiest = Counter(date.weekday() for date in of_date.elements()).most_common(1)[0][0]
    return set(of_date), WEEKDAYS[busiest]


def _overdispersion(handoffs: Sequence[Handoff], dates: set[Any], zone: ZoneInfo, thin: list[str]) -> float:
    """How much more days differ than chance alone would have it: sqrt(variance - mean) / mean."""
    counts = list(Counter(h.requested_at.astimezone(zone).date() for h in handoffs).values())
    if len(dates) < FEW_DAYS:
        return 0.0
    mean = fmean(counts)
    return round(min(1.0, sqrt(max(0.0, pstdev(counts) ** 2 - mean)) / mean), 3)


def _seconds(at: datetime, zone: ZoneInfo) -> float:
    local = at.astimezone(zone)
    return local.hour * 3600 + local.minute * 60 + local.second


def _intervals(week: Iterable[tuple[time, time]]) -> list[list[float]]:
    """Of one day. One that runs over midnight ends with the day: the scenario has no yesterday."""
    found = []
    for start, end in sorted(week):
        first, last = (at.hour * 3600.0 + at.minute * 60 for at in (start, end))
        found.append([first, last if last > first else DAY])
    return found


def _twice(intervals: Sequence[Sequence[float]]) -> list[list[float]]:
    """And the same on the next day."""
    return [*(list(one) for one in intervals), *([start + DAY, end + DAY] for start, end in intervals)]


def _calendar(policy: Policy, queues: Sequence[str]) -> Calendar | None:
    """The one that all of these queues share."""
    named = {policy.queues[queue].hours for queue in queues}
    return policy.hours.get(named.pop()) if len(named) == 1 else None


# --- who comes --------------------------------------------------------------------------------------------------------


def _demand(
    handoffs: Sequence[Handoff], dates: set[Any], zone: ZoneInfo, policy: Policy, thin: list[str]
) -> list[dict[str, Any]]:
    work = attention(handoffs, policy.routing.pace)
    everything = list(work.values())
    made = []
    for queue in sorted({h.queue for h in handoffs}):
        here = [h for h in handoffs if h.queue == queue]
        by_hour = Counter(int(_seconds(h.requested_at, zone) // 3600) for h in here)
        known = [work[h.id] for h in here if h.id in work]
        if len(known) < FEW:
            thin.append(f"{queue}: only {len(known)} finished conversations, so work is that of all queues.")
            known = everything
        mean, cv = _mean_cv(known, policy.routing.handle_time.total_seconds())
        levels = Counter(str(min(5, max([*h.requires.values(), 1]))) for h in here)
        tiers = Counter(h.tier or ORDINARY for h in here)
        made.append(
            {
                "skill": queue,
                "rate_per_h": [[hour * 3600 + 1800, round(by_hour[hour] / len(dates), 2)] for hour in range(24)],
                "levels": _shares(levels),
                "tier_mix": _shares(tiers),
                "units": max(1, round(median(h.units for h in here))),
                "work": {"mean_s": mean, "cv": cv},
            }
        )
    return made


def _mean_cv(known: Sequence[float], usual: float) -> tuple[float, float]:
    if len(known) < 2:
        return round(usual), 1.0
    mean = max(1.0, fmean(known))
    return round(mean, 1), round(min(5.0, pstdev(known) / mean), 2)


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {name: round(count / total, 4) for name, count in sorted(counts.items())}


def _tiers(handoffs: Sequence[Handoff], policy: Policy, thin: list[str]) -> list[dict[str, Any]]:
    by_tier: dict[str, list[Handoff]] = defaultdict(list)
    for handoff in handoffs:
        by_tier[handoff.tier or ORDINARY].append(handoff)
    together = patience([waited for h in handoffs if (waited := _waited(h))])
    made = []
    for name, here in sorted(by_tier.items()):
        found = patience([waited for h in here if (waited := _waited(h))])
        if found is None:
            thin.append(
                f"{name}: too few left to know their patience; that of " + ("all" if together else "the policy")
            )
        told = policy.tiers.get(name)
        usual = told.patience.total_seconds() if told else 300.0
        mean, cv = found or together or (usual, 1.0)
        made.append(
            {
                "name": name,
                "share": round(len(here) / len(handoffs), 4),
                "value": told.value if told else round(max(0.01, fmean(h.value for h in here)), 2),
                "sla_s": _target(name, here, policy),
                "patience": {"mean_s": round(mean), "cv": round(cv, 2)},
                "abandon_penalty_s": told.leaving_costs.total_seconds() if told else 300,
            }
        )
    return made


def _waited(handoff: Handoff) -> Waited | None:
    """How long somebody waited, and whether that ended by leaving; None for one who never stood in line."""
    if handoff.queued_at is None:
        return None
    left = handoff.state is State.CUSTOMER_LEFT and handoff.accepted_at is None
    end = handoff.ended_at if left else handoff.accepted_at or handoff.ended_at
    if end is None or end < handoff.queued_at:
        return None
    return Waited((end - handoff.queued_at).total_seconds(), left)


def _target(tier: str, handoffs: Sequence[Handoff], policy: Policy) -> float:
    """The target of the queue that most of them stood in."""
    queue = policy.queues[Counter(h.queue for h in handoffs).most_common(1)[0][0]]
    own = queue.sla.tiers.get(tier, (None, None))[0]
    return (own or queue.sla.first_response or USUAL_TARGET).total_seconds()


def _adjacency(policy: Policy, queues: Sequence[str]) -> list[list[Any]]:
    """Queues whose required skills are neighbours."""
    pairs: dict[tuple[str, str], int] = {}
    for one in queues:
        for other in queues:
            losses = [
                policy.routing.adjacent.get(a, {}).get(b)
                for a in policy.queues[one].requires
                for b in policy.queues[other].requires
            ]
            known = [loss for loss in losses if loss is not None]
            if known and one != other:
                pairs[min(one, other), max(one, other)] = min(known)
    return [[one, other, loss] for (one, other), loss in sorted(pairs.items())]


# --- who works --------------------------------------------------------------------------------------------------------


def _agents(past: Past, zone: ZoneInfo, weekday: str, queues: Sequence[str], thin: list[str]) -> list[dict[str, Any]]:
    groups: Counter[tuple[Any, ...]] = Counter()
    idle = guessed = 0
    for user in past.users:
        if user.disabled_at is not None or user.role is not UserRole.AGENT or user.capacity < 1:
            continue
        skills = {queue: level for queue in queues if (level := _level(user, past.policy.queues[queue]))}
        shift = _intervals(user.works.shifts.get(weekday, ()))
        if not user.works.shifts:
            shift = _when_seen([h for h in past.handoffs if h.agent == user.id], zone)
            guessed += bool(shift)
        if not shift or not skills:
            idle += 1
            continue
        breaks = _intervals(user.works.breaks.get(weekday, ()))
        key = (tuple(sorted(skills.items())), user.capacity, _frozen(shift), _frozen(breaks))
        groups[key] += 1
    if guessed:
        thin.append(f"{guessed} agents have no shifts; theirs are guessed from when they had customers.")
    if idle:
        thin.append(f"{idle} agents had neither shifts nor customers, or no skill that was asked for: left out.")
    made: list[dict[str, Any]] = []
    named: Counter[str] = Counter()
    for (skills_, capacity, shift_, breaks_), count in groups.items():
        label = "+".join(skill for skill, _ in skills_[:3])
        named[label] += 1
        name = label if named[label] == 1 else f"{label}-{named[label]}"
        made.append({"name": name, "count": count, "capacity": capacity, "skills": dict(skills_)})
        made[-1] |= {"shift": [list(one) for one in shift_], "breaks": [list(one) for one in breaks_]}
    if not made:
        raise ValueError("no agent worked in that time, so there is nobody to simulate")
    return made


def _frozen(intervals: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(one) for one in intervals)


def _level(user: User, queue: Queue) -> int:
    """Level in a queue: the least of the skills it requires; 0 for one who does not work for it."""
    if user.queues and queue.name not in user.queues:
        return 0
    return min(5, min((user.skills.get(skill, 0) for skill in queue.requires), default=1))


def _when_seen(handoffs: Sequence[Handoff], zone: ZoneInfo) -> list[list[float]]:
    """From the usual first customer of a day to the usual last end, in whole half hours outwards."""
    first: dict[Any, float] = {}
    last: dict[Any, float] = {}
    for handoff in handoffs:
        if handoff.accepted_at is None:
            continue
        date, at = handoff.accepted_at.astimezone(zone).date(), _seconds(handoff.accepted_at, zone)
        end = handoff.ended_at or handoff.accepted_at
        ended = _seconds(end, zone) if end.astimezone(zone).date() == date else DAY
        first[date], last[date] = min(at, first.get(date, DAY)), max(ended, last.get(date, 0.0))
    if not first:
        return []
    start, end_ = median(first.values()) // 1800 * 1800, -(-median(last.values()) // 1800) * 1800
    return [[start, min(DAY, max(end_, start + 1800))]]


def _offers(past: Past, thin: list[str]) -> dict[str, float]:
    """From the steps of reservations: how long until accepted, and how many were not answered."""
    asked: dict[str, datetime] = {}
    delays: list[float] = []
    expired = 0
    for entry in past.steps:
        event, handoff = entry.data.get("event"), str(entry.data.get("id", ""))
        if event == "reserved":
            asked[handoff] = entry.at
        elif event == "accepted" and handoff in asked:
            delays.append((entry.at - asked.pop(handoff)).total_seconds())
        elif event == "reservation_expired":
            expired += asked.pop(handoff, None) is not None
    if len(delays) + expired < FEW:
        thin.append("Too few reservations to know how fast they are accepted; 6 s and 1 % not answered are assumed.")
    few = len(delays) + expired < FEW or not delays
    timeouts = [queue.reserve_for.total_seconds() for queue in past.policy.queues.values()]
    return {
        "accept_mean_s": 6.0 if few else round(fmean(delays), 1),
        "no_answer_prob": 0.01 if few else round(expired / (len(delays) + expired), 4),
        "timeout_s": max(1.0, fmean(timeouts)),
        "away_s": 180.0,
    }
