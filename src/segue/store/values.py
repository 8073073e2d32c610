"""How values cross into columns and back: times as microseconds, everything structured as JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_encoder = msgspec.json.Encoder()


def micros(at: datetime) -> int:
    """Microseconds since 1970. Raises TypeError when `at` has no zone: such a time means nothing in a database."""
    return (at - _EPOCH) // _MICROSECOND


def micros_or_none(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def moment(at: int) -> datetime:
    return _EPOCH + timedelta(microseconds=at)


def moment_or_none(at: int | None) -> datetime | None:
    return None if at is None else moment(at)


def encode(value: Any) -> str:
    return _encoder.encode(value).decode()


def decoder(kind: type[T]) -> Callable[[str], T]:
    return msgspec.json.Decoder(kind).decode
