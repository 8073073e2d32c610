"""A mail server as a test plays it: a real Dovecot keeps letters, a small SMTP server takes ours and brings them there.

What people do is a letter of theirs in our mailbox; letters to others are kept in a list, and nobody writes to the net.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from fakes import dovecot
from fakes.hubs import Faults, Seen
from fakes.vendor import Asked, Said
from segue.ports.hubs import Webhook

MAILBOX, TEAM, CUSTOMER = "support@acme.example", "billing@acme.example", "ana@studio-duarte.example"
SECRET = "a secret that signs reply addresses"


class Played:
    """sent: letters of ours to somebody else, with whom the envelope named. passwords: as somebody gave them.

    refused: recipients -> what the server says to them.
    """

    kind = "email"
    settings: Mapping[str, str] = {
        "smtp": "smtp.acme.example:587",
        "imap": "imap.acme.example:993",
        "user": MAILBOX,
        "sender": MAILBOX,
        "tls": "none",
        "secret": "mail_password",
        "webhook_secret": "mail_marks",
    }
    secrets: Mapping[str, str] = {"mail_password": dovecot.PASSWORD, "mail_marks": SECRET}

    def __init__(self) -> None:
        self.faults = Faults()
        self.sent: list[tuple[str, EmailMessage]] = []
        self.refused: dict[str, str] = {}
        self.copies = True
        self.dovecot: dovecot.Dovecot | None = None
        self.smtp = 0
        self.signed_in = 0

    @asynccontextmanager
    async def serving(
        self, found: dovecot.Dovecot | None = None, tls: ssl.SSLContext | None = None
    ) -> AsyncIterator[Played]:
        """With both servers. found: a Dovecot that runs already. tls: of the one that takes letters, by STARTTLS."""
        loop = asyncio.get_running_loop()

        def one() -> SMTP:
            return SMTP(self, authenticator=self._signs_in, auth_require_tls=False, loop=loop, tls_context=tls)

        server = await loop.create_server(one, "127.0.0.1", 0)
        self.smtp = server.sockets[0].getsockname()[1]
        try:
            if found:
                self.dovecot = found
                yield self
            else:
                with dovecot.running() as self.dovecot:
                    yield self
        finally:
            server.close()
            await server.wait_closed()

    def at(self, url: str) -> str:
        """As `Reach.at`."""
        assert self.dovecot is not None
        protocol = url.partition(":")[0]
        return f"{protocol}://127.0.0.1:{self.smtp if protocol == 'smtp' else self.dovecot.imap}"

    # ---- the server that takes letters ------------------------------------------------------------------------------

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        fault = self.faults.coming.pop(0) if self.faults.coming else None
        if isinstance(fault, int):
            return "550 5.7.1 refused" if fault in {400, 404, 422} else "451 4.3.0 later"
        await asyncio.to_thread(self._take, envelope)
        if fault is not None:
            cast("asyncio.Transport", server.transport).abort()  # it was taken, and the answer is lost
        return "250 2.0.0 taken"

    def _signs_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        self.signed_in += 1
        right = isinstance(given, LoginPassword) and given.password == dovecot.PASSWORD.encode()
        return AuthResult(success=right, handled=right)

    def _take(self, envelope: Envelope) -> None:
        assert self.dovecot is not None
        content = cast("bytes", envelope.original_content)
        for to in envelope.rcpt_tos:
            if to.split("+")[0].split("@")[0] == "support":
                if self.copies:
                    self.dovecot.deliver(content, to, envelope.mail_from or "")
            else:
                self.sent.append((to, message_from_bytes(content, policy=policy.default)))

    # ---- what people see --------------------------------------------------------------------------------------------

    def answer(self, asked: Asked) -> Said:
        raise NotImplementedError("e-mail has no address that is called: use serving()")

    def refs(self) -> Sequence[str]:
        return list(dict.fromkeys(_ref(letter) for _, letter in self.sent))

    def letters(self, ref: str, to: str = "") -> list[EmailMessage]:
        return [letter for at, letter in self.sent if _ref(letter) == ref and at == (to or at)]

    def seen(self, ref: str) -> Sequence[Seen]:
        return [
            Seen(
                "us",
                words(one),
                private=not _is_customers(one),
                files=tuple(str(f.get_filename()) for f in _files(one)),
            )
            for _, one in self.sent
            if _ref(one) == ref
        ]

    def fields(self, ref: str) -> Mapping[str, Any]:
        first = next((one for _, one in self.sent if _ref(one) == ref and not _is_customers(one)), None)
        if first is None:
            return {}
        return {"subject": first["Subject"], "priority": first["X-Priority"], "team": first["To"]}

    def closed(self, ref: str) -> bool:
        raise NotImplementedError("a letter is never closed")

    def customer_types(self, ref: str) -> bool:
        return False

    # ---- what people do ---------------------------------------------------------------------------------------------

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        """The team answers the newest letter that it has."""
        newest = self._newest(ref, customers=False)
        self.arrives(reply(newest, text, f"{name} <{name.lower()}@acme.example>"))
        return ()

    def customer_says(self, ref: str, text: str) -> None:
        newest = self._newest(ref, customers=True)
        self.arrives(reply(newest, text, f"Ana Duarte <{newest['To'].addresses[0].addr_spec}>"))

    def _newest(self, ref: str, *, customers: bool) -> EmailMessage:
        return next(one for _, one in reversed(self.sent) if _ref(one) == ref and _is_customers(one) == customers)

    def arrives(self, letter: EmailMessage | bytes, sender: str = "ana@acme.example") -> None:
        assert self.dovecot is not None
        to = MAILBOX if isinstance(letter, bytes) else str(letter["To"]).partition("<")[2].rstrip(">") or letter["To"]
        self.dovecot.deliver(letter, str(to), sender)

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError("a letter is read in silence")

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError("a letter is seen when it is sent")

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError("what its people write to each other does not come here")

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        raise NotImplementedError("letters are forwarded without a word to us")

    def returns(self, ref: str) -> Sequence[Webhook]:
        raise NotImplementedError("nothing goes back to the bot by letter")

    def ends(self, ref: str) -> Sequence[Webhook]:
        raise NotImplementedError("nobody can close a letter")

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        raise NotImplementedError("a letter has no labels")


def reply(to: EmailMessage, text: str, sender: str, *, marks: bool = True, quote: bool = True) -> EmailMessage:
    """As mail programs answer: all that was there below, marked, and the ids of the thread. marks: of ours in headers;
    without them only the address remains. Python alone would encode long ids as if they were words."""
    letter = EmailMessage(policy.default.clone(max_line_length=998))
    letter["From"], letter["To"], letter["Subject"] = sender, str(to["Reply-To"]), f"Re: {to['Subject']}"
    letter["Message-ID"] = make_msgid(domain="acme.example")
    if marks:
        letter["In-Reply-To"] = to["Message-ID"]
        letter["References"] = " ".join(filter(None, [to["References"], to["Message-ID"]]))
    quoted = "\n".join(f"> {line}" for line in words(to).splitlines())
    said = f"{text}\n\nOn Sun, 22 Nov 2026 at 10:00, Support <{MAILBOX}> wrote:\n{quoted}\n" if quote else text
    letter.set_content(said, cte="base64")
    return letter


def words(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def _files(letter: EmailMessage) -> list[EmailMessage]:
    return list(letter.iter_attachments())


def _is_customers(letter: EmailMessage) -> bool:
    return str(letter["Message-ID"]).startswith("<segue.c")


def _ref(letter: EmailMessage) -> str:
    return str(letter["Message-ID"]).split(".")[1][1:]
