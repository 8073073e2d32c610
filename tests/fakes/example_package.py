"""A context package in which every field says something: an invented customer of an invented shop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from segue.domain.account import Invoice, Note, Payment, SeenError, TicketNote
from segue.domain.package import (
    Account,
    Attachment,
    Attempt,
    Billing,
    ContextPackage,
    EarlierContact,
    Fact,
    Highlight,
    MoodAt,
    MoodCourse,
    Page,
    RepeatContact,
    Status,
    Usage,
)
from segue.domain.renderings import HandoffFacts

NOW = datetime(2026, 11, 21, 14, 3, tzinfo=UTC)
HANDOFF = HandoffFacts(urgency="high", queue="Billing")


def known(value: Any, source: str = "crm") -> Fact[Any]:
    return Fact(value, Status.KNOWN, source, NOW)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


FULL = ContextPackage(
    handoff="h_7",
    conversation="c_12",
    built_at=NOW,
    summary=(
        "Wants the second charge of 1,290 euros for order 4711 back. Order 4711 was charged twice on 18 November. "
        "The assistant named the time of refunds, which did not help."
    ),
    wants="Wants the second charge of 1,290 euros for order 4711 back",
    goes_wrong="Order 4711 was charged twice on 18 November",
    written_by="segue",
    intent=known("refund", "segue"),
    topics=("billing_dispute",),
    trigger="big-account",
    reason="big_account_billing",
    category="billing",
    trigger_words="You charged me twice for order 4711, and nobody answers!",
    why_now="An important account disputes a bill.",
    urgency="High urgency: the amount is above 1,000 euros.",
    tried=(
        Attempt("Refunds take five working days.", "rejected", "That is not what I asked.", 4, ago(0.01)),
        Attempt("Your order 4711 was paid once.", "rejected", "No, look at my statement.", 6, ago(0.005)),
    ),
    mood=known(
        MoodCourse(
            "Calm at first, angry since the bot denied the second charge.",
            8,
            "No, look at my statement.",
            (MoodAt(3, 0.1, 0.1), MoodAt(8, 0.9, 0.6)),
        ),
        "segue",
    ),
    highlights=(
        Highlight(3, "end_user", "I see two payments of 1,290 euros on my statement.", "opens"),
        Highlight(7, "end_user", "No, look at my statement.", "turn"),
    ),
    open_questions=("When did the second payment leave the account?",),
    attachments=(
        Attachment("statement.pdf", "https://files.example/statement.pdf", "application/pdf", 48_213, "end_user", 5),
    ),
    pages=(
        Page("/orders/4711", "Order 4711", ago(0.02), 40),
        Page("/account/invoices", "Invoices", ago(0.015), 130),
    ),
    began_on=known(Page("/account/invoices", "Invoices", ago(0.015), 130), "widget"),
    customer=Account(
        name=known("Ana Duarte", "site"),
        email=known("ana@studio-duarte.example", "site"),
        id=known("c-1001", "site"),
        company=known("Studio Duarte"),
        tier=known("enterprise", "site"),
        contract_value=known(48_000.0, "site"),
        since=known("2019-03-01", "site"),
        health=Fact(status=Status.FAILED, source="crm", at=NOW, why="no answer within 1.5 s"),
        more={"open_orders": known(2, "site")},
        verified=True,
    ),
    language=known("en", "segue"),
    earlier=(
        EarlierContact(
            ago(9), "customer_asked", "Invoice corrected", "The invoice of October names the old address.", False
        ),
        EarlierContact(ago(23), "customer_asked", "Exchanged", "The alder shelf came in the wrong colour.", False),
    ),
    open_tickets=known(
        (TicketNote("5512", "Charged twice?", "open", ago(2), None, "", "https://desk.example/5512"),), "helpdesk"
    ),
    earlier_tickets=known(
        (TicketNote("5120", "Wrong address on invoice", "closed", ago(9), ago(8), "corrected"),), "helpdesk"
    ),
    last_contact=known(ago(2), "helpdesk"),
    repeat_contact=known(RepeatContact(2, "Second contact about this charge in three days."), "segue"),
    billing=Billing(
        state=known("active", "billing"),
        invoices=known(
            (Invoice("R-2291", 1290.0, "EUR", "paid", ago(3)), Invoice("R-2204", 560.5, "EUR", "paid", ago(33))),
            "billing",
        ),
        failed_payments=Fact((), Status.ABSENT, "billing", NOW),
        refunds=known((Payment(79.0, "EUR", ago(60), "Lamp returned", "Q-1880"),), "billing"),
    ),
    notes=known((Note("Renews in January. Be generous.", ago(12), "Robin"),)),
    usage=Usage(
        last_active=known(ago(0.02), "product"),
        features=known(("invoices", "order list"), "product"),
        errors=known((SeenError("Payment page timed out.", ago(3)),), "product"),
    ),
    note="The customer has already sent the statement.",
    first_sentence="Hello Ana, I am looking at the two charges for order 4711 right now.",
    variables={"order": "4711", "payment_method": "credit card"},
    withheld=("telephone number",),
    missing=("customer health: could not be read",),
    transcript="https://segue.example/desk/c/c_12",
)
"""Every field of it is filled."""
