"""What `segue doctor` finds: one line each, and why it matters where something is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"  # unfinished, or worth a look
    FAIL = "fail"  # unsafe, or it cannot work


WHY: Mapping[str, str] = {
    "wrong-setting": "Segue does not start with it.",
    "no-policy": "Without a policy nothing can be decided, and Segue does not start.",
    "wrong-policy": "Segue does not start with it; a running one keeps the version before.",
    "no-tls": "Passwords, tokens and conversations can be read and changed on the way.",
    "no-trusted-proxy": "All callers have the proxy's address, so one limit counts for all of them.",
    "port-taken": "A second server cannot listen there.",
    "not-built": "Desk, console or widget would be missing.",
    "missing-secret": "What the policy connects to cannot be reached or trusted, and Segue does not start.",
    "short-secret": "Whoever can try often enough finds it, and can then sign in its name.",
    "open-file": "Every user of this machine can read it, or change it.",
    "plain-webhook": "Conversations leave unencrypted, and whoever is on the way can change the answers.",
    "no-https-for-hubs": "Helpdesks call https:// addresses only, so their events would never come.",
    "no-https-for-channels": "Copilot Studio calls https:// addresses only, so no customer would come.",
    "not-opened": "Segue does not start with it, since customers would find it out first.",
    "unreachable": "Nothing that customers write, or nothing that is said to them, would arrive.",
    "private-address": "Channels are called at public addresses only, so that a policy cannot be made to reach into "
    "your network.",
    "channel": "Customers would get no answer there, or strangers could speak as customers.",
    "bot-unused": "It is called for customers who come by a widget or by a channel that has it behind, and there is "
    "neither.",
    "source": "A handoff goes without what the source knows of the customer.",
    "knowledge": "Drafts and summaries find no articles.",
    "no-words": "Customers who write in that language are answered in the first language of the policy.",
    "keeps-all": "Conversations are kept for good; the law may ask for less.",
    "no-folder": "The database can be neither made nor written to.",
    "no-database": "Nothing can be stored, so nothing is acknowledged.",
    "old-tables": "This version reads and writes other tables.",
    "in-use": "An SQLite database belongs to one process.",
    "sqlite-wal-reset": "SQLite 3.7.0 to 3.51.2 can damage a database in WAL mode when one connection starts the log "
    "anew while another writes or checkpoints. Segue writes and checkpoints by one connection of one process that "
    "holds a lock; what remains is another program that writes to the file.",
    "not-wal": "Readers and the writer hold each other up. Segue sets WAL at every start.",
    "disk-full": "Below SEGUE_DISK_FLOOR a process is not ready; with a full disk every write is refused.",
    "disk-low": "The database, its log and a backup before an upgrade need room.",
    "clocks-apart": "Deadlines, waits and sessions would be off; a running process is not ready beyond 2 s.",
    "walls-bypassed": "The role may see and write every row, whatever workspace it is in: the second wall between "
    "workspaces does not hold it.",
    "walls-missing": "On these tables nothing but Segue's own statements keeps workspaces apart.",
    "nobody": "Nobody can sign in: customers who are handed over wait for nobody.",
    "dead-letters": "What they hold did not arrive, and nobody else will send it.",
    "listener-behind": "Somebody does not learn what customers and agents say.",
}
"""code -> why it matters. docs/doctor.md has a paragraph for each, and a test compares."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`remedy`: what to do, "" when there is nothing to do. `code`: one of WHY, "" when all is well."""

    about: str
    level: Level
    words: str
    remedy: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        if (self.level is not Level.OK) != bool(self.code) or (self.code and self.code not in WHY):
            raise ValueError(f"{self.about}: a finding that is not ok has a code with a reason, and no other has one")

    @property
    def why(self) -> str:
        return WHY.get(self.code, "")
