"""Drafts of a policy, for those who write it: checked, tried, run to the end, compared. Nothing is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import Depends, Request
from pydantic import Field

from segue.domain.conversation import Customer
from segue.domain.errors import Invalid
from segue.domain.signals.progress import Report
from segue.domain.text import LONGEST_TEXT
from segue.insight.advice import advise
from segue.insight.backtest import Replayer
from segue.insight.comparison import as_json as comparison_as_json
from segue.insight.comparison import compare
from segue.insight.recorded import KINDS, recording_of_log
from segue.insight.recordings import BOT, CUSTOMER, RecordedTurn, Recording
from segue.insight.staffing_advice import Staff
from segue.insight.trial import try_out
from segue.policy_file import check_policy, load_policy
from segue.ports.conversations import EntriesAfter, LoadConversation, RecentlyDecided
from segue.ports.people import Users
from segue.sandbox.house import check_facts
from segue.sandbox.record import as_json as run_as_json
from segue.sandbox.run import run
from segue.sandbox.scenario import MOST_STEPS, Scenario
from segue.sandbox.scenario_file import scenario_of
from segue.server import views
from segue.server.bench import Bench, patience
from segue.server.identity import Caller
from segue.server.route import OPERATOR, Body, Engine, Me, Route
from segue.server.routes_conversations import came_to
from segue.server.routes_insight import LONGEST_POLICY, PolicyText

MOST_TURNS = MOST_STEPS
MOST_CONVERSATIONS = 500
DECISIONS_EACH = 20
"""Decisions that are looked at for each conversation wanted, to find as many."""

LOOKED_AT = 4
"""Conversations that are looked at for each one wanted, of somebody who may not see all."""

MOST_ENTRIES = 400
"""Of one conversation."""

MOST_PROBLEMS = 20


def _bench(request: Request) -> Bench:
    bench: Bench = request.app.state.bench
    return bench


Beside = Annotated[Bench, Depends(_bench)]


class Said(Body):
    role: Literal["customer", "bot"]
    text: str = Field("", max_length=LONGEST_TEXT)
    confidence: float | None = Field(None, ge=0, le=1)
    error: str = Field("", max_length=200)
    no_match: bool = False


class Trial(PolicyText):
    turns: list[Said] = Field(max_length=MOST_TURNS)
    language: str = Field("", max_length=35)
    page: str = Field("", max_length=2000)
    customer: dict[str, Any] = Field(default_factory=dict, max_length=100)


class Preview(PolicyText):
    scenario: dict[str, Any]


class Compared(PolicyText):
    conversations: int = Field(200, ge=1, le=MOST_CONVERSATIONS)


async def check(me: Me, segue: Engine, bench: Beside, body: PolicyText) -> views.View:
    users = [user for user in await segue.store.read(Users(me.workspace)) if user.disabled_at is None]
    staff = [
        Staff(user.name, user.skills, tuple(user.queues), user.team, user.authority, user.seniority) for user in users
    ]
    return await bench.run(partial(_checked, body.text, staff))


def _checked(text: str, staff: Sequence[Staff]) -> views.View:
    problems = check_policy(text)
    advice = () if problems else advise(text, load_policy(text), staff=staff)
    return {
        "errors": [asdict(problem) for problem in problems],
        "advice": [{"code": each.code, **asdict(each.problem)} for each in advice],
    }


async def try_draft(me: Me, segue: Engine, bench: Beside, body: Trial) -> views.View:
    return await bench.run(partial(_tried, body, segue.clock.now()))


def _tried(body: Trial, now: Any) -> views.View:
    policy = load_policy(body.text)
    turns = tuple(_turn(index, said) for index, said in enumerate(body.turns))
    recording = Recording("draft", turns, body.language, now, body.customer, body.page)
    found = try_out(Replayer(policy), recording, patience())
    asked = sum(turn.role == CUSTOMER for turn in turns)
    wrong = ""
    try:
        check_facts(policy, Scenario((), customer=Customer(facts=body.customer)))
    except Invalid as error:
        wrong = error.message[:300]
    return {"turns": found, "complete": len(found) == asked, "problem": wrong}


def _turn(index: int, said: Said) -> RecordedTurn:
    if said.role == "customer":
        return RecordedTurn(index, CUSTOMER, said.text)
    return RecordedTurn(index, BOT, said.text, report=Report(said.confidence, said.error, said.no_match))


async def preview(me: Me, segue: Engine, bench: Beside, body: Preview) -> views.View:
    return await bench.run(partial(_previewed, body))


def _previewed(body: Preview) -> views.View:
    """In a house of its own, with a loop of its own: nothing of it touches the one that serves."""
    load_policy(body.text)
    return run_as_json(asyncio.run(run(body.text, _scenario(body.scenario))))


def _scenario(data: dict[str, Any]) -> Scenario:
    try:
        return scenario_of(data)
    except Invalid as error:
        told = "\n".join(error.message.splitlines()[:MOST_PROBLEMS])[:2000]
        raise Invalid(told, field=str(error.details.get("field", "scenario"))[:200]) from None


async def compare_draft(me: Me, segue: Engine, bench: Beside, body: Compared) -> views.View:
    draft = await bench.run(partial(load_policy, body.text))
    active = (await segue.env.policies.active(me.workspace)).policy
    recordings = await _recent(me, segue, body.conversations)
    return comparison_as_json(await bench.run(lambda: compare(active, draft, recordings, patience())))


async def _recent(me: Caller, segue: Any, wanted: int) -> list[Recording]:
    """The newest conversations that came to the caller's queues, as far as the bot was to answer in them."""
    found: list[Recording] = []
    newest = await segue.store.read(RecentlyDecided(me.workspace, wanted * DECISIONS_EACH))
    for id_ in newest[: wanted * LOOKED_AT]:
        if not await came_to(segue, me, id_):
            continue
        loaded = await segue.store.read(LoadConversation(me.workspace, id_))
        entries = await segue.store.read(EntriesAfter(me.workspace, id_, limit=MOST_ENTRIES, kinds=KINDS))
        recording = recording_of_log(loaded.conversation, entries) if loaded else None
        if recording and any(turn.role == CUSTOMER for turn in recording.turns):
            found.append(recording)
        if len(found) == wanted:
            break
    return found


def _post(path: str, endpoint: Any, summary: str) -> Route:
    return Route(
        method="POST",
        path=f"/v1/ops/policy/{path}",
        endpoint=endpoint,
        access=OPERATOR,
        summary=summary,
        longest_text=LONGEST_POLICY,
    )


ROUTES = (
    _post("check", check, "What is wrong with a policy, and what could be better"),
    _post("try", try_draft, "What a policy sees and decides in a conversation, turn by turn"),
    _post("preview", preview, "A conversation run to the end with a policy, in a sandbox"),
    _post("compare", compare_draft, "A policy and the active one over recent conversations"),
)
