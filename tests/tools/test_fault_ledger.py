"""The ledger's checker can fail: a good ledger passes, and each kind of fault planted in it is found, and only it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from faults.ledger import BOT, CUSTOMER, DESK, Ledger, Saw, Sent, check, marked

AGENT = DESK
KINDS = ("lost", "twice", "reordered", "stuck", "wrong")


def good(conversations: int = 2, rounds: int = 3) -> Ledger:
    """Each round: the customer writes, the bot hears it over the wire and answers, an agent who watches sees both."""
    ledger, at = Ledger(), 0.0
    for number in range(conversations):
        name = f"c{number}"
        ledger.opened |= {(CUSTOMER, name), (AGENT, name)}
        for round_ in range(rounds):
            seq = 2 * round_ + 1
            asked, answered = (marked(name, f"{who}{round_}", "words") for who in "qa")
            ledger.sent.append(Sent(at + 1, CUSTOMER, name, f"q{round_}", seq, (CUSTOMER, BOT, AGENT), began=at))
            ledger.sent.append(Sent(at + 5, BOT, name, f"a{round_}", seq + 1, (CUSTOMER, AGENT), began=at + 4))
            ledger.attempts.append(Saw(at + 2, BOT, name, asked, seq, wire=f"{name}:{seq}"))
            ledger.saw.append(Saw(at + 2, BOT, name, asked, seq, wire=f"{name}:{seq}"))
            for who in (CUSTOMER, AGENT):
                ledger.saw += [Saw(at + 2, who, name, asked, seq), Saw(at + 6, who, name, answered, seq + 1)]
            at += 10
    return ledger


def sights(ledger: Ledger, who: str, conversation: str = "c0") -> list[int]:
    return [at for at, one in enumerate(ledger.saw) if one.by == who and one.conversation == conversation]


def lose(ledger: Ledger) -> None:
    del ledger.saw[sights(ledger, AGENT)[2]]


def lose_what_the_bot_should_hear(ledger: Ledger) -> None:
    del ledger.saw[sights(ledger, BOT)[0]]


def show_again(ledger: Ledger) -> None:
    ledger.saw.append(replace(ledger.saw[sights(ledger, CUSTOMER)[-1]], at=99.0))


def show_again_under_another_number(ledger: Ledger) -> None:
    ledger.saw.append(replace(ledger.saw[sights(ledger, CUSTOMER)[-1]], seq=50))


def show_words_of_the_house_again(ledger: Ledger) -> None:
    ledger.saw += [Saw(90.0, CUSTOMER, "c0", "You are number 1 in the queue", 50)] * 2


def swap(ledger: Ledger) -> None:
    first, second = sights(ledger, CUSTOMER)[:2]
    ledger.saw[first], ledger.saw[second] = ledger.saw[second], ledger.saw[first]


def store_in_another_order(ledger: Ledger) -> None:
    """Every reader agrees on the numbers, and they are not in the order in which the customer wrote."""
    for who in (CUSTOMER, AGENT):
        one, other = sights(ledger, who)[0], sights(ledger, who)[2]
        first, second = ledger.saw[one], ledger.saw[other]
        ledger.saw[one] = replace(first, text=second.text)
        ledger.saw[other] = replace(second, text=first.text)


def never_end(ledger: Ledger) -> None:
    ledger.stuck.append("c0 waits for a human for ever")


def show_to_another_customer(ledger: Ledger) -> None:
    at = sights(ledger, CUSTOMER)[0]
    ledger.saw.append(replace(ledger.saw[at], conversation="c1", seq=60))


def show_a_note_to_the_customer(ledger: Ledger) -> None:
    ledger.sent.append(Sent(80.0, AGENT, "c0", "note", 50, (AGENT,), began=79.0))
    text = marked("c0", "note", "between us")
    ledger.saw += [Saw(81.0, AGENT, "c0", text, 50), Saw(81.0, CUSTOMER, "c0", text, 50)]


def show_what_was_refused(ledger: Ledger) -> None:
    ledger.saw.append(Saw(80.0, CUSTOMER, "c0", marked("c0", "late", "I am the bot"), 50))


def resend_with_a_new_id(ledger: Ledger) -> None:
    ledger.attempts.append(replace(ledger.attempts[0], wire="c0:1-again"))


def use_an_id_for_something_else(ledger: Ledger) -> None:
    ledger.attempts.append(replace(ledger.attempts[1], wire=ledger.attempts[0].wire, seq=70))


PLANTED: list[tuple[Callable[[Ledger], None], str]] = [
    (lose, "lost"),
    (lose_what_the_bot_should_hear, "lost"),
    (show_again, "twice"),
    (show_again_under_another_number, "twice"),
    (show_words_of_the_house_again, "twice"),
    (swap, "reordered"),
    (store_in_another_order, "reordered"),
    (never_end, "stuck"),
    (show_to_another_customer, "wrong"),
    (show_a_note_to_the_customer, "wrong"),
    (show_what_was_refused, "wrong"),
    (resend_with_a_new_id, "wrong"),
    (use_an_id_for_something_else, "wrong"),
]


def test_a_good_ledger_passes() -> None:
    assert check(good()).words() == []


@pytest.mark.parametrize(("plant", "kind"), PLANTED, ids=lambda one: getattr(one, "__name__", one))
def test_each_planted_fault_is_found_as_what_it_is(plant: Callable[[Ledger], None], kind: str) -> None:
    ledger = good()
    plant(ledger)
    verdict = check(ledger)
    assert {name for name in KINDS if getattr(verdict, name)} == {kind}


def test_a_desk_that_nobody_opened_misses_nothing() -> None:
    ledger = good()
    ledger.saw = [one for one in ledger.saw if one.by != AGENT]
    assert check(ledger).lost
    ledger.opened = {eyes for eyes in ledger.opened if eyes[0] != AGENT}
    assert check(ledger).clean


def test_a_repetition_on_the_wire_with_its_own_id_is_counted_and_no_fault() -> None:
    ledger = good()
    ledger.attempts += ledger.attempts[:2]
    verdict = check(ledger)
    assert verdict.clean
    assert (verdict.wired, verdict.resends) == (8, 2)


@given(st.data())
def test_whatever_sight_goes_missing_is_missed(data: st.DataObject) -> None:
    ledger = good(conversations=3, rounds=2)
    gone = data.draw(st.sets(st.integers(0, len(ledger.saw) - 1), min_size=1, max_size=4))
    spoiled = deepcopy(ledger)
    spoiled.saw = [one for at, one in enumerate(ledger.saw) if at not in gone]
    assert len(check(spoiled).lost) == len(gone)


@given(st.data())
def test_whatever_is_shown_again_is_noticed(data: st.DataObject) -> None:
    ledger = good()
    again = ledger.saw[data.draw(st.integers(0, len(ledger.saw) - 1))]
    ledger.saw.append(again)
    assert check(ledger).twice


def test_a_ledger_can_be_looked_into(tmp_path: Path) -> None:
    good(1, 1).write(tmp_path / "ledger.jsonl")
    assert len((tmp_path / "ledger.jsonl").read_text().splitlines()) == 2 + 1 + 5
