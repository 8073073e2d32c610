"""Whether the policy's sources can be asked: opened with their secrets, and tried when a customer is given."""

from __future__ import annotations

from collections.abc import Iterator

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


def sources(secrets: Secrets, policy: Policy | None, customer: str) -> Iterator[Finding]:
    """customer: the e-mail address or id of one to ask about; "" asks nothing."""
    if policy is None or not policy.sources:
        return
    found = loop.run(_asked(secrets, policy, customer))
    for settings, answer in zip(policy.sources.values(), found, strict=True):
        yield _told(settings, answer, customer) if isinstance(answer, Findings) else answer


async def _asked(secrets: Secrets, policy: Policy, customer: str) -> list[Findings | Finding]:
    async with aiohttp.ClientSession() as session:
        reach = Outbound(session, SOURCE_LIMITS)
        desk = SourceDesk(lambda one: open_source(one, secrets, reach))
        try:
            if customer:
                return [await one for one in desk.ask("doctor", policy, _who(customer))]
            return [_opened(desk, settings) for settings in policy.sources.values()]
        finally:
            await desk.close()


def _who(customer: str) -> Who:
    return Who(email=customer) if "@" in customer else Who(id=customer)


def _opened(desk: SourceDesk, settings: SourceSettings) -> Finding:
    try:
        desk.check(Policy((), (), {}, sources={settings.name: settings}))
    except Invalid as error:
        return Finding(ABOUT, Level.FAIL, f"{settings.name}: {error.message}", "docs/sources explains each kind")
    words = f"{settings.name} ({settings.kind}) can be opened; nobody was asked"
    return Finding(ABOUT, Level.OK, words, "segue doctor --customer ada@acme.example asks it about one customer")


def _told(settings: SourceSettings, answer: Findings, customer: str) -> Finding:
    """Names and no values: what is known of a customer is nobody's business in a terminal."""
    name = f"{settings.name} ({settings.kind})"
    if answer.failed:
        return Finding(ABOUT, Level.FAIL, f"{name}: {answer.why}", "docs/sources tells what it needs")
    if not answer.covers:
        return Finding(ABOUT, Level.WARN, f"{name}: {answer.why}", "try --customer with the other of id and e-mail")
    slow = answer.took_s > DEADLINE_S
    known = ", ".join(answer.values) or f"nothing of {customer}: is this customer there?"
    odd = f"; cannot be read: {', '.join(answer.unusable)}" if answer.unusable else ""
    level = Level.WARN if slow or odd or not answer.values else Level.OK
    remedy = f"a handoff waits {DEADLINE_S:g} s; what is slower comes late into the package" if slow else ""
    return Finding(ABOUT, level, f"{name} answered within {answer.took_s:.2f} s and knows {known}{odd}", remedy)
