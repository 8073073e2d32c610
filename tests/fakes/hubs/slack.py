"""Slack as one workspace has it: channels of messages, threads below them, files, and an app that was installed.

Played after the vendor's documentation: status 200 with `ok: false` for what it refuses, `metadata` that only who asks
for it sees, the first message of a thread with every page of its replies, and entities for &, < and > in texts.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

from fakes.hubs import Faults, Seen
from fakes.hubs.answering import answered
from fakes.vendor import Asked, Said
from segue import signatures
from segue.ports.hubs import Webhook

CHANNEL, OTHER_CHANNEL = "C024BE91L", "C0BILLING1"
BOT_USER, BOT, TEAM, APP = "U0SEGUEAPP", "B0SEGUEAPP", "T0ACMESHOP", "A0SEGUEAPP"
TOKEN, APP_TOKEN, SIGNING = "xoxb-played-token", "xapp-played-token", "played-signing-secret"
Message = dict[str, Any]


@dataclass
class Played:
    kind: str = "slack"
    settings: Mapping[str, str] = field(
        default_factory=lambda: {"channel": CHANNEL, "secret": "slack_token", "webhook_secret": "slack_signing"}
    )
    secrets: Mapping[str, str] = field(
        default_factory=lambda: {"slack_token": TOKEN, "slack_signing": SIGNING, "slack_app": APP_TOKEN}
    )
    faults: Faults = field(default_factory=Faults)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    page: int = 1_000
    channels: dict[str, list[Message]] = field(default_factory=lambda: {CHANNEL: [], OTHER_CHANNEL: []})
    users: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, dict[str, Any]] = field(default_factory=dict)
    echoes: list[Webhook] = field(default_factory=list)
    refuses: str = ""

    def __post_init__(self) -> None:
        self._count = itertools.count(1)

    # ---- the Web API ----

    def answer(self, asked: Asked) -> Said:
        return answered(self.faults, lambda: self._said(asked))

    def _said(self, asked: Asked) -> Said:
        if asked.path.startswith("/upload/v1/"):
            self.uploads[asked.path.rsplit("/", 1)[-1]]["content"] = asked.body
            return Said(b"OK - " + str(len(asked.body)).encode(), content_type="text/plain")
        method = asked.path.removeprefix("/api/")
        form = {name: found[0] for name, found in parse_qs(asked.body.decode(), keep_blank_values=True).items()}
        wanted = APP_TOKEN if method == "apps.connections.open" else TOKEN
        if asked.headers.get("Authorization") != f"Bearer {wanted}":
            return _refused("invalid_auth")
        if self.refuses:
            return _refused(self.refuses)
        made = _METHODS.get(method)
        return made(self, {**asked.query, **form}) if made else _refused("unknown_method")

    def _auth(self, given: Mapping[str, str]) -> Said:
        who = {"user": "segue", "user_id": BOT_USER, "bot_id": BOT, "team": "Acme", "team_id": TEAM}
        return Said({"ok": True, "url": "https://acme.slack.com/", "is_enterprise_install": False, **who})

    def _post(self, given: Mapping[str, str]) -> Said:
        if given["channel"] not in self.channels:
            return _refused("channel_not_found")
        blocks = json.loads(given.get("blocks", "[]"))
        if not given.get("text") and not blocks:
            return _refused("no_text")
        if len(blocks) > 50 or any(len(text) > most for text, most in _lengths(blocks)):
            return _refused("invalid_blocks")
        named = {"subtype": "bot_message"} if given.get("username") else {"user": BOT_USER}
        message: Message = {"type": "message", "bot_id": BOT, "text": given.get("text", ""), **named}
        message |= {"blocks": blocks} if blocks else {}
        message |= {name: given[name] for name in ("thread_ts", "username") if given.get(name)}
        if given.get("metadata"):
            message["metadata"] = json.loads(given["metadata"])
        self._add(given["channel"], message)
        shown = {name: value for name, value in message.items() if name != "metadata"}
        return Said({"ok": True, "channel": given["channel"], "ts": message["ts"], "message": shown})

    def _update(self, given: Mapping[str, str]) -> Said:
        found = self._at(given["channel"], given["ts"])
        if found is None or found.get("bot_id") != BOT:
            return _refused("message_not_found" if found is None else "cant_update_message")
        found["text"] = given.get("text", "")
        if "blocks" in given:
            found["blocks"] = json.loads(given["blocks"])
        done = {"text": found["text"], "message": {"text": found["text"]}}
        return Said({"ok": True, "channel": given["channel"], "ts": given["ts"], **done})

    def _history(self, given: Mapping[str, str]) -> Said:
        found = [one for one in self.channels.get(given["channel"], []) if one.get("thread_ts", one["ts"]) == one["ts"]]
        newer = [one for one in found if float(one["ts"]) > float(given.get("oldest", 0))]
        return self._paged(list(reversed(newer)), given)

    def _replies(self, given: Mapping[str, str]) -> Said:
        whole = self.channels.get(given["channel"], [])
        first = self._at(given["channel"], given["ts"])
        if first is None:
            return _refused("thread_not_found")
        below = [one for one in whole if one.get("thread_ts") == given["ts"] and one is not first]
        return self._paged([first, *(one for one in below if float(one["ts"]) > float(given.get("oldest", 0)))], given)

    def _paged(self, found: Sequence[Message], given: Mapping[str, str]) -> Said:
        start, size = int(given.get("cursor") or 0), min(int(given.get("limit", 100)), self.page)
        some, more = found[start : start + size], start + size < len(found)
        hidden = () if given.get("include_all_metadata") == "true" else ("metadata",)
        messages = [{name: value for name, value in one.items() if name not in hidden} for one in some]
        next_ = {"response_metadata": {"next_cursor": str(start + size)}} if more else {}
        return Said({"ok": True, "messages": messages, "has_more": more, "pin_count": 0, **next_})

    def _user(self, given: Mapping[str, str]) -> Said:
        name = next((name for name, id_ in self.users.items() if id_ == given["user"]), "")
        if not name:
            return _refused("user_not_found")
        profile = {"display_name": name, "real_name": f"{name} Muster"}
        return Said({"ok": True, "user": {"id": given["user"], "name": name.lower(), "profile": profile}})

    def _upload_url(self, given: Mapping[str, str]) -> Said:
        id_ = f"F0FILE{next(self._count):06d}"
        self.uploads[id_] = {"id": id_, "name": given["filename"], "length": int(given["length"])}
        return Said({"ok": True, "upload_url": f"https://files.slack.com/upload/v1/{id_}", "file_id": id_})

    def _complete(self, given: Mapping[str, str]) -> Said:
        files = []
        for one in json.loads(given["files"]):
            upload = self.uploads.get(one["id"])
            if upload is None or len(upload.get("content", b"")) != upload["length"]:
                return _refused("file_not_found")
            files.append({"id": one["id"], "name": upload["name"], "title": one["title"], "mimetype": "text/plain"})
        more = {"thread_ts": given["thread_ts"]} if given.get("thread_ts") else {}
        shared = {"type": "message", "subtype": "file_share", "user": BOT_USER, "text": "", "files": files, **more}
        self._add(given["channel_id"], shared)
        return Said({"ok": True, "files": [{"id": one["id"], "title": one["title"]} for one in files]})

    # ---- what its people see and do ----

    def refs(self) -> Sequence[str]:
        firsts = [
            (one["ts"], f"{channel}:{one['ts']}")
            for channel, messages in self.channels.items()
            for one in messages
            if one.get("bot_id") == BOT and one.get("thread_ts", one["ts"]) == one["ts"]
        ]
        return [ref for _, ref in sorted(firsts)]

    def seen(self, ref: str) -> Sequence[Seen]:
        channel, _, thread = ref.partition(":")
        return [self._seen(one) for one in self.channels[channel] if thread in {one["ts"], one.get("thread_ts")}]

    def _seen(self, one: Message) -> Seen:
        files = tuple(file["name"] for file in one.get("files", ()))
        words = _unescaped("\n".join(_texts(one["blocks"])) if one.get("blocks") else one["text"])
        words = "\n".join([words, *(self.uploads[f["id"]]["content"].decode() for f in one.get("files", ())
                                    if f["id"] in self.uploads)])  # fmt: skip
        if one.get("username", "").endswith("(customer)"):
            return Seen("customer", words.strip(), files=files)
        ours = one.get("bot_id") == BOT or one.get("user") == BOT_USER
        internal = ours or one["text"].startswith(("//", "note:"))
        return Seen("us" if ours else "agent", words.strip(), internal, files)

    def fields(self, ref: str) -> Mapping[str, Any]:
        channel, _, ts = ref.partition(":")
        message = self._at(channel, ts) or {}
        texts = _texts(message.get("blocks", []))
        return {"team": channel, "subject": _unescaped(texts[0]), "facts": _unescaped(texts[1])}

    def closed(self, ref: str) -> bool:
        channel, _, ts = ref.partition(":")
        return not any(one["type"] == "actions" for one in (self._at(channel, ts) or {}).get("blocks", ()))

    def customer_types(self, ref: str) -> bool:
        raise NotImplementedError

    def joins(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        return self._presses(ref, name, "segue_claim")

    def says(self, ref: str, text: str, name: str = "Ana", files: Sequence[str] = ()) -> Sequence[Webhook]:
        channel, _, thread = ref.partition(":")
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        said: Message = {"type": "message", "user": self._id_of(name), "text": escaped, "thread_ts": thread}
        said |= {"parent_user_id": BOT_USER, "team": TEAM, "client_msg_id": f"0000-{next(self._count)}"}
        if files:
            private = "https://files.slack.com/files-pri/T0ACMESHOP-F1/"
            said["files"] = [{"id": "F0BYPERSON1", "name": one, "url_private": private + one} for one in files]
            said["subtype"] = "file_share"
        return (self._add(channel, said),)

    def types(self, ref: str, name: str = "Ana") -> Sequence[Webhook]:
        raise NotImplementedError

    def notes(self, ref: str, text: str, name: str = "Ana") -> Sequence[Webhook]:
        return self.says(ref, f"// {text}", name)

    def transfers(self, ref: str, to: str = "Ben") -> Sequence[Webhook]:
        raise NotImplementedError

    def returns(self, ref: str) -> Sequence[Webhook]:
        return self._presses(ref, "Ana", "segue_return")

    def ends(self, ref: str) -> Sequence[Webhook]:
        return self._presses(ref, "Ana", "segue_end")

    def labels(self, ref: str, label: str = "too_late") -> Sequence[Webhook]:
        return self._presses(ref, "Ana", "segue_label", label)

    # ---- events ----

    def _presses(self, ref: str, name: str, action: str, option: str = "") -> Sequence[Webhook]:
        """Only what the message shows can be pressed."""
        channel, _, ts = ref.partition(":")
        shown = next(one for one in (self._at(channel, ts) or {})["blocks"] if one["type"] == "actions")
        element = next(one for one in shown["elements"] if one["action_id"] == action)
        pressed = {"action_id": action, "block_id": shown["block_id"], "type": element["type"], "action_ts": self._ts()}
        if option:
            pressed["selected_option"] = next(one for one in element["options"] if one["value"] == option)
        else:
            pressed["value"] = element["value"]
        who = {"id": self._id_of(name), "username": name.lower(), "name": name.lower(), "team_id": TEAM}
        place = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False}
        payload = {"type": "block_actions", "user": who, "api_app_id": APP, "container": place, "actions": [pressed]}
        payload |= {"channel": {"id": channel, "name": "handoffs"}, "team": {"id": TEAM, "domain": "acme"}}
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return (self.signed(body, "application/x-www-form-urlencoded"),)

    def event(self, event: Message, channel: str) -> Webhook:
        number = next(self._count)
        seen_by = {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}
        body = {
            **{"token": "played", "team_id": TEAM, "api_app_id": APP, "type": "event_callback"},
            **{"event_id": f"Ev{number:08d}", "event_time": int(self.now().timestamp()), "authed_users": [BOT_USER]},
            **{"authorizations": [seen_by], "is_ext_shared_channel": False},
            "event": {**event, "channel": channel, "channel_type": "channel", "event_ts": event["ts"]},
        }
        return self.signed(json.dumps(body).encode())

    def signed(self, body: bytes, content_type: str = "application/json") -> Webhook:
        at = self.now()
        dated = str(int(at.timestamp()))
        signature = signatures.signature(signatures.SLACK, SIGNING, body, dated)
        headers = {"x-slack-signature": signature, "x-slack-request-timestamp": dated, "content-type": content_type}
        return Webhook(headers, body, at)

    def _add(self, channel: str, message: Message) -> Webhook:
        message["ts"] = self._ts()
        if message.get("thread_ts") and (first := self._at(channel, message["thread_ts"])):
            first["thread_ts"] = first["ts"]  # from its first reply on
        self.channels[channel].append(message)
        event = self.event({name: value for name, value in message.items() if name != "metadata"}, channel)
        if message.get("bot_id") or message.get("user") == BOT_USER:
            self.echoes.append(event)
        return event

    def _at(self, channel: str, ts: str) -> Message | None:
        return next((one for one in self.channels.get(channel, []) if one["ts"] == ts), None)

    def _ts(self) -> str:
        return f"{int(self.now().timestamp())}.{next(self._count):06d}"

    def _id_of(self, name: str) -> str:
        return self.users.setdefault(name, f"U0PERSON{len(self.users):02d}")


def _lengths(blocks: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    headers = [(one["text"]["text"], 150) for one in blocks if one["type"] == "header"]
    return headers + [(one["text"]["text"], 3_000) for one in blocks if one["type"] == "section"]


def _texts(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Headings, sections and what stands small: as it is read from above."""
    found = []
    for one in blocks:
        found += [one["text"]["text"]] if "text" in one else []
        found += [part["text"] for part in one.get("elements", ()) if isinstance(part.get("text"), str)]
    return found


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _refused(error: str) -> Said:
    return Said({"ok": False, "error": error})


_METHODS: Mapping[str, Callable[[Played, Mapping[str, str]], Said]] = {
    "auth.test": Played._auth,
    "chat.postMessage": Played._post,
    "chat.update": Played._update,
    "conversations.history": Played._history,
    "conversations.replies": Played._replies,
    "users.info": Played._user,
    "files.getUploadURLExternal": Played._upload_url,
    "files.completeUploadExternal": Played._complete,
}
