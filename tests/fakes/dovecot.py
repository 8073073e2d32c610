"""A real Dovecot for tests: its own folder, ports and accounts, started and ended by this process alone.

https://doc.dovecot.org/2.3/ has what the settings mean. Every account exists; all have the same password.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

PASSWORD = "let-me-in"
BINARY = shutil.which("dovecot") or "/usr/sbin/dovecot"

_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
{tls}
disable_plaintext_auth = no
auth_failure_delay = 0
recipient_delimiter = +
mail_location = maildir:{folder}/mail/%n
first_valid_uid = 0
mail_uid = {user}
mail_gid = {group}
mailbox_idle_check_interval = 1 secs
postmaster_address = postmaster@acme.example
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = home={folder}/home/%n allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


@dataclass
class Dovecot:
    """imap, lmtp: ports on loopback."""

    folder: Path
    imap: int
    lmtp: int

    def deliver(self, letter: EmailMessage | bytes, to: str, sender: str = "somebody@elsewhere.example") -> None:
        """Into the mailbox of `to`, whatever stands in the letter. sender: of the envelope."""
        content = letter if isinstance(letter, bytes) else letter.as_bytes()
        with smtplib.LMTP("127.0.0.1", self.lmtp) as lmtp:
            lmtp.sendmail(sender, [to], content)

    def empty(self, user: str) -> None:
        """No letter is left in any folder of theirs."""
        for part in ("cur", "new"):
            for kept in (self.folder / "mail" / user).glob(f"**/{part}/*"):
                kept.unlink()

    def forget_numbers(self, user: str) -> None:
        """The mailbox gets another UIDVALIDITY, as when it was restored from elsewhere (RFC 3501, 2.3.1.1)."""
        folder = self.folder / "mail" / user
        found = folder / "dovecot-uidlist"
        first, _, rest = found.read_text().partition("\n")
        fields = [f"V{int(one[1:]) + 1000}" if one.startswith("V") else one for one in first.split(" ")]
        found.write_text(" ".join(fields) + "\n" + rest)
        for index in folder.glob("dovecot.index*"):
            index.unlink()


def available() -> bool:
    return Path(BINARY).exists() and Path("/usr/lib/dovecot/lmtp").exists()


@contextmanager
def running(pem: str = "") -> Iterator[Dovecot]:
    """pem: a key and its certificate, for STARTTLS."""
    folder = Path(tempfile.mkdtemp(prefix="segue-dc-"))  # short: the path of a socket is limited
    dovecot = Dovecot(folder, _free_port(), _free_port())
    for name in ("run", "mail", "home"):
        (folder / name).mkdir()
    config = folder / "dovecot.conf"
    user, group = _account()
    both = folder / "both.pem"
    both.write_text(pem)
    tls = f"ssl = yes\nssl_cert = <{both}\nssl_key = <{both}" if pem else "ssl = no"
    if os.getuid() == 0:
        for one in (folder, *folder.iterdir()):
            shutil.chown(one, user, group)
    config.write_text(
        _CONFIG.format(
            folder=folder, password=PASSWORD, imap=dovecot.imap, lmtp=dovecot.lmtp, tls=tls, user=user, group=group
        )
    )
    process = subprocess.Popen([BINARY, "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(dovecot, process)
        yield dovecot
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(dovecot: Dovecot, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 15
    while not (_answers(dovecot.imap) and _answers(dovecot.lmtp)):
        if process.poll() is not None or time.monotonic() > until:
            log = dovecot.folder / "log"
            raise RuntimeError("Dovecot did not start: " + (log.read_text()[-2000:] if log.exists() else "no log"))
        time.sleep(0.02)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            connection.settimeout(2)
            return bool(connection.recv(10))
    except OSError:
        return False


def _account() -> tuple[str, str]:
    """Who it runs as: us, and nobody where we are root, as Dovecot does not talk to strangers as root."""
    one = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    return one.pw_name, grp.getgrgid(one.pw_gid).gr_name


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
