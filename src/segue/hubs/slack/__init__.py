"""Slack as a place where humans work: each handoff is a thread of a channel (Web API; Events API or Socket Mode).

https://docs.slack.dev/reference/methods. Our messages carry the id of what they stand for in their `metadata`, which
only our app reads: so one whose answer was lost is found again (https://docs.slack.dev/messaging/message-metadata).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import aiohttp

from segue import signatures
from segue.answers import part, text
from segue.calls import Reach
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.domain.renderings.blocks import escaped
from segue.hub_kinds.slack import KIND
from segue.hubs.base import HubBase
from segue.hubs.slack import blocks as slack_blocks
from segue.hubs.slack import events
from segue.hubs.slack.calls import VENDOR, SlackCalls, listed, own_address, wanted
from segue.ports.hubs import Opened, Opening, Steps, Take, ToHub, Webhook
from segue.ports.listeners import DeliveryFailed
from segue.told import json_of

QUIET_S = 25.0
MOST_READ = 4 * 1024 * 1024
PAGE, MOST_PAGES = 200, 20
MOST_NAMES, MOST_NAME = 2_000, 60
WHOLE_PACKAGE = 400_000
EARLIER = timedelta(minutes=10)
"""How far its clock may be behind ours when a message is looked for by time."""


def streams(settings: HubSettings) -> str:
    """Socket Mode, where its token is given; else it tells by webhook."""
    return "hub" if "app_secret" in settings.secrets else ""


STREAMS = streams


class SlackHub(HubBase):
    kind = KIND

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        self._channel = events.checked_channel(self.given("channel"))
        self._slack = SlackCalls(reach, secrets["secret"], self._channel)
        self._names: dict[str, str] = {}
        self._me: Mapping[str, Any] | None = None

    async def check(self) -> str:
        me = await self._who()
        return f"the app {text(me.get('user'))} of the Slack workspace {text(me.get('team'))}"

    # ---- out ----

    async def open(self, opening: Opening, steps: Steps) -> Opened:
        channel = events.checked_channel(opening.team) if opening.team else self._channel
        if "since" not in steps.state:
            await steps.keep(since=f"{(self.reach.now() - EARLIER).timestamp():.6f}")
        since = text(steps.state["since"])

        async def post() -> str:
            shown = slack_blocks.blocks(opening, self.kind.most_package)
            return await self._post(channel, opening.id, slack_blocks.headline(opening), blocks=json.dumps(shown))

        # the metadata of a message cannot be changed by people, and nothing of this handoff is older than its first try
        ts = await steps.once("thread", post, find=lambda: self._find(self._history(channel, since), opening.id))
        name = f"briefing-and-conversation-{opening.id}.txt"

        async def transcript() -> str:
            whole = f"{opening.rendered('text', WHOLE_PACKAGE)}\n\n\n{opening.transcript_text}\n"
            return await self._upload(channel, ts, name, whole.encode())

        # a file of this name stands in this thread once its upload was completed, and never before
        await steps.once("transcript", transcript, find=lambda: self._find_file(channel, ts, name))
        who = " ".join((opening.customer.name or "").replace("<", "").replace(">", "").split())[:MOST_NAME]
        await steps.keep(since=None, last=ts, customer=who)
        return Opened(events.ref_of(channel, ts), await self._link(channel, ts))

    async def deliver(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        files = [f"📎 {' '.join(file.name.split())} {file.url}".rstrip() for file in message.files]
        words = "\n".join(filter(None, [message.text, *files]))
        customer = message.who == "customer"
        shown = words if customer else f"[Segue, {message.name or message.who}] {words}"
        name = text(case.state.get("customer")) or "Customer"
        await self._reply(case, f"reply/{message.id}", message.id, shown, steps, name=name if customer else "")

    async def typing(self, case: HubCase, on: bool) -> None:
        """Slack has no way to show it."""

    async def note(self, case: HubCase, text: str, steps: Steps) -> None:
        await self._reply(case, "note", f"{case.id}/note", f"[Segue, a note] {text}", steps)

    async def close(self, case: HubCase, why: str, steps: Steps) -> None:
        await self._reply(case, "over", f"{case.id}/over", f"[Segue] It is over: {why}", steps)
        channel, ts = events.parts_of(case.ref)

        async def take_buttons_away() -> str:
            first = listed(
                await self._slack.get("conversations.replies", channel=channel, ts=ts, limit="1"), "messages"
            )
            if first and isinstance(first[0].get("blocks"), list):
                shown = json.dumps(slack_blocks.without_buttons(first[0]["blocks"], why))
                said = text(first[0].get("text")) or "Over"
                await self._slack.post("chat.update", channel=channel, ts=ts, blocks=shown, text=said)
            return ""

        await steps.once("buttons", take_buttons_away, again=True)  # it overwrites

    async def _reply(self, case: HubCase, step: str, mark: str, words: str, steps: Steps, name: str = "") -> None:
        """One message of the thread. Looked for among what is newer than the last one: the lane sends in order."""
        channel, thread = events.parts_of(case.ref)
        last = text(steps.state.get("last")) or thread

        async def post() -> str:
            more = {"username": f"{name} (customer)"} if name else {}
            return await self._post(channel, mark, escaped(words), thread_ts=thread, **more)

        ts = await steps.once(step, post, find=lambda: self._find(self._replies(channel, thread, last), mark))
        await steps.keep(last=ts)

    async def _post(self, channel: str, mark: str, words: str, **more: str) -> str:
        metadata = json.dumps({"event_type": "segue", "event_payload": {"segue": mark}})
        quiet = {"unfurl_links": "false", "unfurl_media": "false", "mrkdwn": "false"}
        sent = {"channel": channel, "text": words, "metadata": metadata, **quiet, **more}
        return wanted((await self._slack.post("chat.postMessage", **sent)).get("ts"), "the place of the message")

    async def _upload(self, channel: str, thread: str, name: str, content: bytes) -> str:
        """https://docs.slack.dev/messaging/working-with-files: an address is asked for, the file goes there, and only
        then it is put where people see it."""
        asked = {"filename": name, "length": str(len(content))}
        place = await self._slack.get("files.getUploadURLExternal", **asked)
        file, url = wanted(place.get("file_id"), "the id of a file"), own_address(place.get("upload_url"), "https")
        await self._slack.upload(self.reach.at(url), content)
        files = json.dumps([{"id": file, "title": name}])
        await self._slack.post("files.completeUploadExternal", files=files, channel_id=channel, thread_ts=thread)
        return file

    async def _link(self, channel: str, ts: str) -> str:
        url = text((await self._who()).get("url")).rstrip("/")
        return f"{url}/archives/{channel}/p{ts.replace('.', '')}" if url.startswith("https://") else ""

    # ---- looking back ----

    async def _history(self, channel: str, since: str) -> AsyncIterator[Mapping[str, Any]]:
        asked = {"channel": channel, "oldest": since, "include_all_metadata": "true"}
        async for one in self._pages("conversations.history", asked):
            yield one

    async def _replies(self, channel: str, ts: str, since: str) -> AsyncIterator[Mapping[str, Any]]:
        asked = {"channel": channel, "ts": ts, "oldest": since, "include_all_metadata": "true"}
        async for one in self._pages("conversations.replies", asked):
            yield one

    async def _pages(self, method: str, asked: Mapping[str, str]) -> AsyncIterator[Mapping[str, Any]]:
        cursor = ""
        for _ in range(MOST_PAGES):
            more = {"cursor": cursor} if cursor else {}
            answer = await self._slack.get(method, limit=str(PAGE), **asked, **more)
            for one in listed(answer, "messages"):
                yield one
            cursor = text(part(answer.get("response_metadata")).get("next_cursor"))
            if not cursor:
                return
        raise DeliveryFailed(f"{VENDOR} has more than {PAGE * MOST_PAGES:,} messages here to look through", final=True)

    async def _find(self, messages: AsyncIterator[Mapping[str, Any]], mark: str) -> str | None:
        async for one in messages:
            if part(part(one.get("metadata")).get("event_payload")).get("segue") == mark and one.get("bot_id"):
                return text(one.get("ts"))
        return None

    async def _find_file(self, channel: str, thread: str, name: str) -> str | None:
        async for one in self._replies(channel, thread, thread):
            files = one.get("files")
            for file in files if isinstance(files, list) else ():
                if name in {part(file).get("name"), part(file).get("title")}:
                    return text(part(file).get("id"))
        return None

    # ---- in ----

    def verify(self, webhook: Webhook) -> None:
        if not self.secrets.get("webhook_secret"):
            super().verify(webhook)
        signatures.verify(signatures.SLACK, self.secrets["webhook_secret"], webhook)

    def read(self, webhook: Webhook) -> tuple[Told, ...]:
        return events.told(events.payload_of(webhook), self._names)

    def answer(self, webhook: Webhook) -> Mapping[str, Any]:
        """Slack asks at first whether the address is ours, and wants its own word back."""
        asked = events.payload_of(webhook)
        return {"challenge": text(asked.get("challenge"))} if asked.get("type") == "url_verification" else {}

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        """Messages alone: what was pressed is nowhere kept, and is pressed again by who saw that nothing came of it."""
        channel, thread = events.parts_of(case.ref)
        me = frozenset({text((await self._who()).get("user_id"))})
        found: list[Told] = []
        async for one in self._replies(channel, thread, thread):
            if not one.get("bot_id") and one.get("user") not in me:
                await self._learn(one.get("user"))
            with suppress(Invalid):  # one odd message must not stand in the way of all that come behind it
                found += events.of_message(channel, one, me, self._names)
        return found

    async def listen(self, case: HubCase | None, cursor: str, take: Take) -> None:
        """Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode).

        Slack keeps no place to go on from: what was not acknowledged comes again, so it is stored first. A quiet
        connection is kept, as Slack allows few new ones a minute; pings find out whether it lives.
        """
        opened = await SlackCalls(self.reach, self.secrets["app_secret"]).post("apps.connections.open")
        url = self.reach.at(own_address(opened.get("url"), "wss"))
        trouble = ""
        try:
            async with self.reach.session.ws_connect(url, heartbeat=QUIET_S, max_msg_size=MOST_READ) as socket:
                async for message in socket:
                    if message.type is not aiohttp.WSMsgType.TEXT or not await self._hear(socket, message.data, take):
                        return
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            trouble = type(error).__name__
        if trouble:  # outside of `except`: what aiohttp raises may hold the address, which is a credential here
            raise DeliveryFailed(f"{VENDOR}'s stream could not be heard ({trouble})")

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse, said: str, take: Take) -> bool:
        """Whether to go on. What cannot be read is acknowledged: it would come again, and read no better."""
        envelope = part(json_of(said))
        if envelope.get("type") == "disconnect":
            return False
        payload = part(envelope.get("payload"))
        await self._learn(part(payload.get("event")).get("user") or part(payload.get("user")).get("id"))
        try:
            found = events.told(payload, self._names)
        except Invalid:
            found = ()
        if found:
            await take(found, "")
        if text(envelope.get("envelope_id")):
            await socket.send_json({"envelope_id": text(envelope.get("envelope_id"))})
        return True

    async def _who(self) -> Mapping[str, Any]:
        if self._me is None:
            self._me = await self._slack.get("auth.test")
        return self._me

    async def called(self, agent: str) -> str:
        await self._learn(agent)
        return self._names.get(agent, "")

    async def _learn(self, user: Any) -> None:
        """The name that colleagues see. A message does not wait for it: without, it comes without a name."""
        if not events.is_user(user) or user in self._names:
            return
        try:
            found = part((await self._slack.get("users.info", user=user)).get("user"))
        except DeliveryFailed:
            return
        profile = part(found.get("profile"))
        name = text(profile.get("display_name")) or text(profile.get("real_name")) or text(found.get("name"))
        if len(self._names) >= MOST_NAMES:
            self._names.clear()
        self._names[user] = " ".join(name.split())[:MOST_NAME]
