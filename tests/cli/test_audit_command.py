"""`segue audit` at the terminal: from a file, and from a helpdesk that is played on loopback."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from typer.testing import CliRunner, Result

from fakes.vendor import Said, calling, played
from segue.cli.helpdesks import Helpdesk, Kept, chosen, fetch, since_of
from segue.cli.main import app
from segue.domain.errors import CallFailed, CallRefused, Invalid
from segue.insight.tickets import read_tickets
from segue.ports.tickets import Ticket

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SINCE = NOW - timedelta(days=180)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["audit", *map(str, words)])


@pytest.fixture(autouse=True)
def no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZENDESK_EMAIL", "ZENDESK_TOKEN", "FRESHDESK_KEY", "INTERCOM_TOKEN"):
        monkeypatch.delenv(f"SEGUE_SECRET_{name}", raising=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    lines = [{"id": n, "text": f"The espresso machine {n} leaks, ridiculous", "replies": 4} for n in range(6)]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return tmp_path / "in.jsonl"


def test_a_file_is_audited_and_written_as_a_page(file: Path) -> None:
    page = file.with_name("out.html")
    result = run(file, "--html", page)
    assert result.exit_code == 0
    assert "6 tickets" in result.stdout
    assert f"written to {page}" in result.stdout
    assert page.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "name a file of tickets"),
        (["{file}", "--zendesk", "shop"], "name a file of tickets, or one of"),
        (["--zendesk", "shop", "--freshdesk", "shop"], "one helpdesk at a time"),
        (["{file}", "--save", "out.jsonl"], "--save keeps what is fetched"),
        (["--zendesk", "shop"], "SEGUE_SECRET_ZENDESK_EMAIL and SEGUE_SECRET_ZENDESK_TOKEN"),
        (["--freshdesk", "shop"], "SEGUE_SECRET_FRESHDESK_KEY"),
        (["--intercom", "eu"], "SEGUE_SECRET_INTERCOM_TOKEN"),
        (["--intercom", "mars"], "us, eu, au"),
        (["--zendesk", "shop.evil.example"], "no name of an account"),
        (["--zendesk", "shop", "--since", "soon"], "write 6m, 26w, 90d"),
        (["--zendesk", "shop", "--save", "{file}"], "is there already"),
    ],
)
def test_what_cannot_be_done_is_told_in_words(file: Path, words: list[str], told: str) -> None:
    result = run(*(word.format(file=file) for word in words))
    assert result.exit_code == 1
    assert told in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("6m", NOW - timedelta(days=180)),
        ("2w", NOW - timedelta(days=14)),
        ("90d", NOW - timedelta(days=90)),
        ("2026-05-21", datetime(2026, 5, 21, tzinfo=UTC)),
        ("2026-05-21T10:00:00+02:00", datetime(2026, 5, 21, 8, tzinfo=UTC)),
    ],
)
def test_since_is_a_span_or_a_day(text: str, since: datetime) -> None:
    assert since_of(text, NOW) == since


@pytest.mark.parametrize("text", ["", "6", "0d", "6 years", "2027-01-01", "1900-01-01", "9999m"])
def test_a_since_that_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        since_of(text, NOW)


SECRETS = {"zendesk_email": "ana@shop.example", "zendesk_token": "t0ken", "freshdesk_key": "k3y", "intercom_token": "t"}


def zendesk_page(*ids: int, cursor: str | None = None) -> Said:
    tickets = [{"id": n, "description": f"It leaks {n}", "created_at": "2026-06-02T09:00:00Z"} for n in ids]
    return Said({"tickets": tickets, "after_cursor": cursor, "end_of_stream": cursor is None})


async def fetch_from(answers: list[Said], kept: Kept, seen: list[int] | None = None) -> list[Ticket]:
    counts = [] if seen is None else seen
    async with played(answers) as vendor, calling() as outbound:
        helpdesk = Helpdesk("Zendesk", vendor.base, ("zendesk_email", "zendesk_token"))
        with kept:
            source = helpdesk.source(outbound, SECRETS)
            return await fetch(source, SINCE, kept, lambda count, _: counts.append(count))


async def test_what_is_fetched_is_kept_for_the_next_audit_readable_by_its_owner_only(tmp_path: Path) -> None:
    out, seen = tmp_path / "out.jsonl", list[int]()
    found = await fetch_from([zendesk_page(1, 2, cursor="x"), zendesk_page(3)], Kept(out), seen)
    assert seen == [1, 2, 3]
    assert list(read_tickets(out)) == found
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


async def test_what_is_kept_holds_no_card_number(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    page = zendesk_page(1)
    page.body["tickets"][0]["description"] = "It leaks, and my card is 4111 1111 1111 1111"
    await fetch_from([page], Kept(out))
    (kept,) = read_tickets(out)
    assert kept.text == "It leaks, and my card is [card number]"


async def test_a_fetch_that_fails_says_how_far_it_got_and_keeps_that(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(
        CallFailed, match=r"answered 500 .*2 tickets were fetched, the last from 2026-06-02\..*out\.jsonl"
    ):
        await fetch_from([zendesk_page(1, 2, cursor="x"), Said(status=500)], Kept(out))
    assert [one.id for one in read_tickets(out)] == ["1", "2"]


async def test_a_fetch_that_fails_without_a_file_says_that_nothing_is_kept() -> None:
    with pytest.raises(CallFailed, match="none is kept; --save"):
        await fetch_from([zendesk_page(1, cursor="x"), Said(status=500)], Kept(None))


async def test_a_fetch_that_is_refused_at_once_leaves_no_file(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(CallRefused, match=r"Nothing was fetched\. Are the address and the secrets right\?"):
        await fetch_from([Said(status=401)], Kept(out))
    assert not out.exists()


@pytest.mark.parametrize(
    ("named", "base"),
    [
        (("shop", None, None), "https://shop.zendesk.com"),
        ((None, "shop", None), "https://shop.freshdesk.com"),
        ((None, None, "au"), "https://api.au.intercom.io"),
    ],
)
async def test_each_helpdesk_has_its_address_and_its_secrets(named: tuple[Any, Any, Any], base: str) -> None:
    helpdesk = chosen(*named)
    assert helpdesk is not None
    assert helpdesk.base == base
    async with calling() as outbound:
        helpdesk.source(outbound, SECRETS)
        with pytest.raises(Invalid, match="SEGUE_SECRET_"):
            helpdesk.source(outbound, {})


@pytest.fixture
def everything_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets the command call the vendor that is played, wherever it means to call."""
    real = aiohttp.ClientSession._request

    def use(base: str) -> None:
        async def request(self: Any, method: str, url: str, **more: Any) -> Any:
            return await real(self, method, base + "/" + str(url).split("/", 3)[3], **more)

        monkeypatch.setattr(aiohttp.ClientSession, "_request", request)

    return use


async def test_the_whole_command_fetches_keeps_and_audits(
    everything_at: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SEGUE_SECRET_ZENDESK_EMAIL", "ana@shop.example")
    monkeypatch.setenv("SEGUE_SECRET_ZENDESK_TOKEN", "t0ken")
    out = tmp_path / "out.jsonl"
    async with played([zendesk_page(1, 2, cursor="x"), zendesk_page(3)]) as vendor:
        everything_at(vendor.base)
        words = ("--zendesk", "shop", "--since", "2026-01-01", "--save", out, "--json")
        result = await asyncio.to_thread(run, *words)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["tickets"] == 3
    assert json.loads(run(out, "--json").stdout)["tickets"] == 3
    assert "t0ken" not in result.stdout + result.stderr
