"""Every sentence Segue says to a customer, by key: when it is said, and what may be put into it. No words here.

A key may be followed by what the case is: `transfer.billing`, `transfer.billing.frustrated`, `reassurance.withheld`.
The most special text that there is, is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """What a handoff is about, as far as it changes the words."""

    DISTRESS = "distress"  # somebody who cannot cope, or is in danger: before everything else
    FRUSTRATED = "frustrated"  # nothing more is known than that it went badly
    TECHNICAL = "technical"
    BILLING = "billing"
    IMPORTANT_ACCOUNT = "important_account"
    SECURITY = "security"
    LEGAL = "legal"
    GENERAL = "general"


class Moment(StrEnum):
    """Where in a handoff a message is said. Each message has an acknowledgement, a reassurance and an expectation."""

    OFFER = "offer"
    TRANSFER = "transfer"
    WAITING = "still waiting"
    POSITION = "position changed"
    JOINED = "agent joined"
    NOBODY = "nobody there"
    CLOSED = "closed"
    FULL = "full"
    LOST = "agent lost"
    RETURNED = "returned to the bot"
    PROMISED = "follow-up promised"
    SURVEY = "survey"


OPTIONAL = frozenset({"name", "tier", "wait", "position"})
"""Not always known. A text has them in square brackets, which are left out with what is in them when it is not."""

ALWAYS_GIVEN = frozenset({"matter", "acknowledgement", "reassurance", "emergency"})
"""What the conversation itself gives to a message of a moment."""


@dataclass(frozen=True, slots=True)
class Key:
    """given: placeholders that whoever says it gives. optional: those that may be empty.

    moment, acknowledgement, reassurance: of a message at a transfer; the last two name the parts it is made of.
    general: the key whose text of the policy is said when the policy has none for this one.
    by_category: whether a text may be written for one category.
    """

    when: str
    given: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    moment: Moment | None = None
    acknowledgement: str = ""
    reassurance: str = ""
    general: str = ""
    by_category: bool = False

    @property
    def known(self) -> frozenset[str]:
        """Every placeholder that a text of this key may have."""
        parts = ALWAYS_GIVEN if self.moment else frozenset()
        return self.given | self.optional | parts


def _plain(when: str, given: str = "") -> Key:
    return Key(when, frozenset(given.split()))


def _part(when: str, given: str = "", optional: str = "") -> Key:
    return Key(when, frozenset(given.split()), frozenset(optional.split()), by_category=True)


def _expected(when: str, given: str = "") -> Key:
    return Key(when, frozenset({*given.split(), "emergency"}), by_category=True)


def _said(moment: Moment, when: str, given: str, reassurance: str, *, optional: str = "", general: str = "") -> Key:
    acknowledgement = "acknowledgement"
    also = frozenset(optional.split()) | {"name", "tier"}
    return Key(when, frozenset(given.split()), also, moment, acknowledgement, reassurance, general, by_category=True)


_IN_LINE = "reassurance_waiting"
_BY_AGENT = "reassurance_agent"
_LATER = "reassurance_later"
_BACK = "reassurance_back"

KEYS: Mapping[str, Key] = {
    # the widget
    "title": _plain("the widget's title"),
    "greeting": _plain("the widget opens; with `bot.greeting` also as the first message of other channels"),
    # the offer of a person
    "offer": _said(Moment.OFFER, "a trigger says `offer`", "queue expectation", "reassurance_offer", optional="wait"),
    "offer_proactive": _said(
        Moment.OFFER,
        "the same, before they have written a word",
        "queue expectation",
        "reassurance_offer",
        optional="wait",
        general="offer",
    ),
    "offer_later": _said(
        Moment.OFFER, "an offer while nobody can take it now", "queue expectation", "reassurance_offer"
    ),
    "offer_later_proactive": _said(
        Moment.OFFER,
        "the same, before they have written a word",
        "queue expectation",
        "reassurance_offer",
        general="offer_later",
    ),
    "offer_human": _plain("label of the choice `human`"),
    "offer_bot": _plain("label of the choice `bot`"),
    "offer_declined": _plain("they chose `bot`"),
    "offer_lapsed": _plain("they answered the offer with something else"),
    # parts of the messages
    "acknowledgement": _part("part: what it is about, when a handoff begins", "matter", "name tier"),
    "acknowledgement_agreed": _part("part: the same, when they have agreed to an offer", "matter", "name tier"),
    "reassurance": _part("part: who gets it, and with what, when a handoff begins", "queue matter", "name tier"),
    "reassurance_offer": _part("part: the same in an offer", "queue matter", "name tier"),
    "reassurance_waiting": _part("part: the same while they wait", "queue matter", "name tier"),
    "reassurance_agent": _part("part: the same when a human agent is there", "agent matter", "name tier"),
    "reassurance_later": _part("part: the same when the answer comes later", "queue matter", "name tier"),
    "reassurance_back": _part("part: the same when the bot speaks again", "matter", "name tier"),
    "queued_wait": _expected("expectation: in line, with an estimate of the wait", "position wait"),
    "queued_position": _expected("expectation: in line, the wait cannot be estimated", "position"),
    "queued_ticket": _expected("expectation: in line for long, with a ticket as well", "position"),
    "queued_wait_unknown": _expected("expectation: in line, neither place nor wait is known"),
    "expected_wait": _expected("expectation: in an offer, or beside the place in line, with an estimate", "wait"),
    "expected_wait_unknown": _expected("expectation: the same, the wait cannot be estimated"),
    "closed": _expected("expectation: outside the queue's hours", "queue opens_at"),
    "closed_unknown": _expected("expectation: outside its hours, the next opening is not known", "queue"),
    "nobody_there": _expected("expectation: inside the hours, but nobody is at work", "queue"),
    "nobody_here": _expected("expectation: the same, before it is said when a ticket is answered", "queue"),
    "nobody_until": _expected("expectation: the same, and by their shifts somebody is back then", "queue opens_at"),
    "answer_later": _expected("expectation: a ticket was written, and nobody knows when it is answered", "queue"),
    "answer_by": _expected("expectation: when a ticket is answered at the latest", "queue answered_by"),
    "answer_unknown": _expected("expectation: an answer to an address or a number, and nobody knows when"),
    "emergency": _plain("`{emergency}`: what to do in danger, said to somebody in distress"),
    # on the way to a person
    "transfer": _said(
        Moment.TRANSFER, "a handoff begins", "queue expectation", "reassurance", optional="wait position"
    ),
    "introduced": _said(
        Moment.TRANSFER, "a handoff begins, and a human agent has accepted it already", "agent", _BY_AGENT
    ),
    "still_waiting": _said(
        Moment.WAITING, "they write while they wait", "queue expectation", _IN_LINE, optional="wait position"
    ),
    "wait_update": _said(Moment.WAITING, "from time to time in line", "queue position wait", _IN_LINE),
    "wait_update_unknown": _said(Moment.WAITING, "from time to time in line, without an estimate", "queue", _IN_LINE),
    "position_changed": _said(
        Moment.POSITION, "they are next, or have half as many before them", "queue position expectation", _IN_LINE
    ),
    "customer_back": _said(Moment.WAITING, "they return while in line", "queue expectation", _IN_LINE),
    "joined": _said(Moment.JOINED, "a human agent begins", "agent", _BY_AGENT),
    "joined_follow_up": _said(Moment.JOINED, "a human agent begins a follow-up", "agent", _BY_AGENT),
    "transferred": _said(Moment.JOINED, "another agent or team", "agent", _BY_AGENT),
    "transferred_queue": _said(
        Moment.TRANSFER, "a human agent transfers them to another queue", "agent queue expectation", _IN_LINE
    ),
    "transfer_returned": _said(
        Moment.JOINED, "nobody took them there, and the earlier human agent has them again", "agent queue", _BY_AGENT
    ),
    "agent_lost": _said(Moment.LOST, "the human agent's connection is gone", "agent queue expectation", _IN_LINE),
    # nobody can take it now
    "when_full": _said(Moment.FULL, "the wait is longer than `when_full`", "queue wait", _IN_LINE),
    "offer_wait": _plain("label of the choice `wait`"),
    "offer_ticket": _plain("label of the choice `ticket`"),
    "offer_email": _plain("label of the choice `email`"),
    "offer_callback": _plain("label of the choice `callback`"),
    "ticket_created": _said(Moment.PROMISED, "a ticket was written", "queue expectation", _LATER),
    "ticket_created_email": _said(
        Moment.PROMISED, "a ticket was written, address known", "queue email expectation", _LATER
    ),
    "ask_email": _plain("an answer can only come later"),
    "ask_where": _plain("the same, where they may also be called back"),
    "ask_callback": _plain("the same, where their address is known"),
    "ask_phone": _plain("they chose `callback`"),
    "bad_email": _plain("it cannot be one"),
    "bad_phone": _plain("it cannot be a telephone number"),
    "email_saved": _said(Moment.PROMISED, "they left an address", "email expectation", _BACK),
    "phone_saved": _said(Moment.PROMISED, "they left a telephone number", "phone expectation", _BACK),
    "nobody_now": _said(Moment.CLOSED, "nobody can take it now, and the bot speaks again", "queue expectation", _BACK),
    "went_on_with_bot": _plain("they go on with the bot"),
    "cancelled": _said(Moment.RETURNED, "the handoff was called off", "", _BACK),
    # the end of a handoff
    "handed_back": _said(Moment.RETURNED, "a human agent hands back", "agent", _BACK),
    "ask_to_end": _plain("they clearly wish to end the talk with a human agent, and have no button for it", "agent"),
    "ask_to_end_yes": _plain("label of the choice `end`"),
    "ask_to_end_no": _plain("label of the choice `stay`"),
    "customer_ended": _said(Moment.RETURNED, "they have ended the talk with a human agent", "agent", _BACK),
    "idle_handed_back": _said(Moment.RETURNED, "nobody wrote", "", _BACK),
    "resolved": _said(Moment.RETURNED, "a human agent resolves", "agent", _BACK),
    "customer_left": _said(Moment.PROMISED, "they read this when they return", "expectation", _BACK),
    "survey": _said(Moment.SURVEY, "the question above the scores", "", _BACK),
    # trouble with the bot
    "bot_silent": _plain("`bot.timeout` passed"),
    "bot_error": _plain("the bot failed"),
    # no match, other help, silence
    "no_match": _plain("the bot reported no match and said nothing itself, the first time"),
    "no_match_again": _plain("the same, each further time in a row"),
    "help_elsewhere": _plain("by `bot.escalate`: nobody can take it now, or as `tell` says", "link"),
    "help_elsewhere_instead": _plain("the same with `tell: instead`, in place of a handoff", "link"),
    "answered": _plain("by `bot.end_of_conversation`: they were silent after an answer"),
    "answered_yes": _plain("label of the choice `answered`"),
    "answered_no": _plain("label of the choice `not_answered`"),
    "try_again": _plain("they chose `not_answered`"),
    "try_again_yes": _plain("label of the choice `try_again`"),
    "try_again_no": _plain("label of the choice `not_resolved`"),
    "try_again_agreed": _plain("they chose `try_again`"),
    "still_there": _plain("`bot.inactivity.after` passed"),
    # the end of the conversation
    "ended": _plain("the conversation ends"),
    # what it is about, as it stands in `{matter}`
    "matter": _part("`{matter}`, when only the category is known"),
    "matter_order": _plain("`{matter}`, an order was named", "value"),
    "matter_invoice": _plain("`{matter}`, an invoice was named", "value"),
    "matter_ticket": _plain("`{matter}`, a ticket was named", "value"),
    "matter_case": _plain("`{matter}`, a case was named", "value"),
    "matter_booking": _plain("`{matter}`, a booking was named", "value"),
    "matter_reference": _plain("`{matter}`, a reference was named", "value"),
    "matter_tracking": _plain("`{matter}`, a shipment was named", "value"),
    "matter_contract": _plain("`{matter}`, a contract was named", "value"),
    "matter_amount": _plain("`{matter}`, one amount was named", "value"),
    "matter_topic_billing_dispute": _plain("`{matter}`, of the topic `billing_dispute`"),
    "matter_topic_cancellation": _plain("`{matter}`, of the topic `cancellation`"),
    "matter_topic_compliance": _plain("`{matter}`, of the topic `compliance`"),
    "matter_topic_contract": _plain("`{matter}`, of the topic `contract`"),
    # what is passed on, where they may look at it
    "passing_on_title": _plain("title of what is passed on, which they may look at"),
    "passing_on_read": _plain("there: a human has had it"),
    "passing_on_keep_back": _plain("there: label of each box"),
    "passing_on_save": _plain("there: the button"),
    "passing_on_saved": _plain("there: it was kept"),
    "passing_on_matter": _plain("there: label of the matter"),
    "passing_on_name": _plain("there: of the name"),
    "passing_on_email": _plain("there: of the address"),
    "passing_on_account": _plain("there: of facts of the account"),
    "passing_on_pages": _plain("there: of pages"),
    "passing_on_earlier": _plain("there: of earlier conversations"),
    "passing_on_variables": _plain("there: of what the bot noted"),
    "passing_on_attachments": _plain("there: of files"),
    "passing_on_said": _plain("there: of the number of messages"),
    # a wait in words
    "wait_minute": _plain("`{wait}`, of a minute at most"),
    "wait_minutes": _plain("`{wait}`, in minutes", "minutes"),
    "wait_up_to": _plain("`{wait}`, of less than a minute or more", "minutes"),
    "wait_between": _plain("`{wait}`, a range in minutes", "low high"),
    "wait_hour": _plain("`{wait}`, of an hour"),
    "wait_hours": _plain("`{wait}`, in hours", "hours"),
    "wait_hours_between": _plain("`{wait}`, a range in hours", "low high"),
    # a moment in words
    "time_today": _plain("`{opens_at}`, today", "time zone"),
    "time_tomorrow": _plain("`{opens_at}`, tomorrow", "time zone"),
    "time_weekday": _plain("`{opens_at}`, within a week", "day time zone"),
    "time_date": _plain("`{opens_at}`, later", "day date time zone"),
}

CHOICE_LABELS: Mapping[str, str] = {
    "human": "offer_human",
    "bot": "offer_bot",
    "wait": "offer_wait",
    "ticket": "offer_ticket",
    "email": "offer_email",
    "callback": "offer_callback",
    "answered": "answered_yes",
    "not_answered": "answered_no",
    "try_again": "try_again_yes",
    "not_resolved": "try_again_no",
    "end": "ask_to_end_yes",
    "stay": "ask_to_end_no",
}
"""Choice id -> key of its label."""
