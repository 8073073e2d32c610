"""The server that takes letters of ours (RFC 5321)."""

from __future__ import annotations

import re
import ssl

import aiosmtplib
from aiosmtplib.errors import SMTPException, SMTPResponseException

from segue.domain.deliveries import Trouble
from segue.hubs.email.servers import PATIENCE_S, Server
from segue.ports.listeners import DeliveryFailed

DATA_S = 120.0
"""Of the letter itself: servers look for viruses meanwhile."""

_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


class Post:
    def __init__(self, at: Server, user: str, password: str) -> None:
        self._at, self._user, self._password = at, user, password

    async def send(self, letter: bytes, sender: str, to: str, copy: str = "") -> None:
        """copy: a mailbox that gets it as well, in the same transaction. Raises DeliveryFailed.

        Until the letter itself goes over, nothing was sent; when its answer is lost, nobody can tell.
        """
        smtp = self._client()
        try:
            await self._connect(smtp)
            await _said(smtp.mail(sender), Trouble.PAUSED)
            await _said(smtp.rcpt(to), Trouble.REFUSED)
            if copy:
                await _unless_refused(smtp.rcpt(copy))
            try:
                await smtp.data(letter, timeout=DATA_S)
            except SMTPResponseException as error:
                raise _refused(error, Trouble.REFUSED) from None
            except (SMTPException, OSError, TimeoutError):
                raise DeliveryFailed("the mail server's answer to a letter was lost", Trouble.UNKNOWN) from None
            await _farewell(smtp)
        finally:
            smtp.close()

    async def check(self) -> None:
        smtp = self._client()
        try:
            await self._connect(smtp)
            await _farewell(smtp)
        finally:
            smtp.close()

    def _client(self) -> aiosmtplib.SMTP:
        start = not (self._at.encrypted or self._at.tls == "none")
        return aiosmtplib.SMTP(
            hostname=self._at.host,
            port=self._at.port,
            use_tls=self._at.encrypted,
            start_tls=start,
            timeout=PATIENCE_S,
            local_hostname="segue.localdomain",
        )

    async def _connect(self, smtp: aiosmtplib.SMTP) -> None:
        try:
            await smtp.connect()
        except ssl.SSLCertVerificationError:
            raise DeliveryFailed("the certificate of the mail server is not right", Trouble.PAUSED) from None
        except SMTPResponseException as error:
            raise _refused(error, Trouble.PASSING) from None
        except OSError as error:
            wrong = isinstance(error.__cause__, ssl.SSLCertVerificationError)
            words = "the mail server cannot be reached" + (": its certificate is not right" if wrong else "")
            raise DeliveryFailed(words, Trouble.PAUSED if wrong else Trouble.PASSING) from None
        except (SMTPException, ValueError):
            raise DeliveryFailed("the mail server offers no TLS: `tls: none` goes without", Trouble.PAUSED) from None
        if not self._user:
            return
        try:
            await smtp.login(self._user, self._password)
        except SMTPResponseException as error:
            trouble = Trouble.PAUSED if error.code >= 500 else Trouble.PASSING
            raise DeliveryFailed(f"the mail server does not let us sign in ({_code(error)})", trouble) from None
        except OSError:
            raise DeliveryFailed("the mail server broke off", Trouble.PASSING) from None
        except (SMTPException, ValueError):  # no way of signing in that both know
            raise DeliveryFailed("the mail server cannot be signed in to", Trouble.PAUSED) from None


async def _said(call: object, if_never: Trouble) -> None:
    try:
        await call  # type: ignore[misc]
    except SMTPResponseException as error:
        raise _refused(error, if_never) from None
    except (SMTPException, OSError, TimeoutError, ValueError):
        raise DeliveryFailed("the mail server broke off", Trouble.PASSING) from None


async def _unless_refused(call: object) -> None:
    try:
        await call  # type: ignore[misc]
    except SMTPResponseException:
        return
    except (SMTPException, OSError, TimeoutError):
        raise DeliveryFailed("the mail server broke off", Trouble.PASSING) from None


async def _farewell(smtp: aiosmtplib.SMTP) -> None:
    try:
        await smtp.quit(timeout=2)
    except (SMTPException, OSError, TimeoutError):
        return  # what was asked for is done


def _refused(error: SMTPResponseException, if_never: Trouble) -> DeliveryFailed:
    passing = error.code < 500
    return DeliveryFailed(
        f"the mail server answered {_code(error)}",
        Trouble.PASSING if passing else if_never,
        slow_down=error.code in {421, 450, 451, 452} and "4.7" in error.message,
    )


def _code(error: SMTPResponseException) -> str:
    """Numbers alone: its words may hold anything."""
    found = _ENHANCED.search(error.message)
    return f"{error.code} {found[0]}" if found else str(error.code)
