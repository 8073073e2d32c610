"""Letters of ours, made so that no value can become a header or an addressee, and that no machine answers them.

RFC 5322 (letters), RFC 3834 (Auto-Submitted), RFC 2156 (Importance).
https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcmail: X-Auto-Response-Suppress.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from html import escape

from segue.domain.attachments import File
from segue.domain.wording import time_words
from segue.hubs.email.words import words_in
from segue.ports.hubs import Opening, ToHub

OURS = "X-Segue-Letter"
"""In every letter that a Segue sends. One that comes in is never read: two of them would write for ever."""

LONGEST_SUBJECT, LONGEST_NAME, LONGEST_QUOTE = 150, 80, 600
LONGEST_TRANSCRIPT = 5_000_000  # characters; most servers take 25 MB
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")

_PRIORITY: Mapping[str, tuple[str, str]] = {  # X-Priority, Importance
    "immediate": ("1 (Highest)", "high"),
    "high": ("2 (High)", "high"),
    "normal": ("3 (Normal)", "normal"),
    "soft": ("5 (Lowest)", "low"),
}
_LOUD = frozenset({"immediate", "high"})
_WHO = {"customer": "The customer wrote:", "bot": "The assistant wrote:", "human": "{name} wrote in Segue:"}
_IDS = frozenset({"message-id", "in-reply-to", "references"})
_SPECIALS = re.compile(r"[()<>\[\]:;@\\,.\"=?]")
"""What has a meaning in a list of addresses: the library loses the quotes of a name that it folds."""
_BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)


class _Letters(EmailPolicy):
    """Lists of Message-IDs are folded between ids only, as the library encodes words that are longer than a line; and
    a subject begins on the line of its name."""

    def fold(self, name: str, value: str) -> str:
        if name.lower() in _IDS:
            return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"
        if name == "Subject":
            words = one_line(str(value), LONGEST_SUBJECT)
            charset = "us-ascii" if words.isascii() else "utf-8"
            return f"{name}: {Header(words, charset, 76, name).encode(linesep=self.linesep)}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() in _IDS or name == "Subject":
            return self.fold(name, value).encode("ascii", "replace")
        folded: bytes = super().fold_binary(name, value)
        return folded


POLICY = _Letters(linesep="\r\n", raise_on_defect=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """replies: Message-IDs of the thread, oldest first. by_machine: no person wrote these words."""

    to: str
    subject: str
    text: str
    html: str = ""
    transcript: str = ""
    to_name: str = ""
    urgency: str = "normal"
    by_machine: bool = True
    replies: tuple[str, ...] = ()


def letter(draft: Draft, *, sender: str, message_id: str, reply_to: str, at: datetime) -> EmailMessage:
    """Raises ValueError for an address that is none."""
    made = EmailMessage(POLICY)
    made["From"] = Address(addr_spec=address(sender))
    made["To"] = Address(one_line(_SPECIALS.sub(" ", draft.to_name), LONGEST_NAME), addr_spec=address(draft.to))
    made["Reply-To"] = Address(addr_spec=reply_to)
    made["Subject"] = one_line(draft.subject, LONGEST_SUBJECT)
    made["Date"] = format_datetime(at)
    made["Message-ID"] = message_id
    if draft.replies:
        made["In-Reply-To"] = draft.replies[-1]
        made["References"] = " ".join(dict.fromkeys(draft.replies))
    if draft.by_machine:
        made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made["X-Priority"], made["Importance"] = _PRIORITY.get(draft.urgency, _PRIORITY["normal"])
    made[OURS] = "1"
    made.set_content(clean(draft.text), cte="quoted-printable")
    if draft.html:
        made.add_alternative(clean(draft.html), subtype="html", cte="quoted-printable")
    if draft.transcript:
        made.add_attachment(clean(draft.transcript[:LONGEST_TRANSCRIPT]), cte="base64", filename="transcript.txt")
    return made


def address(given: str) -> str:
    """In ASCII. Raises ValueError: what is named here becomes a line of a protocol."""
    local, _, domain = given.strip().rpartition("@")
    found = f"{local}@{domain.encode('idna').decode()}" if domain and not domain.isascii() else f"{local}@{domain}"
    if not ADDRESS.fullmatch(found) or ".." in found:
        raise ValueError("this is no address that a letter can be sent to")
    return found


def one_line(text: str, longest: int) -> str:
    """Without controls, without what turns the direction of writing, and without encoded words (RFC 2047), which would
    become anything after they were looked at."""
    words = " ".join("".join(one if one.isprintable() else " " for one in clean(text)).split()).replace("=?", "= ?")
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


def above(words: str) -> str:
    """The line above which answers are written, see `email_quotes`."""
    return f"##- {words} -##"


# ---- the letters ----------------------------------------------------------------------------------------------------


def to_team(opening: Opening, to: str, limit: int, warning: str = "") -> Draft:
    """The whole package, as HTML and as text, with all that was said in a file."""
    lead = [one for one in (warning, _what_it_is(opening), _promised(opening)) if one]
    lead.append("Your reply to this letter is the answer to the customer. What you quote and attach is not passed on.")
    rows = "".join(f'<p style="margin:0 0 6px"><strong>{escape(one)}</strong></p>' for one in lead)
    mark = f'<p style="color:#888;font-size:12px">{escape(above(words_in("en")[1].above))}</p>'
    link = f'<p><a href="{escape(opening.link)}">Open it in Segue</a></p>' if opening.link else ""
    page: str = opening.rendered("html", limit)
    begins = _BODY.search(page)
    at = begins.end() if begins else 0
    text = "\n\n".join(
        one
        for one in (
            above(words_in("en")[1].above),
            "\n".join(lead),
            opening.rendered("text", limit),
            f"In Segue: {opening.link}" if opening.link else "",
            "All that was said is in transcript.txt.",
        )
        if one
    )
    return Draft(
        to=to,
        subject=_subject(opening),
        text=text,
        html=page[:at] + mark + rows + link + page[at:],
        transcript=opening.transcript_text or "\n".join(f"{line.who}: {line.text}" for line in opening.transcript),
        urgency=opening.urgency,
    )


def to_customer(opening: Opening, to: str, now: datetime) -> Draft:
    """That a person has it, what was understood, until when, and that they can reply. Nothing of the package, which is
    written about them and not for them."""
    language, words = words_in(opening.language)
    name = one_line(opening.customer.name, LONGEST_NAME)
    wrote = next((line.text for line in reversed(opening.transcript) if line.who == "customer"), "")
    due = time_words(opening.due_at, now, language=language) if opening.due_at and opening.due_at > now else ""
    parts = [
        above(words.above),
        words.hello_name.replace("{name}", name) if name else words.hello,
        words.passed_on,
        words.understood.replace("{subject}", one_line(opening.subject, LONGEST_SUBJECT)) if opening.subject else "",
        words.wrote + "\n" + quoted(wrote[:LONGEST_QUOTE]) if wrote.strip() else "",
        words.due.replace("{time}", due) if due else "",
        words.reply,
        opening.queue_title,
    ]
    text = "\n\n".join(one for one in parts if one)
    return Draft(to=to, to_name=name, subject=customer_subject(opening.subject, opening.language), text=text)


def customer_subject(subject: str, language: str) -> str:
    words = words_in(language)[1].subject
    return f"{words}: {subject}" if subject else words


def more(message: ToHub, to: str, side: str, subject: str, replies: Sequence[str], language: str = "") -> Draft:
    """A letter in the thread. To the customer it has the words alone, to the team it says who wrote them."""
    words = words_in(language if side == "customer" else "en")[1]
    who = _WHO.get(message.who, "Segue:").replace("{name}", one_line(message.name, LONGEST_NAME) or "A colleague")
    said = message.text if side == "customer" else f"{who}\n\n{message.text}"
    listed = "\n".join(f"- {_named(file)}" for file in message.files)
    parts = (above(words.above), said, f"{words.files}:\n{listed}" if listed else "")
    subject = f"Re: {subject}" if replies else subject
    text = "\n\n".join(one for one in parts if one)
    return Draft(to, subject, text, by_machine=message.who not in {"human", "customer"}, replies=tuple(replies))


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in clean(text).strip().splitlines())


def _named(file: File) -> str:
    name = one_line(file.name, 200) or "file"
    return f"{name}: {file.url}" if file.url else name


def _subject(opening: Opening) -> str:
    loud = f"[{opening.urgency.upper()}] " if opening.urgency in _LOUD else ""
    queue = f"{opening.queue_title}: " if opening.queue_title else ""
    sla = f" ({opening.sla})" if opening.sla else ""
    room = LONGEST_SUBJECT - len(loud) - len(sla)
    return loud + one_line(queue + (opening.subject or "A conversation needs you"), max(room, 40)) + sla


def _what_it_is(opening: Opening) -> str:
    customer = one_line(opening.customer.name or opening.email, LONGEST_NAME)
    parts = (f"Urgency: {opening.urgency}", opening.queue_title, customer)
    return " · ".join(one for one in parts if one)


def _promised(opening: Opening) -> str:
    due = f"answer due {opening.due_at:%d %b %Y, %H:%M} {opening.due_at.tzname()}" if opening.due_at else ""
    return " · ".join(one for one in (f"Promised: {opening.sla}" if opening.sla else "", due) if one)
