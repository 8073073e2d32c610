"""E-mail: SMTP out, IMAP in."""

from __future__ import annotations

from segue.domain.hubs import Can, Checked, HubKind, Key

KIND = HubKind(
    "email",
    "E-mail",
    keys=(
        Key("smtp", "The server that sends", "smtp.acme.example:587"),
        Key("imap", "The server that receives", "imap.acme.example:993"),
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
        Key(
            "replies",
            "Whether the server takes addresses such as support+abc@acme.example",
            "plus",
            needed=False,
            kind="region",
            choices=("plus", "plain"),
        ),
    ),
    can=frozenset(
        (Can.TICKETS, Can.STREAMS, Can.CATCHES_UP, Can.NOTES, Can.PRIORITY, Can.ASSIGNS, Can.FILES_OUT),
    ),
    cannot={
        Can.LIVE: "a letter is no conversation: a handoff that goes here is answered later",
        Can.TELLS_END: "nobody can close a letter: the ticket is closed in Segue",
        Can.FILES_IN: "files that are attached to an answer stay in the mailbox; their names are told",
        Can.FIELDS: "a letter has no fields: the package is its text",
        Can.TELLS_TYPING: "a letter is seen when it is sent",
    },
    checked=Checked.REAL,
    version="RFC 5321, RFC 3501, RFC 2177",
    form="html",
    most_package=24_000,
    most_text=60_000,
    team="an address for its letters, where the queue's owner is none",
    clicks=(
        "Make a mailbox that is Segue's alone, such as support@acme.example, with a password for programs",
        "See that letters to support+anything@acme.example arrive in it, or set replies: plain",
        "See that IMAP is allowed for it, and that your domain's SPF and DKIM cover the server that sends",
    ),
)
