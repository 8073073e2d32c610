"""Calls to a vendor: one try each, as the lane of the conversation tries again, and what each kind of answer means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import aiohttp

from segue.answers import items, page
from segue.domain.deliveries import Trouble
from segue.domain.errors import AnswerUnusable, CallFailed, CallRefused, Invalid
from segue.outbound import Answer, Call, Limits, Outbound
from segue.ports.listeners import DeliveryFailed

CALL_LIMITS = Limits(attempt_s=15.0, total_s=40.0, attempts=3, longest_wait_s=15.0, most_bytes=8 * 1024 * 1024)
"""Of one call. A lane waits for it, and calls again later."""

LONGEST_WAIT_S = 3600.0
PAUSING = frozenset({401, 403, 404, 405, 410, *range(300, 400)})
"""The credential or the address is wrong. Nothing will be taken until somebody mends that; nothing is skipped."""

NOT_DONE = frozenset({408, 425, 521, 522, 523, 525, 526, 529, 530})
"""Too slow, too early, or something in front of the vendor did not reach it: most of them stand behind Cloudflare
(https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/)."""
NEVER = frozenset({501, 505})
"""Of what is above 500: this method or protocol is not taken. Of all others nobody knows what was done."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How they are reached. at: an address as the vendor has it -> where it is called; tests play vendors on loopback.

    session: for streams, such as WebSockets. public_url: ours, where webhooks come in.
    """

    outbound: Outbound
    session: aiohttp.ClientSession
    at: Callable[[str], str] = lambda url: url
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    public_url: str = ""


class Calls:
    """vendor: what errors call it. headers: with every call, such as the credential."""

    def __init__(self, reach: Reach, vendor: str, headers: Mapping[str, str] | None = None) -> None:
        self._outbound, self._vendor, self._headers = reach.outbound, vendor, dict(headers or {})

    async def send(
        self,
        method: str,
        url: str,
        *,
        gone: Collection[int] = (),
        busy: Collection[int] = (),
        safe: bool = False,
        **more: Any,
    ) -> Answer:
        """A 2xx answer. more: as of `Call`. gone: statuses that speak of what was asked for, not of the credential or
        the address of all: 404 for a conversation that is named in the address. busy: statuses by which this vendor
        says that it was not done, and may be later. safe: it changes nothing there, although it is no GET: a search by
        POST, a token; so no outcome of it is unknown.

        Raises DeliveryFailed: PASSING when it was not done and may be later, UNKNOWN when nobody can tell, PAUSED until
        a person mends credential or address, REFUSED when this will never be taken.
        """
        headers = {**self._headers, **more.pop("headers", {})}
        call = Call(name=self._vendor, url=url, method=method, headers=headers, **more)
        try:
            return await self._outbound.send(replace(call, repeat=False))
        except CallFailed as error:
            failure = _failure(error, safe=safe or method == "GET", gone=gone, busy=busy)
        raise failure

    async def json(self, method: str, url: str, *, safe: bool = False, **more: Any) -> Mapping[str, Any]:
        """The object that was answered. HTML with status 200 comes from something in between: nobody knows."""
        answer = await self.send(method, url, safe=safe, **more)
        try:
            return page(answer.json(), self._vendor)
        except AnswerUnusable as error:
            failure = _failure(error, safe=safe or method == "GET")
        raise failure

    async def listed(self, method: str, url: str, *, safe: bool = False, **more: Any) -> Sequence[Mapping[str, Any]]:
        """As `json`, where a list of objects is answered."""
        answer = await self.send(method, url, safe=safe, **more)
        try:
            return items(answer.json(), self._vendor, "objects")
        except AnswerUnusable as error:
            failure = _failure(error, safe=safe or method == "GET")
        raise failure


@contextmanager
def reading() -> Iterator[None]:
    """Taking from an answer to a question what should be in it: what has another shape is asked for again later."""
    try:
        yield
    except (AnswerUnusable, Invalid) as error:
        words = str(error)
    else:
        return
    raise DeliveryFailed(words, Trouble.PASSING)


def _failure(
    error: CallFailed, *, safe: bool, gone: Collection[int] = (), busy: Collection[int] = ()
) -> DeliveryFailed:
    told, words = error.details.get("status"), error.message
    status = told if isinstance(told, int) else None
    asked = error.details.get("retry_after_s")
    wait = min(float(asked), LONGEST_WAIT_S) if isinstance(asked, int | float) and asked else None
    if isinstance(error, AnswerUnusable):
        return DeliveryFailed(words, Trouble.PASSING if safe else Trouble.UNKNOWN, status=status)
    if status in NOT_DONE or status in busy:
        return DeliveryFailed(words, Trouble.PASSING, retry_after_s=wait, status=status)
    if status and status >= 500 and status not in NEVER and isinstance(error, CallRefused):
        return DeliveryFailed(words, Trouble.PASSING if safe else Trouble.UNKNOWN, status=status)
    if isinstance(error, CallRefused):
        pauses = status is None or (status in PAUSING and status not in gone)
        return DeliveryFailed(words, Trouble.PAUSED if pauses else Trouble.REFUSED, status=status)
    unknown = bool(error.details.get("perhaps_done")) and not safe
    trouble = Trouble.UNKNOWN if unknown else Trouble.PASSING
    return DeliveryFailed(words, trouble, retry_after_s=wait, slow_down=status == 429, status=status)
