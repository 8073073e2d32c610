"""How `segue bot verify` plays its checks, and what each may ask of the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field

from segue.cli.bot_house import House, Sent, Talk
from segue.cli.hub_conformance import Finding
from segue.domain.attachments import File
from segue.domain.conversation import Entry

LINE = "Where is my parcel?"


class NotTried(Exception):
    """Why a check could not be played."""


@dataclass
class Bench:
    """at_once: checks side by side. only: their names, all when empty. knows: a word that a human promises. helps:
    whether it drafts. command: of a bot in front.

    answers, pace_s: messages that it says to one line, and how soon the first, as a check measured them.
    """

    house: House
    at_once: int = 1
    only: Collection[str] = ()
    knows: str = ""
    helps: bool = False
    command: Sequence[str] = ()
    answers: int = 1
    pace_s: float = 0.0
    findings: list[Finding] = field(default_factory=list)

    async def quiet(self) -> None:
        """Listens for what should not come: longer for a bot that thinks longer."""
        await asyncio.sleep(min(self.house.wait_s, max(self.house.quiet_s, 1.5 * self.pace_s)))

    async def asked(self, line: str = LINE) -> Talk:
        """A customer who wrote and was answered."""
        talk = await self.house.customer()
        if found := await self.answer(talk, line):
            raise NotTried(f"the first line of this check was not answered: {found}")
        return talk

    async def answer(self, talk: Talk, line: str, files: Sequence[File] = ()) -> str:
        """Says a line; what is wrong with how it was answered, or ""."""
        seq = await talk.says(line, files)
        if await talk.answered(seq):
            return ""
        sent = await talk.event(seq)
        return self.why(talk, sent)

    def why(self, talk: Talk, sent: Sent | None) -> str:
        """As far as it can be seen why no answer came."""
        if sent is None:
            return "no event went out"
        if sent.error:
            return sent.error
        refused = next((one for one in reversed(talk.calls()) if one.status >= 400), None)
        if refused:
            return f"{refused.method} {refused.path} was answered {refused.status}: {refused.detail}"
        lost = next((one for one in reversed(self.house.calls) if one.status == 404), None)
        if lost:
            return f"{lost.method} {lost.path[:200]} was answered 404"
        if not talk.calls():
            return f"it took the event, and called nothing at {self.house.url} within {self.house.wait_s:g} s"
        return f"its calls said nothing to the customer within {self.house.wait_s:g} s"

    def repeated(self, said: Sequence[Entry]) -> str:
        """What the customer reads twice: more than the one line deserves."""
        if len(said) < 2 * self.answers:
            return ""
        return f"the customer reads {len(said)} messages, where {self.answers} would be right"


Play = Callable[[Bench], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Check:
    """play: what was found, "" when all is well; raises NotTried. first: without it nothing else can be tried."""

    name: str
    title: str
    right: str
    play: Play
    first: bool = False


async def verifying(bench: Bench, checks: Sequence[Check], tell: Callable[[Finding], object]) -> list[Finding]:
    """Those that are wanted, in order; `tell` hears of each when it is done."""
    wanted = [one for one in checks if one.first or not bench.only or one.name in bench.only]
    for check in (one for one in wanted if one.first):
        found = await _played(bench, check)
        tell(found)
        if found.ok is False:
            return bench.findings
    places = asyncio.Semaphore(bench.at_once)

    async def play(check: Check) -> None:
        async with places:
            tell(await _played(bench, check))

    await asyncio.gather(*(play(one) for one in wanted if not one.first))
    return bench.findings


async def _played(bench: Bench, check: Check) -> Finding:
    name = f"{check.name}: {check.title}"
    try:
        found = await check.play(bench)
        finding = Finding(name, not found, check.right if found else "", found)
    except NotTried as why:
        finding = Finding(name, None, "", str(why))
    bench.findings.append(finding)
    return finding
