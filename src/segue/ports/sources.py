"""What the flows need from a system that knows a customer's account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Who:
    """A customer whose identity the site signed or a bot's key told. At least one of id and email is given."""

    id: str = ""
    email: str = ""
    name: str = ""


class CannotAsk(Exception):
    """A source finds customers by what is not known of this one. The message says so: "no e-mail address is known"."""


@dataclass(frozen=True, slots=True)
class NotTold:
    """Stands where a value would stand that could not be asked for this time, while others could: it is failed, not
    absent (`domain.account.found` names it in `unusable`, as it does with all that it cannot read). `why`: in words."""

    why: str = ""


class Source(Protocol):
    """Read-only. `covers`: the names of `domain.account.ACCOUNT_FIELDS` and `customer.<fact>` that it answers."""

    @property
    def name(self) -> str: ...
    @property
    def covers(self) -> tuple[str, ...]: ...

    async def ask(self, who: Who) -> Mapping[str, Any]:
        """Name -> raw value or NotTold; what is covered and left out is absent. The caller bounds the time.

        Raises CannotAsk, CallRefused, CallFailed, AnswerUnusable; their words hold no secret.
        """
        ...


@runtime_checkable
class Closes(Protocol):
    """A source that holds connections of its own."""

    async def close(self) -> None: ...
