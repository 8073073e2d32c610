"""Runs a scenario to the end through the real flows, one step after the other, and tells what came of each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from segue.domain.conversation import Conversation, Customer, Entry, Kind, Owner, Role
from segue.domain.errors import Invalid, Refused, SegueError
from segue.domain.lifecycle import Event, Handoff, State
from segue.domain.package import ContextPackage
from segue.domain.routing.router import Router
from segue.flows import converse, presence, serve
from segue.flows.outlook import floor
from segue.flows.policies import compiled
from segue.ports.agents import Message
from segue.ports.conversations import FollowUpOfHandoff, HandoffById
from segue.ports.people import User
from segue.sandbox.house import House, open_house
from segue.sandbox.note import note_of
from segue.sandbox.passing import pass_time
from segue.sandbox.record import Note, Run, StepRun
from segue.sandbox.scenario import (
    Action,
    AgentDoes,
    Answer,
    BotAsks,
    BotSays,
    CustomerSays,
    Ends,
    Learn,
    PresenceChanges,
    Scenario,
    Step,
    Visit,
    Wait,
    check_size,
)

LONGEST_RUN_S = 10.0

_STRENGTH = {"handoff": 2, "offer": 1}
Record = Mapping[str, Any] | None


async def run(policy_text: str, scenario: Scenario) -> Run:
    """Carry the scenario out in a house of its own; nothing of it stays.

    A step that the rules refuse is told as refused, and the next one follows. Raises PolicyErrors for a wrong policy;
    Invalid for a scenario that cannot be carried out, or is too long, or takes longer than LONGEST_RUN_S seconds.
    """
    check_size(scenario)
    await asyncio.to_thread(compiled, policy_text)  # languages are made ready once, in nobody's time
    try:
        async with asyncio.timeout(LONGEST_RUN_S), open_house(policy_text, scenario) as house:
            play = _Play(house)
            steps = tuple([await play.step(number, step) for number, step in enumerate(scenario.steps, start=1)])
            return Run(
                scenario.name,
                steps,
                house.clock.now(),
                house.policy.hash,
                tuple(trigger.id for trigger in house.policy.triggers),
                tuple(house.policy.queues),
            )
    except TimeoutError:
        raise Invalid(
            f"the scenario took longer than {LONGEST_RUN_S:.0f} seconds; write fewer steps or shorter waits",
            field="steps",
        ) from None


class _Play:
    """One run: what was seen of the log so far, and how each kind of step is carried out."""

    def __init__(self, house: House) -> None:
        self._house, self._segue = house, house.segue
        self._env, self._workspace = house.segue.env, house.segue.workspace
        self._seen = 0
        self._handoff = ""  # the newest one that the log tells of
        self._messages = 0
        self._does: Mapping[type, Callable[[Any], Awaitable[Record]]] = {
            CustomerSays: self._customer,
            BotSays: self._bot,
            BotAsks: self._bot_asks,
            Visit: self._visit,
            Learn: self._learn,
            Answer: self._answer,
            AgentDoes: self._agent,
            PresenceChanges: self._presence,
            Ends: self._ends,
        }

    async def step(self, number: int, step: Step) -> StepRun:
        decision: Record = None
        refused, deadlines = "", tuple[str, ...]()
        try:
            if isinstance(step.does, Wait):
                deadlines = await pass_time(self._house, step.does.length)
            else:
                decision = await self._does[type(step.does)](step.does)
        except Refused as error:
            refused = error.message
        except SegueError as error:
            raise Invalid(f"step {number}: {error.message}", field=f"steps[{number - 1}]") from error
        deadlines += await self._house.settle()
        return await self._told(number, step, decision, deadlines, refused)

    async def _told(
        self, number: int, step: Step, decision: Record, deadlines: tuple[str, ...], refused: str
    ) -> StepRun:
        conversation, entries, handoff = await self._now()
        package, note = await self._briefing(handoff)
        who, what = words(step.does)
        return StepRun(
            number=number,
            who=who,
            what=what,
            at=self._house.clock.now(),
            line=step.line,
            decision=_strongest(decision, entries),
            entries=entries,
            owner=conversation.owner.kind.value if conversation else "bot",
            owner_name=_name(conversation.owner) if conversation else "",
            epoch=conversation.epoch if conversation else 0,
            choices=conversation.offer.choices if conversation and conversation.offer else (),
            deadlines=deadlines,
            handoff=handoff,
            agent=self._called(handoff.agent) if handoff else "",
            why_agent=await self._why_agent(handoff, entries),
            package=package,
            note=note,
            refused=refused,
        )

    async def _now(self) -> tuple[Conversation | None, tuple[Entry, ...], Handoff | None]:
        """The conversation, if there is one yet, what is new in its log, and its newest handoff."""
        id_ = self._house.conversation
        if not id_:
            return None, (), None
        entries = await self._segue.entries(id_, self._seen)
        self._seen = entries[-1].seq if entries else self._seen
        steps = [entry.data["id"] for entry in entries if entry.kind is Kind.HANDOFF]
        self._handoff = steps[-1] if steps else self._handoff
        handoff = await self._segue.store.read(HandoffById(self._workspace, self._handoff)) if self._handoff else None
        return (await self._segue.loaded(id_)).conversation, entries, handoff

    async def _briefing(self, handoff: Handoff | None) -> tuple[ContextPackage | None, Note | None]:
        if handoff is None or handoff.state in {State.OFFERED, State.DECLINED, State.LAPSED}:
            return None, None
        package = await self._segue.package(handoff.id)
        if package is None:
            return None, None
        follow_up = await self._segue.store.read(FollowUpOfHandoff(self._workspace, handoff.id))
        return package, note_of(self._house.policy, handoff, package, follow_up)

    async def _why_agent(self, handoff: Handoff | None, entries: Sequence[Entry]) -> str:
        """Why this one was asked, or why nobody can be."""
        chosen = [e.data.get("explanation", {}) for e in entries if e.data.get("event") == Event.RESERVED.value]
        if chosen:
            return str(chosen[-1].get("words", ""))
        if handoff is None or handoff.state is not State.QUEUED:
            return ""
        seen = await floor(self._env, self._workspace)
        router = Router(self._house.policy.queues, agents=seen.agents, waiting=seen.waiting)
        found = router.explain(handoff.id, self._house.clock.now())
        return " ".join(found.would_help) if found else ""

    def _called(self, user: str) -> str:
        return next((name for name, known in self._house.staff.items() if known.id == user), "")

    # ---- what may happen -------------------------------------------------------------------------------------------

    async def _customer(self, says: CustomerSays) -> Record:
        return await self._say(Role.END_USER, says.text)

    async def _bot(self, says: BotSays) -> Record:
        return await self._say(
            Role.AUTOMATED_AGENT,
            says.text,
            confidence=says.confidence,
            error=says.error,
            variables=says.variables,
            no_match=says.no_match,
            outside_knowledge=says.outside_knowledge,
            articles=says.articles,
        )

    async def _say(self, role: Role, text: str, **fields: Any) -> Record:
        turn = await self._segue.receive(await self._house.begin(), Message(self._next_id(), role, text, **fields))
        return turn.decision

    async def _bot_asks(self, asks: BotAsks) -> None:
        await converse.request_handoff(
            self._env,
            self._workspace,
            await self._house.begin(),
            reason=asks.reason,
            queue=asks.queue,
            note=asks.note,
            urgency=asks.urgency,
        )

    async def _visit(self, visit: Visit) -> Record:
        return await self._house.look(visit)

    async def _learn(self, learn: Learn) -> Record:
        customer = Customer(verified=True, facts=dict(learn.facts))
        return (await self._segue.learn(await self._house.begin(), customer=customer)).decision

    async def _answer(self, answer: Answer) -> None:
        conversation = await self._house.begin()
        offer = (await self._segue.loaded(conversation)).conversation.offer
        if offer is None:
            raise Refused("no question is open that could be answered")
        await converse.answer_offer(self._env, self._workspace, conversation, offer.id, answer.choice)

    async def _agent(self, does: AgentDoes) -> None:
        conversation = await self._house.begin()
        loaded = await self._segue.loaded(conversation)
        user = self._house.colleague(does.name) if does.name else self._whose(loaded.handoff)
        if does.act == "says":
            await serve.speak(self._env, user, conversation, does.text, self._next_id())
        elif does.act == "take":
            await serve.take(self._env, user, conversation)
        elif does.act in {"hand_back", "resolve"}:
            event = Event.HANDED_BACK if does.act == "hand_back" else Event.RESOLVED
            await serve.finish(self._env, user, conversation, event, note=does.text)
        elif loaded.handoff is None:
            raise Refused("nothing is reserved for anybody")
        else:
            answer = serve.accept if does.act == "accept" else serve.decline
            await answer(self._env, user, loaded.handoff.id)

    def _whose(self, handoff: Handoff | None) -> User:
        """Who is asked to take it or has it, else the first of the staff."""
        mine = self._called(handoff.agent) if handoff else ""
        if not mine and not self._house.staff:
            raise Invalid("nobody works here: name somebody in 'staff'", field="staff")
        return self._house.staff[mine or next(iter(self._house.staff))]

    async def _presence(self, changes: PresenceChanges) -> None:
        for name, chosen in changes.presence.items():
            await presence.set_presence(self._env, self._house.colleague(name), chosen, "")

    async def _ends(self, ends: Ends) -> None:
        by = Role.END_USER if ends.by == "customer" else Role.AUTOMATED_AGENT
        await converse.end(self._env, self._workspace, await self._house.begin(), by)

    def _next_id(self) -> str:
        self._messages += 1
        return f"m{self._messages}"


_WORDS: Mapping[type, Callable[[Any], tuple[str, str]]] = {
    CustomerSays: lambda says: ("customer", says.text),
    BotSays: lambda says: ("bot", says.text or f"(error: {says.error})"),
    BotAsks: lambda asks: ("bot", f"(asks for a person{': ' + asks.note if asks.note else ''})"),
    Visit: lambda visit: ("customer", f"(goes to {visit.url})"),
    Learn: lambda learn: ("account", ", ".join(f"{name} = {value}" for name, value in learn.facts.items())),
    Wait: lambda wait: ("clock", f"({wait.length} later)"),
    Answer: lambda answer: ("customer", f"(chooses {answer.choice})"),
    AgentDoes: lambda does: (does.name or "agent", does.text if does.act == "says" else f"({does.act})"),
    PresenceChanges: lambda changes: (
        "staff",
        ", ".join(f"{name} is {chosen.value}" for name, chosen in changes.presence.items()),
    ),
    Ends: lambda ends: (ends.by, "(ends the conversation)"),
}


def words(action: Action) -> tuple[str, str]:
    """Who does something in a step, and what, for people."""
    return _WORDS[type(action)](action)


def _strongest(decision: Record, entries: Sequence[Entry]) -> Record:
    """The decision of the step; of several in a wait the strongest, the last among equals."""
    taken = [record for record in (decision, *(entry.decision for entry in entries)) if record]
    return max(reversed(taken), key=lambda record: _STRENGTH.get(record["outcome"], 0), default=None)


def _name(owner: Owner) -> str:
    return owner.name or owner.id
