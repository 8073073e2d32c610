"""A note as HTML of the few elements that helpdesks take: p, br, b, a, ul, li. All words are escaped."""

from __future__ import annotations

from html import escape

from segue.answers import web_address
from segue.domain.reply_drafts import DraftSource, SourceKind
from segue.ports.hubs import Note

LONGEST_DRAFT, LONGEST_TITLE, LONGEST_QUOTE, MOST_SOURCES = 4_000, 200, 300, 5
_KINDS = {SourceKind.ARTICLE: "Article", SourceKind.CASE: "Earlier conversation", SourceKind.LINK: "Link"}


def fragment(page: str) -> str:
    """What stands in the body of a rendering in HTML: helpdesks take no whole document, and show its styles as text."""
    begins = page.find(">", page.find("<body")) + 1
    ends = page.rfind("</body>")
    return page[begins:ends] if 0 < begins < ends else page


def html(note: Note) -> str:
    parts = [f"<p><b>Draft by Segue. The customer does not see it.</b>{_made(note)}</p>"]
    if note.replaces:
        parts.append("<p>The customer has written again: this replaces the earlier draft.</p>")
    parts += [f"<p>{_words(paragraph)}</p>" for paragraph in _cut(note.draft, LONGEST_DRAFT).split("\n\n") if paragraph]
    if note.sources:
        listed = "".join(f"<li>{_source(source)}</li>" for source in note.sources[:MOST_SOURCES])
        parts.append(f"<p><b>Made from:</b></p><ul>{listed}</ul>")
    parts.append(f"<p>{escape(note.mark)}</p>")
    return "".join(parts)


def _made(note: Note) -> str:
    kind, _, name = note.by.partition(" ")
    return f" Written by a model ({escape(name)}): check it before you send it." if kind == "model" else ""


def _source(source: DraftSource) -> str:
    address, title = web_address(source.url), escape(_cut(source.title, LONGEST_TITLE)) or "without a title"
    named = f'<a href="{escape(address)}">{title}</a>' if address else title
    quote = f": “{_words(_cut(source.quote, LONGEST_QUOTE))}”" if source.quote else ""
    return f"{_KINDS[source.kind]}: {named}{quote}"


def _words(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _cut(text: str, longest: int) -> str:
    text = text.strip()
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
