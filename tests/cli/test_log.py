"""What a running Segue writes when something unforeseen happens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import structlog

from segue.cli import log


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
    assert "nobody foresaw this" in written.err
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
    assert "no row for [e-mail address]" in written
    assert "lane failed" in written
    assert "assign" in written
