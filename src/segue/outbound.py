"""Calls to other systems over HTTP: the one place that knows deadlines, repeating, limits and what an error may say.

A call that is safe to repeat is repeated after connection errors, 429 and 5xx, each wait drawn by lot below a bound
that doubles ("full jitter"), or as long as `Retry-After` asks if that is longer (RFC 9110, 10.2.3). Redirects are not
followed: they could carry a credential elsewhere.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import aiohttp

from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused

_SAFE = frozenset({"GET", "HEAD"})
_PASSING = frozenset({429, 500, 502, 503, 504})
_PERHAPS_DONE = frozenset({500, 502, 504})
_HINTS: Mapping[int, str] = {
    401: "the credential is not accepted",
    403: "the credential is not enough for this",
    404: "there is nothing at this address",
    429: "the limit of calls is reached",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds and bytes. `total_s` bounds a call with all its repeats; a longer `Retry-After` is not waited for."""

    attempt_s: float = 30.0
    total_s: float = 300.0
    attempts: int = 6
    first_wait_s: float = 0.5
    longest_wait_s: float = 120.0
    most_bytes: int = 64 * 1024 * 1024


class PrivateAddress(OSError):
    """What a guarded session raises instead of connecting."""

    WORDS = "this is a private address, and SEGUE_WEBHOOK_NETWORKS does not name it"


def is_private(error: Exception) -> bool:
    """Whether a session refused to connect to a private address; trying again changes nothing."""
    return isinstance(error, aiohttp.ClientConnectorError) and PrivateAddress.WORDS in str(error.os_error)


@dataclass(frozen=True, slots=True)
class Part:
    """Of a multipart body; with a `file_name` it is a file of this MIME type."""

    name: str
    value: str | bytes = field(repr=False)
    file_name: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`name`: what errors call it, such as "Zendesk". `repeat`: safe to repeat; None: as the method says.
    The body is `json`, or `form` (as a page sends one), or `parts` (multipart), or `data` (with its own content type in
    `headers`), or none. `answers`: statuses beside 2xx whose answer is read as well, and never repeated for."""

    name: str
    url: str
    method: str = "GET"
    params: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    json: Any = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)
    parts: Sequence[Part] = field(default=(), repr=False)
    data: bytes | None = field(default=None, repr=False)
    repeat: bool | None = None
    answers: Collection[int] = ()

    @property
    def body(self) -> Any:
        """What is sent where it is not JSON, as aiohttp takes it; made anew for each attempt."""
        if self.parts:
            made = aiohttp.FormData()
            for one in self.parts:
                made.add_field(one.name, one.value, filename=one.file_name or None, content_type=one.type or None)
            return made
        return self.data if self.data is not None else dict(self.form) if self.form else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx answer, or another that the call asks for, read whole."""

    name: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """Raises AnswerUnusable."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            pass
        raise AnswerUnusable(f"{self.name} answered what is not JSON", status=self.status)


@dataclass(frozen=True, slots=True)
class _Trouble:
    """done: nobody can tell whether the other side did what was asked."""

    words: str
    status: int | None = None
    retry_after_s: float | None = None
    done: bool = False


class Outbound:
    """`sleep`, `now` and `chance` (0..1) are for tests. The session is the caller's to close."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        limits: Limits | None = None,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._session = session
        self._limits = limits or Limits()
        self._sleep = sleep
        self._now = now
        self._chance = chance

    async def send(self, call: Call) -> Answer:
        """Raises CallRefused for a status that repeating cannot change, AnswerUnusable, CallFailed for all else."""
        started = self._now()
        repeat = call.method in _SAFE if call.repeat is None else call.repeat
        for attempt in range(1, self._limits.attempts + 1):
            found = await self._once(call)
            if isinstance(found, Answer):
                return found
            wait = self._wait(attempt, found.retry_after_s)
            spent = (self._now() - started).total_seconds()
            late = spent + wait > self._limits.total_s or wait > self._limits.longest_wait_s
            if not repeat or late or attempt == self._limits.attempts:
                raise _failed(call, found, attempt)
            await self._sleep(wait)
        raise AssertionError("at least one attempt is made")

    def _wait(self, attempt: int, asked_s: float | None) -> float:
        longest = min(self._limits.longest_wait_s, self._limits.first_wait_s * 2.0 ** (attempt - 1))
        return max(longest * self._chance(), asked_s or 0.0)

    async def _once(self, call: Call) -> Answer | _Trouble:
        """Errors are raised outside of `except`: what aiohttp raises may hold headers, and would be their context."""
        trouble: _Trouble | None = None
        why = "cannot be called: its address or a credential has characters that may not be"
        try:
            async with self._session.request(
                call.method,
                call.url,
                params=dict(call.params),
                headers=dict(call.headers),
                json=call.json,
                data=call.body,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=self._limits.attempt_s),
            ) as response:
                body = await self._body(call, response)
                return self._judged(call, response.status, response.headers, body)
        except TimeoutError as error:
            sent = not isinstance(error, aiohttp.ConnectionTimeoutError)
            trouble = _Trouble(f"did not answer within {self._limits.attempt_s:g} s", done=sent)
        except ValueError:  # also aiohttp.InvalidURL, and a line break in a header
            pass
        except aiohttp.ClientError as error:
            if is_private(error):
                why = f"cannot be called: {PrivateAddress.WORDS}"
            else:
                sent = not isinstance(error, aiohttp.ClientConnectorError)
                trouble = _Trouble(f"could not be reached ({type(error).__name__})", done=sent)
        if trouble is None:
            raise CallRefused(f"{call.name} {why}")
        return trouble

    async def _body(self, call: Call, response: aiohttp.ClientResponse) -> bytes:
        parts, size = [], 0
        async for part in response.content.iter_chunked(64 * 1024):
            size += len(part)
            if size > self._limits.most_bytes:
                raise AnswerUnusable(
                    f"{call.name} answered with more than {self._limits.most_bytes:,} bytes", status=response.status
                )
            parts.append(part)
        return b"".join(parts)

    def _judged(self, call: Call, status: int, headers: Mapping[str, str], body: bytes) -> Answer | _Trouble:
        if 200 <= status < 300 or status in call.answers:
            return Answer(call.name, status, headers, body)
        if status in _PASSING:
            wait = retry_after(headers.get("Retry-After", ""), self._now())
            return _Trouble(_told(status), status, wait, done=status in _PERHAPS_DONE)
        raise CallRefused(f"{call.name} {_told(status)}", status=status)


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds from now, 0 for a time that has passed, None for what says nothing. Takes seconds or an HTTP date."""
    value = value.strip()
    if value.isascii() and value.isdecimal() and len(value) <= 9:
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())


def _told(status: int) -> str:
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    hint = _HINTS.get(status) or ("it redirects, which is not followed" if 300 <= status < 400 else "")
    return f"answered {phrase}" + (f": {hint}" if hint else "")


def _failed(call: Call, trouble: _Trouble, attempts: int) -> CallFailed:
    often = f", {attempts} times" if attempts > 1 else ""
    asked = trouble.retry_after_s
    later = f"; it asks to come back in {asked:.0f} s" if asked else ""
    return CallFailed(
        f"{call.name} {trouble.words}{often}{later}",
        status=trouble.status,
        retry_after_s=asked,
        perhaps_done=trouble.done,
    )
