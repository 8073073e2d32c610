"""A note's words are words: nothing in them becomes an element."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from fakes.example_package import FULL, HANDOFF
from segue.domain.renderings import render
from segue.domain.reply_drafts import DraftSource, SourceKind
from segue.hubs.note_html import fragment, html
from segue.ports.hubs import Note

ALLOWED = {"p", "b", "br", "a", "ul", "li"}


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert all(name == "href" for name, _ in attrs)


def seen(text: str) -> _Seen:
    found = _Seen()
    found.feed(text)
    return found


def test_a_note_is_labelled_and_names_its_sources() -> None:
    article = DraftSource(SourceKind.ARTICLE, "a", "Refunds", "Within 14 days.", "https://shop.example/refunds?a=1&b=2")
    case = DraftSource(SourceKind.CASE, "cnv_1", "My money")
    found = html(Note("Segue draft 0123456789ab", "Hello,\n\nwithin 14 days\nby card.", (article, case), "segue"))
    assert found == (
        "<p><b>Draft by Segue. The customer does not see it.</b></p><p>Hello,</p><p>within 14 days<br>by card.</p>"
        '<p><b>Made from:</b></p><ul><li>Article: <a href="https://shop.example/refunds?a=1&amp;b=2">Refunds</a>: '
        "“Within 14 days.”</li><li>Earlier conversation: My money</li></ul><p>Segue draft 0123456789ab</p>"
    )


def test_a_later_note_says_what_it_replaces_and_a_models_words_are_said_to_be_such() -> None:
    found = html(Note("m", "words", by="model gpt <x>", replaces=True))
    assert "this replaces the earlier draft" in found
    assert "Written by a model (gpt &lt;x&gt;): check it before you send it." in found


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            '"><a href="javascript:alert(1)">',
            "javascript:alert(1)",
            "https://x.example/\"onmouseover='x'",
            "data:text/html,<b>",
            "</li></ul><h1>",
        ]
    ),
    st.text(max_size=60),
)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_hostile_words_stay_words(draft: str, title: str, quote: str, url: str) -> None:
    found = seen(html(Note("m", draft, (DraftSource(SourceKind.ARTICLE, "a", title, quote, url),), title)))
    assert found.tags <= ALLOWED
    assert all(link.startswith(("http://", "https://")) for link in found.links)


def test_a_note_has_an_end() -> None:
    sources = tuple(DraftSource(SourceKind.LINK, "a", "t" * 9_000, "q" * 9_000) for _ in range(50))
    assert len(html(Note("m", "d " * 50_000, sources))) < 10_000


def test_of_a_rendering_only_what_stands_in_the_body_goes_into_a_note() -> None:
    page = render("html", FULL, HANDOFF)
    found = fragment(page)
    assert found in page
    assert found.startswith("<div")
    assert found.endswith("</div>")
    assert "<style" not in found
    assert fragment("<p>no page</p>") == "<p>no page</p>"
