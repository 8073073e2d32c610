"""The policy of a simulation: a mode by its name, or a policy file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from segue.domain.errors import SegueError
from segue.domain.policy import Policy
from segue.domain.queues import Assign, Order, Queue
from segue.insight.simulation.policies import NAMED, Deciding, by_router
from segue.insight.simulation.scenario import Scenario
from segue.policy_file import load_policy


class NoSuchPolicy(SegueError):
    """Neither the name of a mode nor a policy file."""


@dataclass(frozen=True, slots=True)
class PolicyChoice:
    """text: of a policy file; "" when `name` is that of a mode. assign, order: instead of what the policy says, for all
    queues; "" leaves them."""

    name: str
    text: str = ""
    assign: str = ""
    order: str = ""

    @property
    def called(self) -> str:
        changes = [f"assign {self.assign}" if self.assign else "", f"order {self.order}" if self.order else ""]
        return ", ".join([self.name, *filter(None, changes)])

    @property
    def changes(self) -> dict[str, Any]:
        """To `RoutingSettings`. Raises ValueError for a mode that is not there."""
        found: dict[str, Any] = {"assign": Assign(self.assign)} if self.assign else {}
        return found | ({"order": Order(self.order)} if self.order else {})


def deciding_of(choice: PolicyChoice) -> Deciding:
    """Raises NoSuchPolicy, or PolicyErrors when the file has mistakes."""
    if choice.text:
        return of_policy(choice.name, _changed(load_policy(choice.text, name=choice.name), choice))
    if choice.name not in NAMED:
        near = get_close_matches(choice.name, NAMED, 1)
        hint = f"; {near[0]} is meant?" if near else ""
        raise NoSuchPolicy(f"{choice.name!r} is neither a policy file nor one of {', '.join(sorted(NAMED))}{hint}")
    if choice.changes:
        if choice.name != Assign.BALANCED:
            raise NoSuchPolicy(f"{choice.name} is a mode by itself; only balanced and policy files take another one")
        return by_router(choice.called, **choice.changes)
    return NAMED[choice.name]()


def _changed(policy: Policy, choice: PolicyChoice) -> Policy:
    queues = policy.queues
    if choice.assign:
        queues = {name: replace(queue, assign=None) for name, queue in queues.items()}
    return replace(policy, routing=replace(policy.routing, **choice.changes), queues=queues)


def of_policy(name: str, policy: Policy) -> Deciding:
    """A team's own queues, settings and tiers on a scenario; `queue_for` says which queue a skill belongs to.

    What a customer's waiting is worth, and when an answer is due, stay the scenario's: they are what is measured.
    """

    def queues(scenario: Scenario) -> Mapping[str, Queue]:
        return {skill: _as_room(skill, found) for skill in scenario.skills if (found := queue_for(skill, policy))}

    return by_router(name, queues=queues, settings=policy.routing)


def queue_for(skill: str, policy: Policy) -> Queue | None:
    """The queue of that name, or else the first that requires the skill."""
    if skill in policy.queues:
        return policy.queues[skill]
    return next((queue for queue in policy.queues.values() if skill in queue.requires), None)


def _as_room(skill: str, queue: Queue) -> Queue:
    """Opening hours, teams and languages are left out: a scenario has its own hours and none of the others."""
    return replace(queue, name=skill, team="", authority={}, seniority=0, hours="")


def names() -> Sequence[str]:
    return sorted(NAMED)
