"""What is due, and what is never touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from segue.domain.retention import Part, Resting, Retention, due

NOW = datetime(2026, 11, 21, tzinfo=UTC)
DAYS = st.integers(0, 500)
PERIODS = st.none() | st.integers(1, 400).map(lambda days: timedelta(days=days))


@given(DAYS, PERIODS, PERIODS, PERIODS, st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_what_is_due_is_over_and_older_than_its_period(
    days: int,
    conversations: timedelta | None,
    packages: timedelta | None,
    files: timedelta | None,
    open_: bool,
    going_on: bool,
    has_files: bool,
    has_packages: bool,
) -> None:
    one = Resting("c", open_, NOW - timedelta(days=days), "", going_on, has_files, has_packages)
    periods = {Part.CONVERSATIONS: conversations, Part.PACKAGES: packages, Part.FILES: files}
    parts = due(one, Retention(conversations, packages, files), NOW)
    assert not (going_on and parts)
    for part in parts:
        assert periods[part] is not None
        assert NOW - one.last_at >= periods[part]
    assert Part.CONVERSATIONS not in parts or parts == {Part.CONVERSATIONS}
    assert has_files or Part.FILES not in parts
    assert has_packages or Part.PACKAGES not in parts
    if conversations is not None and days >= conversations.days and not going_on:
        assert Part.CONVERSATIONS in parts
