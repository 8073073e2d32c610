"""The desk that asks sources about a customer: side by side, each question once, and none that would only hold up.

It knows no conversation. What is asked at the same time is asked once; an answer is kept for as long as the policy
says, a failure for a few seconds; a source that fails again and again rests.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Collection, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from segue.domain.account import Findings, found
from segue.domain.conversation import Conversation
from segue.domain.errors import CallFailed, Invalid, SegueError
from segue.domain.identity import digest, identity_of
from segue.domain.policy import Policy, SourceSettings, covered
from segue.ports.sources import CannotAsk, Closes, Source, Who

log = structlog.get_logger(__name__)

DEADLINE_S = 1.5
"""Longest that anybody waits for sources."""

ANSWER_S = 10.0
"""What comes later than that is not heard any more."""

MANY_FAILURES, REST = 3, timedelta(seconds=30)
"""After so many failures in a row a source is not asked for so long; longer when it asks for that itself."""

LONGEST_REST = timedelta(minutes=5)
FAILURE_KEPT = timedelta(seconds=10)
AT_ONCE, MOST_UNDER_WAY, MOST_KEPT = 8, 200, 2_000
"""Of one source: calls at a time, calls under way and waiting for their turn, and answers kept."""

MOST_NOTICED = 10_000


Answering = asyncio.Future[Findings]


def _cannot_open(settings: SourceSettings) -> Source:
    raise Invalid(f"the source {settings.name!r} cannot be reached from here")


@dataclass(slots=True)
class _Line:
    """One source of one workspace: how it is asked, what it said of late, and how it has been doing."""

    settings: SourceSettings
    source: Source
    kept: OrderedDict[Who, tuple[Findings, datetime]] = field(default_factory=OrderedDict)  # until when
    under_way: dict[Who, asyncio.Task[Findings]] = field(default_factory=dict)
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    failures: int = 0
    rests_until: datetime | None = None
    last_why: str = ""

    def keep(self, who: Who, findings: Findings, until: datetime) -> None:
        self.kept[who] = (findings, until)
        self.kept.move_to_end(who)
        while len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)

    def recent(self, who: Who, now: datetime) -> Findings | None:
        findings, until = self.kept.get(who, (None, now))
        return findings if now < until else None


class SourceDesk:
    """The sources of all workspaces of a process. open_source: raises Invalid. now: the clock that caches go by."""

    def __init__(
        self,
        open_source: Callable[[SourceSettings], Source] = _cannot_open,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        deadline_s: float = DEADLINE_S,
        answer_s: float = ANSWER_S,
    ) -> None:
        self.deadline_s = deadline_s
        self.wake = asyncio.Event()
        self.at_work: set[asyncio.Task[Any]] = set()  # what flows have begun here and nobody waits for
        self._open, self._now, self._answer_s = open_source, now, answer_s
        self._lines: dict[tuple[str, str], _Line] = {}
        self._noticed: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._asked: OrderedDict[tuple[str, str], str] = OrderedDict()

    # ---- whom to ask about -----------------------------------------------------------------------------------------

    def notice(self, conversation: Conversation, policy: Policy) -> None:
        """To be called when a conversation has changed: whoever is known by now will be asked about, once."""
        if not policy.sources or not conversation.open:
            return
        about, key = identity_of(conversation.customer), (conversation.workspace, conversation.id)
        if not about or about in {conversation.asked_about, self._asked.get(key)}:
            return
        _remember(self._asked, key, about)
        _remember(self._noticed, key, about)
        self.wake.set()

    def noticed(self) -> list[tuple[str, str]]:
        """Workspace and conversation of those that nobody has asked about yet; they are taken."""
        taken, self._noticed = list(self._noticed), OrderedDict()
        return taken

    def forget(self, names: Collection[str]) -> None:
        """What sources said of customers with one of these ids or e-mails."""
        for line in self._lines.values():
            for who in [who for who in line.kept if who.id in names or who.email in names]:
                del line.kept[who]

    def begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let it run on its own; `close` ends it."""
        task = asyncio.create_task(work)
        self.at_work.add(task)
        task.add_done_callback(self.at_work.discard)
        return task

    async def settle(self) -> None:
        """Wait for what is at work, as long as anybody would; for tests and scripts that take steps by hand."""
        if self.at_work:
            await asyncio.wait(set(self.at_work), timeout=self.deadline_s)

    # ---- asking ----------------------------------------------------------------------------------------------------

    def check(self, policy: Policy) -> None:
        """Raises Invalid for a source that cannot be opened: its secret is not given, its settings are of no use."""
        for settings in policy.sources.values():
            source = self._open(settings)
            if isinstance(source, Closes):
                self.begin(source.close())

    def ask(self, workspace: str, policy: Policy, who: Who) -> list[Answering]:
        """What each source of the policy says of the customer, in its order; each ends within ANSWER_S. None raises."""
        return [self._question(workspace, settings, who) for settings in policy.sources.values()]

    def _question(self, workspace: str, settings: SourceSettings, who: Who) -> Answering:
        now = self._now()
        try:
            line = self._line(workspace, settings)
        except SegueError as error:
            return _known(self._failure(settings.name, covered(settings), who, error.message, now))
        if known := line.recent(who, now):
            return _known(known)
        if who in line.under_way:
            return line.under_way[who]
        if held := self._held_up(line, now):
            return _known(self._failure(settings.name, line.source.covers, who, held, now))
        task = asyncio.create_task(self._ask(line, who), name=f"source {settings.name}")
        line.under_way[who] = task
        task.add_done_callback(lambda _: line.under_way.pop(who, None))
        return task

    def _line(self, workspace: str, settings: SourceSettings) -> _Line:
        """Raises Invalid. A changed policy makes a new one; what the old one is asked ends as it ends."""
        key = (workspace, settings.name)
        line = self._lines.get(key)
        if line is None or line.settings != settings:
            if line is not None and isinstance(line.source, Closes):
                self.begin(line.source.close())
            line = self._lines[key] = _Line(settings, self._open(settings))
        return line

    def _held_up(self, line: _Line, now: datetime) -> str:
        if line.rests_until is not None and now < line.rests_until:
            return f"not asked until {line.rests_until:%H:%M:%S} UTC, after it failed: {line.last_why}"
        return "too many questions to it are under way" if len(line.under_way) >= MOST_UNDER_WAY else ""

    async def _ask(self, line: _Line, who: Who) -> Findings:
        name, covers, at = line.settings.name, line.source.covers, self._now()
        began, rest_s = asyncio.get_running_loop().time(), 0.0
        try:
            async with asyncio.timeout(self._answer_s), line.room:
                answered = await line.source.ask(who)
            findings = found(name, at, covers, answered, took_s=asyncio.get_running_loop().time() - began)
        except CannotAsk as error:
            return _about(Findings(name, at, (), why=str(error)[:200]), who)
        except TimeoutError:
            why = f"no answer within {self._answer_s:g} s"
        except CallFailed as error:
            why, rest_s = error.message[:300], float(str(error.details.get("retry_after_s") or 0))
        except Exception as error:  # an adapter's mistake must not reach a handoff; its text may hold anything
            why = f"it could not be read ({type(error).__name__})"
            log.error("a source failed in an unforeseen way", source=name, error=type(error).__name__)
        else:
            line.failures, line.rests_until = 0, None
            findings = _about(findings, who)
            line.keep(who, findings, at + line.settings.cache)
            return findings
        return self._failed(line, who, why, at, rest_s)

    def _failed(self, line: _Line, who: Who, why: str, at: datetime, rest_s: float) -> Findings:
        """A failure is kept for a moment, so that a handoff right after it does not wait for the next one."""
        now = self._now()
        line.failures, line.last_why = line.failures + 1, why
        log.warning("a source failed", source=line.settings.name, why=why, in_a_row=line.failures)
        if rest_s or line.failures >= MANY_FAILURES:
            line.rests_until = now + min(LONGEST_REST, max(REST, timedelta(seconds=rest_s)))
            line.failures = MANY_FAILURES - 1  # afterwards one more failure is enough
        failure = self._failure(line.settings.name, line.source.covers, who, why, at)
        line.keep(who, failure, now + FAILURE_KEPT)
        return failure

    def _failure(self, name: str, covers: tuple[str, ...], who: Who, why: str, at: datetime) -> Findings:
        return _about(Findings(name, at, covers, failed=True, why=why), who)

    async def within(self, asked: Sequence[Answering], deadline_s: float) -> set[Answering]:
        """Those that have answered by the deadline; earlier when all have."""
        return (await asyncio.wait(asked, timeout=deadline_s))[0]

    async def next_of(self, asked: set[Answering]) -> set[Answering]:
        """Those that have answered, as soon as one has."""
        return (await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED))[0]

    def too_late(self, workspace: str, settings: SourceSettings, who: Who, waited_s: float) -> Findings:
        """What there is to say of a source whose answer has not come yet."""
        line = self._lines.get((workspace, settings.name))
        covers = line.source.covers if line else covered(settings)
        return self._failure(settings.name, covers, who, f"no answer within {waited_s:g} s", self._now())

    async def close(self) -> None:
        """End what is under way, and the sources' own connections."""
        tasks = [*self.at_work, *(task for line in self._lines.values() for task in line.under_way.values())]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        closing = [line.source.close() for line in self._lines.values() if isinstance(line.source, Closes)]
        await asyncio.gather(*closing, return_exceptions=True)


def _about(findings: Findings, who: Who) -> Findings:
    return replace(findings, about=digest(who.id, who.email))


def _known(findings: Findings) -> Answering:
    future: Answering = asyncio.get_running_loop().create_future()
    future.set_result(findings)
    return future


def _remember(memory: OrderedDict[tuple[str, str], str], key: tuple[str, str], about: str) -> None:
    memory[key] = about
    memory.move_to_end(key)
    while len(memory) > MOST_NOTICED:
        memory.popitem(last=False)
