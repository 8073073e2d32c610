"""G43: helpdesks that know no idempotency key, through everything that roads, processes and webhooks do to them.

The helpdesk is the one that the tests play, a real HTTP server that keeps what its people would see; the product runs
in this process, with a clock that is told. Answers are lost, connections stand still, 429 and 503 come in bursts, it is
away for minutes, the process dies before or after a write of its store, webhooks come twice, late, in another order, or
never. The ledger has what customers and human agents said, and when the other side saw it.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from math import inf
from pathlib import Path
from typing import Any

import structlog
import yaml

from faults.ledger import CUSTOMER, HUB, MARK, Ledger, Saw, check, marked
from faults.outage import ToldClock
from faults.relay import counted
from faults.scenario import Outcome, Scenario, Setting
from segue.app import Segue
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.lifecycle import Handoff, State
from segue.flows.hub_inbox import accept, act_and_wait
from segue.flows.receive import Message
from segue.outbound import Limits
from segue.ports.conversations import FollowUps, HandoffsOf
from segue.ports.hub_cases import HubCasesOf
from segue.ports.hubs import Webhook

TESTS = Path(__file__).resolve().parents[2] / "tests"
ASKS = "I want to talk to a human please"
RULES: dict[str, Any] = {
    "version": 1,
    "languages": ["en"],
    "triggers": [{"id": "ask", "when": "asks_for_human == 'clear'", "then": "handoff", "reason": "asked"}],
    "route": [{"queue": "general"}],
    "handback": {"idle": "8h", "survey": False},
}
LIVE_QUEUE = {"title": "Care", "hub": "hub"}
TICKET_QUEUE = {"title": "Care", "when_closed": {"hub": "hub"}, "sla": {"ticket_response": "4h"}}
ROUND_S = 5.0
MISHAPS: Sequence[int | str] = (429, 503, 500, 502, "late 500", "late 502", "late 504", "half", "html", "never")
TEAM = "team"
PATIENT = Limits(attempt_s=1.5, total_s=3.0, attempts=1)
"""Of calls. A helpdesk that is only slow on a busy machine must not be taken for one that lost an answer."""
LOST_WITHIN_S = 150.0
"""Until the helpdesk has what was said, or somebody else has the customer: two minutes, and rounds of the lanes."""


class Killed(Exception):
    """The process is no more."""


class Dying:
    """A store that dies at a write: `at` more are made; `after`: the last of these is made, and nobody hears of it."""

    def __init__(self, store: Any, at: int, *, after: bool) -> None:
        self.beneath, self._left, self._after, self.dead = store, at, after, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.beneath, name)

    async def read(self, query: Any) -> Any:
        if self.dead:
            raise Killed
        return await self.beneath.read(query)

    async def write(self, unit: Any) -> Any:
        if self.dead:
            raise Killed
        self._left -= 1
        if self._left > 0:
            return await self.beneath.write(unit)
        if self._after:
            await self.beneath.write(unit)
        self.dead = True
        raise Killed


@dataclass
class Talk:
    """One customer. said, answered: how many marks were used by either side."""

    name: str
    said: int = 0
    answered: int = 0
    over: bool = False
    late: list[Webhook] = field(default_factory=list)


@dataclass
class Drill:
    """kind: of the played helpdesk. ticket: it gets tickets, instead of conversations.

    talks: customers at once, for so many rounds; then others come.
    """

    setting: Setting
    kind: str
    ticket: bool
    talks: int = 5
    rounds: int = 24
    ledger: Ledger = field(default_factory=Ledger)
    planted: Counter[str] = field(default_factory=Counter)
    clock: ToldClock = field(default_factory=ToldClock)
    seen_at: dict[tuple[str, str], float] = field(default_factory=dict)  # what the helpdesk has -> told time
    said_at: dict[tuple[str, str], float] = field(default_factory=dict)
    left_at: dict[str, float] = field(default_factory=dict)  # conversation -> when it was not the helpdesk's any more
    outages: int = 0
    places: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = self.setting.chance()
        self.away_until = 0.0
        self._told = True

    @property
    def now(self) -> float:
        return self.clock.at.timestamp()

    # ---- a life of the process ----

    async def run(self) -> Outcome:
        sys.path[:0] = [str(TESTS)]
        house = import_module("fakes.hubs_in_house")
        self.hub = import_module(f"fakes.hubs.{self.kind}").Played()
        quiet = structlog.make_filtering_bound_logger(logging.CRITICAL)
        structlog.configure(wrapper_class=quiet)  # of deaths that are planted
        async with house.roads_to({"hub": self.hub}, self.clock) as roads:
            self.road, number = roads["hub"], 0
            while self.planted.total() < self.setting.trials:
                talks = [Talk(f"c{number + each}") for each in range(self.talks)]
                number += self.talks
                await self.a_shift(house, talks)
                self.setting.progress(self.planted.total())
        structlog.reset_defaults()
        return self.outcome()

    async def a_shift(self, house: Any, talks: list[Talk]) -> None:
        """Some customers, from their first word to the last, through as many lives of the process as it takes."""
        left = self.rounds
        while left:
            async with self.a_life(house) as segue:
                dying = self._mortal(segue) if self.chance.random() < 0.6 else None
                while left:
                    left -= 1
                    await self.round(segue, talks, early=left > self.rounds - 8)
                    if dying and dying.dead:
                        self.planted["killed between a call and what came of it"] += 1
                        break
        async with self.a_life(house) as segue:
            await self.settle(segue, talks)

    def a_life(self, house: Any) -> Any:
        return _Life(house, self)

    def _mortal(self, segue: Segue) -> Dying:
        dying = Dying(segue.env.store, self.chance.randint(3, 400), after=self.chance.random() < 0.5)
        object.__setattr__(segue.env, "store", dying)
        return dying

    # ---- what happens ----

    async def round(self, segue: Segue, talks: list[Talk], *, early: bool) -> None:
        self._plant()
        for talk in talks:
            with suppress(Killed):
                await self._customer(segue, talk, early=early)
            with suppress(Killed):
                await self._people(segue, talk)
        await self.time(segue, ROUND_S)

    async def time(self, segue: Segue, seconds: float) -> None:
        self.clock.forward(seconds)
        if self.now >= self.away_until and self.road.trouble:
            self.road.trouble = ""
        with suppress(Killed):
            await act_and_wait(segue.env)
            await segue.step()
        self._look()

    def _plant(self) -> None:
        chance = self.chance
        if chance.random() < 0.25 and not self.hub.faults.coming:
            mishap = chance.choice(MISHAPS)
            often = chance.randint(1, 6) if mishap in {429, 503} else 1
            self.hub.faults.coming, self.hub.faults.retry_after = [mishap] * often, chance.randint(1, 8)
            self.planted[f"answers: {mishap}"] += 1
        if chance.random() < 0.02 and not self.road.trouble:
            self.away_until = self.now + chance.choice((10, 20, 60, 100, 200))
            self.road.trouble = chance.choice(("503", "refused", "html"))
            self.planted["away for a while"] += 1

    async def _customer(self, segue: Segue, talk: Talk, *, early: bool) -> None:
        if not talk.said and early:
            with suppress(Exception):
                await segue.start(talk.name, language="en")
            await self._says(segue, talk, ASKS)
        elif talk.said and self.chance.random() < 0.35 and not talk.over:
            await self._says(segue, talk, "and there is more")

    async def _says(self, segue: Segue, talk: Talk, words: str) -> None:
        mark = f"q{talk.said}"
        began, text = Ledger.now(), marked(talk.name, mark, words)
        turn = await segue.receive(talk.name, Message(mark, Role.END_USER, text))
        talk.said += 1
        self.ledger.accepted(CUSTOMER, talk.name, mark, turn.seq, (), began=began, tries=1)
        self.said_at[talk.name, mark] = self.now

    async def _people(self, segue: Segue, talk: Talk) -> None:
        """Who works in the helpdesk answers now and then; what it tells of that has accidents of its own."""
        ref = self.ref_of(talk)
        if ref and not talk.over and self.chance.random() < 0.25 and not self.hub.closed(ref):
            mark = f"a{talk.answered}"
            talk.answered += 1
            began = Ledger.now()
            told = self.hub.says(ref, marked(talk.name, mark, "let me see"))
            self.ledger.accepted(HUB, talk.name, mark, 0, (CUSTOMER,), began=began, tries=1)
            await self._tell(segue, talk, told)
            if not self._told:  # found by asking, minutes later, or told out of its order: it comes when it comes
                self.ledger.sent[-1] = replace(self.ledger.sent[-1], at=inf)
        for one in talk.late if self.chance.random() < 0.3 else ():
            await self._accept(segue, one)

    async def _tell(self, segue: Segue, talk: Talk, told: Sequence[Webhook]) -> None:
        self._told = True
        for one in told:
            fate = self.chance.random()
            if fate < 0.15:
                self.planted["webhook lost"] += 1
                self._told = False
            elif fate < 0.35:
                self.planted["webhook late, out of its order"] += 1
                self._told = False
                talk.late.insert(self.chance.randint(0, len(talk.late)), one)
            else:
                await self._accept(segue, one)
                if fate < 0.6:
                    self.planted["webhook twice"] += 1
                    await self._accept(segue, one)

    async def _accept(self, segue: Segue, one: Webhook) -> None:
        """As a helpdesk does: what is not answered with 200 is told once more by a later event, or asked for."""
        self._told, told = False, self._told  # until it is stored
        with suppress(Exception):
            fresh = Webhook(one.headers, one.body, one.at, one.method, one.url or "https://x/v1/hubs/hub/webhook")
            await accept(segue.env, "hub", fresh)
            self._told = told

    # ---- what is seen ----

    def ref_of(self, talk: Talk) -> str:
        return next((ref for ref in self.hub.refs() if f"[{talk.name}/" in self._all(ref)), "")

    def _all(self, ref: str) -> str:
        return "\n".join(seen.text for seen in self.hub.seen(ref))

    def _look(self) -> None:
        for ref in self.hub.refs():
            for conversation, mark in MARK.findall(self._all(ref)):
                self.seen_at.setdefault((conversation, mark), self.now)

    async def settle(self, segue: Segue, talks: list[Talk]) -> None:
        """All works again; what was told late comes; it is caught up with; then its people end what they have."""
        self.hub.faults.coming, self.road.trouble, self.away_until = [], "", 0.0
        for talk in talks:
            for one in talk.late:
                await self._accept(segue, one)
        for _ in range(30):
            await self.time(segue, 30.0)
        for talk in talks:
            await self._judge(segue, talk)
        for talk in talks:
            ref, talk.over = self.ref_of(talk), True
            if ref and not self.hub.closed(ref):
                for one in self.hub.ends(ref):
                    await self._accept(segue, one)
        for _ in range(26):
            await self.time(segue, 30.0)
        for talk in talks:
            await self._ended(segue, talk)

    async def _judge(self, segue: Segue, talk: Talk) -> None:
        """Before anything is ended: where the customer is, and what either side saw."""
        if not talk.said:
            return
        log = await segue.entries(talk.name)
        handoff = (await segue.env.store.read(HandoffsOf("default", talk.name)))[-1]
        refs = [ref for ref in self.hub.refs() if f"[{talk.name}/" in self._all(ref)]
        self._in_the_hub(talk, refs, log, handoff)
        self._for_the_team(talk, log)
        for entry in log:
            if entry.kind is Kind.MESSAGE and MARK.search(entry.text):
                self.ledger.saw.append(Saw(Ledger.now(), CUSTOMER, talk.name, entry.text, entry.seq))
        await self._one_place(segue, talk, refs, handoff)

    def _for_the_team(self, talk: Talk, log: Sequence[Entry]) -> None:
        """What was written there when the customer was not theirs any more is a note for the team, and nothing else."""
        noted = [entry for entry in log if entry.kind is Kind.NOTE and entry.data.get("late")]
        marks = {mark for entry in noted for _, mark in MARK.findall(entry.text)}
        self.ledger.saw += [Saw(Ledger.now(), TEAM, talk.name, entry.text, entry.seq) for entry in noted]
        for number, sent in enumerate(self.ledger.sent):
            if sent.conversation == talk.name and sent.by == HUB and sent.mark in marks:
                self.ledger.sent[number] = replace(sent, to=(TEAM,))

    def _in_the_hub(self, talk: Talk, refs: list[str], log: Sequence[Entry], handoff: Handoff) -> None:
        """Each message that was theirs to read is among the customer's words there once, in order, in time."""
        if self.ticket:  # what they write after it is not the ticket's
            mine = (talk.name, CUSTOMER)
            sent = [_with(one, (CUSTOMER,)) if (one.conversation, one.by) == mine else one for one in self.ledger.sent]
            self.ledger.sent = sent
            return
        lost = next((e.seq for e in log if e.data.get("event") == "hub_lost"), None)
        for number, sent in enumerate(list(self.ledger.sent)):
            if sent.conversation != talk.name or sent.by != CUSTOMER:
                continue
            theirs = (*sent.to, CUSTOMER)
            if lost is None or any(f"/{sent.mark}]" in self._all(ref) for ref in refs):
                theirs = (*theirs, HUB)
            self.ledger.sent[number] = _with(sent, theirs)
            if lost is None:
                self._in_time(talk.name, sent.mark)
        for ref in refs:
            written = [seen.text for seen in self.hub.seen(ref) if seen.by == "customer" and MARK.search(seen.text)]
            first = {mark for _, mark in MARK.findall("\n".join(written))}
            whole = [s.text for s in self.hub.seen(ref) if s.by == "us" and MARK.search(s.text)]
            before = dict.fromkeys(mark for _, mark in MARK.findall("\n".join(whole)) if mark[0] == "q")
            for mark in before:  # said before it was opened: in the transcript that came along
                if mark not in first:
                    self.ledger.saw.append(Saw(Ledger.now(), HUB, talk.name, marked(talk.name, mark, ""), 0))
            self.ledger.saw += [Saw(Ledger.now(), HUB, talk.name, text, 0) for text in written]

    def _in_time(self, conversation: str, mark: str) -> None:
        said, seen = self.said_at[conversation, mark], self.seen_at.get((conversation, mark))
        if seen is not None and seen - said > LOST_WITHIN_S:
            self.ledger.stuck.append(f"{conversation}/{mark} was with nobody for {seen - said:.0f} s of the told clock")

    async def _one_place(self, segue: Segue, talk: Talk, refs: list[str], handoff: Handoff) -> None:
        tickets = [t for t in await segue.env.store.read(FollowUps("default")) if t.conversation == talk.name]
        open_there = [ref for ref in refs if not self.hub.closed(ref)]
        here = (handoff.is_open and not handoff.hub) or any(not ticket.hub for ticket in tickets)
        there = bool(open_there)
        self.places["helpdesk" if there else "our own desk" if here else "nowhere"] += 1
        if len(refs) > 1 or len(tickets) > 1:
            self.ledger.wrong.append(f"{talk.name} is in {refs} and is {len(tickets)} tickets")
        if here == there:
            self.ledger.wrong.append(f"{talk.name} is here: {here}, there: {there} ({handoff.state}, {refs})")

    async def _ended(self, segue: Segue, talk: Talk) -> None:
        if not talk.said:
            return
        handoff = (await segue.env.store.read(HandoffsOf("default", talk.name)))[-1]
        cases = await segue.env.store.read(HubCasesOf("default", talk.name))
        if handoff.hub and handoff.is_open:
            self.ledger.stuck.append(f"{talk.name} is with the helpdesk after its end there ({handoff.state})")
        if any(case.is_open for case in cases):
            self.ledger.stuck.append(f"{talk.name} has a case that never closes")
        if handoff.state is State.REQUESTED:
            self.ledger.stuck.append(f"{talk.name} was requested and went nowhere")

    def outcome(self) -> Outcome:
        found = counted(check(self.ledger), self.planted.total())
        found.figures = {
            "messages accepted": len(self.ledger.sent),
            **dict(sorted(self.planted.items())),
            **{f"customers at last in {name}": count for name, count in sorted(self.places.items())},
        }
        if not found.clean:
            self.ledger.write(self.setting.folder / "ledger.jsonl")
            there = [f"{ref} {one.by}: {one.text}" for ref in self.hub.refs() for one in self.hub.seen(ref)]
            (self.setting.folder / "helpdesk.txt").write_text("\n".join(there), encoding="utf-8")
        return found


def _with(sent: Any, to: tuple[str, ...]) -> Any:
    return replace(sent, to=tuple(dict.fromkeys(to)))


class _Life:
    """The product from its start to its end; a death is an end without a word."""

    def __init__(self, house: Any, drill: Drill) -> None:
        self._inner = house.a_life(
            drill.setting.folder,
            f"sqlite:///{drill.setting.folder}/segue.db",
            {"hub": drill.road},
            drill.clock,
            PATIENT,
        )
        self._drill = drill

    async def __aenter__(self) -> Segue:
        segue: Segue = await self._inner.__aenter__()
        self._segue = segue
        queue = TICKET_QUEUE if self._drill.ticket else LIVE_QUEUE
        hub = {"kind": self._drill.kind, "rate": "1000/second", **self._drill.hub.settings}
        rules = {**RULES, "queues": {"general": queue}, "hubs": {"hub": hub}}
        await segue.env.policies.adopt("default", yaml.safe_dump(rules), "bench")
        return segue

    async def __aexit__(self, *_: object) -> None:
        if isinstance(self._segue.env.store, Dying):
            object.__setattr__(self._segue.env, "store", self._segue.env.store.beneath)
        await self._inner.__aexit__(None, None, None)


def drilled(kind: str, *, ticket: bool = False) -> Any:
    async def run(setting: Setting) -> Outcome:
        return await Drill(setting, kind, ticket).run()

    return run


WORDS = (
    "a helpdesk without idempotency keys: answers lost, 429 and 503 in bursts, minutes away, the process killed "
    "between a call and what came of it, webhooks twice, late, in another order, or never (told clock)"
)
SCENARIOS = [
    Scenario(f"G43-{kind}", f"{WORDS}: {title}", drilled(kind, ticket=ticket), 60, 500, minutes=40)
    for kind, title, ticket in (
        ("intercom", "conversations of Intercom", False),
        ("chatwoot", "conversations of Chatwoot", False),
        ("freshdesk", "tickets of Freshdesk", True),
    )
]
