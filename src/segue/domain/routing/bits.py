"""Everybody who works here as sets of bits, so that "who could take this" is a few operations on whole numbers.

Bit n stands for the seat with number n. What an agent can do changes rarely and is compiled into one number a demand;
who is there with room changes all the time and is one number for each size of customer.
"""

from __future__ import annotations

from collections.abc import Iterator

from segue.domain.routing.agents import Agent
from segue.domain.routing.demands import Demand


def numbers(bits: int) -> Iterator[int]:
    """Of the seats in a set, the smallest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


class Bits:
    """What agents can do, as sets; `version` changes whenever that does."""

    def __init__(self) -> None:
        self.version = 0
        self._all = 0
        self._all_queues = 0
        self._all_languages = 0
        self._queues: dict[str, int] = {}
        self._languages: dict[str, int] = {}
        self._teams: dict[str, int] = {}
        self._levels: dict[tuple[str, str], dict[float, int]] = {}  # (what, name) -> amount -> who has just that
        self._masks: dict[Demand, int] = {}

    def put(self, number: int, agent: Agent) -> None:
        bit = 1 << number
        self._all |= bit
        for where, names in ((self._queues, agent.queues), (self._languages, _bases(agent))):
            for name in names:
                where[name] = where.get(name, 0) | bit
        self._all_queues |= 0 if agent.queues else bit
        self._all_languages |= 0 if agent.languages else bit
        self._teams[agent.team] = self._teams.get(agent.team, 0) | bit
        for key, amount in _amounts(agent):
            amounts = self._levels.setdefault(key, {})
            amounts[amount] = amounts.get(amount, 0) | bit
        self._changed()

    def take_out(self, number: int, agent: Agent) -> None:
        keep = ~(1 << number)
        self._all &= keep
        self._all_queues &= keep
        self._all_languages &= keep
        for where, names in (
            (self._queues, agent.queues),
            (self._languages, _bases(agent)),
            (self._teams, {agent.team}),
        ):
            for name in names:
                where[name] &= keep
        for key, amount in _amounts(agent):
            self._levels[key][amount] &= keep
        self._changed()

    def _changed(self) -> None:
        self.version += 1
        self._masks.clear()

    def fitting(self, wanted: Demand) -> int:
        """Those without a lasting obstacle, agents to avoid apart: the same answer as `fit.lasting_obstacle`."""
        found = self._masks.get(wanted)
        if found is None:
            found = self._masks[wanted] = self._compile(wanted)
        return found

    def _compile(self, wanted: Demand) -> int:
        found = self._in_place(wanted)
        if wanted.language:
            base = wanted.language.replace("_", "-").partition("-")[0].lower()
            found &= self._all_languages | self._languages.get(base, 0)
        for what, amount in wanted.authority:
            found &= self._at_least(("authority", what), amount)
        found &= self._at_least(("seniority", ""), wanted.seniority)
        for skill, level in wanted.requires:
            able = self._at_least(("skill", skill), level)
            for asked, other, least in wanted.neighbours:
                if asked == skill:
                    able |= self._at_least(("skill", other), least)
            found &= able
        if found and (limited := self._levels.get(("channel", wanted.channel))):
            for limit, those in limited.items():
                if limit < wanted.units:
                    found &= ~those
        return found & self._at_least(("capacity", ""), wanted.units)

    def _in_place(self, wanted: Demand) -> int:
        own, *others = (self._all_queues | self._queues.get(queue, 0) for queue in wanted.queues)
        helping = 0
        for other in others:
            helping |= other
        if not wanted.team:
            return int(own | helping)
        of_team = self._teams.get(wanted.team, 0)
        return int(own & of_team | (helping & of_team if wanted.team_everywhere else helping))

    def _at_least(self, key: tuple[str, str], least: float) -> int:
        if least <= 0 and key[0] in {"skill", "authority"}:
            return self._all
        found = 0
        for amount, those in self._levels.get(key, {}).items():
            if amount >= least:
                found |= those
        return found


def _bases(agent: Agent) -> set[str]:
    return {spoken.replace("_", "-").partition("-")[0].lower() for spoken in agent.languages}


def _amounts(agent: Agent) -> Iterator[tuple[tuple[str, str], float]]:
    yield ("capacity", ""), agent.capacity
    yield ("seniority", ""), agent.seniority
    for skill, level in agent.skills.items():
        yield ("skill", skill), level
    for what, amount in agent.authority.items():
        yield ("authority", what), amount
    for channel, limit in agent.channels.items():
        yield ("channel", channel), limit
