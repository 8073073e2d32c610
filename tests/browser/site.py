"""The company's web site, on an origin of its own: pages that carry the widget by one script tag and allow no more."""

from __future__ import annotations

from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<script src="{segue}/widget.js" data-site="{key}"{identity} async></script></head>
<body><h1>{title}</h1><p>Things for the home.</p><a href="/">All things</a></body>
</html>
"""


class Site:
    """Has a page at every path, those under /lax without a CSP. `identity`: what it signed about its customer."""

    def __init__(self) -> None:
        self.segue = ""
        self.key = ""
        self.identity = ""
        self.language = "en"
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def page(self, path: str) -> bytes:
        title = path.strip("/").replace("/", " ").capitalize() or "Shop"
        identity = f' data-identity="{escape(self.identity)}"' if self.identity else ""
        html = PAGE.format(
            title=escape(title), segue=self.segue, key=escape(self.key), identity=identity, language=self.language
        )
        return html.encode()

    def content_policy(self) -> str:
        socket = self.segue.replace("http", "ws", 1)
        return (
            f"default-src 'none'; script-src {self.segue}; connect-src {self.segue} {socket}; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = site.page(self.path.partition("?")[0])
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                if not self.path.startswith("/lax"):
                    self.send_header("Content-Security-Policy", site.content_policy())
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        return Handler
