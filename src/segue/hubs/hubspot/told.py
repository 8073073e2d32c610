"""What HubSpot tells, in our words: that a ticket changed, e-mails that its people sent, and the stages of a ticket."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from segue.answers import name_of, number, part, plain, text, time
from segue.domain.errors import Invalid
from segue.domain.hubs import Told, What
from segue.told import is_number, listed

TICKETS, STAGE = "0-5", "hs_pipeline_stage"
SENT = "EMAIL"
"""Direction of an e-mail from a person of the team, or that was logged by BCC; what the customer sent has another."""
GONE_OUT = frozenset({"", "SENT"})
"""States of an e-mail; others are scheduled, on their way, or came back."""
RECIPIENTS = ("hs_email_to_email", "hs_email_cc_email")
EMAIL_FIELDS = (
    *("hs_email_direction", "hs_email_text", "hs_email_html", "hs_timestamp", "hubspot_owner_id"),
    *("hs_email_from_firstname", "hs_email_from_lastname", "hs_email_status", *RECIPIENTS),
)
LONGEST_TEXT = 30_000


def changed(one: Mapping[str, Any]) -> Told | None:
    kind, _, what = text(one.get("subscriptionType")).rpartition(".")
    if what != "propertyChange" or not (kind == "ticket" or one.get("objectTypeId") == TICKETS):
        return None
    ref, occurred = name_of(one.get("objectId")), number(one.get("occurredAt"))
    if not is_number(ref) or occurred is None or occurred > 10**15:
        raise Invalid("an event of HubSpot without a ticket or a time", field="objectId")
    id_ = f"changed/{ref}/{text(one.get('propertyName'))[:100]}/{occurred}"
    return Told(What.CUSTOMER_WROTE, id_, ref, time(occurred // 1000))


def email(ref: str, one: Mapping[str, Any], customers: Collection[str]) -> Told | None:
    """One that went to the customer: people write to colleagues and suppliers from a ticket, too. customers: addresses
    in lower case."""
    properties, id_ = part(one.get("properties")), name_of(one.get("id"))
    if properties.get("hs_email_direction") != SENT or not is_number(id_):
        return None
    if text(properties.get("hs_email_status")) not in GONE_OUT or not _recipients(properties) & set(customers):
        return None
    words = text(properties.get("hs_email_text")).strip() or plain(text(properties.get("hs_email_html")))
    if not words:
        return None
    whose = (text(properties.get(f"hs_email_from_{name}")) for name in ("firstname", "lastname"))
    return Told(
        *(What.MESSAGE, f"message/{id_}", ref, time(text(properties.get("hs_timestamp"))), words[:LONGEST_TEXT]),
        agent=text(properties.get("hubspot_owner_id"))[:40],
        agent_name=" ".join(name for name in whose if name)[:100],
    )


def _recipients(properties: Mapping[str, Any]) -> set[str]:
    """HubSpot has semicolons between them."""
    listed = ";".join(text(properties.get(name)) for name in RECIPIENTS).replace(",", ";").lower()
    return {one.strip() for one in listed.split(";")} - {""}


def stages(ref: str, ticket: Mapping[str, Any], closed: Collection[str]) -> list[Told]:
    """What its stages came to: closed, and opened again."""
    history = listed(part(ticket.get("propertiesWithHistory")).get(STAGE))
    moments = sorted((when, text(one.get("value"))) for one in history if (when := time(text(one.get("timestamp")))))
    told, was_closed = [], False
    for at, stage in moments:
        is_closed = stage in closed
        if is_closed != was_closed:
            what = What.RESOLVED if is_closed else What.REOPENED
            told.append(Told(what, f"stage/{ref}/{moment(at)}", ref, at, by="agent"))
        was_closed = is_closed
    return told


def when(one: Told) -> float:
    return one.at.timestamp() if one.at else 0.0


def moment(at: datetime) -> str:
    """To the millisecond, as HubSpot keeps it."""
    at = at.astimezone(UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
