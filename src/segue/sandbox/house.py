"""A Segue of its own for one scenario: temporary store, clock that is moved by hand, staff, and a past.

Nothing leaves it: the policy's bot is never called, and no hub or agent of the real house is known here.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from segue.app import Segue
from segue.domain.conditions import did_you_mean
from segue.domain.conversation import Customer, PageVisit, Role
from segue.domain.errors import Invalid
from segue.domain.lifecycle import Event
from segue.domain.moves import speaking
from segue.domain.policy import Policy
from segue.domain.routing.agents import Presence
from segue.domain.signals.facts import facts_of
from segue.flows import assemble, converse, presence, receive, serve, start
from segue.flows.change import Work, change
from segue.flows.people import add_user, disable_user
from segue.flows.sources import ask_and_wait
from segue.flows.visits import Look
from segue.ports.agents import Message
from segue.ports.conversations import DueDeadlines
from segue.ports.people import SeeAgent, User, UserRole, Visitor
from segue.sandbox.apart import no_articles, no_helpdesks
from segue.sandbox.scenario import LONGEST_WAIT, Contact, Learn, Scenario, Visit
from segue.sandbox.sources import ScriptedDesk, check_sources
from segue.store.migrate import upgrade

CONVERSATION, VISITOR = "scenario", "vis_scenario"


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, to: datetime) -> None:
        self._now = max(self._now, to)


@dataclass(slots=True)
class House:
    """`conversation`: "" until the customer has written or was made an offer. `pages`: those they have open."""

    segue: Segue
    clock: Clock
    policy: Policy
    scenario: Scenario
    visitor: Visitor
    sources: ScriptedDesk
    staff: Mapping[str, User] = field(default_factory=dict)  # by the name in the scenario
    conversation: str = ""
    pages: ExitStack = field(default_factory=ExitStack)
    _looks: int = 0

    async def begin(self) -> str:
        """The conversation, from now on at the latest."""
        if not self.conversation:
            customer = self.scenario.customer
            known = bool(customer.id or customer.name or customer.email or customer.facts)
            begun = await self.segue.start(
                CONVERSATION,
                channel=self.scenario.channel,
                language=self.scenario.language,
                visitor=self.visitor.id,
                customer=customer if known else None,
            )
            self._begun(begun.id)
            await ask_and_wait(self.segue.env)  # what sources answer at once is there before the first message
        return self.conversation

    def _begun(self, conversation: str) -> None:
        """From now on there is one; the customer has its page open."""
        self.conversation = conversation
        self.pages.enter_context(self.segue.env.attendance.page(self.segue.workspace, conversation))

    async def look(self, visit: Visit) -> Mapping[str, Any] | None:
        """The customer looks at a page, with or without a conversation. Answers the decision."""
        self._looks += 1
        page = PageVisit(visit.url, visit.title, self.clock.now() - visit.ago)
        seen = await self.segue.visited(
            self.visitor,
            [Look(page, f"look{self._looks}", int(visit.stayed.total_seconds()))],
            customer=self.scenario.customer if self.scenario.customer.verified else None,
            bot=self.policy.bot.name if self.scenario.channel == "api" else "",
        )
        if seen.conversation and not self.conversation:
            self._begun(seen.conversation.id)
        decision: Mapping[str, Any] | None = seen.decision
        return decision

    def colleague(self, name: str) -> User:
        """Raises Invalid."""
        if name not in self.staff:
            hint = did_you_mean(name, self.staff, "There are") or "Nobody is in 'staff'."
            raise Invalid(f"nobody called {name!r} works here. {hint}", field="staff")
        return self.staff[name]

    async def settle(self) -> tuple[str, ...]:
        """What the background would do at this moment, desks being open. Answers the deadlines that were due."""
        env, fired = self.segue.env, list[str]()
        for user in self.staff.values():
            await env.store.write(SeeAgent(user.workspace, user.id, self.clock.now()))
        for _ in range(5):  # what one round leaves to the next: a ticket after a deadline, a briefing after a ticket
            due = await env.store.read(DueDeadlines(self.clock.now()))
            fired += [deadline.kind.value for deadline in due if deadline.conversation == self.conversation]
            if not await self.segue.step():
                break
        return tuple(fired)


@asynccontextmanager
async def open_house(policy_text: str, scenario: Scenario) -> AsyncIterator[House]:
    """Everything up to the first step. Raises PolicyErrors, Invalid."""
    empty = await asyncio.to_thread(_empty_database)
    with tempfile.TemporaryDirectory(prefix="segue-sandbox-", ignore_cleanup_errors=True) as name:
        folder, clock = Path(name), Clock(scenario.at)
        (folder / "segue.db").write_bytes(empty)
        (folder / "policy.yaml").write_text(policy_text, encoding="utf-8")
        async with Segue.open(
            folder / "policy.yaml",
            store=f"sqlite:///{folder / 'segue.db'}",
            clock=clock,
            background=False,
            bot=lambda _: None,
            sources=(sources := ScriptedDesk(scenario.sources, clock.now)),
            knowledge=no_articles(),
            hubs=no_helpdesks(),
        ) as segue:
            policy = (await segue.env.policies.active(segue.workspace)).policy
            check_facts(policy, scenario)
            check_sources(policy, scenario)
            visitor = _visitor(segue, scenario)
            await _live_through(segue, scenario, visitor)
            house = House(segue, clock, policy, scenario, visitor, sources, await _hire(segue, scenario))
            with house.pages:
                for visit in sorted(scenario.visits, key=lambda one: -one.ago):
                    await house.look(visit)
                yield house


@lru_cache(maxsize=1)
def _empty_database() -> bytes:
    """A store with all its tables, made once a process: making one costs more than a whole conversation."""
    with tempfile.TemporaryDirectory(prefix="segue-sandbox-") as folder:
        path = Path(folder) / "empty.db"
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()


def _visitor(segue: Segue, scenario: Scenario) -> Visitor:
    """The browser of the customer; it carries the customer's name where the site has signed it."""
    customer = scenario.customer
    known = customer.id if customer.verified else ""
    return Visitor(VISITOR, segue.workspace, "", "", scenario.at, scenario.at + LONGEST_WAIT, customer=known)


async def _hire(segue: Segue, scenario: Scenario) -> dict[str, User]:
    staff: dict[str, User] = {}
    for number, colleague in enumerate(scenario.staff, start=1):
        user = await add_user(
            segue.store,
            segue.clock,
            segue.workspace,
            email=f"agent{number}@sandbox.example",
            name=colleague.name,
            user_id=f"usr_{number:02}",  # among equals the first by id is asked: every run alike
            fields={
                "role": UserRole.AGENT,
                "skills": dict(colleague.skills),
                "capacity": colleague.capacity,
                "queues": colleague.queues,
                "languages": colleague.languages,
                "team": colleague.team,
            },
        )
        await presence.set_presence(segue.env, user, colleague.presence, "")
        staff[colleague.name] = user
    return staff


async def _live_through(segue: Segue, scenario: Scenario, visitor: Visitor) -> None:
    """Earlier contacts are real conversations, carried out under an earlier clock by somebody who has left since."""
    if not scenario.contacts:
        return
    if not scenario.customer.id:
        raise Invalid("earlier contacts belong to a customer: give the customer an id", field="contacts")
    queues = (await segue.env.policies.active(segue.workspace)).policy.queues.values()
    knows = {"skills": {skill: 5 for queue in queues for skill in queue.requires}, "capacity": 50}
    past = await add_user(
        segue.store, segue.clock, segue.workspace, email="past@sandbox.example", name="A colleague", fields=knows
    )
    for number, contact in enumerate(sorted(scenario.contacts, key=lambda one: -one.ago)):
        await _contact(segue, scenario.customer, visitor, past, f"past-{number}", contact, scenario.at - contact.ago)
    await disable_user(segue.store, segue.clock, segue.workspace, past.id)


async def _contact(
    segue: Segue, customer: Customer, visitor: Visitor, user: User, name: str, contact: Contact, at: datetime
) -> None:
    env, workspace = replace(segue.env, clock=Clock(at)), segue.workspace
    await start.start(env, workspace, conversation=name, customer=customer, visitor=visitor.id)
    await presence.set_presence(env, user, Presence.ONLINE, "")
    await receive.receive(env, workspace, name, Message(f"{name}-asked", Role.END_USER, contact.about))
    if contact.topics:
        await change(env, workspace, name, partial(_was_about, contact.topics))
    await serve.speak(env, user, name, "Here is the answer.", f"{name}-answered")
    done = await serve.finish(env, user, name, Event.RESOLVED, label="right", disposition=contact.outcome)
    await assemble.assemble(env, workspace, done.id)
    await converse.end(env, workspace, name, Role.AUTOMATED_AGENT)
    await presence.set_presence(env, user, Presence.OFFLINE, "")


async def _was_about(topics: tuple[str, ...], work: Work) -> None:
    """What the scenario says it was about, instead of what its words sound like."""
    work.draft.change(signals=replace(work.draft.conversation.signals, topics=topics))
    speaking.learn(work.draft)


def check_facts(policy: Policy, scenario: Scenario) -> None:
    """Raises Invalid for a fact that the policy does not declare, or of another type: it would count as unknown."""
    learned = [step.does.facts for step in scenario.steps if isinstance(step.does, Learn)]
    for facts in (scenario.customer.facts, *learned):
        for name, value in facts.items():
            known = facts_of(policy)
            kind = known.get(f"customer.{name}")
            if kind is None:
                declared = [key.removeprefix("customer.") for key in known]
                hint = did_you_mean(name, declared, "It declares") or "It declares none."
                raise Invalid(f"the policy declares no fact customer.{name}. {hint}", field=f"facts.{name}")
            if not _is(value, kind):
                raise Invalid(f"customer.{name} is a {kind} in the policy; {value!r} is not one", field=f"facts.{name}")


def _is(value: Any, kind: str) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str) if kind in {"string", "date"} else isinstance(value, list | tuple)
