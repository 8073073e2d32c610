"""`/openapi.json`: FastAPI's own description, and with it the hot routes, the sockets, credentials and errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from inspect import getdoc
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from segue.server.problems import MEDIA_TYPE
from segue.server.route import Access, Route

REFERENCE = "#/components/schemas/{name}"
PROBLEM = {
    "type": "object",
    "description": "RFC 9457, with a stable code and facts to act on.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "field": {"type": "string"},
        "retry_after_s": {"type": "number"},
        "request_id": {"type": "string"},
    },
}
REFUSED = {
    "description": "What is wrong, and what would be right",
    "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(name="Problem")}}},
}
BYTES = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
CREDENTIALS = {
    "key": {"type": "http", "scheme": "bearer", "description": "A bot's key, sk_…"},
    "conversation": {"type": "http", "scheme": "bearer", "description": "A conversation token, ct_…"},
    "visitor": {"type": "http", "scheme": "bearer", "description": "A visitor token, vt_…"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "segue", "description": "Set by signing in at the desk."},
}


def documented(route: Route) -> dict[str, Any]:
    """What FastAPI writes about a route, beside what it sees itself."""
    return {
        "tags": [_tag(route)],
        "responses": {"4XX": REFUSED, "5XX": REFUSED},
        "openapi_extra": {"security": _security(route.access), **(BYTES if route.raw else {})},
    }


def describe(app: FastAPI, routes: Sequence[Route]) -> dict[str, Any]:
    if app.openapi_schema is None:
        described = get_openapi(title=app.title, version=app.version, routes=app.routes)
        components = described.setdefault("components", {})
        schemas = components.setdefault("schemas", {})
        schemas["Problem"] = PROBLEM
        components["securitySchemes"] = CREDENTIALS
        for route in routes:
            if route.hot or route.method == "WS":
                path = re.sub(r":\w+}", "}", route.path)
                method = "get" if route.method == "WS" else route.method.lower()
                described["paths"].setdefault(path, {})[method] = _operation(route, schemas)
        app.openapi_schema = described
    return app.openapi_schema


def _operation(route: Route, schemas: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "tags": [_tag(route)],
        "summary": route.summary,
        "description": getdoc(route.endpoint) or "",
        "operationId": route.endpoint.__name__,
        "security": _security(route.access),
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in re.findall(r"{(\w+)", route.path)
        ],
        "responses": {"4XX": REFUSED, "5XX": REFUSED},
    }
    if route.method == "WS":
        if not route.access.open:
            ticket = {"name": "ticket", "in": "query", "required": True, "schema": {"type": "string"}}
            operation["parameters"].append(ticket)
        operation["responses"]["101"] = {"description": "A WebSocket"}
        return operation
    if route.body is not None:
        operation["requestBody"] = {"required": True, "content": _content(route.body, "application/json", schemas)}
    content = {} if route.answer is None else {"content": _content(route.answer, route.media, schemas)}
    operation["responses"][str(route.status)] = {"description": "Done", **content}
    return operation


def _content(shape: Any, media: str, schemas: dict[str, Any]) -> dict[str, Any]:
    (reference,), found = msgspec.json.schema_components([shape], ref_template=REFERENCE)
    schemas.update(found)
    return {media: {"schema": reference}}


def _tag(route: Route) -> str:
    parts = route.path.split("/")
    return parts[2] if parts[1] == "v1" else "pages"


def _security(access: Access) -> list[dict[str, list[str]]]:
    named = {
        "key": access.bot,
        "conversation": access.customer,
        "visitor": access.visitor,
        "cookie": access.user,
    }
    needed: list[dict[str, list[str]]] = [{name: []} for name, wanted in named.items() if wanted]
    return [*needed, {}] if access.open or access.loopback else needed
