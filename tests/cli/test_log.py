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
