"""The context package in the form that somebody asks for, without what the policy takes out on the way there."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Any

from segue.domain.briefing.redacting import redacted
from segue.domain.errors import Invalid
from segue.domain.lifecycle import Handoff
from segue.domain.package import ContextPackage
from segue.domain.policy import Policy
from segue.domain.redaction import kinds_for
from segue.domain.renderings import FORMS, HandoffFacts, card, card_view, render
from segue.domain.renderings.card import LEAST as LEAST_OF_A_CARD

LARGEST = 1_000_000


class As(StrEnum):
    JSON = "json"
    CARD = "card"
    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    BLOCKS = "blocks"
    FLAT = "flat"


LEAVES_TO = {As.MARKDOWN: "hub", As.TEXT: "hub", As.BLOCKS: "hub", As.FLAT: "hub", As.HTML: "email"}
"""What a form is made for, as `redact` of the policy names it. The package itself and the card stay with the staff."""


def as_it_leaves(package: ContextPackage, form: As, policy: Policy, *, to_bot: bool) -> ContextPackage:
    """Without what the policy takes out there. A bot is told no more than its webhook would be."""
    kinds = kinds_for(policy, LEAVES_TO[form]) if form in LEAVES_TO else frozenset()
    return redacted(package, kinds | kinds_for(policy, "webhook") if to_bot else kinds)


def handoff_facts(handoff: Handoff | None, policy: Policy) -> HandoffFacts:
    """What a rendering says of the handoff itself."""
    if handoff is None:
        return HandoffFacts()
    queue = policy.queues.get(handoff.queue)
    return HandoffFacts(handoff.urgency.value, (queue.title if queue else "") or handoff.queue)


def made(package: ContextPackage, facts: HandoffFacts, form: As, limit: int) -> Any:
    """A text, for blocks a list, else a mapping. limit: bytes, 0 for the form's own.

    Raises Invalid when it is less than the form can do with.
    """
    if form is As.JSON:
        if limit:
            raise Invalid("limit: the package as JSON is always whole; choose another form with as=", field="limit")
        return asdict(package)
    least = LEAST_OF_A_CARD if form is As.CARD else FORMS[form].least
    if limit and not least <= limit <= LARGEST:
        raise Invalid(f"limit: {form} takes {least} to {LARGEST} bytes", field="limit", least=least)
    if form is As.CARD:
        return card_view(card(package, facts, limit) if limit else card(package, facts))
    return render(form, package, facts, limit)
