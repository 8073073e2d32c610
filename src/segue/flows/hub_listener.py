"""A helpdesk as a listener: what of a conversation's log reaches its people, by one table, and in order.

The log decides, not the moment: an entry is brought to whichever case is open when its turn comes. So a helpdesk that
was away gets what was said meanwhile, and nothing of what came after its part was over.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import structlog

from segue.domain.attachments import File
from segue.domain.briefing.withholding import hiding_of
from segue.domain.conversation import Entry, Kind, OwnerKind, Role
from segue.domain.deliveries import ASKED_AFTER, HUB, Repeat, Trouble, hub_listener
from segue.domain.hubs import Can, CaseKind, HubCase, HubSettings
from segue.domain.lifecycle import OPEN, Handoff, State
from segue.domain.moves.hubs import is_of
from segue.domain.redaction import kinds_for, redact
from segue.domain.sentences import in_parts
from segue.flows.env import Env
from segue.flows.file_links import with_links
from segue.flows.hub_half_open import finish_live
from segue.flows.hub_losing import lose_case, open_case, will_not_take
from segue.flows.hub_opening import CALLED, WHO, files_of, opening_of
from segue.flows.hub_steps import REOPENED, CaseSteps, change_case
from segue.flows.hub_tickets import close_if_done, written
from segue.flows.own_channels import there
from segue.flows.threads import NOT_ARRIVED
from segue.ports.conversations import FollowUpById
from segue.ports.hub_cases import HubCasesOf, OpenHubCases, SaveHubCase
from segue.ports.hubs import LiveHub, TicketHub, ToHub
from segue.ports.listeners import DeliveryFailed, Heard, NothingToSend

H = TypeVar("H")
log = structlog.get_logger(__name__)
_WITH_PEOPLE = frozenset({State.QUEUED.value, State.RESERVED.value, State.ACTIVE.value})


class HubListener:
    """The case keeps what was done (`hub_steps`), so anything may be sent again."""

    repeat = Repeat.KEY

    def __init__(self, env: Env, workspace: str, settings: HubSettings) -> None:
        self._env, self._workspace, self._settings = env, workspace, settings
        self._hub = env.hubs.hub(workspace, settings)
        self._live: LiveHub | None = env.hubs.live(workspace, settings)
        self._tickets: TicketHub | None = env.hubs.tickets(workspace, settings)
        self._called = False

    @property
    def rate(self) -> float:
        return self._settings.rate or self._hub.kind.rate

    def message(self, heard: Heard) -> Mapping[str, Any] | None:
        entry = heard.entry
        forwarded = self._hub.forwards and entry.kind is Kind.MESSAGE
        wanted = entry.kind in TOLD and (forwarded or not _from(entry, self._settings.name)) and not _to_the_bot(entry)
        return {"heard": heard} if wanted else None

    async def has(self, event_id: str) -> bool:
        return False  # never asked: the case knows

    async def send(self, event_id: str, message: Mapping[str, Any]) -> None:
        heard: Heard = message["heard"]
        self._called = False
        try:
            await TOLD[heard.entry.kind](self, heard, event_id)
        except DeliveryFailed as failure:
            if failure.trouble is Trouble.UNKNOWN and not failure.final and failure.retry_after_s is None:
                failure.retry_after_s = ASKED_AFTER.total_seconds()
            raise
        if not self._called:
            raise NothingToSend

    def _calling(self, hub: H) -> H:
        self._called = True
        return hub

    # ---- the handoff ---------------------------------------------------------------------------------------------

    async def step(self, heard: Heard, event_id: str) -> None:
        """A step of a handoff: it begins here, or is over here, or leaves a ticket here."""
        data, name = heard.entry.data, self._settings.name
        if data.get("ticket_hub") == name:
            await self._ticket(heard)
        handoff = heard.handoff
        here = data.get("hub") == name and data.get("state") in {state.value for state in OPEN}
        here = here and (not data.get("agent") or is_of(name, str(data["agent"])))
        if here and data.get("state") == State.QUEUED.value:
            if handoff and handoff.id == data.get("id") and handoff.hub == name and handoff.is_open:
                await self._open(heard)
        elif not here:
            await self._close(heard, _why(heard.entry))

    async def _open(self, heard: Heard) -> None:
        handoff, conversation = heard.handoff, heard.conversation
        assert handoff is not None
        case = await open_case(self._env, handoff)
        if case and case.ref:
            return
        if self._live is None:
            await lose_case(self._env, heard, self._settings.name, "it takes no live conversations")
            return
        if case is None:
            now = self._env.clock.now()
            name = self._settings.name
            id_ = await self._id_of(heard, handoff)
            case = HubCase(self._workspace, name, id_, CaseKind.LIVE, conversation.id, handoff.id, now)
            await self._env.store.write(SaveHubCase(case))
        opening = await opening_of(self._env, conversation, handoff, heard.policy, until=heard.entry.seq)
        if opening is None:
            return
        where = await there(self._env, self._workspace, heard.policy, self._settings, conversation.id)
        opening = replace(opening, id=case.id, there=where)
        try:
            steps = CaseSteps(self._env, case, str(heard.entry.seq))
            opened = await self._calling(self._live).open(opening, steps)
        except DeliveryFailed as failure:
            if will_not_take(failure):
                await lose_case(self._env, heard, self._settings.name, str(failure))
            raise
        await change_case(
            self._env,
            case,
            lambda one: replace(one, ref=opened.ref, url=opened.url, state={**one.state, **opened.state}),
        )
        self._env.bell.hubs.set()  # what it told before its name was known can be acted on now

    async def _id_of(self, heard: Heard, handoff: Handoff) -> str:
        """That of the handoff; where that was here before, such as before a transfer, one that was not used here yet:
        what is over in the helpdesk must not be found again."""
        cases = await self._env.store.read(HubCasesOf(self._workspace, handoff.conversation))
        before = sum(case.hub == self._settings.name and case.handoff == handoff.id for case in cases)
        return f"{handoff.id}-{before + 1}" if before else handoff.id

    async def _close(self, heard: Heard, why: str) -> None:
        for case in await self._open_cases(heard):
            if case.kind is CaseKind.TICKET:
                await self._close_ticket(heard, case)
                continue
            if case.handoff == heard.entry.data.get("id", case.handoff) or _are_elsewhere(heard.entry, case):
                await self._close_live(heard, case, why)

    async def _close_live(self, heard: Heard, case: HubCase, why: str) -> None:
        if self._live and not case.ref:
            case = await finish_live(self._env, self._live, case, heard.conversation, heard.policy)
        if case.ref and self._live and heard.entry.data.get("by_hub") != self._settings.name:
            await self._calling(self._live).close(case, why, CaseSteps(self._env, case, str(heard.entry.seq)))
        await change_case(self._env, case, partial(_over, self._env.clock.now(), why))

    async def ended(self, heard: Heard, event_id: str) -> None:
        await self._close(heard, "the conversation has ended")

    # ---- what is said --------------------------------------------------------------------------------------------

    async def said(self, heard: Heard, event_id: str) -> None:
        """The customer's words reach whoever has them. A ticket gets what they write where the ticket is."""
        entry = heard.entry
        for case in await self._open_cases(heard):
            concerned = case.kind is CaseKind.LIVE or entry.data.get("ticket") == case.id
            if case.ref and concerned and entry.role in {Role.END_USER, Role.HUMAN_AGENT}:
                name = "" if entry.role is Role.END_USER else entry.author_name or CALLED["human"]
                try:
                    await self._say(heard, case, event_id, entry.text, files_of(entry), name=name)
                except DeliveryFailed as failure:
                    if failure.trouble is Trouble.REFUSED and not name and case.kind is CaseKind.LIVE:
                        await lose_case(self._env, heard, self._settings.name, f"it refused their words: {failure}")
                    raise

    async def _say(
        self, heard: Heard, case: HubCase, event_id: str, text: str, files: list[File], *, name: str = ""
    ) -> None:
        entry, kinds = heard.entry, kinds_for(heard.policy, "hub")
        sent = await with_links(self._env, heard.conversation, files)
        parts = in_parts(redact(text, kinds), self._hub.kind.most_text) or [""]
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            message = ToHub(
                id=event_id if not number else f"{event_id}/{number}",
                who=WHO[entry.role],
                text=part,
                at=entry.at,
                name=name,
                files=sent if last else (),
            )
            steps = CaseSteps(self._env, case, f"{entry.seq}/{number}")
            if case.kind is CaseKind.LIVE and self._live:
                await self._calling(self._live).deliver(case, message, steps)
            elif self._tickets:
                await self._calling(self._tickets).add_to_ticket(case, message, steps)
            case = steps.case

    async def noted(self, heard: Heard, event_id: str) -> None:
        """What our own people, or the bot, note while somebody of the helpdesk has the customer, and that words of
        theirs have not arrived."""
        if heard.entry.role is not Role.SYSTEM:
            name = heard.entry.author_name or CALLED.get(WHO[heard.entry.role], "")
            await self._note(heard, f"{name}: {heard.entry.text}" if name else heard.entry.text)
        elif NOT_ARRIVED & heard.entry.data.keys():
            await self._note(heard, heard.entry.text)

    async def scored(self, heard: Heard, event_id: str) -> None:
        data = heard.entry.data
        await self._note(heard, f"The customer's score: {data.get('score')} of 5. {data.get('comment', '')}".strip())

    async def away(self, heard: Heard, event_id: str) -> None:
        back = heard.entry.kind is Kind.CUSTOMER_BACK
        await self._note(heard, "The customer is back." if back else "The customer has closed the page.")

    async def asked(self, heard: Heard, event_id: str) -> None:
        """Whether the customer wants to end the chat: who has them may see why they do not write."""
        if any(one.get("id") == "end" for one in heard.entry.data.get("choices", ())):
            await self._note(heard, f"The customer was asked: {heard.entry.text}")

    async def left_address(self, heard: Heard, event_id: str) -> None:
        """Where to answer: for the people who have them, and on what was left behind."""
        told = ", ".join(f"{name}: {value}" for name, value in heard.entry.data.items() if name in {"email", "phone"})
        if "email" in heard.conversation.withheld or not told:
            return
        await self._note(heard, f"The customer left {told}")
        for case in await self._open_cases(heard):
            if case.kind is CaseKind.TICKET and case.ref and self._tickets:
                words = f"The customer wants to be answered at {told}"
                email, phone = (str(heard.entry.data.get(name, "")) for name in ("email", "phone"))
                message = ToHub(event_id, "system", words, heard.entry.at, email=email, phone=phone)
                steps = CaseSteps(self._env, case, str(heard.entry.seq))
                await self._calling(self._tickets).add_to_ticket(case, message, steps)

    async def _note(self, heard: Heard, text: str) -> None:
        if self._live is None or Can.NOTES not in self._hub.kind.can:
            return
        hide = hiding_of(heard.conversation)  # they are not the customer's own words
        text = hide(redact(text, kinds_for(heard.policy, "hub")))[: self._hub.kind.most_text]
        for case in await self._open_cases(heard):
            if case.kind is CaseKind.LIVE and case.ref:
                await self._calling(self._live).note(case, text, CaseSteps(self._env, case, str(heard.entry.seq)))

    async def _open_cases(self, heard: Heard) -> tuple[HubCase, ...]:
        query = OpenHubCases(self._workspace, self._settings.name, heard.conversation.id)
        return await self._env.store.read(query)

    # ---- tickets -------------------------------------------------------------------------------------------------

    async def _ticket(self, heard: Heard) -> None:
        wrote = await written(self._env, self._settings.name, self._tickets, heard)
        self._called = self._called or wrote

    async def _close_ticket(self, heard: Heard, case: HubCase) -> None:
        """What was left behind is answered otherwise: by somebody live, or it is not wanted any more."""
        ticket = await self._env.store.read(FollowUpById(self._workspace, case.id))
        if ticket and not ticket.is_open and self._tickets:
            steps = CaseSteps(self._env, case, str(heard.entry.seq))
            await close_if_done(self._env, self._calling(self._tickets), case, ticket, steps)


def _over(at: datetime, why: str, case: HubCase) -> HubCase:
    return replace(case, closed_at=at, because=why[:200])


def _are_elsewhere(entry: Entry, case: HubCase) -> bool:
    """Others have the customer by now: whoever opened an old conversation again must not read along."""
    return bool(case.state.get(REOPENED)) and entry.data.get("state") in _WITH_PEOPLE


def _to_the_bot(entry: Entry) -> bool:
    """Whether it was said between the customer and the bot: it goes to nobody, and takes no turn of the rate."""
    if entry.kind is not Kind.MESSAGE or entry.data.get("ticket"):
        return False
    if entry.role is Role.END_USER:
        return bool(entry.data.get("answered", {}).get("owner") == OwnerKind.BOT.value)
    return entry.role is not Role.HUMAN_AGENT


_BACK = {
    "customer": "the customer has ended the chat",
    "idle": "nobody wrote any more, and the assistant has this conversation again",
}


def _why(entry: Entry) -> str:
    """For the people of the helpdesk."""
    data = entry.data
    event, agent = str(data.get("event", "")), str(data.get("agent_name", ""))
    words = {
        "hub_lost": f"Segue's own desk has this customer now ({data.get('why', '')})",
        "taken": f"{agent} has taken this conversation over in Segue's desk",
        "accepted": f"{agent} has taken this conversation over in Segue's desk",
        "customer_left": "the customer has left",
        "ticketed": "the customer gets a ticket instead",
        "emailed": "the customer is answered by e-mail instead",
        "cancelled": "it was cancelled",
        "handed_back": _BACK.get(str(data.get("ended_by")), "the assistant has this conversation again"),
        "resolved": "it is resolved",
    }
    return words.get(event, "it is over in Segue")


def _from(entry: Entry, hub: str) -> bool:
    """Whether it came from this very helpdesk."""
    told = entry.message_id.startswith(HUB)
    here = is_of(hub, entry.author) or hub_listener(hub) == entry.data.get("via") or entry.data.get("hub") == hub
    return told and here


TOLD: Mapping[Kind, Callable[[HubListener, Heard, str], Awaitable[None]]] = {
    Kind.HANDOFF: HubListener.step,
    Kind.ENDED: HubListener.ended,
    Kind.MESSAGE: HubListener.said,
    Kind.NOTE: HubListener.noted,
    Kind.CSAT: HubListener.scored,
    Kind.CUSTOMER_AWAY: HubListener.away,
    Kind.CUSTOMER_BACK: HubListener.away,
    Kind.CONTACT: HubListener.left_address,
    Kind.OFFER: HubListener.asked,
}
"""Kind of an entry -> what is done with it; of the others a helpdesk hears nothing."""
