"""What can be known of a customer's account: the names, how raw values are read, and what sources found."""

from segue.domain.account.fields import (
    ACCOUNT_FIELDS,
    AccountField,
    AccountKind,
    Findings,
    Invoice,
    Note,
    Payment,
    SeenError,
    TicketNote,
)
from segue.domain.account.findings import (
    Told,
    as_data,
    facts_for_conditions,
    findings_of,
    found,
    in_order,
    told,
)
from segue.domain.account.values import kept_value, read_value

__all__ = [
    "ACCOUNT_FIELDS",
    "AccountField",
    "AccountKind",
    "Findings",
    "Invoice",
    "Note",
    "Payment",
    "SeenError",
    "TicketNote",
    "Told",
    "as_data",
    "facts_for_conditions",
    "findings_of",
    "found",
    "in_order",
    "kept_value",
    "read_value",
    "told",
]
