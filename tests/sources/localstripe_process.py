"""localstripe, a stand-in for Stripe that others wrote, as a process of its own on loopback.

Its own command listens on all addresses and keeps its data in a file of a fixed name, so it is started by the two lines
below instead. What it cannot do is named in the tests that meet it.
"""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from json import loads
from typing import Any

PROGRAM = """
import socket, sys
from aiohttp import web
from localstripe.resources import Store
Store.dump_to_disk = lambda self: None
from localstripe.server import app
listening = socket.create_server(("127.0.0.1", 0))
print(listening.getsockname()[1], flush=True)
web.run_app(app, sock=listening, print=None, access_log=None)
"""


class Localstripe:
    def __init__(self, base: str) -> None:
        self.base = base

    def get(self, path: str, **values: str) -> Any:
        return self._asked(f"{path}?{urllib.parse.urlencode(values)}", None)

    def post(self, path: str, **values: str) -> Any:
        """`items__0__price` stands for items[0][price]."""
        form = {_written(name): value for name, value in values.items()}
        return self._asked(path, urllib.parse.urlencode(form).encode())

    def _asked(self, path: str, body: bytes | None) -> Any:
        request = urllib.request.Request(f"{self.base}/v1/{path}", body)
        request.add_header("Authorization", "Basic " + b64encode(b"sk_test_1:").decode())
        with urllib.request.urlopen(request, timeout=10) as answer:
            return loads(answer.read())


def _written(name: str) -> str:
    first, *rest = name.split("__")
    return first + "".join(f"[{step}]" for step in rest)


@contextmanager
def running() -> Iterator[Localstripe]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            base = f"http://127.0.0.1:{int(process.stdout.readline())}"
            _reached(base)
            yield Localstripe(base)
        finally:
            process.terminate()
            process.wait(10)


def _reached(base: str) -> None:
    """The socket listens before the program answers: a connection waits for it, and nothing is polled."""
    with suppress(urllib.error.HTTPError):
        urllib.request.urlopen(base, timeout=30)
