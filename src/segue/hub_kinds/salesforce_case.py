"""Salesforce Service Cloud: cases."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "salesforce_case",
    "Salesforce cases",
    keys=(
        Key("url", "The address of your organisation", "https://acme.my.salesforce.com", kind="url"),
        Key("client", "The consumer key of a connected app"),
        Key("user", "The user whom the app acts for", "segue@acme.example"),
        Key("secret", "The private key of the app's certificate, in PEM", secret=True),
        Key("field", "The external id field of Case that holds our id", "Segue_Id__c", needed=False),
        Key("closed_status", "The status of a case that is closed", "Closed", needed=False),
        Key(
            "webhook_secret", "A secret of your own, sent by the flow that tells of changes", secret=True, needed=False
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
        Can.TAGS: "cases have topics only where an administrator switched them on; reason and urgency are in fields",
        Can.FILES_IN: "files that people add to a case are not passed on to the customer",
        Can.RATED: "the customer's score is not written to the case",
        Can.DRAFTS: "draft replies on cases of others are not built",
    },
    checked=Checked.THIRD_PARTY,
    version="v64.0",
    form="text",
    most_package=24_000,
    most_text=3_500,
    rate=5.0,
    team="id of a queue or user (owner)",
    clicks=(
        "Setup > Object Manager > Case > Fields & Relationships > New: Text, length 64, name Segue_Id, and tick "
        "External ID and Unique",
        "Setup > External Client App Manager > New: enable OAuth, scopes api and refresh_token, enable JWT Bearer "
        "Flow and upload the certificate; under Policies choose Admin approved users are pre-authorized and add the "
        "permission set of the user",
        "Give that user Create, Read and Edit on Case, and API Enabled",
        "Setup > Named Credentials: an external credential with the custom header X-Segue-Secret and your secret, and "
        "a named credential for {webhook}",
        "Setup > Flows > New > Record-Triggered Flow on Case, when updated and the external id is not empty, run "
        "asynchronously: Action > HTTP Callout POST to the named credential with the body "
        '{"case": {!$Record.Id}, "at": {!$Record.SystemModstamp}}',
        "The same on Case Comment, when created, with the case's id {!$Record.ParentId}",
    ),
)
