"""What routing sees of a person: the presence they chose, read together with when they work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from segue.domain.routing.agents import Presence
from segue.domain.work_time import AtWork, Spell, WorkTime, on_their_clock, shift_ended, spell_at

BY_HAND = (
    Presence.ONLINE,
    Presence.AWAY,
    Presence.BUSY,
    Presence.WRAP_UP,
    Presence.DRAINING,
    Presence.OFFLINE,
)
"""What people choose themselves. `not_responding` is only ever said by Segue."""

_UNTOUCHED = frozenset({Presence.OFFLINE, Presence.NOT_RESPONDING, Presence.DRAINING})
_WHY_OFF = {AtWork.OFF: "outside the shift", AtWork.DAY_OFF: "a day off", AtWork.HOLIDAY: "a public holiday"}


@dataclass(frozen=True, slots=True)
class Present:
    """until: end of the shift or begin of the next break, for somebody who works now.

    back_at: when they are next at work, for somebody who does not. None where it is not known.
    """

    presence: Presence
    reason: str = ""
    until: datetime | None = None
    back_at: datetime | None = None


def presence_now(chosen: Presence, reason: str, works: WorkTime, now: datetime, *, has_work: bool = False) -> Present:
    """chosen, reason: as stored. has_work: whether they still have customers, or write up what was.

    Outside shifts, on days off and public holidays, nobody gets anything new: they end what there is (draining), and
    are offline without. During a break they are away. People without shifts are what they say.
    """
    spell = spell_at(works, now)
    if spell.state in {AtWork.ANY_TIME, AtWork.WORKING} or chosen in _UNTOUCHED:
        return Present(chosen, reason, spell.until if spell.state is AtWork.WORKING else None, spell.back_at)
    if spell.state is AtWork.BREAK:
        kept = reason if chosen is Presence.AWAY else ""
        return Present(Presence.AWAY, kept or _on_a_break(works, spell, now), None, spell.back_at)
    presence = Presence.DRAINING if has_work else Presence.OFFLINE
    return Present(presence, _off(works, spell, now), None, spell.back_at)


def day_is_over(chosen: Presence, since: datetime | None, works: WorkTime, now: datetime, *, has_work: bool) -> bool:
    """Whether somebody is to be signed off: draining and done, or still present after the end of a shift, and done.

    since: when they chose. Who chose early, before the shift begins, stays as they chose.
    """
    if has_work or chosen is Presence.OFFLINE:
        return False
    if chosen is Presence.DRAINING:
        return True
    return since is not None and not spell_at(works, now).on_shift and shift_ended(works, since, now)


def _on_a_break(works: WorkTime, spell: Spell, now: datetime) -> str:
    return f"on a break until {_clock(works, spell.until, now)}" if spell.until else "on a break"


def _off(works: WorkTime, spell: Spell, now: datetime) -> str:
    why = _WHY_OFF[spell.state]
    return f"{why}, back {_clock(works, spell.back_at, now)}" if spell.back_at else why


def _clock(works: WorkTime, moment: datetime, now: datetime) -> str:
    """On the clock of their wall: "13:00" today, "2026-01-05 13:00" on another day."""
    there = on_their_clock(works, moment)
    return f"{there:%H:%M}" if there.date() == on_their_clock(works, now).date() else f"{there:%Y-%m-%d %H:%M}"
