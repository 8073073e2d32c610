"""The demo's pages: plain HTML files with `$name` places, inside one frame."""

from __future__ import annotations

import mimetypes
from functools import cache
from importlib.resources import files
from string import Template

from starlette.responses import Response

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self' ws:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


def page(template: str, /, *, frame: str = "plain", **html: str) -> Response:
    """`html`: what stands for each `$name`, escaped by the caller."""
    filled = _template(f"{frame}.html").substitute(html, content=_template(f"{template}.html").substitute(html))
    return Response(filled, media_type="text/html", headers={"Content-Security-Policy": CONTENT_POLICY})


def file(name: str) -> Response:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(_text(name), media_type=kind, headers={"Cache-Control": "no-cache"})


@cache
def _text(name: str) -> str:
    return files("segue.demo").joinpath("shop", name).read_text("utf-8")


@cache
def _template(name: str) -> Template:
    return Template(_text(name))
