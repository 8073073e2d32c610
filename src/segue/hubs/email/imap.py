"""The mailbox in which answers arrive (RFC 3501; IDLE: RFC 2177). Nothing in it is changed, moved or marked as read.

Asking it blocks: whoever calls `Box` does it in a thread.
"""

from __future__ import annotations

import imaplib
import re
import select
import socket
import ssl
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

from segue.domain.deliveries import Trouble
from segue.hubs.email.reading import MOST_BYTES, Letter
from segue.hubs.email.servers import PATIENCE_S, Server
from segue.ports.listeners import DeliveryFailed

MOST_AT_ONCE = 20
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_TAKEN_AT = re.compile(rb'INTERNALDATE "([^"]{1,40})"')
_UID = re.compile(rb"\bUID (\d{1,10})\b")


@dataclass(frozen=True, slots=True)
class Page:
    """letters: in the order in which they came. cursor: where to go on from. more: at once."""

    letters: Sequence[Letter]
    cursor: str
    more: bool


class Box:
    """One connection, opened when it is needed and kept; not for two at a time. All methods block and raise
    DeliveryFailed."""

    def __init__(self, at: Server, user: str, password: str, folder: str) -> None:
        self._at, self._user, self._password, self._folder = at, user, password, folder
        self._open: BaseMailBox | None = None
        self._validity = 0
        self._let_go: weakref.finalize[..., Box] = weakref.finalize(self, _nothing)
        self._can_idle = True

    def newer(self, cursor: str, since: datetime) -> Page:
        """After the cursor (UIDVALIDITY:UID). Where the mailbox was numbered anew, or at first: all since a day."""
        with self._asking() as box:
            validity, last = _parsed(cursor)
            if validity == self._validity:
                found = [uid for uid in _search(box, f"UID {last + 1}:*") if uid > last]
            else:
                last, found = 0, _search(box, f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}")
            now = found[:MOST_AT_ONCE]
            letters = _fetched(box, now)
            return Page(letters, f"{self._validity}:{max(now, default=last)}", len(found) > len(now))

    def wait(self, seconds: float) -> bool:
        """Whether something may be new. A server without IDLE is asked again after a while."""
        with self._asking() as box:
            if box.client.response("EXISTS")[1] != [None]:  # it was said beside another answer
                return True
            if self._can_idle:
                return bool(box.idle.wait(timeout=seconds))
            select.select([box.client.sock], [], [], seconds)
            return False

    def holding(self, ref: str, since: datetime) -> list[Letter]:
        """Letters that name a case."""
        day = f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        names = f'OR OR HEADER References "{ref}" HEADER In-Reply-To "{ref}" OR HEADER To "{ref}" TEXT "{ref}"'
        with self._asking() as box:
            found = _search(box, f"{day} {names}")
            return [
                one for at in range(0, len(found), MOST_AT_ONCE) for one in _fetched(box, found[at : at + MOST_AT_ONCE])
            ]

    def has(self, message_id: str) -> bool:
        """Whether a letter of ours is in the folder that is read, or where the server keeps what was sent."""
        with self._asking() as box:
            kept = {"\\Sent", "\\All"}
            sent = [one.name for one in box.folder.list() if kept & set(one.flags)]
            try:
                for folder in (self._folder, *sent):
                    box.folder.set(folder, readonly=True)
                    if _search(box, f'HEADER Message-ID "{message_id.strip("<>")}"'):
                        return True
                return False
            finally:
                self.close()  # another folder is open in it

    def check(self) -> int:
        """How many letters are in the folder."""
        with self._asking() as box:
            return box.folder.status(self._folder, ["MESSAGES"])["MESSAGES"]

    def interrupt(self) -> None:
        """From another thread: whoever waits for the server gets an error at once."""
        box = self._open
        if box is not None:
            try:
                box.client.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def close(self) -> None:
        self._let_go()
        self._open = None

    @contextmanager
    def _asking(self) -> Iterator[BaseMailBox]:
        try:
            if self._open is None:
                self._open = self._connected()
            yield self._open
        except MailboxLoginError as error:
            self.close()
            passing = "UNAVAILABLE" in str(error) or "INUSE" in str(error)  # RFC 5530
            trouble = Trouble.PASSING if passing else Trouble.PAUSED
            raise DeliveryFailed("the mailbox does not let us sign in", trouble) from None
        except MailboxFolderSelectError:
            self.close()
            raise DeliveryFailed("the mailbox has no such folder", Trouble.PAUSED) from None
        except ssl.SSLCertVerificationError:
            self.close()
            raise DeliveryFailed("the certificate of the mailbox's server is not right", Trouble.PAUSED) from None
        except (ImapToolsError, imaplib.IMAP4.error, OSError, ValueError, IndexError, KeyError):
            self.close()
            raise DeliveryFailed("the mailbox cannot be reached, or broke off", Trouble.PASSING) from None

    def _connected(self) -> BaseMailBox:
        box = self._made()
        self._let_go = weakref.finalize(self, _drop, box.client)
        self._open = box
        signs_in = box.login if (self._user + self._password).isascii() else box.login_utf8
        signs_in(self._user, self._password, initial_folder=None)
        status = box.folder.status(self._folder, ["UIDVALIDITY"])
        box.folder.set(self._folder, readonly=True)
        box.client.response("EXISTS")
        self._can_idle = b"IDLE" in b" ".join(box.client.capability()[1]).upper().split()
        self._validity = status["UIDVALIDITY"]
        return box

    def _made(self) -> BaseMailBox:
        host, port = self._at.host, self._at.port
        if self._at.encrypted:
            return MailBox(host, port, timeout=PATIENCE_S, ssl_context=ssl.create_default_context())
        box = MailBoxUnencrypted(host, port, timeout=PATIENCE_S)
        try:
            if self._at.tls != "none":
                if "STARTTLS" not in box.client.capabilities:
                    raise DeliveryFailed(
                        "the mailbox's server offers no TLS: `tls: none` goes without",
                        Trouble.PAUSED,
                    )
                box.client.starttls(ssl.create_default_context())
        except BaseException:
            _drop(box.client)
            raise
        return box


def _nothing() -> None:
    """Before there is a connection."""


def _drop(client: imaplib.IMAP4) -> None:
    """Without a farewell, which waits for an answer."""
    try:
        client.shutdown()
    except OSError:
        return


def _parsed(cursor: str) -> tuple[int, int]:
    validity, _, last = cursor.partition(":")
    return (int(validity), int(last)) if validity.isdecimal() and last.isdecimal() else (0, 0)


def _search(box: BaseMailBox, criteria: str) -> list[int]:
    answer, found = box.client.uid("SEARCH", criteria)
    if answer != "OK":
        raise imaplib.IMAP4.error("SEARCH")
    return sorted(int(uid) for line in found if line for uid in line.split() if uid.isdigit())


def _fetched(box: BaseMailBox, uids: Sequence[int]) -> list[Letter]:
    """As much of each as is read. One that was deleted meanwhile is left out."""
    if not uids:
        return []
    listed = ",".join(map(str, uids))
    answer, found = box.client.uid("FETCH", listed, f"(UID INTERNALDATE BODY.PEEK[]<0.{MOST_BYTES}>)")
    if answer != "OK":
        raise imaplib.IMAP4.error("FETCH")
    letters = {}
    for one in found:
        if isinstance(one, tuple) and len(one) == 2:
            uid, at = _UID.search(one[0]), _TAKEN_AT.search(one[0])
            letters[int(uid[1]) if uid else 0] = Letter(one[1], _moment(at[1]) if at else None)
    return [letters[uid] for uid in sorted(letters)]


def _moment(text: bytes) -> datetime | None:
    """`21-Nov-2026 14:03:00 +0100`, whatever the language of this process."""
    try:
        day, month, rest = text.decode("ascii").strip().split("-", 2)
        number = _MONTHS.index(month.title()) + 1
        return datetime.strptime(f"{int(day):02}-{number:02}-{rest}", "%d-%m-%Y %H:%M:%S %z")
    except ValueError:
        return None


def days_before(at: datetime, days: int) -> datetime:
    """One more, since days begin elsewhere at another time."""
    return at - timedelta(days=days + 1)
