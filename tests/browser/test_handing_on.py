"""A customer goes from one person to another, to a queue and back; supervisors give work by hand."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Windows
from browser.shop import Shop

pytestmark = pytest.mark.usefixtures("quiet")


def test_from_a_person_to_a_colleague_who_reads_the_note_first(shop: Shop, windows: Windows) -> None:
    maria = windows.desk(shop, "maria")
    maria.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    maria.accepts()
    ana.sees("Maria from Billing has joined")
    tom = windows.desk(shop, "tom", color_scheme="dark")
    tom.goes_online()

    maria.page.get_by_role("button", name="Transfer").click()
    dialog = maria.page.get_by_role("dialog", name="Transfer")
    expect(dialog.get_by_role("radio", name=re.compile("Tom Okafor.*online"))).to_be_visible()
    expect(dialog.get_by_role("radio", name=re.compile("Trade desk.*closed now"))).to_be_visible()
    windows.shoot("1-dialog", maria.page)
    maria.page.keyboard.press("Escape")
    maria.transfers("Tom Okafor", "She wants the blue lamp, not the green one.", submit="Ask Tom Okafor")

    expect(maria.page.get_by_role("status").filter(has_text="is asked to take this over")).to_be_visible()
    maria.writes("One moment, I am asking a colleague.")
    ana.sees("One moment, I am asking a colleague.")
    expect(tom.reservation).to_contain_text("Maria from Billing asks you to take this over")
    expect(tom.reservation).to_contain_text("the blue lamp")
    windows.shoot("2-asked", maria.page, tom.page)
    tom.accepts()
    ana.sees("Tom from Customer care will help you")
    expect(ana.log).not_to_contain_text("asked Tom")
    expect(ana.log).not_to_contain_text("blue lamp")
    expect(tom.briefing).to_contain_text("the blue lamp")
    windows.shoot("3-accepted", tom.page, maria.page, ana.page)
    tom.writes("The blue one, then.")
    ana.sees("The blue one, then.")


def test_who_says_no_leaves_the_conversation_where_it_is(shop: Shop, windows: Windows) -> None:
    maria = windows.desk(shop, "maria")
    maria.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    maria.accepts()
    tom = windows.desk(shop, "tom")
    tom.goes_online()
    maria.transfers("Tom Okafor", submit="Ask Tom Okafor")

    tom.reservation.get_by_role("button", name="Say why").click()
    dialog = tom.page.get_by_role("dialog", name="Decline")
    dialog.get_by_label("Why not").fill("In a meeting")
    windows.shoot("1-why", tom.page)
    dialog.get_by_role("button", name="Decline").click()
    expect(maria.messages).to_contain_text("did not take Unnamed customer over; the conversation is still yours")
    maria.sees("declined: “In a meeting”; the conversation is still with Maria from Billing")
    expect(ana.log).not_to_contain_text("meeting")
    windows.shoot("2-declined", maria.page)


def test_to_a_queue_and_back_when_its_people_go_home(shop: Shop, windows: Windows) -> None:
    tom = windows.desk(shop, "tom")
    tom.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    tom.accepts()
    maria = windows.desk(shop, "maria")
    maria.presence.select_option("busy")
    expect(maria.messages).to_contain_text("You are busy")

    tom.transfers("Billing", "Charged twice.", queue=True)
    ana.sees("Tom from Customer care is passing you on to Billing")
    row = maria.inbox.get_by_role("region", name="Waiting")
    expect(row).to_contain_text("From Tom from Customer care")
    windows.shoot("1-in-the-queue", maria.page, tom.page, ana.page)
    maria.presence.select_option("offline")
    ana.sees("Nobody from Billing could join, so Tom from Customer care is helping you")
    expect(tom.messages).to_contain_text("the conversation is yours again")
    windows.shoot("2-back", tom.page, ana.page)
    tom.writes("I am still here.")
    ana.sees("I am still here.")


def test_a_supervisor_assigns_takes_back_and_cancels(shop: Shop, windows: Windows) -> None:
    robin = windows.desk(shop, "robin")  # an admin
    tom = windows.desk(shop, "tom")
    tom.goes_online()
    ana = windows.customer(shop)
    ana.asks_for_a_person()
    expect(tom.reservation).to_be_visible()
    others = robin.inbox.get_by_role("region", name="With others")
    others.get_by_role("button", name=re.compile("^Revoke")).click()
    expect(robin.messages).to_contain_text("Taken back")
    expect(tom.reservation).to_be_hidden()

    row = robin.inbox.get_by_role("region", name="Waiting")
    row.get_by_role("button", name=re.compile("^Assign")).click()
    dialog = robin.page.get_by_role("dialog", name="Assign")
    dialog.get_by_role("radio", name=re.compile("Tom Okafor")).check()
    windows.shoot("1-assign", robin.page)
    dialog.get_by_role("button", name="Assign to Tom Okafor").click()
    expect(tom.reservation).to_be_visible()
    others.get_by_role("button", name=re.compile("^Cancel")).click()
    dialog = robin.page.get_by_role("dialog", name=re.compile("^Cancel the handoff"))
    dialog.get_by_role("button", name="Cancel the handoff").click()
    ana.sees("I have stopped looking for a person")
    expect(tom.reservation).to_be_hidden()
    windows.shoot("2-cancelled", robin.page)
