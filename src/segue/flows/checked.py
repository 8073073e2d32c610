"""What the program of an AI agent sends, checked before anything is done with it; HTTP and in-process callers alike."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from segue.domain.attachments import File
from segue.domain.conversation import Customer, Role
from segue.domain.errors import Invalid
from segue.domain.text import checked_value
from segue.ports.agents import BOT_MAY_SEND, Message, Page

LONGEST_ID = 128
MOST_ARTICLES = 20
LONGEST_ARTICLE = 500
LONGEST = {"key": 120, "reason": 100, "queue": 100, "note": 4000, "comment": 2000, "url": 2000, "title": 300}
"""Characters of what goes with a request, by the name of the field."""
NOT_JSON = "variables and facts: texts, numbers, true, false, null, and lists and objects of them; write a date as text"

_A_DICT = 'a dict, such as {"order": 4711}'
_ARE: Mapping[str, tuple[type, str]] = {
    "customer": (Customer, 'a Customer, such as Customer("c-17", "Ana"), from segue'),
    "page": (Page, 'a Page, such as Page("/pricing"), from segue'),
    "message": (Message, 'a Message, such as Message("m-1", Role.END_USER, "Hello"), from segue'),
    "attachments": (File, "files, each a segue.domain.attachments.File"),
    "variables": (Mapping, _A_DICT),
    "facts": (Mapping, _A_DICT),
    "text": (str, "a text"),
    "id": (str, "a text"),
    "error": (str, "a text"),
}
"""What a program gives, by its name -> what it has to be, and how that is said."""
_MAY_BE_NONE = frozenset({"customer", "page", "variables"})


def checked_types(**given: Any) -> None:
    """Raises Invalid for what is of another type than its name asks for. What a Customer or Message holds counts."""
    for name, value in given.items():
        kind, words = _ARE[name]
        left_out = value is None and name in _MAY_BE_NONE
        if not left_out and not isinstance(value, kind):
            raise Invalid(f"{name}: must be {words}; this is a {type(value).__name__}", field=name)
    match given:
        case {"customer": Customer() as customer}:
            checked_types(facts=customer.facts)
        case {"message": Message() as message}:
            checked_types(id=message.id, text=message.text, error=message.error, variables=message.variables)
            for file in message.attachments:
                checked_types(attachments=file)


def checked_message(message: Message, roles: Collection[Role] = BOT_MAY_SEND) -> Message:
    """The message as it came. Raises Invalid naming the field."""
    if message.role not in roles:
        raise Invalid(f"role: must be {' or '.join(roles)}", field="role")
    if not 1 <= len(message.id) <= LONGEST_ID:
        raise Invalid(f"id: your own id of this message, 1 to {LONGEST_ID} characters", field="id")
    failed = message.role is Role.AUTOMATED_AGENT and (message.error or message.no_match)
    if not (message.text.strip() or message.attachments or failed):
        raise Invalid("text: is empty; send what was said, or a file", field="text")
    if message.confidence is not None and not 0 <= message.confidence <= 1:
        raise Invalid("confidence: goes from 0 to 1", field="confidence")
    if len(message.articles) > MOST_ARTICLES or any(len(article) > LONGEST_ARTICLE for article in message.articles):
        raise Invalid(f"articles: at most {MOST_ARTICLES}, each of {LONGEST_ARTICLE} characters", field="articles")
    return message


def checked_fields(**fields: Any) -> None:
    """Raises Invalid for what databases and encoders disagree on, and for a text that is too long, naming the field."""
    for name, value in fields.items():
        if isinstance(value, str) and len(value) > LONGEST.get(name, len(value)):
            raise Invalid(f"{name}: at most {LONGEST[name]} characters", field=name)
    try:
        checked_value(fields)
        json.dumps(fields)
    except (TypeError, ValueError, RecursionError):
        raise Invalid(NOT_JSON, field=", ".join(fields)) from None
