"""What a client of Direct Line 3.0 reads and writes, in the words of the protocol.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference, and what
clients do by it: https://github.com/microsoft/BotFramework-DirectLineJS. Positions run on where one conversation of
ours follows another in the same conversation of the client.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from segue.calls import Reach
from segue.channel_kinds.direct_line import KIND
from segue.domain.activities import message
from segue.domain.channels import BotIs, ChannelKind, ChannelSettings
from segue.domain.conversation import Entry, Kind, Role
from segue.domain.errors import Invalid
from segue.domain.sayings import EARLIER, Who, saying

CLIENT = "dl:"
"""How ids of messages begin that a client made."""
PRESSED = f"key:{CLIENT}"
"""And those of answers that it gave by pressing a choice."""
LONGEST_CLIENT_ID = 100
SHORTEST_SECRET = 16
SEGUE_ID, BOT_ID = "segue", "bot"


class DirectLineChannel:
    kind: ChannelKind = KIND

    def __init__(self, settings: ChannelSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        self.name = settings.name
        given = [line.strip() for line in secrets["secret"].splitlines() if line.strip()]
        if not given or min(map(len, given)) < SHORTEST_SECRET:
            words = f"at least {SHORTEST_SECRET} characters, such as those of `openssl rand -hex 32`"
            raise Invalid(f"channels.{self.name}.secret: {words}", field=f"channels.{self.name}.secret")
        self.digests = tuple(map(_digest, given))
        self.origins = tuple(one.strip() for one in settings.given.get("origins", "").split(",") if one.strip())

    def known(self, given: str) -> bytes | None:
        """The digest of this secret, where it is one of those: one a line while one is exchanged for another."""
        shown = _digest(given)
        return shown if any(hmac.compare_digest(shown, one) for one in self.digests) else None


def _digest(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def activity_id(ref: str, position: int) -> str:
    return f"{ref}|{position:07d}"


def position_in(id_: str) -> int:
    return int(id_.rpartition("|")[2])


def activity_of(
    entry: Entry,
    *,
    ref: str,
    base: int,
    user: Mapping[str, str],
    labels: Mapping[str, str],
    files: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any] | None:
    """One entry as an activity; None for what the client does not see.

    base: position before the first entry of its conversation. labels: choice id -> words, of the question that it
    answers. files: those of the entry, with addresses that open them.
    """
    made = _own(entry, user, labels) if entry.role is Role.END_USER else _said(entry)
    if made is None:
        return None
    attachments = [_attachment(one) for one in files if one.get("url")]
    return {
        **made,
        "id": activity_id(ref, base + entry.seq),
        "timestamp": entry.at.isoformat().replace("+00:00", "Z"),
        "channelId": "directline",
        "conversation": {"id": ref},
        **({"attachments": attachments} if attachments else {}),
    }


def _own(entry: Entry, user: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, Any] | None:
    """What the client sent itself comes back with its own mark, by which it knows that it arrived."""
    if entry.data.get(EARLIER):
        return None
    if entry.kind is Kind.MESSAGE:
        mark, text = entry.message_id.removeprefix(CLIENT), entry.text
    elif entry.kind is Kind.OFFER_ANSWERED and entry.message_id.startswith(PRESSED):
        mark, text = entry.message_id.removeprefix(PRESSED), labels.get(str(entry.data.get("choice")), "")
    else:
        return None
    sender = {"id": user.get("id", ""), "name": user.get("name", ""), "role": "user"}
    return {"type": "message", "from": sender, "text": text, "channelData": {"clientActivityID": mark}}


def _said(entry: Entry) -> dict[str, Any] | None:
    one = saying(entry, "", BotIs.BEHIND)
    if one is None or not (one.text or one.choices or one.files):
        return None
    made = message(one.text, choices=one.choices)
    ids = {Who.SEGUE: SEGUE_ID, Who.BOT: BOT_ID, Who.HUMAN: "agent"}
    made["from"] = {"id": ids[one.who], "name": one.name or ids[one.who], "role": "bot"}
    made["channelData"] = {"segue": {"who": one.who.value, "name": one.name, "step": one.step}}
    return made


def _attachment(file: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(file.get("type") or "application/octet-stream")
    return {"contentType": kind, "name": str(file.get("name", "")), "contentUrl": str(file.get("url", ""))}


def typing_activity(ref: str, who: str, name: str) -> dict[str, Any]:
    """Not stored, so it has no id."""
    sender = {"id": who, "name": name or who, "role": "bot"}
    return {"type": "typing", "from": sender, "conversation": {"id": ref}, "channelId": "directline"}


def labels_in(entries: Sequence[Entry], offer: str) -> dict[str, str]:
    """Choice id -> words of the question `offer`, where it is among these."""
    for entry in reversed(entries):
        if entry.kind is Kind.OFFER and entry.data.get("id") == offer:
            return {one["id"]: one["label"] for one in entry.data.get("choices", ())}
    return {}
