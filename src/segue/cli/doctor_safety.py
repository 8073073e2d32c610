"""What of the settings and files is unsafe, or would surprise in production."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from segue.cli.doctor_agents import addresses
from segue.cli.finding import Finding, Level
from segue.domain.policy import Policy
from segue.domain.wording.languages import LANGUAGES, primary
from segue.settings import PREFIX, Settings, loopback

SHORTEST_SECRET = 16


def address(settings: Settings) -> Iterator[Finding]:
    if not settings.https and not (loopback(settings.host) and not settings.public_url):
        level = Level.FAIL if settings.insecure_bind else Level.WARN
        words = f"{settings.url}: passwords and messages travel unencrypted"
        yield Finding(
            "address", level, words, "put a proxy with TLS in front and set SEGUE_PUBLIC_URL=https://…", "no-tls"
        )
        return
    shown = settings.url if settings.https else f"{settings.url}, for this machine only"
    yield Finding("address", Level.OK, shown)
    if settings.https and not settings.trusted_proxies:
        words = "HTTPS ends at a proxy in front, and SEGUE_TRUSTED_PROXIES does not name it"
        yield Finding("proxy", Level.WARN, words, "SEGUE_TRUSTED_PROXIES=its address", "no-trusted-proxy")


def short_secrets(settings: Settings) -> Iterator[Finding]:
    short = sorted(name for name, value in settings.secrets.items() if len(value) < SHORTEST_SECRET)
    if short:
        words = f"shorter than {SHORTEST_SECRET} characters: {', '.join(short)}"
        yield Finding("secrets", Level.FAIL, words, "make longer ones, such as by openssl rand -hex 32", "short-secret")


def open_files(settings: Settings) -> Iterator[Finding]:
    """Files that others on this machine may read, where they hold secrets, or change."""
    named = {
        name: Path(value) for name, value in os.environ.items() if name.startswith(PREFIX) and name.endswith("_FILE")
    }
    for name, path in named.items():
        if _allows(path, stat.S_IROTH | stat.S_IWOTH):
            yield _open(f"{path} ({name})", f"chmod o= {path}")
    if settings.database.startswith("sqlite:///"):
        path = Path(settings.database.removeprefix("sqlite:///"))
        if _allows(path, stat.S_IROTH | stat.S_IWOTH):
            yield _open(f"{path}, which holds conversations and signing secrets,", f"chmod o= {path}*")
    if _allows(settings.policy, stat.S_IWOTH):
        yield _open(f"{settings.policy}, by which everything is decided,", f"chmod o-w {settings.policy}")


def _allows(path: Path, bits: int) -> bool:
    try:
        return bool(path.stat().st_mode & bits)
    except OSError:
        return False


def _open(what: str, remedy: str) -> Finding:
    return Finding(
        "files", Level.FAIL, f"{what} can be read or changed by every user of this machine", remedy, "open-file"
    )


def of_policy(policy: Policy | None) -> Iterator[Finding]:
    if policy is None:
        return
    named = addresses(policy) | {f"webhooks.{one.name}": one.url for one in policy.webhooks.values()}
    for where, url in named.items():
        parts = urlsplit(url)
        if parts.scheme == "http" and not loopback(parts.hostname or ""):
            words = f"{where} is called at {parts.scheme}://{parts.hostname}, unencrypted"
            yield Finding("webhooks", Level.FAIL, words, "use https://", "plain-webhook")
    wordless = [tag for tag in policy.languages if primary(tag) not in LANGUAGES]
    if wordless and not policy.messages:
        words = f"Segue has no sentences in {', '.join(wordless)}"
        yield Finding("words", Level.WARN, words, "write them under messages: (docs/words.md)", "no-words")
    kept = policy.retention.is_set or any(queue.retention.is_set for queue in policy.queues.values())
    if not kept:
        remedy = "retention: {conversations: 400d} in the policy, or decide to keep them"
        yield Finding("retention", Level.WARN, "nothing is ever deleted", remedy, "keeps-all")
