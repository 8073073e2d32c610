"""ServiceNow: incidents, or cases of customer service."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "servicenow_incident",
    "ServiceNow incidents",
    keys=(
        Key("account", "The name of your instance, as in acme.service-now.com", "acme", kind="account"),
        Key("user", "The user that Segue signs in as", "segue"),
        Key("secret", "The password of that user", secret=True),
        Key(
            "table",
            "Where tickets are written",
            "incident",
            needed=False,
            kind="region",
            choices=("incident", "sn_customerservice_case"),
        ),
        Key("close_code", "The resolution code of an incident that Segue closes", "Resolved by caller", needed=False),
        Key(
            "webhook_secret",
            "A token of your own that a business rule sends with each change",
            secret=True,
            needed=False,
        ),
    ),
    can=frozenset(
        {
            Can.TICKETS,
            Can.PUSHES,
            Can.CATCHES_UP,
            Can.NOTES,
            Can.FIELDS,
            Can.PRIORITY,
            Can.ASSIGNS,
            Can.TELLS_END,
            Can.FILES_OUT,
        }
    ),
    cannot={
        Can.TAGS: "tags of ServiceNow belong to the person who sets them; reason and urgency are in fields",
        Can.FILES_IN: "files that people attach are not passed on to the customer",
        Can.RATED: "the customer's score is not written to the ticket",
        Can.DRAFTS: "draft replies on tickets of others are not built",
    },
    checked=Checked.THIRD_PARTY,
    version="Zurich",
    form="text",
    most_package=24_000,
    most_text=4_000,
    rate=5.0,
    team="sys_id of an assignment group",
    clicks=(
        "User Administration > Users > New: a user with Web service access only, a password, and the roles itil (or "
        "sn_customerservice_agent for cases)",
        "That user must read the table sys_journal_field and create attachments: where access rules forbid it, add a "
        "read rule on sys_journal_field for a role of that user",
        "System Web Services > Outbound > REST Message > New: endpoint {webhook}, a header X-Segue-Secret with your "
        "secret, and an HTTP method POST named changed with the content "
        '{"sys_id": "${sys_id}", "changed": "${changed}"}',
        "System Definition > Business Rules > New on the table: Advanced, when async, insert off and update on, "
        "condition correlation_display is Segue; the script sets the two parameters from current.sys_id and "
        "current.sys_mod_count and runs executeAsync()",
    ),
)
