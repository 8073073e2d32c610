"""E-mail as a place where humans work, against a real Dovecot and an SMTP server: letters out, and answers in."""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from fakes import dovecot
from fakes.hub_openings import MARIA, KeptSteps, case_of, opening
from fakes.hubs.email import CUSTOMER, MAILBOX, SECRET, TEAM, Played, reply, words
from segue.calls import Reach
from segue.domain.attachments import File
from segue.domain.deliveries import Trouble
from segue.domain.errors import Invalid
from segue.domain.hubs import CaseKind, HubCase, HubSettings, Told, What
from segue.hubs.email import EmailHub
from segue.outbound import Outbound
from segue.ports.hubs import Opening, ToHub
from segue.ports.listeners import DeliveryFailed

pytestmark = pytest.mark.skipif(
    not dovecot.available(), reason="needs Dovecot: apt install dovecot-imapd dovecot-lmtpd"
)
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Dovecot]:
    with dovecot.running() as one:
        yield one


@pytest.fixture
async def mail(server: dovecot.Dovecot) -> AsyncIterator[Played]:
    server.empty("support")
    async with Played().serving(server) as played:
        yield played


@pytest.fixture
async def hub(mail: Played) -> AsyncIterator[EmailHub]:
    async with aiohttp.ClientSession() as session:
        yield made(mail, session)


def made(mail: Played, session: aiohttp.ClientSession, at: datetime = NOW, **given: str) -> EmailHub:
    secrets = {"secret": given.pop("secret", dovecot.PASSWORD), "webhook_secret": given.pop("webhook_secret", SECRET)}
    settings = HubSettings("mail", "email", {**mail.settings, **given})
    return EmailHub(settings, secrets, Reach(Outbound(session), session, mail.at, lambda: at))


def asked(**changed: Any) -> Opening:
    usual: dict[str, Any] = {
        "customer": replace(MARIA, email="", verified=False),
        "mail_to": "team",
        "mail_owner": TEAM,
        "email": CUSTOMER,
        "due_at": NOW + timedelta(hours=4),
    }
    return opening(**{**usual, **changed})


async def written(hub: EmailHub, **changed: Any) -> tuple[HubCase, KeptSteps]:
    steps = KeptSteps()
    opened = await hub.write_ticket(asked(**changed), steps)
    return replace(case_of(opened, CaseKind.TICKET, steps=steps), opened_at=NOW), steps


class Taken:
    """What was told, and where to go on from. It stops listening once `most` were told, as a connection that ends."""

    def __init__(self, most: int = 1) -> None:
        self.told: list[Told] = []
        self.cursor, self.most = "", most
        self.began, self.done = asyncio.Event(), asyncio.Event()

    async def __call__(self, told: Sequence[Told], cursor: str) -> None:
        self.told += told
        self.cursor = cursor
        self.began.set()
        if len(self.told) >= self.most:
            self.done.set()


async def heard(hub: EmailHub, most: int = 1, cursor: str = "") -> Taken:
    taken = Taken(most)
    listening = asyncio.ensure_future(hub.listen(None, cursor, taken))
    try:
        await asyncio.wait_for(taken.done.wait(), 10)
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    return taken


# ---- out ------------------------------------------------------------------------------------------------------------


async def test_the_team_has_the_whole_package_in_one_letter(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    (letter,) = mail.letters(case.ref)
    whole = asked()
    html = letter.get_body(("html",))
    assert html is not None
    assert whole.rendered("html", 24_000).partition("<body")[2].partition(">")[2].strip() in html.get_content()
    assert whole.rendered("text", 24_000) in words(letter)
    assert [one.get_filename() for one in letter.iter_attachments()] == ["transcript.txt"]
    assert [one.get_content().strip().splitlines() for one in letter.iter_attachments()] == [
        whole.transcript_text.splitlines()
    ]


async def test_urgency_and_what_is_promised_are_seen_before_it_is_opened(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub, urgency="immediate")
    (letter,) = mail.letters(case.ref)
    assert letter["Subject"] == "[IMMEDIATE] Billing: Second charge of order 4711 & <refund> (enterprise 4 h)"
    assert (letter["X-Priority"], letter["Importance"]) == ("1 (Highest)", "high")
    assert words(letter).splitlines()[2].startswith("Urgency: immediate · Billing · Maria Gruber")
    assert "Promised: enterprise 4 h · answer due" in words(letter)


async def test_machines_do_not_answer_it(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    (letter,) = mail.letters(case.ref)
    found = (letter["Auto-Submitted"], letter["X-Auto-Response-Suppress"], letter["X-Segue-Letter"])
    assert found == ("auto-generated", "All", "1")


async def test_the_customer_learns_what_was_understood_and_until_when_and_nothing_of_the_package(
    hub: EmailHub, mail: Played
) -> None:
    case, _ = await written(hub, mail_to="customer", language="de-AT")
    (letter,) = mail.letters(case.ref)
    said = words(letter)
    assert letter["To"] == f"Maria Gruber <{CUSTOMER}>"
    assert "Guten Tag Maria Gruber," in said
    assert "Was wir verstanden haben: Second charge of order 4711 & <refund>" in said
    assert "> That is not what I asked.\n> I want a person." in said
    assert re.search(r"Eine Antwort können Sie (heute|morgen|am) .*erwarten", said)
    assert "antworten Sie einfach" in said
    assert not any(one in said for one in ("enterprise", "48,000", "big_account", "Mood", "transcript"))
    assert not list(letter.iter_attachments())


async def test_a_language_that_we_do_not_speak_is_answered_in_english(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub, mail_to="customer", language="ja")
    assert "Hello Maria Gruber," in words(mail.letters(case.ref)[0])


async def test_both_have_a_letter_of_their_own_with_marks_of_their_own(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub, mail_to="both")
    (customer,), (team,) = mail.letters(case.ref, CUSTOMER), mail.letters(case.ref, TEAM)
    assert customer["Message-ID"] != team["Message-ID"]
    assert customer["Reply-To"] != team["Reply-To"]
    assert str(team["Reply-To"]).startswith(f"support+t{case.ref}")
    assert len(str(team["Reply-To"]).partition("@")[0]) <= 64


async def test_the_team_is_told_that_the_customer_has_no_letter(hub: EmailHub, mail: Played) -> None:
    mail.refused[CUSTOMER] = "550 5.1.1 no such user"
    case, _ = await written(hub, mail_to="both")
    assert "The customer got no letter: the mail server answered 550 5.1.1." in words(mail.letters(case.ref, TEAM)[0])


async def test_names_and_subjects_of_customers_become_no_headers(hub: EmailHub, mail: Played) -> None:
    hostile = "Ana\r\nBcc: everybody@elsewhere.example\r\n\r\n<script>"
    customer = replace(asked().customer, name=hostile)
    case, _ = await written(hub, mail_to="both", customer=customer, subject=hostile + "é", queue_title=hostile)
    for letter in mail.letters(case.ref):
        assert letter["Bcc"] is None
        assert letter["Message-ID"] is not None
        assert "Bcc: everybody" in letter["Subject"]
    assert {to for to, _ in mail.sent} == {CUSTOMER, TEAM}


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@b", "a@b.example\r\nRCPT TO:<x@y.example>", "<a@b.example>", "é@b.example"]
)
async def test_an_address_that_is_none_is_refused(hub: EmailHub, mail: Played, to: str) -> None:
    with pytest.raises(DeliveryFailed) as failed:
        await written(hub, mail_owner=to, team="")
    assert failed.value.trouble is Trouble.REFUSED
    assert mail.sent == []


async def test_more_stands_in_the_thread_and_says_who_wrote_it(hub: EmailHub, mail: Played) -> None:
    case, steps = await written(hub)
    files = (File("bill.pdf", "https://files.example/bill.pdf"),)
    await hub.add_to_ticket(case, ToHub("d_1", "customer", "And the VAT?", NOW, "Ana", files), steps.next())
    first, more = mail.letters(case.ref)
    assert (more["Subject"], more["In-Reply-To"]) == (f"Re: {first['Subject']}", first["Message-ID"])
    assert "The customer wrote:\n\nAnd the VAT?" in words(more)
    assert "- bill.pdf: https://files.example/bill.pdf" in words(more)
    await hub.add_to_ticket(case, ToHub("d_2", "bot", "Hm", NOW), steps.next())
    assert mail.letters(case.ref)[2]["References"].split() == [first["Message-ID"], more["Message-ID"]]


async def test_what_a_human_says_in_segue_goes_to_the_customer_alone(hub: EmailHub, mail: Played) -> None:
    case, steps = await written(hub)
    await hub.add_to_ticket(case, ToHub("d_1", "human", "It is refunded.", NOW, "Ben"), steps.next())
    (letter,) = mail.letters(case.ref, CUSTOMER)
    assert words(letter).strip().endswith("It is refunded.")
    assert letter["Auto-Submitted"] is None  # a person's words


async def test_an_address_that_is_left_later_gets_the_answers(hub: EmailHub, mail: Played) -> None:
    case, steps = await written(hub, email="", language="de")
    await hub.add_to_ticket(case, ToHub("d_1", "human", "Nobody gets this by letter.", NOW, "Ben"), steps.next())
    words_ = f"The customer wants to be answered at email: {CUSTOMER}, phone: +1 2"
    left = ToHub("d_2", "system", words_, NOW, email=CUSTOMER)
    await hub.add_to_ticket(case, left, steps.next())
    await hub.add_to_ticket(case, ToHub("d_3", "human", "It is refunded.", NOW, "Ben"), steps.next())
    (letter,) = mail.letters(case.ref, CUSTOMER)
    assert letter["Subject"] == "Ihr Anliegen: Second charge of order 4711 & <refund>"
    assert left.text in words(mail.letters(case.ref, TEAM)[-1])


async def test_a_customer_cannot_have_answers_sent_elsewhere(hub: EmailHub, mail: Played) -> None:
    case, steps = await written(hub)
    await hub.add_to_ticket(case, ToHub("d_1", "customer", "email: eve@elsewhere.example", NOW), steps.next())
    await hub.add_to_ticket(case, ToHub("d_2", "human", "It is refunded.", NOW, "Ben"), steps.next())
    assert {to for to, _ in mail.sent} == {TEAM, CUSTOMER}


async def test_nothing_but_a_humans_words_goes_to_a_customer(hub: EmailHub, mail: Played) -> None:
    case, steps = await written(hub, mail_to="customer")
    for who in ("bot", "system", "customer"):
        await hub.add_to_ticket(case, ToHub(f"d_{who}", who, "internal", NOW), steps.next())
    await hub.close_ticket(case, "done", steps.next())
    assert len(mail.sent) == 1


async def test_the_team_learns_that_it_is_over(hub: EmailHub, mail: Played) -> None:
    case, steps = await written(hub, mail_to="both")
    await hub.close_ticket(case, "answered in Segue", steps.next())
    assert "This is closed: answered in Segue" in words(mail.letters(case.ref, TEAM)[-1])
    assert len(mail.letters(case.ref, CUSTOMER)) == 1


# ---- when something is wrong ----------------------------------------------------------------------------------------


async def test_a_letter_whose_answer_was_lost_is_found_and_not_sent_twice(hub: EmailHub, mail: Played) -> None:
    steps = KeptSteps()
    mail.faults.coming = ["late 500"]
    with pytest.raises(DeliveryFailed) as failed:
        await hub.write_ticket(asked(), steps)
    assert failed.value.trouble is Trouble.UNKNOWN
    opened = await hub.write_ticket(asked(), steps)
    assert len(mail.letters(opened.ref)) == 1


async def test_a_letter_that_is_not_found_waits_and_is_then_sent_under_the_same_id(hub: EmailHub, mail: Played) -> None:
    mail.copies = False
    mail.faults.coming = ["late 500"]
    steps = KeptSteps()
    for trouble in (Trouble.UNKNOWN, Trouble.PASSING):
        with pytest.raises(DeliveryFailed) as failed:
            await hub.write_ticket(asked(), steps)
        assert failed.value.trouble is trouble
    async with aiohttp.ClientSession() as session:
        opened = await made(mail, session, NOW + timedelta(minutes=6)).write_ticket(asked(), steps)
    assert len({one["Message-ID"] for one in mail.letters(opened.ref)}) == 1


@pytest.mark.parametrize(("fault", "trouble"), [(503, Trouble.PASSING), (429, Trouble.PASSING), (422, Trouble.REFUSED)])
async def test_what_an_answer_to_a_letter_means(hub: EmailHub, mail: Played, fault: int, trouble: Trouble) -> None:
    mail.faults.coming = [fault]
    with pytest.raises(DeliveryFailed) as failed:
        await written(hub)
    assert failed.value.trouble is trouble


@pytest.mark.parametrize("call", ["check", "write", "listen"])
async def test_a_wrong_password_pauses_all_and_is_told_nowhere(mail: Played, call: str) -> None:
    async with aiohttp.ClientSession() as session:
        wrong = made(mail, session, secret="not-the-one")
        calls = {
            "check": wrong.check,
            "write": partial(written, wrong),
            "listen": partial(wrong.listen, None, "", Taken()),
        }
        with pytest.raises(DeliveryFailed) as failed:
            await calls[call]()
    assert failed.value.trouble is Trouble.PAUSED
    assert "not-the-one" not in str(failed.value)


async def test_check_signs_in_to_both(hub: EmailHub) -> None:
    assert await hub.check() == f"{MAILBOX} on both servers; 0 letters in INBOX"


async def test_a_server_that_is_not_there_is_tried_again(hub: EmailHub, mail: Played) -> None:
    mail.smtp = 1
    async with aiohttp.ClientSession() as session:
        with pytest.raises(DeliveryFailed) as failed:
            await written(made(mail, session))
    assert failed.value.trouble is Trouble.PASSING


# ---- in -------------------------------------------------------------------------------------------------------------


async def test_what_the_team_answers_is_a_humans_message(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    mail.says(case.ref, "The second charge is refunded.\nGrüße 👩‍👩‍👧", "Ben")
    (told,) = (await heard(hub)).told
    assert (told.what, told.ref, told.agent_name, told.agent) == (What.MESSAGE, case.ref, "Ben", "ben@acme.example")
    assert told.text == "The second charge is refunded.\nGrüße 👩‍👩‍👧"


async def test_what_the_customer_answers_is_theirs(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub, mail_to="both")
    mail.customer_says(case.ref, "One more thing")
    (told,) = (await heard(hub)).told
    assert (told.what, told.ref, told.text) == (What.CUSTOMER_WROTE, case.ref, "One more thing")


async def test_a_customer_whom_somebody_added_to_the_teams_thread_stays_a_customer(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub, mail_to="both")
    mail.arrives(reply(mail.letters(case.ref, TEAM)[0], "Thanks", f"Ana <{CUSTOMER.upper()}>"))
    assert [one.what for one in (await heard(hub)).told] == [What.CUSTOMER_WROTE]


async def test_the_address_alone_finds_the_case(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    mail.arrives(reply(mail.letters(case.ref)[0], "Done", "Ben <ben@acme.example>", marks=False, quote=False))
    assert [(one.ref, one.text) for one in (await heard(hub)).told] == [(case.ref, "Done")]


async def test_nobody_is_believed_for_an_address_a_subject_or_a_forged_mark(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    letter = mail.letters(case.ref)[0]
    by_subject = reply(letter, "x", TEAM, marks=False)
    forged = reply(letter, "x", TEAM, marks=False)
    by_ref = reply(letter, "x", TEAM, marks=False)
    for one in (by_subject, forged, by_ref):
        del one["To"]
    by_subject["To"], by_ref["To"] = MAILBOX, MAILBOX
    forged["To"] = f"support+t{case.ref}aaaaaaaaaaaaa@acme.example"
    by_ref["References"] = f"<segue.t{case.ref}.aaaaaaaaaaaaaaaa.aaaa.h_7@acme.example>"
    for one in (by_subject, forged, by_ref):
        mail.arrives(one)
    mail.says(case.ref, "The real one")
    assert [one.text for one in (await heard(hub)).told] == ["The real one"]
    assert hub.passed_over["of_no_case"] == 3


async def test_who_has_the_customers_marks_cannot_write_as_the_team(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub, mail_to="both")
    letter = reply(mail.letters(case.ref, CUSTOMER)[0], "I am Ben", "Ben <ben@acme.example>", marks=False)
    changed = str(letter["To"]).replace("+c", "+t")
    del letter["To"]
    letter["To"] = changed
    mail.arrives(letter)
    mail.customer_says(case.ref, "Hello")
    assert [one.what for one in (await heard(hub)).told] == [What.CUSTOMER_WROTE]


async def test_it_is_heard_at_once(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    taken = Taken()
    listening = asyncio.ensure_future(hub.listen(None, "", taken))
    await asyncio.wait_for(taken.began.wait(), 10)
    began = time.monotonic()
    mail.says(case.ref, "Now")
    await asyncio.wait_for(taken.done.wait(), 10)
    took = time.monotonic() - began
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    assert took < 3


async def test_who_stops_listening_does_not_wait_for_the_server(hub: EmailHub) -> None:
    taken = Taken()
    listening = asyncio.ensure_future(hub.listen(None, "", taken))
    await asyncio.wait_for(taken.began.wait(), 10)
    began = time.monotonic()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    assert time.monotonic() - began < 2


async def test_after_a_restart_it_goes_on_where_it_was(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    mail.says(case.ref, "One")
    first = await heard(hub)
    mail.says(case.ref, "Two")
    async with aiohttp.ClientSession() as session:
        second = await heard(made(mail, session), cursor=first.cursor)
    assert ([one.text for one in first.told], [one.text for one in second.told]) == (["One"], ["Two"])


async def test_where_nothing_comes_listening_ends_and_nothing_is_heard_again(
    hub: EmailHub, mail: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segue.hubs.email.WINDOW_S", 0.05)
    case, _ = await written(hub)
    mail.says(case.ref, "One")
    first, again = Taken(), Taken()
    await hub.listen(None, "", first)
    await hub.listen(None, first.cursor, again)
    assert ([one.text for one in first.told], again.told) == (["One"], [])


async def test_a_mailbox_that_is_numbered_anew_tells_under_the_same_ids(
    hub: EmailHub, mail: Played, server: dovecot.Dovecot
) -> None:
    case, _ = await written(hub)
    mail.says(case.ref, "One")
    first = await heard(hub)
    server.forget_numbers("support")
    mail.says(case.ref, "Two")
    second = await heard(hub, most=2, cursor=first.cursor)
    assert [one.text for one in second.told] == ["One", "Two"]
    assert second.told[0].id == first.told[0].id
    assert second.cursor.partition(":")[0] != first.cursor.partition(":")[0]


async def test_a_letter_that_comes_twice_has_one_id(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    letter = reply(mail.letters(case.ref)[0], "Once", "Ben <ben@acme.example>")
    mail.arrives(letter)
    mail.arrives(letter)
    told = (await heard(hub, most=2)).told
    assert len(told) == 2
    assert len({one.id for one in told}) == 1


async def test_more_letters_than_are_fetched_at_once_are_all_heard_in_order(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    for number in range(45):
        mail.says(case.ref, f"{number}")
    assert [one.text for one in (await heard(hub, most=45)).told] == [str(number) for number in range(45)]


async def test_a_case_is_caught_up_with_under_the_ids_that_were_heard(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub, mail_to="both")
    other, _ = await written(hub, id="h_8")
    mail.says(case.ref, "One")
    mail.customer_says(case.ref, "Two")
    mail.arrives(reply(mail.letters(case.ref, TEAM)[0], "Three", "Ben <b@acme.example>", marks=False, quote=False))
    mail.says(other.ref, "Not this one")
    told = (await heard(hub, most=4)).told
    caught = await hub.catch_up(case)
    assert [(one.id, one.text) for one in caught] == [(one.id, one.text) for one in told[:3]]


async def test_our_own_letters_and_automatic_ones_are_counted_and_dropped(hub: EmailHub, mail: Played) -> None:
    case, _ = await written(hub)
    letter = mail.letters(case.ref)[0]
    away = reply(letter, "I am away", "Ben <ben@acme.example>")
    away["Auto-Submitted"] = "auto-replied"
    by_subject = reply(letter, "Ich bin nicht da", "Ben <ben@acme.example>")
    del by_subject["Subject"]
    by_subject["Subject"] = "Abwesenheitsnotiz: Re: x"
    nobody = reply(letter, "Away", "Ben <ben@acme.example>")
    mail.arrives(away)
    mail.arrives(by_subject)
    mail.arrives(nobody, "")
    mail.says(case.ref, "Here")
    assert [one.text for one in (await heard(hub)).told] == ["Here"]
    assert hub.passed_over == {"ours": 1, "automatic": 3}


@pytest.mark.parametrize("headers_only", [False, True])
async def test_a_letter_that_could_not_be_delivered_is_told_of(hub: EmailHub, mail: Played, headers_only: bool) -> None:
    case, steps = await written(hub)
    await hub.add_to_ticket(case, ToHub("dlv/1.x", "human", "Refunded", NOW), steps.next())
    mail.arrives(bounce(mail.letters(case.ref, CUSTOMER)[0], "delayed", "4.4.1", headers_only), "")
    mail.arrives(bounce(mail.letters(case.ref, CUSTOMER)[0], "failed", "5.1.1", headers_only), "")
    (told,) = (await heard(hub)).told
    assert (told.what, told.ref, told.about) == (What.FAILED, case.ref, "dlv/1.x")
    assert told.text == "The customer's mail server did not take this letter: 5.1.1"
    assert hub.passed_over["report_of_no_end"] == 1


async def test_an_answer_without_words_of_its_own_is_told_of_and_shows_nothing_internal(
    hub: EmailHub, mail: Played
) -> None:
    case, _ = await written(hub)
    mail.arrives(reply(mail.letters(case.ref)[0], "", "Ben <ben@acme.example>"))
    (told,) = (await heard(hub)).told
    assert told.what is What.FAILED
    assert "enterprise" not in told.text


def bounce(of: EmailMessage, action: str, status: str, headers_only: bool) -> bytes:
    """As Postfix writes them."""
    whole = of.as_bytes()
    inside = whole.partition(b"\n\n")[0] + b"\n\n" if headers_only else whole
    kind = b"text/rfc822-headers" if headers_only else b"message/rfc822"
    return (
        b"From: MAILER-DAEMON@mx.acme.example\nTo: support@acme.example\nSubject: Undelivered\n"
        b"Auto-Submitted: auto-replied\nMessage-ID: <" + action.encode() + b"@mx.acme.example>\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        b"--b\nContent-Type: text/plain\n\nIt could not be delivered.\n\n"
        b"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.acme.example\n\n"
        b"Final-Recipient: rfc822; x@y.example\nAction: " + action.encode() + b"\nStatus: " + status.encode() + b"\n\n"
        b"--b\nContent-Type: " + kind + b"\n\n" + inside + b"\n--b--\n"
    )


# ---- who is spoken to ------------------------------------------------------------------------------------------------


def certificate() -> str:
    """Of this machine, with its key: whoever does not know it finds it strange."""
    key = rsa.generate_private_key(65_537, 2_048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begins = datetime.now(UTC) - timedelta(days=1)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, begins, begins + timedelta(days=9))
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = made.add_extension(here, critical=False).sign(key, SHA256())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return (private + signed.public_bytes(Encoding.PEM)).decode()


def presenting(pem: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


@asynccontextmanager
async def strangers(folder: Path) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server whose certificate nobody signed, and what it was told."""
    (folder / "both.pem").write_text(certificate())
    context = presenting(folder / "both.pem")
    told: list[bytes] = []

    async def hears(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 hello\r\n")
        told.append(await reader.read(100))
        writer.close()

    server = await asyncio.start_server(hears, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1], told
    finally:
        server.close()
        await server.wait_closed()


async def test_a_server_with_a_strange_certificate_hears_no_password(mail: Played, tmp_path: Path) -> None:
    async with strangers(tmp_path) as (port, told), aiohttp.ClientSession() as session:
        assert mail.dovecot is not None
        mail.smtp, mail.dovecot = port, replace(mail.dovecot, imap=port)
        stranger = made(mail, session, tls="tls")
        for call in (stranger.check(), stranger.listen(None, "", Taken())):
            with pytest.raises(DeliveryFailed, match="certificate") as failed:
                await call
            assert failed.value.trouble is Trouble.PAUSED
    assert b"".join(told) == b""


async def test_letters_go_both_ways_over_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = tmp_path / "both.pem"
    pem.write_text(certificate())
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))  # this machine knows it
    with dovecot.running(pem.read_text()) as server:
        async with Played().serving(server, presenting(pem)) as mail, aiohttp.ClientSession() as session:
            hub = made(mail, session, tls="starttls")
            case, _ = await written(hub)
            mail.says(case.ref, "It is refunded.")
            assert [one.text for one in (await heard(hub)).told] == ["It is refunded."]


async def test_where_tls_is_asked_for_nothing_goes_without(mail: Played) -> None:
    """Both servers of this test offer none."""
    async with aiohttp.ClientSession() as session:
        careful = made(mail, session, tls="starttls")
        for call in (careful.check(), careful.listen(None, "", Taken())):
            with pytest.raises(DeliveryFailed, match="offers no TLS") as failed:
                await call
            assert failed.value.trouble is Trouble.PAUSED
    assert mail.signed_in == 0


@pytest.mark.parametrize(
    "smtp", ["", "smtp acme", "a@b:25", "smtp.acme.example:99999", "smtp.acme.example/x:25", "-x:25"]
)
async def test_what_is_no_server_is_refused_at_the_start(mail: Played, smtp: str) -> None:
    async with aiohttp.ClientSession() as session:
        reach = Reach(Outbound(session), session)
        settings = HubSettings("mail", "email", {**mail.settings, "smtp": smtp})
        with pytest.raises(Invalid):
            EmailHub(settings, {"secret": "x", "webhook_secret": "y"}, reach)
