"""What of Chatwoot is the same for its people as a hub and for its customers as a channel (4.7 and later).

Paths: https://developers.chatwoot.com/api-reference. What its webhooks hold is read in its own source
(`app/listeners`, `lib/webhooks/trigger.rb`). Messages of webhooks name their kind in words, those of answers by number.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from segue import signatures
from segue.answers import items, name_of, part, text, web_address
from segue.domain.attachments import MOST, File
from segue.domain.errors import Invalid, NotSignedIn
from segue.ports.hubs import Webhook
from segue.told import file_of, files_of, is_number, name_in, object_of

VENDOR = "Chatwoot"
OUTGOING = frozenset({"outgoing", 1})
INCOMING = frozenset({"incoming", 0})
ONE_CONVERSATION = frozenset({404})
LONGEST_TEXT = 40_000


def verify(secret: str, webhook: Webhook) -> None:
    """By its signature where there is one (newer versions), else by the secret in our address, `?secret=`.

    Raises NotSignedIn. secret: several, one a line, while one is exchanged for another.
    """
    if signatures.CHATWOOT.header in webhook.headers:
        signatures.verify(signatures.CHATWOOT, secret, webhook)
        return
    given = parse_qs(urlsplit(webhook.url).query).get("secret", [""])[0].encode("utf-8", "replace")
    right = [hmac.compare_digest(given, one.encode()) for one in secret.splitlines() if one]
    if not any(right):
        raise NotSignedIn("this webhook is not signed as it should be")


def event_of(body: bytes) -> tuple[str, Mapping[str, Any], Mapping[str, Any]]:
    """Its name, what was told, and the conversation that it is about. Raises Invalid."""
    told = object_of(body, VENDOR)
    name = told.get("event")
    return name if isinstance(name, str) else "", told, part(told.get("conversation")) or told


def is_about(told: Mapping[str, Any], whole: Mapping[str, Any], account: str, inboxes: tuple[str, ...]) -> bool:
    """Whether it is of this account, and of one of these inboxes where any are named."""
    inbox = name_of(whole.get("inbox_id"))
    return name_of(part(told.get("account")).get("id")) in ("", account) and (not inboxes or inbox in ("", *inboxes))


def ref_of(whole: Mapping[str, Any]) -> str:
    """The number of a conversation, as it stands in addresses. Raises Invalid."""
    ref = name_of(whole.get("id"))
    if not is_number(ref):
        raise Invalid("an event of Chatwoot without the number of its conversation", field="conversation.id")
    return ref


def sender_name(sender: Mapping[str, Any]) -> str:
    return (text(sender.get("available_name")) or text(sender.get("name")))[:200]


def files_in(attachments: Any) -> tuple[File, ...]:
    listed = items(attachments, VENDOR, "attachments")[:MOST] if attachments else ()
    addresses = (web_address(one.get("data_url")) for one in listed)
    return files_of(file_of(name_in(url), url) for url in addresses)


def is_deleted(message: Mapping[str, Any]) -> bool:
    """What stands there says only that."""
    return part(message.get("content_attributes")).get("deleted") is True


def fenced(words: str) -> str:
    """So that nothing a customer wrote is read as Markdown."""
    fence = "```"
    while fence in words:
        fence += "`"
    return f"{fence}\n{words}\n{fence}"
