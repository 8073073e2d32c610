"""E-mail as a place where humans work: letters to a team and to a customer, and what both answer.

Both sides have a thread of their own in each case, and each letter says by its marks which one it belongs to
(`email_marks`). What the team answers is a human's message; what the customer answers is theirs.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog

from segue.answers import part, text, texts, time
from segue.calls import Reach
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import HubCase, HubSettings, Told
from segue.hub_kinds.email import KIND
from segue.hubs.base import HubBase
from segue.hubs.email.imap import Box, Page, days_before
from segue.hubs.email.letters import Draft, address, customer_subject, letter, more, to_customer, to_team
from segue.hubs.email.marks import CUSTOMER, TEAM, Marks, new_ref
from segue.hubs.email.reading import Letter, Read, read
from segue.hubs.email.servers import server
from segue.hubs.email.smtp import Post
from segue.ports.hubs import Opened, Opening, Steps, Take, ToHub
from segue.ports.listeners import DeliveryFailed

log = structlog.get_logger(__name__)
STREAMS = "hub"
WINDOW_S = 25.0
LOOKS_BACK_DAYS = 2
"""At the first time. Nobody answers letters that were not written yet; clocks and time zones may differ."""
NUMBERED_ANEW_DAYS = 14
SETTLES = timedelta(minutes=5)
"""After which a letter that the server took has come to our own mailbox."""
MOST_IDS = 20

_REF = re.compile("[a-z2-7]{26}")
T = TypeVar("T")


class EmailHub(HubBase):
    """passed_over: letters that told nothing, counted by why."""

    kind = KIND
    forwards = True

    def __init__(self, settings: HubSettings, secrets: Mapping[str, str], reach: Reach) -> None:
        super().__init__(settings, secrets, reach)
        tls, password = self.given("tls"), secrets["secret"].strip("\r\n")
        if re.search(r"[\r\n\0]", password + self.given("user")):
            raise Invalid(f"hubs.{self.name}: name and password of a mailbox are one line each")
        try:
            self._sender = address(self.given("sender"))
        except ValueError as error:
            raise Invalid(f"hubs.{self.name}.sender: {error}", field=f"hubs.{self.name}.sender") from None
        smtp, imap = (server(self.given(one), one, tls, reach.at(f"{one}://{self.given(one)}")) for one in _PROTOCOLS)
        self._post = Post(smtp, self.given("user"), password)
        self._new_box: Callable[[], Box] = lambda: Box(imap, self.given("user"), password, self.given("folder"))
        self._marks = Marks(secrets["webhook_secret"], self._sender, plus=self.given("replies") != "plain")
        self._heard = self._new_box()
        self.passed_over: Counter[str] = Counter()

    async def check(self) -> str:
        await self._post.check()
        count = await self._asked(Box.check)
        return f"{self.given('user')} on both servers; {count} letters in {self.given('folder')}"

    # ---- out --------------------------------------------------------------------------------------------------------

    async def write_ticket(self, opening: Opening, steps: Steps) -> Opened:
        """The customer's letter goes first, so that the team's can say when there is none."""

        async def drawn() -> str:
            return new_ref()

        ref = await steps.once("ref", drawn, again=True)  # nobody has seen the one that is not written down
        mail_to, warning = opening.mail_to or TEAM, ""
        # also where they get no letter yet: a human's answer goes there, once it is known where that is
        subject = customer_subject(opening.subject, opening.language)
        await self._begin(steps, CUSTOMER, opening.email, subject, opening.language)
        if mail_to in {CUSTOMER, "both"}:
            try:
                await self._to_customer(opening, ref, steps)
            except DeliveryFailed as error:
                if error.trouble is not Trouble.REFUSED or mail_to == CUSTOMER:
                    raise
                warning = f"The customer got no letter: {error}."
        if mail_to != CUSTOMER:
            to = opening.mail_owner or opening.team
            await self._begin(steps, TEAM, to)
            draft = to_team(opening, to, self.kind.most_package, warning)
            await self._letter(steps, ref, TEAM, opening.id, draft)
        kept = {side: steps.state[side] for side in (TEAM, CUSTOMER) if side in steps.state}
        return Opened(ref, state=kept)

    async def add_to_ticket(self, case: HubCase, message: ToHub, steps: Steps) -> None:
        """What a human says goes to the customer, all else to the team: no machine's words go to a customer."""
        if message.email:
            await steps.keep(**{CUSTOMER: {**_thread(steps, CUSTOMER), "to": message.email}})
        side = CUSTOMER if message.who == "human" else TEAM
        thread = _thread(steps, side)
        if not thread.get("to"):
            return  # who has no letters reads it in Segue: the customer where they wrote, the team in its desk
        subject, language = text(thread.get("subject")) or "Segue", text(thread.get("language"))
        draft = more(message, text(thread.get("to")), side, subject, texts(thread.get("ids")), language)
        await self._letter(steps, _checked(case.ref), side, message.id, draft)

    async def close_ticket(self, case: HubCase, why: str, steps: Steps) -> None:
        """A last letter to the team, so that nobody answers what is answered. The customer is told in Segue's words, by
        the conversation itself."""
        thread = _thread(steps, TEAM)
        if thread.get("to"):
            last = ToHub("closed", "system", f"This is closed: {why}", self.reach.now())
            draft = more(last, text(thread.get("to")), TEAM, text(thread.get("subject")), texts(thread.get("ids")))
            await self._letter(steps, _checked(case.ref), TEAM, "closed", draft)

    async def _to_customer(self, opening: Opening, ref: str, steps: Steps) -> None:
        if not opening.email:
            raise DeliveryFailed("no address of the customer is known", Trouble.REFUSED)
        draft = to_customer(opening, opening.email, self.reach.now())
        await self._letter(steps, ref, CUSTOMER, opening.id, draft)

    async def _begin(self, steps: Steps, side: str, to: str, subject: str = "", language: str = "") -> None:
        if side not in steps.state:
            await steps.keep(**{side: {"to": to, "subject": subject, "ids": [], "language": language}})

    async def _letter(self, steps: Steps, ref: str, side: str, about: str, draft: Draft) -> None:
        """Servers take the same letter twice. So each goes to our own mailbox too, in one transaction: where the answer
        was lost, it is there or it was not taken. Should it be late, both copies have one Message-ID, of which most
        mailboxes show one."""
        customer = text(part(steps.state.get(CUSTOMER)).get("to"))
        message_id = self._marks.message_id(ref, side, about, customer)
        name = f"{side}/{about}"

        async def send() -> str:
            await steps.keep(begun=[name, self.reach.now().isoformat()])
            await self._send(draft, message_id, self._marks.reply_to(ref, side))
            return message_id

        async def sent() -> str | None:
            if await self._asked(lambda box: box.has(message_id)):
                return message_id
            begun = texts(steps.state.get("begun"))
            at = time(begun[1]) if len(begun) == 2 and begun[0] == name else None
            if at and self.reach.now() - at < SETTLES:
                raise DeliveryFailed("a letter may still be under way", Trouble.PASSING, retry_after_s=60)
            return None

        await steps.once(name, send, find=sent)
        await self._keep_id(steps, side, draft.subject, message_id)

    async def _keep_id(self, steps: Steps, side: str, subject: str, message_id: str) -> None:
        """The first of the thread stays, since its answers name it."""
        thread = part(steps.state.get(side))
        ids = [one for one in texts(thread.get("ids")) if one != message_id] + [message_id]
        kept = [*ids[:1], *ids[1:][-MOST_IDS:]]
        await steps.keep(**{side: {**thread, "subject": text(thread.get("subject")) or subject, "ids": kept}})

    async def _send(self, draft: Draft, message_id: str, reply_to: str) -> None:
        try:
            to = address(draft.to)
            made = letter(
                replace(draft, to=to),
                sender=self._sender,
                message_id=message_id,
                reply_to=reply_to,
                at=self.reach.now(),
            )
            content = made.as_bytes()
        except ValueError:
            raise DeliveryFailed("there is no address that a letter could be sent to", Trouble.REFUSED) from None
        await self._post.send(content, self._sender, to, copy=self._sender)

    # ---- in ---------------------------------------------------------------------------------------------------------

    async def listen(self, case: HubCase | None, cursor: str, take: Take) -> None:
        days = NUMBERED_ANEW_DAYS if cursor else LOOKS_BACK_DAYS
        while True:
            page, told = await self._hear(cursor, days_before(self.reach.now(), days))
            if told or page.cursor != cursor:
                cursor = page.cursor
                await take(told, cursor)
            if not page.more and not await self._blocking(self._heard.wait, WINDOW_S):
                return

    async def catch_up(self, case: HubCase) -> Sequence[Told]:
        since = days_before(case.opened_at, 0)
        letters = await self._asked(lambda box: box.holding(_checked(case.ref), since))
        return [told for told in await asyncio.to_thread(self._read, letters) if told.ref == case.ref]

    async def _hear(self, cursor: str, since: datetime) -> tuple[Page, list[Told]]:
        page = await self._blocking(self._heard.newer, cursor, since)
        return page, await asyncio.to_thread(self._read, page.letters)

    def _read(self, letters: Sequence[Letter]) -> list[Told]:
        found = []
        for one in letters:
            try:
                result = read(one, self._marks)
            except Exception as error:  # one letter must not stop all that come after it
                log.exception("a letter could not be read", hub=self.name, error=type(error).__name__)
                result = Read(None, "unreadable")
            if result.told:
                found.append(result.told)
            else:
                self.passed_over[result.why] += 1
        return found

    async def _blocking(self, call: Callable[..., T], *args: Any) -> T:
        """In a thread, which ends at once when nobody waits for it any more."""
        try:
            return await asyncio.to_thread(call, *args)
        except asyncio.CancelledError:
            self._heard.interrupt()
            self._heard = self._new_box()
            raise

    async def _asked(self, call: Callable[[Box], T]) -> T:
        """By a connection of its own, beside the one that listens."""
        box = self._new_box()

        def ask() -> T:
            try:
                return call(box)
            finally:
                box.close()

        return await asyncio.to_thread(ask)


_PROTOCOLS = ("smtp", "imap")


def _thread(steps: Steps, side: str) -> Mapping[str, Any]:
    return part(steps.state.get(side))


def _checked(ref: str) -> str:
    """Raises DeliveryFailed: it becomes a part of a question to the mailbox."""
    if not _REF.fullmatch(ref):
        raise DeliveryFailed("this is no case of a mailbox", Trouble.REFUSED)
    return ref
