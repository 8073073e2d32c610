"""Human agents, as routing sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class Presence(StrEnum):
    ONLINE = "online"
    BUSY = "busy"  # keeps what there is, takes nothing new
    AWAY = "away"
    WRAP_UP = "wrap_up"  # writes up what was; back in a moment
    NOT_RESPONDING = "not_responding"  # let a reservation expire; asked again once they say they are back
    DRAINING = "draining"  # ends what there is, and then the day
    OFFLINE = "offline"


ON_SHIFT = frozenset({Presence.ONLINE, Presence.BUSY, Presence.WRAP_UP})
"""At work: online takes the next customer, busy will before long."""


@dataclass(frozen=True, slots=True)
class Agent:
    """queues:           those the agent works for; () is all.
    skills:           skill -> level, 1..5; a skill that is not named counts as level 0.
    languages:        BCP 47 tags; () says nothing about languages and counts as all.
    capacity:         units the agent can have at the same time; units_used: reserved, active or in wrap-up.
    last_assigned_at: None when the agent had no customer yet, which counts as the longest idle time.
    channels:         channel -> units of it at the same time, at most; used_by_channel: how many there are.
    authority:        what the agent may do, up to how much. seniority: 0..5.
    until:            end of the shift or begin of the next break; None when it is not known.
    back_at:          when somebody who does not work now is at work next; None when it is not known.
    """

    id: str
    name: str = ""
    presence: Presence = Presence.OFFLINE
    queues: tuple[str, ...] = ()
    skills: Mapping[str, int] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    capacity: int = 1
    units_used: int = 0
    last_assigned_at: datetime | None = None
    channels: Mapping[str, int] = field(default_factory=dict)
    used_by_channel: Mapping[str, int] = field(default_factory=dict)
    authority: Mapping[str, float] = field(default_factory=dict)
    seniority: int = 0
    team: str = ""
    until: datetime | None = None
    back_at: datetime | None = None

    @property
    def units_free(self) -> int:
        return max(0, self.capacity - self.units_used)

    @property
    def share_used(self) -> float:
        """Of the capacity, 0 to 1 and above when work was taken by hand beyond it."""
        return self.units_used / self.capacity if self.capacity > 0 else 1.0

    @property
    def called(self) -> str:
        return self.name or self.id

    def serves(self, queue: str) -> bool:
        return not self.queues or queue in self.queues

    def speaks(self, language: str) -> bool:
        """Compares the language without its region: an agent with "de" speaks "de-AT"."""
        return not language or not self.languages or _base(language) in {_base(spoken) for spoken in self.languages}

    def with_customer(self, units: int, at: datetime) -> Agent:
        """The same agent with one more customer."""
        return replace(self, units_used=self.units_used + units, last_assigned_at=at)


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
