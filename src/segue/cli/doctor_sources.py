"""Whether the policy's sources can be asked: opened with their secrets, and tried when a customer is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import aiohttp

from segue.cli import loop
from segue.cli.finding import Finding, Level
from segue.domain.account import Findings
from segue.domain.errors import Invalid
from segue.domain.policy import Policy, SourceSettings
from segue.flows.source_desk import DEADLINE_S, SourceDesk
from segue.outbound import Outbound
from segue.ports.sources import Who
from segue.settings import Secrets
from segue.sources.opening import SOURCE_LIMITS, open_source

ABOUT = "sources"


def sources(secrets: Secrets, policy: Policy | None, customer: Sequence[str]) -> Iterator[Finding]:
    """customer: the e-mail address or id of one to ask about, or both; none asks nothing."""
    if policy is None or not policy.sources:
        return
    found = loop.run(_asked(secrets, policy, _who(customer)))
    for settings, answer in zip(policy.sources.values(), found, strict=True):
        yield _told(settings, answer, " ".join(customer)) if isinstance(answer, Findings) else answer


async def _asked(secrets: Secrets, policy: Policy, who: Who) -> list[Findings | Finding]:
    async with aiohttp.ClientSession() as session:
        reach = Outbound(session, SOURCE_LIMITS)
        desk = SourceDesk(lambda one: open_source(one, secrets, reach))
        try:
            if who.id or who.email:
                return [await one for one in desk.ask("doctor", policy, who)]
            return [_opened(desk, settings) for settings in policy.sources.values()]
        finally:
            await desk.close()


def _who(customer: Sequence[str]) -> Who:
    """The first that looks like an address is one; of the others the first is the id, which may look like one too."""
    email = next((one for one in customer if "@" in one), "")
    rest = list(customer)
    if email:
        rest.remove(email)
    return Who(id=rest[0] if rest else "", email=email)


def _opened(desk: SourceDesk, settings: SourceSettings) -> Finding:
    try:
        desk.check(Policy((), (), {}, sources={settings.name: settings}))
    except Invalid as error:
        return Finding(
            ABOUT, Level.FAIL, f"{settings.name}: {error.message}", "docs/sources explains each kind", "source"
        )
    words = f"{settings.name} ({settings.kind}) can be opened; nobody was asked"
    return Finding(ABOUT, Level.OK, words, "segue doctor --customer ada@acme.example asks it about one customer")


def _told(settings: SourceSettings, answer: Findings, customer: str) -> Finding:
    """Names and no values: what is known of a customer is nobody's business in a terminal."""
    name = f"{settings.name} ({settings.kind})"
    if answer.failed:
        return Finding(ABOUT, Level.FAIL, f"{name}: {answer.why}", "docs/sources tells what it needs", "source")
    if not answer.covers:
        return Finding(
            ABOUT, Level.WARN, f"{name}: {answer.why}", "give both, as --customer EMAIL --customer ID", "source"
        )
    slow = answer.took_s > DEADLINE_S
    known = ", ".join(answer.values) or f"nothing of {customer}: is this customer there?"
    odd = f"; cannot be read: {', '.join(answer.unusable)}" if answer.unusable else ""
    level = Level.WARN if slow or odd or not answer.values else Level.OK
    remedy = f"a handoff waits {DEADLINE_S:g} s; what is slower comes late into the package" if slow else ""
    words = f"{name} answered within {answer.took_s:.2f} s and knows {known}{odd}"
    return Finding(ABOUT, level, words, remedy, "" if level is Level.OK else "source")
