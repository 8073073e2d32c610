"""What each field of the context package holds, where that comes from, and when it is missing: for the JSON Schema and
for `docs/context-package.md`, which are both made from this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """missing: what stands there, and when, if there is nothing to tell. "" where there always is something."""

    what: str
    source: str = ""
    missing: str = ""


_SITE = "the site's signed facts, a bot's key, or the first source of the policy that knows"
_SOURCES = "the site or bot, or the first source of the policy that knows"
_NOT_KNOWN = "absent: asked, and there is none; failed: the source gave no usable answer in time; not asked: no source \
tells it, or nobody vouches for the customer"

PACKAGE: Mapping[str, Meaning] = {
    "handoff": Meaning("Id of the handoff.", "segue"),
    "conversation": Meaning("Id of the conversation.", "segue"),
    "built_at": Meaning("When this package was built.", "segue"),
    "version": Meaning("Version of this shape.", "segue"),
    "summary": Meaning(
        "Two or three plain sentences: what it is about.",
        "composed from what customer and bot wrote, or written by a model (`written_by`)",
        "says so when the customer has not written anything",
    ),
    "wants": Meaning("What the customer wants.", "composed from their words", "empty when they did not say"),
    "goes_wrong": Meaning("What goes wrong.", "composed from their words", "empty when nothing does"),
    "written_by": Meaning("`segue`, or `model` and its name: then the summary is machine-written.", "segue"),
    "read_to": Meaning("`seq` of the newest message that was read.", "segue", "0 when there was none"),
    "as_of": Meaning("`seq` of the newest entry of the log when the package was built.", "segue"),
    "own_words": Meaning(
        "The matter as the customer wrote it in what is passed on.",
        "the customer",
        "empty when they wrote nothing there",
    ),
    "intent": Meaning(
        "What the customer is after, in a word or two; of a topic, its name.",
        "the bot's variable `intent`, `va_LastTopic` or `bot_topic`; else the newest topic that was recognised",
        "absent when there is neither",
    ),
    "topics": Meaning("Topics of the conversation, in order of appearance.", "recorded decisions", "empty list"),
    "trigger": Meaning("Id of the trigger.", "the decision", "empty when a human or the bot asked without one"),
    "reason": Meaning("Reason code.", "the decision"),
    "category": Meaning("Category of the trigger.", "the policy", "empty when the trigger names none"),
    "trigger_words": Meaning(
        "The customer's own words that caused it.", "the message that was decided on", "empty when no words caused it"
    ),
    "why_now": Meaning("One sentence: why a person, and why now.", "reason, trigger and what was turned down"),
    "urgency": Meaning("One sentence: how urgent, and by whose word.", "the trigger, and what the customer wrote"),
    "tried": Meaning(
        "What the bot tried, each with the customer's reaction.",
        "the conversation",
        "empty list before the first answer",
    ),
    "mood": Meaning(
        "How the mood went, with its turning point, as a sentence; scores a turn beside it.",
        "recorded decisions, else read from the messages",
        "absent when the customer has not written anything",
    ),
    "highlights": Meaning("Lines that carry something, word for word, in order.", "the conversation", "empty list"),
    "open_questions": Meaning("Questions that nobody has answered yet.", "the conversation", "empty list"),
    "attachments": Meaning("Files that were sent: addresses, no bytes.", "messages of customer and bot", "empty list"),
    "pages": Meaning(
        "The last eight pages the customer looked at, before and during the conversation, newest last.",
        "the widget, the site, or a bot's key",
        "empty list when none was reported",
    ),
    "began_on": Meaning(
        "The page that the customer was on when they wrote first.",
        "the pages reported",
        "not asked when none was reported",
    ),
    "customer": Meaning("Who the customer is, and the account."),
    "language": Meaning(
        "Language of the conversation, BCP 47.",
        "what the customer writes (`segue`), else what site or bot said",
        "not asked when nobody said and it was not recognised",
    ),
    "earlier": Meaning(
        "Earlier handoffs of this customer, newest first, five at most.",
        "Segue's own log",
        "empty list; `origins.earlier` tells whether the customer is not identified, or there are none",
    ),
    "open_tickets": Meaning("Open tickets in helpdesks, newest first.", _SOURCES, _NOT_KNOWN),
    "earlier_tickets": Meaning("Tickets that have ended, with their outcome, newest first.", _SOURCES, _NOT_KNOWN),
    "last_contact": Meaning(
        "When they were last in touch.", "the later of a source's and Segue's own record", _NOT_KNOWN
    ),
    "repeat_contact": Meaning(
        "Whether this is one more contact about the same.",
        "other conversations of this customer or browser, and tickets, that share a topic or telling words",
        "absent: no other one on record; not asked: the customer is not identified, or the matter is not known yet",
    ),
    "billing": Meaning("State of billing, and payment history."),
    "notes": Meaning("The newest three notes of the CRM, quoted.", _SOURCES, _NOT_KNOWN),
    "usage": Meaning("How the product was used of late."),
    "note": Meaning(
        "Private note for the human, a line from each who left one.",
        "the human who transferred it, the bot's request (`note`), its variable `va_AgentMessage`, the `note` of the "
        "trigger in the policy",
        "empty when nobody left one",
    ),
    "first_sentence": Meaning(
        "A suggested first sentence that refers to the case by name.",
        "composed from the case",
        "empty when nothing was said",
    ),
    "variables": Meaning(
        "Variables that the bot set, any, with `va_*`; long values are cut.", "the bot", "empty object"
    ),
    "withheld": Meaning("What the customer does not want passed on, in words.", "the customer", "empty list"),
    "missing": Meaning("What is not known, in words, each as `what: why`.", "all the other fields", "empty list"),
    "origins": Meaning("Status, source and time of each field that carries none itself, by its name.", "segue"),
    "transcript": Meaning("Link to the whole conversation in the desk.", "segue"),
}
"""Field of the package -> what it means, in the order of the package."""

PARTS: Mapping[str, Mapping[str, Meaning]] = {
    "Fact": {
        "value": Meaning("The value; null unless the status is `known`."),
        "status": Meaning("Whether it is known, and if not, why."),
        "source": Meaning("`site`, `bot`, `customer`, `segue`, or the name of a source of the policy."),
        "at": Meaning("When it was told, or asked."),
        "why": Meaning("In words, where it is not known."),
    },
    "Origin": {
        "status": Meaning("Whether it is known, and if not, why."),
        "source": Meaning("As of a fact; several with commas between them."),
        "at": Meaning("When it was told."),
        "why": Meaning("In words, where it is not known."),
    },
    "Account": {
        "name": Meaning("The customer's name.", _SITE, _NOT_KNOWN),
        "email": Meaning("Their e-mail address.", "the site or bot, or left in the conversation", _NOT_KNOWN),
        "id": Meaning("The site's or bot's id of the customer.", "the site or bot", "not asked when nobody told it"),
        "company": Meaning("The company they belong to.", _SITE, _NOT_KNOWN),
        "tier": Meaning("Plan or tier.", _SITE, _NOT_KNOWN),
        "contract_value": Meaning("Value of the contract a year, in the account's currency.", _SITE, _NOT_KNOWN),
        "since": Meaning("Customer since: a date or a year.", _SITE, _NOT_KNOWN),
        "health": Meaning("Health of the account, as the CRM says it.", _SITE, _NOT_KNOWN),
        "more": Meaning("Every other fact that is told or that the policy declares, by name.", _SITE, _NOT_KNOWN),
        "verified": Meaning("The site signed who the customer is, or a bot's key told.", "segue"),
    },
    "Billing": {
        "state": Meaning("State of the subscription or account.", _SOURCES, _NOT_KNOWN),
        "invoices": Meaning("The last invoices, newest first, ten at most.", _SOURCES, _NOT_KNOWN),
        "failed_payments": Meaning("Payments that failed, newest first, five at most.", _SOURCES, _NOT_KNOWN),
        "refunds": Meaning("Refunds, newest first, five at most.", _SOURCES, _NOT_KNOWN),
    },
    "Usage": {
        "last_active": Meaning("When the product was last used.", _SOURCES, _NOT_KNOWN),
        "features": Meaning("Features used of late, ten at most.", _SOURCES, _NOT_KNOWN),
        "errors": Meaning("Errors the customer met in the product, newest first, five at most.", _SOURCES, _NOT_KNOWN),
    },
    "Attempt": {
        "text": Meaning("What was tried."),
        "reaction": Meaning("How the customer took it."),
        "customer_words": Meaning("Their words to it, or empty."),
        "seq": Meaning("Entry that it stands in."),
        "at": Meaning("When."),
    },
    "MoodCourse": {
        "sentence": Meaning("The course in words, with its turning point."),
        "turned_at": Meaning("`seq` of the message where it turned, 0 if it did not."),
        "turned_on": Meaning("The customer's words there."),
        "scores": Meaning("The last twenty messages of the customer, for machines."),
    },
    "MoodAt": {
        "seq": Meaning("The message."),
        "dissatisfied": Meaning("Probability that it is dissatisfied, 0 to 1."),
        "mood": Meaning("Mean of dissatisfaction that forgets, 0 to 1."),
    },
    "Highlight": {
        "seq": Meaning("Entry that it stands in."),
        "role": Meaning("Who said it."),
        "text": Meaning("The line, word for word, cut after a word when it is long."),
        "why": Meaning("What it carries: opens, asks, tried, turn, value, trigger …"),
    },
    "Attachment": {
        "name": Meaning("Name of the file."),
        "url": Meaning("Its https address, or the path on this server of a file that Segue keeps."),
        "type": Meaning("MIME type, or empty."),
        "size": Meaning("Bytes, 0 when not known."),
        "by": Meaning("Role of who sent it."),
        "seq": Meaning("Entry that it came with."),
    },
    "Page": {
        "url": Meaning("Address, without its query unless the policy keeps it."),
        "title": Meaning("Title, or empty."),
        "at": Meaning("When they came to it."),
        "seconds": Meaning("How long they stayed, 0 while not known."),
    },
    "EarlierContact": {
        "at": Meaning("When the human was asked for."),
        "reason": Meaning("Reason code of that handoff."),
        "outcome": Meaning("What the human recorded, else how it ended; empty for who may not see its queue."),
        "summary": Meaning("What it was about; empty for who may not see its queue."),
        "same_matter": Meaning("Whether it was about this as well."),
        "queue": Meaning("The queue it came to."),
    },
    "RepeatContact": {
        "times": Meaning("Contacts about this, with this one."),
        "sentence": Meaning("The same in words, with the day of the first."),
    },
    "TicketNote": {
        "id": Meaning("The helpdesk's number."),
        "subject": Meaning("Subject."),
        "status": Meaning("In the helpdesk's words."),
        "at": Meaning("Created."),
        "updated_at": Meaning("Changed last."),
        "outcome": Meaning("How it ended, in the helpdesk's words."),
        "url": Meaning("Address of the ticket, or empty."),
    },
    "Invoice": {
        "number": Meaning("Number of the invoice."),
        "amount": Meaning("In the currency's own unit: 49.90."),
        "currency": Meaning("ISO 4217."),
        "status": Meaning("As the source says: paid, open, past_due …"),
        "at": Meaning("Issued."),
        "due_at": Meaning("Due."),
    },
    "Payment": {
        "amount": Meaning("In the currency's own unit."),
        "currency": Meaning("ISO 4217."),
        "at": Meaning("When."),
        "reason": Meaning("Why it failed or was refunded, as the source says."),
        "about": Meaning("Number of the invoice or order."),
    },
    "Note": {
        "text": Meaning("What somebody wrote, at most 500 characters."),
        "at": Meaning("When."),
        "author": Meaning("Who, or empty."),
    },
    "SeenError": {"text": Meaning("What the customer saw."), "at": Meaning("When.")},
}
"""Shape within the package -> its fields."""
