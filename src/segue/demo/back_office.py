"""The shop's back office: invoices, tickets, notes. A source of the demo's policy, asked over HTTP as any other is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from fastapi import Request

from segue.demo.entrance import HERE, house_of
from segue.domain.errors import NotFound
from segue.server.route import Route

PATH = "/demo/back-office"
DAYS_AGO = "days_ago"


async def record(request: Request, customer: str) -> dict[str, Any]:
    """What is known of one customer. Any other system would want a key for this."""
    found = _records().get(customer)
    if found is None:
        raise NotFound("the shop knows no such customer")
    return {name: dated(value, house_of(request).segue.clock.now()) for name, value in found.items()}


def dated(value: Any, now: datetime) -> Any:
    """`value` with each {days_ago: n} as a moment."""
    if isinstance(value, Mapping):
        if set(value) == {DAYS_AGO}:
            return (now - timedelta(days=value[DAYS_AGO])).isoformat()
        return {name: dated(inner, now) for name, inner in value.items()}
    return [dated(inner, now) for inner in value] if isinstance(value, list) else value


@cache
def _records() -> Mapping[str, Mapping[str, Any]]:
    read: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
        files("segue.demo").joinpath("back_office.yaml").read_text("utf-8")
    )
    return read


ROUTES = (
    Route(
        method="GET",
        path=f"{PATH}/{{customer}}",
        endpoint=record,
        access=HERE,
        summary="What the shop's back office knows of a customer",
    ),
)
