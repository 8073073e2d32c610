"""Where `segue audit` fetches past tickets: from which helpdesk, with which secrets, since when; and keeping them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import IO

import aiohttp
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from segue import __version__
from segue.domain.errors import CallFailed, CallRefused, Invalid
from segue.domain.redaction import redact
from segue.insight.tickets import line_of
from segue.outbound import Limits, Outbound
from segue.ports.tickets import Ticket, TicketSource
from segue.sources import freshdesk, intercom, zendesk

_DAYS = {"d": 1, "w": 7, "m": 30}
_PATIENT = Limits(attempt_s=60, total_s=600)  # a page of an export is large
_LONGEST = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class Helpdesk:
    """`base`: its address. `secrets`: names it needs, each from `SEGUE_SECRET_<NAME>`."""

    name: str
    base: str
    secrets: tuple[str, ...]

    def source(self, outbound: Outbound, secrets: Mapping[str, str]) -> TicketSource:
        """Raises Invalid naming the variables that are not set."""
        missing = [f"SEGUE_SECRET_{name.upper()}" for name in self.secrets if name not in secrets]
        if missing:
            raise Invalid(f"{self.name} needs {' and '.join(missing)}; set it, or name a file with {missing[0]}_FILE")
        values = [secrets[name] for name in self.secrets]
        if self.name == zendesk.NAME:
            return zendesk.Zendesk(outbound, self.base, email=values[0], token=values[1])
        if self.name == freshdesk.NAME:
            return freshdesk.Freshdesk(outbound, self.base, key=values[0])
        return intercom.Intercom(outbound, self.base, token=values[0])


def chosen(subdomain: str | None, domain: str | None, region: str | None) -> Helpdesk | None:
    """The one that is named; None for none. Raises Invalid for two, or for a name that is none."""
    if sum(one is not None for one in (subdomain, domain, region)) > 1:
        raise Invalid("name one helpdesk at a time; `--save` keeps the tickets of each in a file of its own")
    if subdomain is not None:
        return Helpdesk(zendesk.NAME, zendesk.address(subdomain), ("zendesk_email", "zendesk_token"))
    if domain is not None:
        return Helpdesk(freshdesk.NAME, freshdesk.address(domain), ("freshdesk_key",))
    if region is not None:
        return Helpdesk(intercom.NAME, intercom.address(region), ("intercom_token",))
    return None


def since_of(text: str, now: datetime) -> datetime:
    """`6m` (a month is 30 days), `26w`, `90d`, or a day such as 2026-05-21. Raises Invalid."""
    found = re.fullmatch(r"(\d{1,4})([dwm])", text.strip())
    if found:
        since = now - timedelta(days=int(found[1]) * _DAYS[found[2]])
    else:
        try:
            since = datetime.fromisoformat(text.strip())
        except ValueError:
            raise Invalid(f"{text[:40]!r} is no time; write 6m, 26w, 90d or a day such as 2026-05-21") from None
        since = since if since.tzinfo else since.replace(tzinfo=UTC)
    if not now - _LONGEST <= since < now:
        raise Invalid(f"{text[:40]!r} is not within the last five years")
    return since


class Kept:
    """A new file of tickets, readable by its owner only, made when the first ticket comes: a line each, at once.

    It is an export: what must not leave is taken out of what is written.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def add(self, ticket: Ticket) -> None:
        if self.path is None:
            return
        if self._file is None:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._file = os.fdopen(descriptor, "w", encoding="utf-8", buffering=1)
        kept = replace(ticket, subject=redact(ticket.subject), text=redact(ticket.text))
        self._file.write(line_of(kept) + "\n")

    def __enter__(self) -> Kept:
        if self.path is not None and self.path.exists():
            raise Invalid(f"{self.path} is there already; name a new file, or read it: segue audit {self.path}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()


async def fetch(
    source: TicketSource, since: datetime, kept: Kept, shown: Callable[[int, Ticket], None]
) -> list[Ticket]:
    """Every ticket since then, each kept before it is shown.

    Raises CallFailed, or the kind of it that stopped it, saying how far it got.
    """
    found: list[Ticket] = []
    try:
        async for ticket in source.tickets(since):
            kept.add(ticket)
            found.append(ticket)
            shown(len(found), ticket)
    except CallFailed as error:
        refused = isinstance(error, CallRefused)
        raise type(error)(f"{error.message}. {_how_far(found, kept, refused)}", **error.details) from None
    return found


def _how_far(found: list[Ticket], kept: Kept, refused: bool) -> str:
    if not found:
        return "Nothing was fetched." + (" Are the address and the secrets right?" if refused else "")
    last = found[-1].created_at
    until = f", the last from {last:%Y-%m-%d}" if last else ""
    if kept.path is None:
        return f"{len(found)} tickets were fetched{until}, and none is kept; --save OUT.jsonl would keep them."
    return f"{len(found)} tickets were fetched{until}. They are kept: segue audit {kept.path}"


async def fetched(helpdesk: Helpdesk, secrets: Mapping[str, str], since: datetime, save: Path | None) -> list[Ticket]:
    """All of it, with progress on stderr."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Kept(save) as kept, Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"{helpdesk.name}: asking", total=None)

        def shown(count: int, ticket: Ticket) -> None:
            at = f", at {ticket.created_at:%Y-%m-%d}" if ticket.created_at else ""
            progress.update(task, description=f"{helpdesk.name}: {count} tickets{at}")

        agent = {"User-Agent": f"segue/{__version__}"}
        async with aiohttp.ClientSession(headers=agent, cookie_jar=aiohttp.DummyCookieJar()) as session:
            return await fetch(helpdesk.source(Outbound(session, _PATIENT), secrets), since, kept, shown)
