"""Pages and what belongs to the machine room: desk, console, widget, health, metrics, the API's description."""

from __future__ import annotations

import mimetypes
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

import segue
from segue.domain.errors import NotFound, SegueError
from segue.ports.people import UserRole
from segue.server.limits import on_this_machine
from segue.server.metrics import scraped
from segue.server.route import OPEN, Access, Engine, Route

STATIC = Path(segue.__file__).parent / "static"
IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}  # names of assets carry a hash of their content
RUNS_IT = Access(bot="metrics", user=UserRole.OPERATOR)
WIDGET = {"Cache-Control": "public, max-age=300", "Cross-Origin-Resource-Policy": "cross-origin"}


async def page() -> Response:
    """Desk and console are one app; it reads its own address."""
    return _file("app/index.html", {})


async def asset(name: str) -> Response:
    return _file(f"app/{name}", IMMUTABLE if name.startswith("assets/") else {})


async def widget() -> Response:
    """The script that a site puts on its pages."""
    return _file("widget.js", WIDGET)


def _file(name: str, headers: dict[str, str]) -> Response:
    path = _built().get(name)
    if path is None:
        raise NotFound("there is nothing at this address")
    return FileResponse(path, headers=headers, media_type=mimetypes.guess_type(name)[0])


@cache
def _built() -> dict[str, Path]:
    """Every file that may be served, by name: what a request names is looked up, never joined to a path."""
    files = (path for path in STATIC.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(STATIC).as_posix(): path for path in files}


async def health() -> Response:
    """200 while this process answers at all. Looks at nothing: restarting it would mend nothing else."""
    return JSONResponse({"ok": True})


async def readiness(request: Request) -> Response:
    """200 when this process should be given work, else 503. Why is for those who run it, not for strangers."""
    found = await request.app.state.readiness.look()
    body: dict[str, Any] = {"ready": found.ready}
    if await _runs_it(request):
        body["troubles"] = [
            {"check": one.check, "trouble": one.words, "keeps_out": one.keeps_out} for one in found.troubles
        ]
    return JSONResponse(body, 200 if found.ready else 503)


async def _runs_it(request: Request) -> bool:
    """Somebody on the machine itself, an operator, or a key that may read figures."""
    if on_this_machine(request):
        return True
    try:
        RUNS_IT.check(await request.app.state.identity.resolve(request), {})
    except SegueError:
        return False
    return True


async def metrics(request: Request, segue: Engine) -> Response:
    """In Prometheus' text format."""
    ready = (await request.app.state.readiness.look()).ready
    return Response(await scraped(segue.env, ready), media_type=CONTENT_TYPE_LATEST)


async def description(request: Request) -> JSONResponse:
    described: dict[str, Any] = request.app.openapi()
    return JSONResponse(described)


async def front() -> Response:
    return RedirectResponse("/desk")


def _page(path: str, summary: str) -> Route:
    return Route(method="GET", path=path, endpoint=page, access=OPEN, summary=summary)


ROUTES = (
    Route(method="GET", path="/", endpoint=front, access=OPEN, summary="To the desk", status=307),
    _page("/desk", "The desk"),
    _page("/desk/{rest:path}", "A view of the desk"),
    _page("/console", "The console"),
    _page("/console/{rest:path}", "A view of the console"),
    Route(
        method="GET", path="/static/app/{name:path}", endpoint=asset, access=OPEN, summary="A file of the desk's app"
    ),
    Route(method="GET", path="/widget.js", endpoint=widget, access=OPEN, summary="The widget"),
    Route(method="GET", path="/healthz", endpoint=health, access=OPEN, summary="Whether this process lives"),
    Route(
        method="GET",
        path="/readyz",
        endpoint=readiness,
        access=OPEN,
        summary="Whether this process should be given work",
    ),
    Route(
        method="GET",
        path="/metrics",
        endpoint=metrics,
        access=Access(bot="metrics", loopback=True),
        summary="Figures for Prometheus",
    ),
    Route(method="GET", path="/openapi.json", endpoint=description, access=OPEN, summary="This description"),
)
