"""What `segue bot verify --in-front` looks at: a program that reads a customer's lines, prints what the customer is to
see, and calls Segue. Each check starts it anew. The protocol: docs/http-api.md."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import uuid4

from segue.cli.bot_bench import LINE, Bench, Check, NotTried
from segue.cli.bot_conformance import HOSTILE, ROUNDS
from segue.cli.bot_door import Asked, Fault
from segue.cli.bot_house import House, Talk
from segue.domain.conversation import Entry, Role
from segue.domain.errors import Invalid

WISH = "I want to talk to a human, please"
ENDS_WITHIN_S = 5.0
MOST_SHOWN = 1_000_000
"""Characters of what it prints that are kept."""


class Program:
    """The author's, while it runs. shown: what it printed so far."""

    def __init__(self, house: House, process: asyncio.subprocess.Process) -> None:
        self._house, self._process = house, process
        self._from = len(house.calls)
        self.shown = ""

    async def read(self) -> None:
        assert self._process.stdout
        while some := await self._process.stdout.read(4096):
            self.shown = (self.shown + some.decode("utf-8", "replace"))[-MOST_SHOWN:]
            self._house.changed()

    async def types(self, line: str) -> None:
        assert self._process.stdin
        with suppress(ConnectionError):
            self._process.stdin.write(f"{line}\n".encode())
            await self._process.stdin.drain()

    async def ends(self) -> int | None:
        """Closes its input. Its exit code, None where it goes on."""
        assert self._process.stdin
        self._process.stdin.close()
        with suppress(TimeoutError):
            return await asyncio.wait_for(self._process.wait(), self._house.wait_s)
        return None

    @property
    def over(self) -> str:
        code = self._process.returncode
        return "" if code is None else f"it ended with {code}, and printed {self.shown[-200:]!r}"

    async def talk(self) -> Talk | None:
        """The conversation that it began, once it says something there."""

        async def look() -> Talk | None:
            later = self._house.calls[self._from :]
            return next((self._house.talk(one.conversation) for one in later if one.conversation and one.status), None)

        return await self._house.until(look)

    async def shows(self, words: str, wait_s: float = 0.0) -> bool:
        async def look() -> bool | None:
            return words in self.shown or None

        return bool(await self._house.until(look, wait_s))


@asynccontextmanager
async def started(bench: Bench) -> AsyncIterator[Program]:
    """Raises Invalid for a command that is none."""
    house, pipe = bench.house, asyncio.subprocess.PIPE
    own = {**os.environ, "SEGUE_URL": house.url, "SEGUE_KEY": house.key, "PYTHONUNBUFFERED": "1"}
    merged: dict[str, Any] = {"stdin": pipe, "stdout": pipe, "stderr": asyncio.subprocess.STDOUT}
    try:
        process = await asyncio.create_subprocess_exec(*bench.command, env=own, **merged)
    except (OSError, ValueError) as error:
        raise Invalid(f"{bench.command[0][:200]!r} cannot be started: {error}", field="in_front") from None
    program = Program(house, process)
    reading = asyncio.create_task(program.read())
    try:
        yield program
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), ENDS_WITHIN_S)
        except TimeoutError:
            process.kill()
            await process.wait()
        await reading


async def _said(bench: Bench, talk: Talk, line: str, often: int = 1) -> str:
    """Waits until the customer's line is in the log; what is wrong with it, or ""."""

    async def look() -> list[Entry] | None:
        found = [one for one in await talk.entries() if one.role is Role.END_USER and one.text == line.strip()]
        return found if len(found) >= often else None

    if await bench.house.until(look):
        return ""
    refused = next((f": {one.status} {one.detail}" for one in reversed(talk.calls()) if one.status >= 400), "")
    return f"{line[:60]!r} is not in the conversation{refused}"


async def _answered(bench: Bench, program: Program, talk: Talk, line: str = LINE) -> str:
    """Types a line that the bot is to answer; what is wrong with that, or ""."""
    before = len(await talk.of_bot())
    await program.types(line)

    async def look() -> Entry | None:
        return next(iter((await talk.of_bot())[before:]), None)

    answer = await bench.house.until(look)
    if answer is None:
        return program.over or await _said(bench, talk, line) or "its answer is not in the conversation"
    shown = answer.text.strip().splitlines()[0]
    return "" if await program.shows(shown) else f"it did not print its answer {shown[:60]!r}"


async def _begun(bench: Bench, program: Program) -> Talk:
    await program.types(LINE)
    talk = await program.talk()
    if talk is None:
        raise NotTried(program.over or f"it called nothing at {bench.house.url} within {bench.house.wait_s:g} s")
    if not await talk.answered(0):
        raise NotTried(program.over or "its first answer is not in the conversation")
    return talk


# ---- checks ----------------------------------------------------------------------------------------------------------


async def both(bench: Bench) -> str:
    async with started(bench) as program:
        try:
            talk = await _begun(bench, program)
        except NotTried as why:
            return str(why)
        await bench.quiet()
        found = await _said(bench, talk, LINE)
        said = (await talk.of_bot())[0].text
        return found or ("" if said.splitlines()[0] in program.shown else f"it did not print its answer {said[:60]!r}")


async def ids(bench: Bench) -> str:
    """The same line twice is two messages."""
    async with started(bench) as program:
        talk = await _begun(bench, program)
        await program.types(LINE)
        found = await _said(bench, talk, LINE, often=2)
        return f"written twice, there once: {found}" if found else ""


async def hostile(bench: Bench) -> str:
    async with started(bench) as program:
        talk = await _begun(bench, program)
        for words in (" ".join(one.split()) for one in HOSTILE[:-1]):
            if found := await _answered(bench, program, talk, words):
                return found
            if found := await _said(bench, talk, words):
                return found
    return ""


async def reply(bench: Bench) -> str:
    async with started(bench) as program:
        talk = await _begun(bench, program)
        before = len(talk.spoken())
        await program.types(WISH)
        if found := await _said(bench, talk, WISH):
            return program.over or found
        await bench.quiet()
        told = [one.text for one in await talk.entries() if one.role is Role.SYSTEM and one.text]
        if talk.spoken()[before:]:
            return "it answered as well"
        return "" if any(text.splitlines()[0] in program.shown for text in told) else f"it did not print {told[:1]}"


async def refused(bench: Bench) -> str:
    """Its words arrive when a human has just taken the customer."""
    async with started(bench) as program:
        talk, arrived, go = await _begun(bench, program), asyncio.Event(), asyncio.Event()

        async def before() -> None:
            arrived.set()
            await go.wait()

        earlier = len(talk.spoken())
        bench.house.faults[talk.id] = Fault(before=before)
        try:
            await program.types("And my invoice 4711, where is that?")
            async with asyncio.timeout(bench.house.wait_s):
                await arrived.wait()
            await talk.taken()
        except TimeoutError:
            raise NotTried(program.over or "it said nothing") from None
        finally:
            go.set()
        return await _dropped(bench, program, talk, earlier)


async def _dropped(bench: Bench, program: Program, talk: Talk, earlier: int) -> str:
    async def told() -> list[Asked]:
        return [one for one in talk.spoken()[earlier:] if one.status]

    first = await bench.house.until(told)
    by_then = len(talk.spoken())
    await bench.quiet()
    words = str(first[0].body.get("text", "")) if first else ""
    if words and words in program.shown:
        return f"the customer sees {words[:60]!r} all the same"
    if len(talk.spoken()) > by_then + 1:
        return "it sent the words again"
    await program.types("Are you there?")
    return program.over or await _said(bench, talk, "Are you there?")


async def silent(bench: Bench) -> str:
    async with started(bench) as program:
        talk = await _begun(bench, program)
        await talk.taken()
        before = len(talk.spoken())
        await program.types("Thank you. Can you look at my order?")
        if found := await _said(bench, talk, "Thank you. Can you look at my order?"):
            return program.over or found
        await bench.quiet()
        more = talk.spoken()[before:]
        return f"it tried to say {str(more[0].body.get('text'))[:80]!r}" if more else program.over


async def shown(bench: Bench) -> str:
    """By itself, or at the latest with the customer's next line."""
    async with started(bench) as program:
        talk, words = await _begun(bench, program), f"I have refunded 20 euros, {uuid4().hex[:6]}."
        await talk.taken(words)
        if await program.shows(words, bench.house.quiet_s):
            return ""
        await program.types("Thank you.")
        return "" if await program.shows(words) else program.over or "what a human wrote is not printed"


def after_rounds(rounds: int) -> Any:
    """A check that the bot answers again, after so many handoffs."""

    async def play(bench: Bench) -> str:
        async with started(bench) as program:
            talk = await _begun(bench, program)
            for number in range(rounds):
                await talk.taken()
                if number == 0:
                    await program.types("Hello Maria")
                    await _said(bench, talk, "Hello Maria")
                await talk.gives_back()
            return await _answered(bench, program, talk, "And where is my other parcel?")

    return play


async def end(bench: Bench) -> str:
    async with started(bench) as program:
        await _begun(bench, program)
        code = await program.ends()
        return "" if code == 0 else f"its exit code is {code}"


CHECKS: Sequence[Check] = (
    Check("both", "both sides of the conversation are told",
          "POST the customer's line as end_user, then your answer as automated_agent, and print the answer", both,
          first=True),
    Check("ids", "the same words twice are two messages",
          "a fresh id for each message: an id that is used again stands for the same message", ids),
    Check("hostile", "whatever customers write arrives letter for letter, and is answered",
          "send text as JSON in UTF-8, never as code or as a template", hostile),
    Check("reply", "it is silent where Segue speaks",
          "where the answer to the customer's line has `reply`, print that and say nothing", reply),
    Check("refused", "words that come too late are not shown",
          "print your answer after it was taken; on 409 drop it and go on, a human has the customer", refused),
    Check("silent", "it says nothing while a human has the customer",
          "where `owner` in the answer to the customer's line is not bot, say nothing", silent),
    Check("shown", "what a human writes is shown",
          "read GET …/entries?after= or follow …/events, and print what human_agent says", shown),
    Check("returned", "after the return it answers again",
          "look at `owner` in each answer, and keep nothing from before", after_rounds(1)),
    Check("tenth", "after the tenth handoff it answers again",
          "look at `owner` in each answer, and keep nothing from before", after_rounds(ROUNDS)),
    Check("end", "it ends when its input ends", "end with exit code 0 at the end of the input", end),
)  # fmt: skip
