"""A page with Microsoft's Web Chat, and the server behind it that has the channel's secret. Standard library only.

    SEGUE_URL=http://127.0.0.1:8440 WEB_CHAT_SECRET=… python examples/web_chat/server.py

Then open http://127.0.0.1:8090. The conversation's id is in a cookie, so the chat is there again after a reload.
"""

from __future__ import annotations

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

SEGUE, SECRET = os.environ.get("SEGUE_URL", "http://127.0.0.1:8440"), os.environ.get("WEB_CHAT_SECRET", "")
PORT = int(os.environ.get("PORT", "8090"))
PAGE = Path(__file__).with_name("index.html")


def ask(method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {SECRET}", "content-type": "application/json"}
    content = None if body is None else json.dumps(body).encode()
    with urlopen(Request(f"{SEGUE}/v3/directline{path}", content, headers, method=method), timeout=10) as answer:  # noqa: S310
        found: dict[str, Any] = json.load(answer)
        return found


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._send(PAGE.read_bytes(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """A token for the conversation that this browser has, or for a new one."""
        had = self.headers.get("cookie", "").rpartition("conversation=")[2]
        try:
            found = ask("GET", f"/conversations/{had}") if had.replace("-", "").replace("_", "").isalnum() else None
        except HTTPError as error:
            found = None
            if error.code != 404:
                raise
        who: dict[str, str] = {}  # whoever is signed in here: {"id": "ana", "name": "Ana"}; no page may say that
        found = found or ask("POST", "/conversations", {"user": who})
        answer = {"domain": f"{SEGUE}/v3/directline", **{key: found[key] for key in ("token", "conversationId")}}
        cookie = f"conversation={found['conversationId']}; HttpOnly; SameSite=Strict; Path=/"
        self._send(json.dumps(answer).encode(), "application/json", ("Set-Cookie", cookie))

    def _send(self, body: bytes, kind: str, *more: tuple[str, str]) -> None:
        self.send_response(200)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), *more):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    print(f"open http://127.0.0.1:{PORT}", flush=True)
    ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
