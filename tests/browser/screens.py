"""The three screens as their users see them: found by role and name, never by class or position."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class Customer:
    """Somebody on the web site, with the widget."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.get_by_role("dialog")
        self.log = page.get_by_role("log", name="Messages")
        self.launcher = page.get_by_role("button", name=re.compile("^Open chat"))
        self.field = page.get_by_role("textbox", name="Message")

    def opens(self) -> None:
        self.launcher.click()
        expect(self.field).to_be_visible()

    def writes(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")

    def sees(self, *words: str | re.Pattern[str]) -> None:
        for one in words:
            expect(self.log).to_contain_text(one)

    def asks_for_a_person(self) -> None:
        self.opens()
        self.writes("I want to talk to a human please")
        self.sees("I am passing you on to")

    @property
    def lines(self) -> Locator:
        """Everything said, one element a line, the greeting first."""
        return self.log.locator("> *")


class Desk:
    """A human agent's desk."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presence = page.get_by_label("Presence", exact=True)
        self.inbox = page.get_by_role("navigation", name="Inbox")
        self.reservation = self.inbox.get_by_role("group", name=re.compile("^Reservation"))
        self.briefing = page.get_by_role("region", name="Briefing")
        self.log = page.get_by_role("log", name="Conversation log")
        self.messages = page.get_by_role("status", name="Messages of the desk")
        self.field = page.get_by_role("textbox", name="Message to the customer")
        self.draft = page.get_by_role("region", name="Draft reply")

    def goes_online(self) -> None:
        self.presence.select_option("online")
        expect(self.messages).to_contain_text("You are online")

    def accepts(self) -> None:
        self.reservation.get_by_role("button", name="Accept").click()
        expect(self.page.get_by_role("button", name="Hand back to bot")).to_be_visible()

    def transfers(self, to: str, note: str = "", *, submit: str = "Transfer", queue: bool = False) -> None:
        """With the keyboard alone, from the button on: search, choose, note, send."""
        self.page.get_by_role("button", name="Transfer").press("Enter")
        dialog = self.page.get_by_role("dialog", name="Transfer")
        search = dialog.get_by_role("textbox", name="Search people and queues")
        expect(search).to_be_focused()
        search.fill(to)
        group = dialog.get_by_role("group", name="Queues" if queue else "People")
        choice = group.get_by_role("radio", name=re.compile(to))
        choice.press("Space")
        dialog.get_by_role("textbox", name="Note for whoever is next").fill(note)
        dialog.get_by_role("button", name=submit).press("Enter")
        expect(dialog).to_be_hidden()

    def writes(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")

    def sees(self, *words: str | re.Pattern[str]) -> None:
        for one in words:
            expect(self.log).to_contain_text(one)

    def notes(self, text: str) -> None:
        self.page.get_by_label("Internal note", exact=True).check()
        self.page.get_by_role("textbox", name="Internal note").fill(text)
        self.page.get_by_role("button", name="Add note").click()
        self.page.get_by_label("Reply", exact=True).check()

    def hands_back(self, note: str = "") -> None:
        self.page.get_by_role("button", name="Hand back to bot").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Note for the bot").fill(note)
        dialog.get_by_role("button", name="Hand back").click()
        expect(dialog).to_be_hidden()
