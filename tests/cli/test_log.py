"""What a running Segue writes when something unforeseen happens."""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import structlog

from segue.cli import log
from segue.figures import REGISTRY
from segue.server.middleware import ASKED


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_an_error_is_logged_with_its_place_and_without_the_values_there(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure()
    token = "ct_" + "s3cret"  # a local variable, as a credential or a message would be
    try:
        raise LookupError("nobody foresaw this")
    except LookupError:
        structlog.get_logger().exception("lane failed", lane="assign")
    written = capsys.readouterr()
    assert "nobody foresaw this" not in written.err, "a message may quote a customer"
    assert "LookupError" in written.err
    assert __file__ in written.err
    assert token not in written.err
    assert not written.out


def test_what_a_vendor_or_a_customer_said_is_not_in_the_log_with_their_numbers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.configure()
    told = structlog.get_logger()
    try:
        raise LookupError("no row for ana@home.example")
    except LookupError:
        told.exception("lane failed", error="card 4111 1111 1111 1111 was refused", lane="assign")
    written = capsys.readouterr().err
    assert "card [card number] was refused" in written
    assert "ana@home.example" not in written
    assert "lane failed" in written
    assert "assign" in written


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_where_no_terminal_reads_it_a_line_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure()
    structlog.get_logger().warning("a listener is given a pause", workspace="default", attempts=3)
    (line,) = lines(capsys)
    assert list(line)[:3] == ["timestamp", "level", "event"]
    assert (line["level"], line["event"], line["attempts"]) == ("warning", "a listener is given a pause", 3)


def test_text_is_for_eyes(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("text")
    try:
        raise LookupError("hush")
    except LookupError:
        structlog.get_logger().exception("lane failed", lane="assign")
    written = capsys.readouterr().err
    assert "lane failed" in written
    assert "LookupError" in written
    assert f"    {__file__}:" in written
    assert "hush" not in written


@pytest.mark.parametrize("style", ["json", "text"])
def test_what_somebody_sent_forges_no_line_and_steers_no_terminal(
    style: str, capsys: pytest.CaptureFixture[str]
) -> None:
    log.configure(style)
    hostile = "a\r\n2026-11-21 [error] all is lost\x1b[2J\x9b31m\x07\u2028\u202e"
    structlog.get_logger().warning("a webhook was refused", hub=hostile, among=[hostile], by={hostile: hostile})
    written = capsys.readouterr().err
    assert len(written.splitlines()) == 1
    own = re.sub(r"\x1b\[\d*m", "", written.rstrip("\n"))
    assert own.isprintable()


def test_each_error_on_the_way_is_told_with_its_code_and_without_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("json")
    try:
        try:
            sqlite3.connect(":memory:").execute("SELECT 'the words of Ana' FROM nowhere")
        except sqlite3.Error as error:
            raise LookupError("Ana wrote this") from error
    except LookupError:
        structlog.get_logger().exception("lane failed")
    (line,) = lines(capsys)
    assert [one["cause"] for one in line["exception"]] == ["LookupError", "OperationalError SQLITE_ERROR"]
    assert "Ana" not in json.dumps(line)


def test_what_libraries_log_is_held_to_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("json")
    library = logging.getLogger("some.library")
    library.error("Error handling %s", "the words of Ana")
    library.error("Task exception was never retrieved\nfuture: <Task exception=ValueError('the words of Ana')>")
    library.info("nobody asked")
    assert [(line["event"], line["logger"]) for line in lines(capsys)] == [
        ("Error handling %s", "some.library"),
        ("Task exception was never retrieved", "some.library"),
    ]


async def test_a_line_says_to_which_request_it_belongs(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("json")
    caller = SimpleNamespace(workspace="default")
    scope = {"state": {"request_id": "r-1", "caller": caller}, "path_params": {"id": "cnv_ana"}}
    ASKED.set(scope)
    structlog.get_logger().warning("something")
    ASKED.set({**scope, "path_params": {"id": "my card is 4111 1111"}})
    structlog.get_logger().warning("something")
    known, odd = lines(capsys)
    assert (known["request_id"], known["workspace"], known["conversation"]) == ("r-1", "default", "cnv_ana")
    assert "conversation" not in odd, "what is no id is somebody's words"


def test_troubles_are_counted_by_what_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure("json")
    labels = {"level": "error", "event": "counted in this test"}
    before = REGISTRY.get_sample_value("segue_troubles_total", labels) or 0
    structlog.get_logger().error("counted in this test")
    structlog.get_logger().info("counted in this test")
    assert REGISTRY.get_sample_value("segue_troubles_total", labels) == before + 1
