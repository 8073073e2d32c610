"""Letters as data: what is quoted, what hostile ones do, and what becomes of hostile values in ours."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.hubs.email import MAILBOX, SECRET
from segue.domain.hubs import What
from segue.hubs.email.letters import Draft, letter
from segue.hubs.email.marks import CUSTOMER, TEAM, Mark, Marks, new_ref
from segue.hubs.email.quotes import newest
from segue.hubs.email.reading import LONGEST_TEXT, Letter, read
from segue.hubs.email.words import WORDS

MARKS = Marks(SECRET, MAILBOX, plus=True)
REF = new_ref()
ID = MARKS.message_id(REF, TEAM, "h_7", "ana@x.example")
ABOVE = "##- Please write above this line -##"
QUOTED = f"> {ABOVE}\n>\n> Urgency: high\n> internal words"

# ---- what is quoted -------------------------------------------------------------------------------------------------

QUOTES = {
    "Gmail": f"On Sun, Nov 22, 2026 at 10:00 AM Support <s@acme.example> wrote:\n\n{QUOTED}",
    "Gmail, folded": f"On Sun, Nov 22, 2026 at 10:00 AM Support of Acme\n<s@acme.example> wrote:\n\n{QUOTED}",
    "de": f"Am So., 22. Nov. 2026 um 10:00 Uhr schrieb Support <s@acme.example>:\n\n{QUOTED}",
    "de, Thunderbird": f"Am 22.11.26 um 10:00 schrieb Support:\n{QUOTED}",
    "fr": f"Le dim. 22 nov. 2026 à 10:00, Support <s@acme.example> a écrit :\n\n{QUOTED}",
    "es": f"El dom, 22 nov 2026 a las 10:00, Support (<s@acme.example>) escribió:\n\n{QUOTED}",
    "it": f"Il giorno dom 22 nov 2026 alle ore 10:00 Support <s@acme.example> ha scritto:\n\n{QUOTED}",
    "pt": f"Em dom., 22 de nov. de 2026 às 10:00, Support <s@acme.example> escreveu:\n\n{QUOTED}",
    "nl": f"Op zo 22 nov 2026 om 10:00 schreef Support <s@acme.example>:\n\n{QUOTED}",
    "Outlook": "________________________________\nFrom: Support <s@acme.example>\nSent: Sunday, 22 November 2026\n"
    f"To: Ben\nSubject: Re: x\n\n{ABOVE}\ninternal words",
    "Outlook, de": f"Von: Support\nGesendet: Sonntag\nAn: Ben\nBetreff: AW: x\n\n{ABOVE}\ninternal words",
    "Outlook, fr": f"De : Support\nEnvoyé : dimanche\nÀ : Ben\nObjet : RE: x\n\n{ABOVE}\ninternal words",
    "Outlook, old": f"-----Original Message-----\nFrom: Support\n\n{ABOVE}\ninternal words",
    "without marks": f"On 22 Nov 2026, at 10:00, Support <s@acme.example> wrote:\n\n{ABOVE}\ninternal words",
    "a quote of something else": "On 22 Nov 2026, at 10:00, Support <s@acme.example> wrote:\n\ninternal words",
}


@pytest.mark.parametrize("quote", QUOTES.values(), ids=QUOTES.keys())
def test_what_is_quoted_below_an_answer_is_left_out(quote: str) -> None:
    assert newest(f"It is refunded.\n\nRegards\n\n{quote}\n") == "It is refunded.\n\nRegards"


@pytest.mark.parametrize("language", WORDS)
def test_our_own_line_ends_an_answer_in_every_language(language: str) -> None:
    assert newest(f"Yes\n\n##- {WORDS[language].above} -##\ninternal") == "Yes"


def test_answers_between_and_under_marked_lines_are_kept() -> None:
    said = newest(f"On 22 Nov 2026, S <s@acme.example> wrote:\n{QUOTED}\nThe first.\n> more\nThe second.\n-- \nBen")
    assert said == "The first.\nThe second."


def test_words_under_our_unmarked_letter_are_not_told_from_it() -> None:
    assert newest(f"{ABOVE}\ninternal words\n\nMy answer") == ""


@pytest.mark.parametrize(
    "said",
    [
        "He wrote: nothing.\nAnd then more.",
        "From: Berlin\nTo: Paris, please",
        "See below\n---\nand this",
        "On Monday I wrote:\nthe invoice is wrong",
        "a > b\nand 3 > 2",
        "Il y a 2 jours vous avez écrit: non",
    ],
)
def test_words_that_only_look_like_a_quote_stay(said: str) -> None:
    assert newest(said) == said


@pytest.mark.parametrize(
    "end", ["-- \nBen Smith\nAcme", "Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone"]
)
def test_signatures_are_left_out(end: str) -> None:
    assert newest(f"Fine.\n\n{end}") == "Fine."


_WORDS = st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12), min_size=1, max_size=30).map(
    " ".join
)


@given(st.lists(_WORDS, min_size=1, max_size=6), st.sampled_from(list(QUOTES.values())))
def test_words_above_a_quote_are_never_lost(lines: list[str], quote: str) -> None:
    words = "\n".join(lines)
    said = newest(f"{words}\n\n{quote}")
    assert said == words.strip()


@given(st.text(max_size=2_000))
def test_any_text_is_read_and_nothing_is_added(text: str) -> None:
    assert set(newest(text).split()) <= set(text.replace("\r", "\n").split())


def test_a_letter_that_is_meant_ill_is_read_at_once() -> None:
    began = datetime.now(UTC)
    for piece in ("On 2 <", "> ", "wrote: ", "From: a\n", "_" * 300, "##- ", "On 2\n", "schrieb am "):
        newest(piece * (200_000 // len(piece)))
    assert (datetime.now(UTC) - began).total_seconds() < 5


# ---- letters that are meant ill -------------------------------------------------------------------------------------


def answer(body: bytes = b"Hello", head: bytes = b"") -> bytes:
    return b"From: Ben <ben@acme.example>\r\nIn-Reply-To: " + ID.encode() + b"\r\n" + head + b"\r\n" + body


_HEADS = st.sampled_from(
    [
        *(b"Content-Type", b"From", b"Subject", b"To", b"References", b"Content-Transfer-Encoding", b"Date"),
        *(b"Content-Disposition", b"Message-ID", b"Auto-Submitted", b"Return-Path", b"X-Odd", b"Precedence"),
    ]
)
_VALUES = st.one_of(
    st.binary(max_size=60).map(lambda value: value.replace(b"\r", b"").replace(b"\n", b"")),
    st.sampled_from(
        [
            b"multipart/mixed; boundary=b",
            b"multipart/report; report-type=delivery-status; boundary=b",
            b"text/html; charset=x-none",
            b"text/plain; charset*=utf-7''%ff",
            b'text/plain; charset="idna"',
            b"message/rfc822",
            b"multipart/alternative",
            b"text/plain; charset=uu",
            b"attachment; filename*=none''%E2%80",
            b'attachment; filename="=?x?q?=?="',
            b"=?utf-8?b?////?=",
            b"=?utf-8?x?a?=",
            b"base64",
            b"uuencode",
            b"quoted-printable",
            b"<" * 50,
            b"<>",
        ]
    ),
)
_PART = st.tuples(st.lists(st.tuples(_HEADS, _VALUES), max_size=4), st.binary(max_size=200))


def _part(given: tuple[list[tuple[bytes, bytes]], bytes]) -> bytes:
    heads, body = given
    return b"".join(name + b": " + value + b"\r\n" for name, value in heads) + b"\r\n" + body + b"\r\n"


@settings(max_examples=400)
@given(st.lists(_PART, max_size=5), st.lists(st.tuples(_HEADS, _VALUES), max_size=5))
def test_hostile_letters_are_read(
    inside: list[tuple[list[tuple[bytes, bytes]], bytes]], heads: list[tuple[bytes, bytes]]
) -> None:
    body = b"".join(b"--b\r\n" + _part(one) for one in inside) + b"--b--\r\n"
    head = b"".join(name + b": " + value + b"\r\n" for name, value in heads)
    found = read(Letter(answer(body, head)), MARKS)
    if found.told:
        found.told.text.encode()
        assert "\0" not in found.told.text
        assert len(found.told.id) < 100


@given(st.binary(max_size=2_000))
def test_any_bytes_are_read(content: bytes) -> None:
    assert read(Letter(content), MARKS).told is None


def test_parts_within_parts_end() -> None:
    body = b""
    for number in reversed(range(2_000)):
        edge = str(number).encode()
        body = (
            b"--" + edge + b"\r\n" + b"Content-Type: multipart/mixed; boundary=" + edge + b"x\r\n\r\n" + body[:100_000]
        )
    assert read(Letter(answer(body, b"Content-Type: multipart/mixed; boundary=0\r\n")), MARKS).told is not None


@pytest.mark.parametrize(
    ("head", "body", "said"),
    [
        (b"Content-Type: text/plain; charset=x-none\r\n", "Grüße".encode(), "Grüße"),
        (b"Content-Type: text/plain; charset=utf-8\r\n", "Grüße".encode("cp1252"), "Grüße"),
        (b"Content-Type: text/plain; charset=iso-2022-jp\r\n", "団体".encode("iso-2022-jp"), "団体"),
        (b"Content-Type: text/html\r\n", b"<p>One &amp; two</p><script>x</script><p>three", "One & two\n\nthree"),
        (b"", b"a\x00b\x07c", "abc"),
        (b"Content-Type: text/html\r\n", b"<a href='javascript:x'>y</a><img src=x>", "y"),
    ],
)
def test_words_are_text_whatever_they_were_written_in(head: bytes, body: bytes, said: str) -> None:
    told = read(Letter(answer(body, head)), MARKS).told
    assert told is not None
    assert told.text == said


def test_files_are_named_and_letters_in_letters_are_not_read() -> None:
    made = EmailMessage()
    made["In-Reply-To"], made["From"] = ID, "Ben <b@acme.example>"
    made.set_content("See there")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="Rechnung\u202e März.pdf")
    inner = EmailMessage()
    inner.set_content("internal words")
    made.add_attachment(inner)
    told = read(Letter(made.as_bytes()), MARKS).told
    assert told is not None
    assert told.text == "See there\n\n[Attached, and left in the mailbox: Rechnung März.pdf, a letter]"


def test_absurd_sizes_are_cut() -> None:
    told = read(Letter(answer(b"word " * 1_000_000)), MARKS).told
    assert told is not None
    assert told.text.endswith("[The rest is in the mailbox]")
    assert len(told.text) < LONGEST_TEXT + 100


# ---- marks ----------------------------------------------------------------------------------------------------------


@given(st.text(min_size=1, max_size=60), st.sampled_from([TEAM, CUSTOMER]))
def test_a_mark_comes_back_as_it_was_made(about: str, side: str) -> None:
    about = about.encode("utf-8", "replace").decode()
    found = MARKS.in_ids([f"<other@x> {MARKS.message_id(REF, side, about)} <another@y>"])
    assert found is not None
    assert (found.ref, found.side, found.about) == (REF, side, about)
    assert MARKS.in_addresses([MARKS.reply_to(REF, side).upper()]) == Mark(REF, side)


@given(st.integers(0, len(ID) - 1), st.characters(codec="ascii", categories=["L", "N"]))
def test_a_mark_with_another_letter_in_it_is_none(at: int, other: str) -> None:
    changed = ID[:at] + other + ID[at + 1 :]
    found = MARKS.in_ids([changed])
    assert found is None or found == MARKS.in_ids([ID])  # the domain is not signed


def test_secrets_can_be_exchanged() -> None:
    both = Marks(f"the new one\n{SECRET}", MAILBOX, plus=True)
    assert both.in_ids([ID]) == MARKS.in_ids([ID])
    assert MARKS.in_ids([both.message_id(REF, TEAM, "h_7")]) is None
    assert Marks("the new one", MAILBOX, plus=True).in_ids([ID]) is None


def test_an_address_that_would_be_too_long_stays_plain() -> None:
    assert Marks(SECRET, "the-support-team-of-acme@acme.example", plus=True).reply_to(REF, TEAM).count("+") == 0
    assert Marks(SECRET, MAILBOX, plus=False).reply_to(REF, TEAM) == MAILBOX


# ---- hostile values in ours -----------------------------------------------------------------------------------------


@given(st.text(max_size=300), st.text(max_size=200), st.text(max_size=300))
def test_no_value_becomes_a_header(subject: str, name: str, text: str) -> None:
    hostile = "x\r\nBcc: <everybody@elsewhere.example>\r\n\r\n=?utf-8?q?a=0D=0ABcc:_b?="
    draft = Draft(
        "ana@x.example", subject + hostile, text + hostile, to_name=name + hostile, replies=(ID, ID, ID[:-1] + "x>")
    )
    made = letter(draft, sender=MAILBOX, message_id=ID, reply_to=MAILBOX, at=datetime(2026, 11, 22, tzinfo=UTC))
    content = made.as_bytes()
    found = message_from_bytes(content, policy=policy.SMTP)
    assert found["Bcc"] is None
    assert [one.addr_spec for one in found["To"].addresses] == ["ana@x.example"]
    assert found["Message-ID"] == ID
    assert found.get_content_type() == "text/plain"
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("subject", ["Fwd: [HIGH] Billing", "FW: x", "WG: x", "Tr : x", "RV: x", "Doorst: x", "I: x"])
def test_what_stands_above_our_letter_when_it_is_forwarded_is_not_for_the_customer(subject: str) -> None:
    """With us in copy, since whoever forwards answered all before."""
    head = f"Subject: {subject}\r\n".encode()
    told = read(Letter(answer(b"Ben, do we owe her that?", head)), MARKS).told
    assert told is not None
    assert told.what is What.FAILED
    assert "owe" not in told.text


@pytest.mark.parametrize("subject", ["Re: Fwd: x", "AW: WG: x", "Forward: x", "Trains: late", "In short: yes", ""])
def test_all_other_answers_of_the_team_are_the_customers(subject: str) -> None:
    told = read(Letter(answer(b"We pay it back.", f"Subject: {subject}\r\n".encode())), MARKS).told
    assert told is not None
    assert (told.what, told.text) == (What.MESSAGE, "We pay it back.")


def test_a_letter_of_ours_that_comes_back_is_not_read() -> None:
    draft = Draft("ana@x.example", "x", "y", replies=(ID,))
    made = letter(draft, sender=MAILBOX, message_id=ID, reply_to=MAILBOX, at=datetime(2026, 11, 22, tzinfo=UTC))
    found = read(Letter(made.as_bytes()), MARKS)
    assert (found.told, found.why) == (None, "ours")


def test_a_letter_without_an_id_has_the_same_one_each_time() -> None:
    one, two = read(Letter(answer()), MARKS).told, read(Letter(answer()), MARKS).told
    assert one is not None
    assert two is not None
    assert (one.what, one.id) == (What.MESSAGE, two.id)
