"""The context package as `GET /v1/conversations/{id}/package` answers it: as JSON, as the card, or in another form."""

from __future__ import annotations

from starlette.responses import JSONResponse, PlainTextResponse, Response

from segue.domain.lifecycle import Handoff
from segue.domain.package import ContextPackage
from segue.domain.policy import Policy
from segue.domain.renderings import HandoffFacts, card, card_view
from segue.flows.forms import As, handoff_facts, made
from segue.server import views

MARKDOWN, TEXT = "text/markdown", "text/plain"


def card_of(package: ContextPackage, handoff: Handoff | None, policy: Policy) -> views.View:
    return card_view(card(package, handoff_facts(handoff, policy)))


def answered(package: ContextPackage, facts: HandoffFacts, form: As, limit: int) -> Response | views.View:
    """limit: bytes, 0 for the form's own. Raises Invalid when it is less than the form can do with.

    HTML comes as a string inside JSON: it is made for e-mail, and a browser that follows the address must not show
    words of customers as a page of the very host whose cookie signs people in.
    """
    found = made(package, facts, form, limit)
    if form in (As.MARKDOWN, As.TEXT):
        return PlainTextResponse(found, media_type=MARKDOWN if form is As.MARKDOWN else TEXT)
    return dict(found) if form in (As.JSON, As.CARD) else JSONResponse({form.value: found})
