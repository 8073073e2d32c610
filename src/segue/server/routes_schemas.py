"""The published schemas. Anybody may read them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from starlette.responses import Response

from segue.server import schemas
from segue.server.route import OPEN, Route

MEDIA = "application/schema+json"
HUB_ADAPTER = "hub-adapter.openapi.yaml"


@cache
def _context_package() -> bytes:
    return msgspec.json.encode(schemas.context_package())


async def context_package() -> Response:
    """The JSON Schema of the context package."""
    return Response(_context_package(), media_type=MEDIA)


@cache
def _hub_adapter() -> bytes:
    return files("segue.server").joinpath(HUB_ADAPTER).read_bytes()


async def hub_adapter() -> Response:
    """How an adapter to any helpdesk speaks with Segue, in OpenAPI."""
    return Response(_hub_adapter(), media_type="application/yaml")


ROUTES = (
    Route(
        method="GET",
        path="/v1/schemas/context-package.json",
        endpoint=context_package,
        access=OPEN,
        summary="JSON Schema of the context package",
    ),
    Route(
        method="GET",
        path="/v1/schemas/hub-adapter.yaml",
        endpoint=hub_adapter,
        access=OPEN,
        summary="OpenAPI of the protocol between Segue and hub adapters",
    ),
)
