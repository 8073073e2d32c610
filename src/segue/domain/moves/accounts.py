"""What sources said of a customer's account becomes part of the log, and of what conditions read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from segue.domain.account import Findings, as_data, facts_for_conditions, findings_of, in_order
from segue.domain.conversation import Customer, Entry, Kind, Role
from segue.domain.draft import Draft
from segue.domain.identity import as_told, identity_of
from segue.domain.moves.speaking import carried
from segue.domain.policy import Policy
from segue.domain.signals.facts import facts_of


def findings_in(entries: Iterable[Entry], about: str) -> tuple[Findings, ...]:
    """What entries of a log keep of what was found of one customer, in order. about: as `identity_of` says."""
    kept = (findings_of(entry.data) for entry in entries if entry.kind is Kind.FACTS)
    return tuple(findings for findings in kept if findings is not None and findings.about == about)


def latest(findings: Sequence[Findings], policy: Policy) -> tuple[Findings, ...]:
    """One of each source, in the order of the policy: the newest answer; where there is none, the newest failure."""
    answered = {one.source for one in findings if not one.failed}
    return in_order((one for one in findings if not one.failed or one.source not in answered), tuple(policy.sources))


def take_in(draft: Draft, new: Sequence[Findings], known: Sequence[Findings], policy: Policy) -> tuple[Entry, ...]:
    """Keep what is news of `new`, beside what is `known` of this customer already. Answers the entries that were added.

    policy: whose facts say what conditions read. What the site or the bot told stays as it is.
    """
    added: list[Entry] = []
    all_ = list(known)
    for findings in new:
        last = next((one for one in reversed(all_) if one.source == findings.source), None)
        if findings.covers and not (last and _same(last, findings)):
            added.append(draft.add(Kind.FACTS, Role.SYSTEM, author=findings.source, data=as_data(findings)))
            all_.append(findings)
    if added:
        customer = draft.conversation.customer
        draft.change(customer=with_found(customer, all_, policy), asked_about=identity_of(customer))
    return tuple(added)


def with_found(customer: Customer, findings: Sequence[Findings], policy: Policy) -> Customer:
    """The customer with what sources told for conditions to read."""
    told = as_told(customer)
    found = facts_for_conditions(latest([one for one in findings if not one.failed], policy), facts_of(policy))
    mine: Mapping[str, Any] = {name: value for name, value in found.items() if name not in told.facts}
    return replace(told, facts=carried(mine, told.facts, "facts"), found=tuple(sorted(mine)))


def _same(one: Findings, other: Findings) -> bool:
    """Whether nothing is new but the moment. A failure is the same whatever its words count."""
    if one.failed or other.failed:
        return one.failed and other.failed
    return (one.covers, dict(one.values), one.unusable) == (other.covers, dict(other.values), other.unusable)
