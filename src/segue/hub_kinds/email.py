"""E-mail: SMTP out, IMAP in."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "email",
    "E-mail",
    keys=(
        Key("smtp", "The server that sends", "smtp.acme.example:587"),
        Key("imap", "The server that receives", "imap.acme.example:993", needed=False),
        Key("user", "Who signs in there", "support@acme.example"),
        Key("secret", "The password", secret=True),
        Key("sender", "The address that letters come from", "support@acme.example", kind="email"),
        Key("webhook_secret", "A secret of your own that signs reply addresses", secret=True),
        Key(
            "tls",
            "How connections are secured",
            "starttls",
            needed=False,
            kind="region",
            choices=("starttls", "tls", "none"),
        ),
        Key("folder", "The mailbox that is read", "INBOX", needed=False),
    ),
    can=frozenset({Can.TICKETS, Can.STREAMS, Can.CATCHES_UP, Can.NOTES, Can.FILES_OUT}),
    checked=Checked.REAL,
    version="RFC 5321, RFC 3501, RFC 2177",
    form="html",
    most_package=24_000,
    most_text=60_000,
    team="an address of its own for this queue",
)
