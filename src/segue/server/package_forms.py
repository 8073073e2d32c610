"""The context package as `GET /v1/conversations/{id}/package` answers it: as JSON, as the card, or in another form."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from starlette.responses import JSONResponse, PlainTextResponse, Response

from segue.domain.briefing.redacting import redacted
from segue.domain.errors import Invalid
from segue.domain.lifecycle import Handoff
from segue.domain.package import ContextPackage
from segue.domain.policy import Policy
from segue.domain.redaction import kinds_for
from segue.domain.renderings import FORMS, HandoffFacts, card, card_view, render
from segue.domain.renderings.card import LEAST as LEAST_OF_A_CARD
from segue.server import views

LARGEST = 1_000_000
MARKDOWN, TEXT = "text/markdown", "text/plain"


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
    return HandoffFacts(handoff.urgency.value, views.title_of(handoff.queue, policy)) if handoff else HandoffFacts()


def card_of(package: ContextPackage, handoff: Handoff | None, policy: Policy) -> views.View:
    return card_view(card(package, handoff_facts(handoff, policy)))


def answered(package: ContextPackage, facts: HandoffFacts, form: As, limit: int) -> Response | views.View:
    """limit: bytes, 0 for the form's own. Raises Invalid when it is less than the form can do with.

    HTML comes as a string inside JSON: it is made for e-mail, and a browser that follows the address must not show
    words of customers as a page of the very host whose cookie signs people in.
    """
    if form is As.JSON:
        if limit:
            raise Invalid("limit: the package as JSON is always whole; choose another form with as=", field="limit")
        return dict(views.package_view(package))
    least = LEAST_OF_A_CARD if form is As.CARD else FORMS[form].least
    if limit and not least <= limit <= LARGEST:
        raise Invalid(f"limit: {form} takes {least} to {LARGEST} bytes", field="limit", least=least)
    if form is As.CARD:
        return card_view(card(package, facts, limit) if limit else card(package, facts))
    return _sent(form, render(form, package, facts, limit))


def _sent(form: As, made: Any) -> Response:
    if form in (As.MARKDOWN, As.TEXT):
        return PlainTextResponse(made, media_type=MARKDOWN if form is As.MARKDOWN else TEXT)
    return JSONResponse({form.value: made})
