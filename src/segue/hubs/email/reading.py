"""Letters that came in, as they are and as what they tell. Nothing in them is believed but marks of ours.

A letter is anybody's: every part is taken with care, in the library's old way of reading, which raises for nothing.
RFC 3834 (automatic answers), RFC 3464 (reports of what was not delivered), RFC 8098 (receipts).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from segue.answers import paragraphs
from segue.domain.hubs import Told, What
from segue.hubs.email.letters import OURS, one_line
from segue.hubs.email.marks import CUSTOMER, LONGEST_LOOKED_AT, Mark, Marks
from segue.hubs.email.quotes import newest

MOST_BYTES = 2_000_000
"""Of one letter that are read. Words come first in it; files that follow are not even named then."""

MOST_PARTS, MOST_FILES, LONGEST_TEXT, LONGEST_HEADER = 200, 20, 16_000, 20_000

_RECIPIENTS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "resent-to")
_AUTOMATIC = re.compile(
    r"\s*(?:auto(?:matic)?[ -:]*(?:reply|response)|out of (?:the )?office|automatische (?:antwort|antwoord)"
    r"|automatisch antwoord|abwesenheits|abwesend|r[ée]ponse automatique|absence du bureau|respuesta autom[áa]tica"
    r"|fuera de la oficina|risposta automatica|fuori ufficio|resposta autom[áa]tica|fora do escrit[óo]rio|afwezig)",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|doorst|i)\s*:", re.IGNORECASE)
"""In the seven languages above; an answer to what was forwarded begins with Re: or AW: again."""
_BULK = frozenset({"bulk", "junk", "auto_reply"})
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Read:
    """told: what a letter tells; None for one that tells nothing, and then why, in one word to be counted."""

    told: Told | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """at: when our server took it; a letter's own date may be anything."""

    content: bytes
    at: datetime | None = None


def read(letter: Letter, marks: Marks) -> Read:
    message = message_from_bytes(letter.content[:MOST_BYTES])
    if header(message, OURS):
        return Read(None, "ours")
    if _is_report(message):
        return _read_report(message, letter, marks)
    mark = _mark(message, marks)
    if mark is None:
        return Read(None, "of_no_case")
    if _is_automatic(message):
        return Read(None, "automatic")
    return Read(_told(message, letter, mark, marks))


def _mark(message: Message, marks: Marks) -> Mark | None:
    """What it answers comes first: an address may stand in a letter that answers another."""
    answered = marks.in_ids((header(message, "in-reply-to"), header(message, "references")))
    return answered or marks.in_addresses(text for name in _RECIPIENTS for text in headers(message, name))


def _told(message: Message, letter: Letter, mark: Mark, marks: Marks) -> Told:
    name, address = parseaddr(decoded(header(message, "from")))
    said = _cut(newest(body(message)))
    files = attachments(message)
    id_ = f"letter/{_key(message, letter, mark)}"
    customer = mark.side == CUSTOMER or marks.is_customer(mark, address)
    shown = one_line(name, 100) or one_line(address.partition("@")[0], 100)
    if not customer and _FORWARDED.match(decoded(header(message, "subject"))):
        words = f"{shown or 'Somebody'} forwarded our letter to somebody else: what stands above it is not passed on"
        return Told(What.FAILED, id_, mark.ref, letter.at, words + ", it is in the mailbox")
    if not said and not files:
        words = f"A letter of {shown or 'somebody'} holds no words of its own that could be told from what it quotes"
        return Told(What.FAILED, id_, mark.ref, letter.at, words + "; it is in the mailbox")
    if files:
        said = f"{said}\n\n[Attached, and left in the mailbox: {', '.join(files)}]".strip()
    if customer:
        return Told(What.CUSTOMER_WROTE, id_, mark.ref, letter.at, said, agent_name=shown)
    return Told(What.MESSAGE, id_, mark.ref, letter.at, said, one_line(address.lower(), 200), shown or "Team")


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST_TEXT else said[:LONGEST_TEXT].rstrip() + "\n\n[The rest is in the mailbox]"


def _key(message: Message, letter: Letter, mark: Mark) -> str:
    """The same for a letter that comes twice, or by two ways; Message-IDs of others may be anything or missing."""
    own = " ".join(header(message, "message-id").split())
    found = own.encode("utf-8", "replace") if own else letter.content[:MOST_BYTES]
    return hashlib.sha256(mark.ref.encode() + b"\n" + found).hexdigest()[:32]


# ---- what machines send ---------------------------------------------------------------------------------------------


def _is_report(message: Message) -> bool:
    """Of a letter that was not delivered, in the form of RFC 3464 or as old servers write them. Who is away answers
    without a return path as well: that alone says nothing."""
    if message.get_content_type() == "multipart/report":
        return "delivery-status" in header(message, "content-type").lower()
    sender = parseaddr(decoded(header(message, "from")))[1].lower()
    return sender.startswith("mailer-daemon@") or (sender.startswith("postmaster@") and _no_sender(message))


def _no_sender(message: Message) -> bool:
    return header(message, "return-path").strip() == "<>"


def _read_report(message: Message, letter: Letter, marks: Marks) -> Read:
    inside = letter.content[:MOST_BYTES].decode("latin-1")
    inner = (text for part in parts(message) if part is not message for text in headers(part, "message-id"))
    mark = marks.in_ids((*inner, *(inside[at : at + LONGEST_LOOKED_AT] for at in _around(inside))))
    if mark is None:
        return Read(None, "report_of_no_case")
    status = _status(message)
    if status.startswith(("2", "4")):  # done, or it goes on trying
        return Read(None, "report_of_no_end")
    who = "customer's" if mark.side == CUSTOMER else "team's"
    words = f"The {who} mail server did not take this letter" + (f": {status}" if status else "")
    return Read(
        Told(What.FAILED, f"report/{_key(message, letter, mark)}", mark.ref, letter.at, words, about=mark.about)
    )


def _around(text: str) -> Iterator[int]:
    """Where a Message-ID of ours may begin, in reports that have the letter as text."""
    at, most = text.find("<segue."), 50
    while at >= 0 and most:
        yield at
        at, most = text.find("<segue.", at + 1), most - 1


def _status(message: Message) -> str:
    """`5.1.1`, "" when the report does not say; those that say that it was not the end come last."""
    found = []
    for part in parts(message):
        if part.get_content_maintype() == "message" or header(part, "status"):
            found += [one for text in headers(part, "status") for one in _STATUS.findall(text)[:1]]
    return max(found, default="")


def _is_automatic(message: Message) -> bool:
    submitted = header(message, "auto-submitted").strip().lower()
    return (
        (bool(submitted) and not submitted.startswith("no"))
        or header(message, "precedence").strip().lower() in _BULK
        or any(message.get(name) is not None for name in ("x-autoreply", "x-autorespond", "x-autoresponse"))
        or _no_sender(message)
        or message.get_content_type() == "multipart/report"
        or bool(_AUTOMATIC.match(decoded(header(message, "subject"))))
    )


# ---- parts ----------------------------------------------------------------------------------------------------------


def parts(message: Message) -> Iterator[Message]:
    """Itself and what is in it, as far as anybody would look."""
    waiting, most = [message], MOST_PARTS
    while waiting and most:
        one = waiting.pop()
        most -= 1
        yield one
        inside = one.get_payload() if one.is_multipart() else ()  # else it decodes, and raises for odd charsets
        if isinstance(inside, list):
            waiting += [part for part in reversed(inside[:MOST_PARTS]) if isinstance(part, Message)]


def body(message: Message) -> str:
    """The words: plain ones where there are any, else those of the HTML."""
    plain, html = "", ""
    for part in _shown(message):
        kind = part.get_content_type()
        if _file_name(part) or (kind not in {"text/plain", "text/html"}):
            continue
        words = _text(part)
        if kind == "text/plain":
            plain = f"{plain}\n{words}" if plain else words
        else:
            html = html or words
    found = plain if plain.strip() else paragraphs(html, 10 * LONGEST_TEXT)
    return _CONTROLS.sub("", found)[: 10 * LONGEST_TEXT]


def _shown(message: Message) -> Iterator[Message]:
    """Parts of this letter itself, not of letters that are attached to it."""
    waiting, most = [message], MOST_PARTS
    while waiting and most:
        one = waiting.pop()
        most -= 1
        yield one
        inside = one.get_payload() if one.is_multipart() else ()
        if isinstance(inside, list) and one.get_content_maintype() != "message":
            waiting += [part for part in reversed(inside[:MOST_PARTS]) if isinstance(part, Message)]


def attachments(message: Message) -> list[str]:
    named = (_file_name(part) for part in _shown(message))
    return [name for name in named if name][:MOST_FILES]


def _file_name(part: Message) -> str:
    try:
        attached = part.get_content_disposition() == "attachment"
        name = decoded(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):  # a name in a charset that is none
        attached, name = True, ""
    if part.get_content_type() == "message/rfc822":
        return one_line(name, 100) or "a letter"
    return one_line(name, 100) or ("a file" if attached else "")


def _text(part: Message) -> str:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        content = None
    if not isinstance(content, bytes):
        return ""
    try:
        charset = str(part.get_content_charset() or "utf-8")
        words = content.decode(charset)
    except (LookupError, ValueError, TypeError, AttributeError):  # no such charset, or not written in it
        words = _decoded_somehow(content)
    return words.encode("utf-8", "replace").decode()


def _decoded_somehow(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except ValueError:
        return content.decode("cp1252", "replace")


def header(message: Message, name: str) -> str:
    """The first of that name, "" without; other than the library's it is a text whatever bytes stand in it."""
    return next(iter(headers(message, name)), "")


def headers(message: Message, name: str) -> list[str]:
    found = message.get_all(name, [])[:20]
    return [str(one)[:LONGEST_HEADER].encode("utf-8", "replace").decode() for one in found]


def decoded(value: str) -> str:
    """Of encoded words (RFC 2047), as far as they are right."""
    try:
        pieces = decode_header(value)
        return "".join(
            one if isinstance(one, str) else one.decode(charset or "latin-1", "replace") for one, charset in pieces
        )
    except (ValueError, LookupError, TypeError):
        return value
