"""A bot as any company has one: it takes signed webhooks and answers over HTTP with its key."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from standardwebhooks.webhooks import Webhook

SECRET = "the secret that bot and server share"
NOT_OURS_ANY_MORE = 409
ANSWERS_WITHIN_S = 10.0


def echo(text: str) -> str | None:
    return f"You wrote: {text}"


class Bot:
    """`answers`: what it says to a customer's words; None is silence. `drafts`: what it drafts for a human who has the
    conversation. `url` and `key` are given once known."""

    def __init__(self) -> None:
        self.answers: Callable[[str], str | None] = echo
        self.drafts: Callable[[str], str | None] = lambda _: None
        self.url = ""
        self.key = ""
        self.events: list[dict[str, Any]] = []
        self._signature = Webhook("whsec_" + base64.b64encode(SECRET.encode()).decode())
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.webhook = f"http://127.0.0.1:{self._server.server_port}/segue"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def call(self, path: str, body: dict[str, Any]) -> None:
        request = urllib.request.Request(
            self.url + path,
            json.dumps(body).encode(),
            {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=ANSWERS_WITHIN_S):
            pass

    def _hear(self, event_id: str, event: dict[str, Any]) -> int:
        """The status for the webhook: 204 once the answer is with Segue, 503 to be told again."""
        self.events.append(event)
        if event["type"] == "assist":
            return self._help(event_id, event)
        words = self.answers(event["text"]) if event["type"] == "message" else self._back(event["packet"])
        if words is None:
            return 204
        message = {"id": event_id, "role": "automated_agent", "text": words, "epoch": event["epoch"]}
        try:
            self.call(f"/v1/conversations/{event['conversation']}/messages", message)
        except urllib.error.HTTPError as error:
            error.close()
            return 204 if error.code == NOT_OURS_ANY_MORE else 503
        except OSError:
            return 503
        return 204

    def _help(self, event_id: str, event: dict[str, Any]) -> int:
        words = self.drafts(event["text"])
        if words:
            draft = {"id": event_id, "answers": event["seq"], "text": words}
            self.call(f"/v1/conversations/{event['conversation']}/drafts", draft)
        return 204

    @staticmethod
    def _back(packet: dict[str, Any]) -> str:
        note = packet.get("note", "")
        return f"I am back. My colleague noted: {note}" if note else "I am back."

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        bot = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                event = bot._signature.verify(body.decode(), headers)
                status = bot._hear(headers["webhook-id"], json.loads(body) if isinstance(event, bytes) else event)
                try:
                    self.send_response(status)
                    self.end_headers()
                except OSError:
                    self.close_connection = True  # the server was stopped meanwhile

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        return Handler
