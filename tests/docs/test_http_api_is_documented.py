"""Every route of the API stands on its page, and the page names no route that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from segue.server.application import ROUTES

PAGE = (Path(__file__).parents[2] / "docs" / "http-api.md").read_text("utf-8")
ROUTE = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/(?:v1|v3|api|with|genesys|\.well-known|skill)[^`?]*)")
PAGES = ("/desk", "/console", "/static/", "/widget.js", "/healthz", "/readyz", "/metrics", "/openapi.json")
"""Routes of people and operators; other pages have them."""


def shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def documented() -> set[tuple[str, str]]:
    found = {(method, shape(path)) for method, path in ROUTE.findall(PAGE)}
    for line in PAGE.splitlines():  # "`GET /v1/ops/users`, `POST`" and "…/accept`, `/decline`"
        first = ROUTE.search(line)
        if first and line.startswith("|"):
            cell = line.split("|")[1]
            found |= {(method, shape(first[2])) for method in re.findall(r"`(GET|POST|PUT|PATCH|DELETE)`", cell)}
            base = first[2].rpartition("/")[0]
            found |= {(first[1], shape(base + tail)) for tail in re.findall(r"`(/[a-z-]+)`", cell)}
    return found


def test_every_route_has_its_line() -> None:
    api = [route for route in ROUTES if route.path != "/" and not route.path.startswith(PAGES)]
    there = {(r.method, shape(r.path)) for r in api if r.method != "WS"}
    sockets = {("GET", shape(r.path)) for r in ROUTES if r.method == "WS"}
    assert there - documented() == set()
    assert documented() - there - sockets == set()


def test_every_socket_is_mentioned() -> None:
    for route in ROUTES:
        if route.method == "WS":
            assert route.path in PAGE
