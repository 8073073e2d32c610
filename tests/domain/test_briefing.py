"""The context package: what the human must know, every missing fact named as missing, nothing invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from segue.domain.briefing import brief
from segue.domain.conversation import Conversation, Customer, Entry, Kind, PageVisit, Role
from segue.domain.lifecycle import Handoff, State, Urgency
from segue.domain.package import ContextPackage
from segue.domain.policy import Policy

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
POLICY = Policy((), (), {}, facts={"customer.tier": "string", "customer.since": "string"})


def told(*lines: tuple[str, str]) -> list[Entry]:
    roles = {"customer": Role.END_USER, "bot": Role.AUTOMATED_AGENT, "maria": Role.HUMAN_AGENT}
    return [Entry(seq, Kind.MESSAGE, roles[who], NOW, text) for seq, (who, text) in enumerate(lines, 1)]


def handoff(**fields: object) -> Handoff:
    given = {"id": "h1", "reason": "customer_asked", "trigger": "asks", "evidence": "a person please", **fields}
    return Handoff(
        workspace="w", conversation="c", state=State.QUEUED, queue="q", requested_at=NOW, state_at=NOW, **given
    )  # type: ignore[arg-type]


def package(lines: list[Entry], *, earlier: tuple[Handoff, ...] = (), **conversation: object) -> ContextPackage:
    current = Conversation("w", "c", NOW, NOW, **conversation)  # type: ignore[arg-type]
    summaries = {"old": "The shelf had the wrong colour."}
    return brief(current, handoff(), lines, earlier, summaries, POLICY, NOW, transcript="/desk/c/c")


STORY = told(
    ("customer", "Hello! My lamp, order 4711, arrived broken."),
    ("bot", "Please try another bulb."),
    ("customer", "That did not help. I want to talk to a person please"),
)


def test_the_matter_is_told_in_the_customers_words_without_the_request_itself() -> None:
    found = package(STORY)
    assert found.summary == "My lamp, order 4711, arrived broken."
    assert found.trigger_words == "a person please"
    assert found.why_now == "The customer asked for a person."


def test_what_the_bot_tried_comes_with_the_customers_reaction() -> None:
    (attempt,) = package(STORY).tried
    assert (attempt.text, attempt.reaction) == ("Please try another bulb.", "rejected")
    assert attempt.customer_words.startswith("That did not help")


def test_every_fact_is_known_or_named_as_missing() -> None:
    found = package(STORY, customer=Customer("c-1", "Ana", verified=True, facts={"tier": "plus"}))
    assert (found.customer["tier"].value, found.customer["tier"].status) == ("plus", "known")
    assert found.customer["since"].status == "not_asked"
    assert "customer since: not asked" in found.missing
    assert "customer email: not asked" in found.missing
    assert "sentiment: not measured" in found.missing
    for name, fact in found.customer.items():
        assert (fact.status == "known") != (f"customer {name}: not asked" in found.missing)


def test_what_the_page_alone_claims_is_marked_so() -> None:
    claimed = package(STORY, customer=Customer("c-1", "Ana", verified=False)).customer["name"]
    assert "not verified" in claimed.source


def test_an_earlier_contact_tells_what_it_was_about_and_how_it_ended() -> None:
    before = handoff(id="old", disposition="Exchanged")
    (contact,) = package(STORY, earlier=(before,), customer=Customer("c-1")).earlier
    assert (contact.outcome, contact.summary) == ("Exchanged", "The shelf had the wrong colour.")


def test_somebody_who_is_not_identified_has_no_earlier_contacts_that_could_be_known() -> None:
    assert "earlier contacts: the customer is not identified" in package(STORY).missing
    assert "earlier contacts: none on record" in package(STORY, customer=Customer("c-1")).missing


def test_the_last_pages_are_kept_newest_last() -> None:
    visits = tuple(PageVisit(f"/p/{n}", "", NOW + timedelta(minutes=n)) for n in range(12))
    shown = package(STORY, pages=visits).pages
    assert [page["url"] for page in shown] == [f"/p/{n}" for n in range(4, 12)]


def test_a_handoff_without_a_word_says_so() -> None:
    found = package([])
    assert found.summary == "The customer has not written anything yet."
    assert "solutions tried: the assistant gave no answer yet" in found.missing


def test_urgency_is_a_sentence() -> None:
    current = Conversation("w", "c", NOW, NOW)
    found = brief(current, handoff(urgency=Urgency.IMMEDIATE), STORY, (), {}, POLICY, NOW)
    assert found.urgency.startswith("Immediate")


def test_a_reason_of_the_policy_is_told_by_its_code() -> None:
    current = Conversation("w", "c", NOW, NOW)
    asked = handoff(reason="large_refund", trigger="refund-over-500")
    assert brief(current, asked, STORY, (), {}, POLICY, NOW).why_now == "Large refund (refund-over-500)."
