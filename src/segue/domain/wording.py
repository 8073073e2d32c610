"""Every sentence Segue says to a customer, by key, with its English default and the placeholders it knows.

A policy replaces a text under `messages`. A text may hold `{name}` for the placeholders of its key and nothing else is
special in it. Values come from customers, bots and hubs: they are put in once, as they are, and never read again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from segue.domain.policy import Policy

MAX_VALUE = 200
"""Longest value that is put into a sentence, in characters."""

MAX_TEXT = 1_000
"""Longest text of a policy, in characters."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`when` says in words when the customer reads it; the documentation of the policy repeats it."""

    text: str
    when: str
    placeholders: frozenset[str] = frozenset()


def _sentence(text: str, when: str) -> Sentence:
    return Sentence(text, when, frozenset(_PLACEHOLDER.findall(text)))


SENTENCES: Mapping[str, Sentence] = {
    # the widget
    "title": _sentence("Chat with us", "the widget's title"),
    "greeting": _sentence("Hello! How can we help you today?", "the widget opens, before the first message"),
    # the offer of a person
    "offer": _sentence("Would you like me to bring in a person?", "a trigger says `offer`"),
    "offer_later": _sentence(
        "Shall I pass your request on to a person, who answers you later?", "an offer while nobody can take it now"
    ),
    "offer_human": _sentence("Yes, a person please", "label of the choice `human`"),
    "offer_bot": _sentence("No, carry on here", "label of the choice `bot`"),
    "offer_declined": _sentence(
        "All right, we carry on here. You can ask for a person at any time.", "they chose `bot`"
    ),
    "offer_lapsed": _sentence(
        "We carry on here for now. You can ask for a person at any time.", "they answered the offer with something else"
    ),
    # on the way to a person
    "transfer": _sentence("I am passing you on to {queue}. They can read what you wrote here.", "a handoff begins"),
    "queued_position": _sentence("You are number {position} in line.", "in line, the wait cannot be estimated"),
    "queued_wait": _sentence(
        "You are number {position} in line. It should take {wait}.", "in line, with an estimate of the wait"
    ),
    "queued_wait_unknown": _sentence(
        "I am looking for someone who can take over. I cannot say yet how long it takes.",
        "in line, neither place nor wait is known",
    ),
    "wait_update": _sentence(
        "Thank you for waiting. You are number {position} in line, and it should take {wait}.",
        "from time to time in line",
    ),
    "wait_update_unknown": _sentence(
        "Thank you for waiting. You keep your place in line; someone will join you here.",
        "from time to time in line, without an estimate",
    ),
    "still_waiting": _sentence(
        "You keep your place in line. Whatever you write here will be read by the person who joins.",
        "they write while they wait",
    ),
    "joined": _sentence("{agent} has joined and can see what was said so far.", "a human agent begins"),
    "joined_follow_up": _sentence(
        "{agent} is here to pick up your earlier request.", "a human agent begins a follow-up"
    ),
    "transferred": _sentence("{agent} takes over from here and can see what was said so far.", "another agent or team"),
    "agent_lost": _sentence(
        "The connection to {agent} was lost. You go to the front of the line; someone will join you here.",
        "the human agent's connection is gone",
    ),
    # nobody can take it now
    "closed": _sentence("{queue} is closed now and opens again {opens_at}.", "outside the queue's hours"),
    "closed_unknown": _sentence("{queue} is closed now.", "outside its hours, the next opening is not known"),
    "nobody_there": _sentence("Nobody from {queue} is here right now.", "inside the hours, but nobody is at work"),
    "when_full": _sentence(
        "Many people are waiting: it would take {wait}. How would you like to go on?",
        "the wait is longer than `when_full`",
    ),
    "offer_wait": _sentence("I will wait", "label of the choice `wait`"),
    "offer_ticket": _sentence("Leave a message", "label of the choice `ticket`"),
    "offer_email": _sentence("Answer me by e-mail", "label of the choice `email`"),
    "ask_email": _sentence(
        "Please write your e-mail address here, and we will answer you there.", "an answer can only come later"
    ),
    "bad_email": _sentence("That does not look like an e-mail address. Please write it once more.", "it cannot be one"),
    "email_saved": _sentence("Thank you. We will answer to {email}.", "they left an address"),
    "ticket_created": _sentence(
        "I have passed your request on to {queue}. You do not need to explain it again.", "a ticket was written"
    ),
    "ticket_created_email": _sentence(
        "I have passed your request on to {queue}. They will answer to {email}.", "a ticket was written, address known"
    ),
    "went_on_with_bot": _sentence("Until then I will go on helping you here.", "the bot speaks again, no human came"),
    "cancelled": _sentence("I have stopped looking for a person. We carry on here.", "the handoff was called off"),
    # the end of a handoff
    "handed_back": _sentence(
        "{agent} has left the conversation. I know what was agreed and can go on helping you.",
        "a human agent hands back",
    ),
    "idle_handed_back": _sentence(
        "It has been quiet here for a while, so I am back. You can ask for a person again at any time.", "nobody wrote"
    ),
    "resolved": _sentence(
        "{agent} has marked this as solved. If it is not, just write here.", "a human agent resolves"
    ),
    "customer_left": _sentence(
        "You were away when we wanted to answer. We kept your request and will come back to you.",
        "they read this when they return",
    ),
    "customer_back": _sentence("Welcome back. You still have your place in line.", "they return while in line"),
    # trouble with the bot
    "bot_silent": _sentence(
        "Sorry, this takes longer than it should. I keep trying; you can also ask for a person.", "`bot.timeout` passed"
    ),
    "bot_error": _sentence("Sorry, something went wrong on our side. Please write that once more.", "the bot failed"),
    # the end of the conversation
    "ended": _sentence("This conversation has ended. You can start a new one at any time.", "the conversation ends"),
}

CHOICE_LABELS: Mapping[str, str] = {
    "human": "offer_human",
    "bot": "offer_bot",
    "wait": "offer_wait",
    "ticket": "offer_ticket",
    "email": "offer_email",
}
"""Choice id -> key of its label."""


def say(policy: Policy, key: str, *, language: str = "", **values: object) -> str:
    """The policy's sentence for `key` in the customer's language if it has one, else its only one, else the default.

    language: BCP 47, such as "de" or "de-AT"; "" when unknown.
    Raises KeyError when there is no such key, TypeError when a placeholder of the key has no value.
    """
    sentence = SENTENCES[key]
    missing = sentence.placeholders - values.keys()
    if missing:
        raise TypeError(f"say({key!r}) needs a value for {', '.join(sorted(missing))}")
    text = _text_of(policy.messages, key, language, policy.languages)
    return _PLACEHOLDER.sub(lambda m: _plain(values[m[1]]) if m[1] in sentence.placeholders else m[0], text)


def _text_of(messages: Mapping[str, str], key: str, language: str, languages: tuple[str, ...]) -> str:
    wanted = (language.lower(), language.lower().partition("-")[0])
    for name in (*(f"{key}@{tag}" for tag in wanted if tag), key, *(f"{key}@{tag}" for tag in languages)):
        if name in messages:
            return messages[name]
    return SENTENCES[key].text


def _plain(value: object) -> str:
    text = _CONTROL.sub(" ", str(value)).strip()
    return text if len(text) <= MAX_VALUE else text[: MAX_VALUE - 1] + "…"


def mistakes_in(key: str, text: str) -> list[tuple[str, str]]:
    """What is wrong with a policy's text for a known `key`: (what is wrong, the placeholder that was found).

    The second is "" when the mistake is not about a placeholder.
    """
    if not text.strip():
        return [("the text is empty, and the customer would be told nothing", "")]
    if len(text) > MAX_TEXT:
        return [(f"the text has {len(text)} characters; {MAX_TEXT} are allowed", "")]
    known = SENTENCES[key].placeholders
    unknown = [name for name in _PLACEHOLDER.findall(text) if name not in known]
    return [(f"unknown placeholder {f'{{{name}}}'!r}", name) for name in unknown]


def wait_words(seconds: float) -> str:
    """An expected wait in words, rounded up so that it is rarely too short: "about 3 minutes"."""
    minutes = max(0, -int(-seconds // 60))
    if minutes <= 1:
        return "about a minute"
    if minutes < 60:
        return f"about {minutes if minutes <= 10 else -(-minutes // 5) * 5} minutes"
    hours = -(-minutes // 60)
    return "about an hour" if hours == 1 else f"about {hours} hours"


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def time_words(at: datetime, now: datetime, timezone: str = "UTC") -> str:
    """A moment to come as words on the wall clock of `timezone`: "today at 09:00 (UTC)", "on Monday at 09:00 (UTC)"."""
    zone = ZoneInfo(timezone)
    then, today = at.astimezone(zone), now.astimezone(zone).date()
    days = (then.date() - today).days
    if days == 0:
        day = "today"
    elif days == 1:
        day = "tomorrow"
    elif days < 7:
        day = f"on {_WEEKDAYS[then.weekday()]}"
    else:
        day = f"on {_WEEKDAYS[then.weekday()]}, {then.date().isoformat()},"
    return f"{day} at {then:%H:%M} ({then.tzname()})"
