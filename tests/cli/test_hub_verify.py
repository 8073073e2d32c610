"""`segue hub verify`: the example adapter passes, and each thing that an adapter may get wrong is found."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from typer.testing import CliRunner

from fakes.hubs.webhook import SECRET, Played
from fakes.vendor import played
from segue.cli.hub_conformance import TOLD, Finding, verifying
from segue.cli.main import app

sys.path.insert(0, str(Path(__file__).parents[2] / "examples" / "hub_adapter"))

import adapter

Handler = Callable[[web.Request], Any]


@asynccontextmanager
async def serving(spoil: Callable[[adapter.Adapter, Handler], Handler] | None = None) -> AsyncIterator[str]:
    """The example, or the example with one thing wrong."""
    made = adapter.Adapter(SECRET, retry_s=0.01)
    served = web.Application(client_max_size=8 * 1024 * 1024)
    served.router.add_post("/segue", spoil(made, made.segue) if spoil else made.segue)
    served.on_shutdown.append(made.stop)
    server = TestServer(served)
    await server.start_server(access_log=None, shutdown_timeout=0.1)
    try:
        yield str(server.make_url("/segue"))
    finally:
        await server.close()


async def failed(spoil: Callable[[adapter.Adapter, Handler], Handler] | None = None, secret: str = SECRET) -> list[str]:
    async with serving(spoil) as url:
        found: list[Finding] = await verifying(url, secret, wait_s=0.3)
    return [one.check for one in found if one.ok is False]


async def test_the_example_passes_and_nothing_is_left_out() -> None:
    async with serving() as url:
        found = await verifying(url, SECRET)
    assert [one for one in found if not one.ok] == []
    assert len(found) == 38


async def test_an_adapter_that_was_written_from_the_description_alone_passes_what_can_be_tried() -> None:
    async with played(Played().answer) as vendor:
        found = await verifying(vendor.base + "/segue", SECRET)
    assert [one for one in found if one.ok is False] == []
    assert {one.check for one in found if one.ok is None} == {
        "what people see could not be asked for",
        *(f"{type_} is told" for type_ in TOLD),
    }


def trusting(made: adapter.Adapter, handler: Handler) -> Handler:
    """Looks at no signature."""

    class Signer:
        sign = made._signer.sign

        def verify(self, body: bytes, headers: Any) -> Any:
            return json.loads(body)

    made._signer = Signer()  # type: ignore[assignment]
    return handler


def forgetful(made: adapter.Adapter, handler: Handler) -> Handler:
    """Does everything again that comes again."""

    async def handle(request: web.Request) -> Any:
        made.taken.clear()
        return await handler(request)

    return handle


def small(made: adapter.Adapter, handler: Handler) -> Handler:
    async def handle(request: web.Request) -> Any:
        if len(await request.read()) > 16_000:
            return web.Response(status=413)
        return await handler(request)

    return handle


def impatient(made: adapter.Adapter, handler: Handler) -> Handler:
    """Sends what was not taken again, under another id."""
    tell, seen = made.tell, list[str]()

    def told(ref: str, type_: str, data: dict[str, Any]) -> None:
        tell(ref, type_, data)
        if type_ not in seen:
            seen.append(type_)
            made._retry_s = 3600
            tell_again = asyncio.get_running_loop().call_later
            tell_again(0.1, lambda: [task.cancel() for task in list(made._tasks)])
            tell_again(0.15, lambda: tell(ref, type_, data))

    made.tell = told  # type: ignore[method-assign]
    return handler


@pytest.mark.parametrize(
    ("spoil", "check"),
    [
        (trusting, "a signature by another secret is refused"),
        (trusting, "a signature of ten minutes ago is refused"),
        (forgetful, "the same handoff again is the same"),
        (forgetful, "people see each message once, in order, letter for letter"),
        (impatient, "what we answer with 503 is sent again under the same id"),
    ],
)
async def test_what_an_adapter_gets_wrong_is_found(spoil: Any, check: str) -> None:
    assert check in await failed(spoil)


async def test_letters_that_are_lost_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = adapter._customer

    def ascii_only(conversation: adapter.Conversation, data: dict[str, Any]) -> None:
        whole(conversation, {**data, "text": data["text"].encode("ascii", "replace").decode()})

    monkeypatch.setitem(adapter._DO, "message.customer", ascii_only)
    assert await failed() == ["people see each message once, in order, letter for letter"]


async def test_an_adapter_that_takes_no_long_bodies_is_found() -> None:
    found = await failed(small)
    assert any(check.startswith("a handoff of") for check in found)


async def test_a_wrong_secret_and_nobody_there_are_told_and_raise_nothing() -> None:
    assert "ping is answered" in await failed(secret="whsec_d3Jvbmcgc2VjcmV0")
    found = await verifying("http://127.0.0.1:9/segue", SECRET, wait_s=0.1)
    assert [(one.check, one.ok, one.found) for one in found] == [("ping is answered", False, "nothing was answered")]


async def test_what_keeps_segue_from_the_adapter_is_told_once_and_by_its_cause() -> None:
    async with serving() as url:
        [secret] = await verifying(url, "whsec_d3Jvbmcgc2VjcmV0", wait_s=0.1)
        [path] = await verifying(url.removesuffix("/segue"), SECRET, wait_s=0.1)
    [nobody] = await verifying("http://127.0.0.1:9/segue", SECRET, wait_s=0.1)
    assert "needs the secret" in secret.right
    assert "its path is another one" in path.right
    assert "is the adapter running" in nobody.right


def test_the_command_ends_with_1_when_something_is_wrong() -> None:
    done = CliRunner().invoke(app, ["hub", "verify", "http://127.0.0.1:9/segue", "--secret", SECRET])
    assert done.exit_code == 1
    assert "FAIL ping is answered (nothing was answered)" in done.stdout
    assert "0 ok, 1 failed" in done.stdout
    assert CliRunner().invoke(app, ["hub", "verify", "http://x", "--secret", SECRET, "--listen", "x"]).exit_code == 2
