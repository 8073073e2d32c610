"""A package that leaves holds nothing that must not leave, whichever field it stands in."""

from __future__ import annotations

from datetime import UTC, datetime

from segue.domain.account import Note
from segue.domain.briefing.redacting import redacted
from segue.domain.package import Account, Attempt, ContextPackage, Fact, Highlight, Status
from segue.domain.redaction import ALL

CARD = "4111 1111 1111 1111"
WHOLE = ContextPackage(
    "hnd_1",
    "cnv_1",
    datetime(2026, 6, 1, tzinfo=UTC),
    summary=f"Paid with {CARD}.",
    trigger="card",
    trigger_words=f"my card {CARD}",
    tried=(Attempt("Enter it again", "rejected", f"I did, {CARD}", 3),),
    highlights=(Highlight(3, "end_user", f"it is {CARD}", "turn"),),
    customer=Account(email=Fact("ana@example.org", Status.KNOWN)),
    notes=Fact((Note(f"asked for {CARD}"),), Status.KNOWN),
    variables={"paid": [CARD, 4111111111111111], "password": "lemon", "tries": 3},
)


def test_every_text_of_it_is_redacted_and_ids_and_times_stay() -> None:
    left = redacted(WHOLE, ALL)
    assert "4111" not in repr(left)
    assert "ana@" not in repr(left)
    assert left.variables == {"paid": ["[card number]", "[card number]"], "password": "[secret]", "tries": 3}
    assert (left.handoff, left.built_at, left.trigger) == (WHOLE.handoff, WHOLE.built_at, WHOLE.trigger)


def test_only_what_is_asked_for_is_taken_out() -> None:
    assert redacted(WHOLE, {"card"}).customer.email.value == "ana@example.org"
    assert redacted(WHOLE, ()) is WHOLE
