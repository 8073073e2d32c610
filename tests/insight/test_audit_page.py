"""The page of an audit: whole in one file, with lines to copy, and customers' words as nothing but text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from html.parser import HTMLParser

from segue.insight.audit import Audit, audit
from segue.insight.audit_page import audit_page
from segue.ports.tickets import Ticket

MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
HOSTILE = "<script>alert('espresso')</script> \"><img src=x onerror=alert(1)> espresso machine leaks, ridiculous"


def audited() -> Audit:
    leaks = [
        Ticket(f"l{n}", f"{HOSTILE} {n}", created_at=MONDAY + timedelta(days=n), customer=f"c{n // 2}", replies=4)
        for n in range(8)
    ]
    asks = [Ticket(f"a{n}", f"How do I change the delivery address of parcel {n}?", replies=0) for n in range(12)]
    return audit([*leaks, *asks])


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_words_of_customers_and_of_file_names_are_text() -> None:
    page = audit_page("<i>may.csv</i>", audited())
    tags = Tags(page).seen
    assert not {"script", "img"} & {tag for tag, _ in tags}
    assert "&lt;i&gt;may.csv" in page
    assert "<i>may" not in page
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)


def test_the_page_needs_nothing_else() -> None:
    tags = Tags(audit_page("may.csv", audited())).seen
    assert not any(name in attributes for _, attributes in tags for name in ("src", "href"))
    assert "url(" not in audit_page("may.csv", audited())


def test_each_proposal_has_its_line_and_its_examples() -> None:
    found = audited()
    page = audit_page("may.csv", found)
    assert [unescape(line) for line in re.findall(r"<pre>(.*?)</pre>", page)] == [one.line for one in found.proposals]
    for proposal in found.proposals:
        assert all(escape(example) in page for example in proposal.examples)


def test_the_examples_hold_no_address_and_no_number_of_a_card() -> None:
    told = "the espresso machine leaks, ridiculous, write to ana@home.example, card 4111 1111 1111 1111"
    leaks = [
        Ticket(f"l{n}", f"{told} {n}", created_at=MONDAY + timedelta(days=n), customer=f"c{n // 2}", replies=4)
        for n in range(8)
    ]
    asks = [Ticket(f"a{n}", f"How do I change the delivery address of parcel {n}?", replies=0) for n in range(12)]
    found = audit([*leaks, *asks])
    shown = " ".join([audit_page("may.csv", found), *(one.line for one in found.proposals)])
    assert "write to [e-mail address], card [card number]" in shown
    assert "ana@home" not in shown


def test_types_need_parts_and_the_three_lists_are_drawn() -> None:
    page = audit_page("may.csv", audited())
    titles = re.findall(r'aria-label="([^"]*)"', page)
    assert titles[:2] == ["tickets by type", "need by type, 0 to 1"]
    assert len(titles) == 5
    for series in ("needed a human or bad score", "came back", "frustrated or urgent"):
        assert f"</i>{series}</span>" in page


def test_what_is_not_known_is_said_and_an_empty_audit_is_a_page() -> None:
    page = audit_page("few.csv", audit([Ticket("1", "where is it")]))
    assert "Not known: what needed a human" in page
    assert "No type needs a human often enough" in page
