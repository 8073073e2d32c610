"""Errors as `application/problem+json` (RFC 9457): what is wrong, what would be right, and facts to act on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from math import ceil
from typing import Any

import msgspec
import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from segue.causes import cause_of, way_to
from segue.domain.errors import SegueError

log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"

CODES: Mapping[int, tuple[str, str]] = {
    400: ("malformed", "the request cannot be read"),
    404: ("not_found", "there is nothing at this address"),
    405: ("method_not_allowed", "this address does not take that method"),
    413: ("too_large", "the request is larger than is taken"),
    415: ("unsupported_media_type", "send JSON, with the header Content-Type: application/json"),
}
"""Status -> code and words, where the framework itself refuses."""


class Malformed(SegueError):
    """The body is not JSON."""

    code, status = "malformed", 400


class NotJson(SegueError):
    code, status = "unsupported_media_type", 415


class TooSlow(SegueError):
    code, status = "too_slow", 408


def problem(
    status: int,
    code: str,
    detail: str,
    facts: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    body = {**(facts or {}), "type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    content = msgspec.json.encode({**body, "code": code, "detail": detail}, enc_hook=str)
    return Response(content, status, dict(headers or {}), MEDIA_TYPE)


def of_error(error: SegueError) -> Response:
    headers = {}
    if error.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="segue"'
    if error.status in {429, 503}:
        wait = error.details.get("retry_after_s", 1)
        headers["Retry-After"] = str(max(1, ceil(wait))) if isinstance(wait, int | float) else "1"
    return problem(error.status, error.code, error.message, error.details, headers)


def of_wrong_input(found: Sequence[Mapping[str, Any]]) -> Response:
    """`found`: pydantic's error dictionaries. What the caller sent is not repeated."""
    errors = [{"field": _field(one["loc"]), "message": str(one["msg"])[:300]} for one in found[:10]]
    first = errors[0]
    return problem(422, "invalid", f"{first['field']}: {first['message']}", {"field": first["field"], "errors": errors})


def _field(location: Sequence[str | int]) -> str:
    """("body", "choices", 2, "label") -> choices[2].label"""
    steps = [f"[{step}]" if isinstance(step, int) else f".{str(step)[:40]}" for step in location[1:]]
    return "".join(steps).removeprefix(".") or str(location[0])


async def _segue_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, SegueError)
    if error.status >= 500:
        log.warning("request refused", code=error.code, status=error.status)
    return of_error(error)


async def _wrong_input(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return of_wrong_input(error.errors())


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code, words = CODES.get(error.status_code, ("error", HTTPStatus(error.status_code).phrase))
    return problem(error.status_code, code, words, headers=error.headers)


def install(app: FastAPI) -> None:
    app.add_exception_handler(SegueError, _segue_error)
    app.add_exception_handler(RequestValidationError, _wrong_input)
    app.add_exception_handler(HTTPException, _http_error)


class CatchUnexpected:
    """Turns what nobody foresaw into a 500 with a number; the cause goes to the log under it, and nowhere else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except ClientDisconnect:  # hung up in the middle of its body: nobody is there to be told
            return
        except Exception as error:
            number = scope.get("state", {}).get("request_id", "")
            what = {"method": scope.get("method", "WS"), "route": _template(scope), "error": cause_of(error)}
            log.error("request failed", request_id=number, where=way_to(error), **what)
            if scope["type"] == "websocket":
                with suppress(Exception):  # it may be closed already
                    await send({"type": "websocket.close", "code": 1011})
                return
            if started:
                raise BrokeOff from None
            words = f"something went wrong here, not with your request; tell the operator the number {number}"
            await problem(500, "internal", words, {"request_id": number})(scope, receive, send)


class BrokeOff(Exception):
    """Tells the server to hang up: an answer had begun and cannot be finished."""


def _template(scope: Scope) -> str:
    """The route's own path, without ids of customers."""
    return str(getattr(scope.get("route"), "path", ""))
