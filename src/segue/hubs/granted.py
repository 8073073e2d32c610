"""A credential by OAuth client credentials, and one more try with a new one when the old is no longer accepted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from segue.answers import name_of, text
from segue.domain.deliveries import Trouble
from segue.hubs.calls import Calls
from segue.hubs.tokens import Token
from segue.ports.listeners import DeliveryFailed

T = TypeVar("T")
USUAL_S = 3600.0


async def granted(
    calls: Calls, url: str, field: str = "access_token", lasts_s: float = USUAL_S, **more: Any
) -> tuple[str, float]:
    """The token, and for how many seconds: as answered, else `lasts_s`.

    Asking twice does no harm, so no outcome is unknown; what is refused here is the credential, whatever the status.
    """
    answer = await harmless(lambda: calls.json("POST", url, **more))
    token = text(answer.get(field))
    if not token or not token.isascii() or not token.isprintable():
        raise DeliveryFailed("no credential came with the answer of where one is asked for")
    told = name_of(answer.get("expires_in"))
    return token, float(told) if told.isascii() and told.isdecimal() and len(told) < 9 else lasts_s


async def harmless(
    ask: Callable[[], Awaitable[Mapping[str, Any]]], *, refused: Trouble = Trouble.PAUSED
) -> Mapping[str, Any]:
    """A POST that only asks: it may be repeated, whatever came of it. refused: what its being refused means."""
    try:
        return await ask()
    except DeliveryFailed as failure:
        told = {Trouble.UNKNOWN: Trouble.PASSING, Trouble.REFUSED: refused}.get(failure.trouble)
        if told is None:
            raise
        wrong = DeliveryFailed(str(failure), told, retry_after_s=failure.retry_after_s, slow_down=failure.slow_down)
    raise wrong


async def with_token(token: Token, act: Callable[[str], Awaitable[T]]) -> T:
    """What is refused for its credential was not done, so it is safe to try once more with a new one."""
    value = await token.get()
    try:
        return await act(value)
    except DeliveryFailed as failure:
        if failure.trouble is not Trouble.PAUSED:
            raise
    token.forget(value)
    fresh = await token.get()
    return await act(fresh)
