"""The published schemas. Anybody may read them."""

from __future__ import annotations

from functools import cache

import msgspec
from starlette.responses import Response

from segue.server import schemas
from segue.server.route import OPEN, Route

MEDIA = "application/schema+json"


@cache
def _context_package() -> bytes:
    return msgspec.json.encode(schemas.context_package())


async def context_package() -> Response:
    """The JSON Schema of the context package."""
    return Response(_context_package(), media_type=MEDIA)


ROUTES = (
    Route(
        method="GET",
        path="/v1/schemas/context-package.json",
        endpoint=context_package,
        access=OPEN,
        summary="JSON Schema of the context package",
    ),
)
