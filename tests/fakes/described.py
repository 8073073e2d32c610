"""What was asked and said, checked against a vendor's own (or a stranger's) description of its API.

The descriptions are not part of the project: they lie beside `$SEGUE_DATA`, in `specs`. Each has faults; a test names
those it meets, each with a reason, and everything else must agree: names of query parameters and of fields too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml

from fakes.vendor import Asked, Said, Vendor

try:
    from openapi_core.exceptions import OpenAPIError
except ImportError:
    OpenAPIError = Exception  # type: ignore[assignment,misc] # every check is skipped then

__all__ = [
    "Description",
    "OpenAPIError",
    "as_openapi",
    "check_all",
    "exercised",
    "fields",
    "parameters",
    "without_deep_objects",
]
Overlay = Callable[[Any], None]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A bare `=` is a text, as everywhere but in YAML 1.1."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:value"]
    for first, found in _Loader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class _Request:
    host_url: str
    path: str
    method: str
    parameters: Any
    content_type: str
    body: bytes | None


@dataclass(frozen=True)
class _Response:
    status_code: int
    headers: Mapping[str, str]
    content_type: str
    data: bytes


class Description:
    """`keep`: the paths that are looked at. `faults`: a reason -> what mends it, given the description as read."""

    def __init__(self, file: str, host: str, base: str, keep: tuple[str, ...], faults: Mapping[str, Overlay]) -> None:
        data = os.environ.get("SEGUE_DATA")
        found = Path(data or "").resolve().parent / "specs" / file
        if not data or not found.is_file():
            pytest.skip("not checked: SEGUE_DATA names no folder with the vendors' descriptions beside it")
        core = pytest.importorskip("openapi_core", reason="not checked: openapi-core is not installed")
        spec = yaml.load(found.read_text("utf-8"), Loader=_Loader)
        if spec.get("swagger") == "2.0":
            spec = as_openapi(spec)
        spec["paths"] = {path: spec["paths"][path] for path in keep}
        _parameters_in_one_place(spec)
        spec["servers"] = [{"url": host + base}]
        for mend in faults.values():
            mend(spec)
        self._host, self._base, self._spec = host, base, spec
        config = core.Config(spec_validator_cls=None, additional_properties_default_policy="forbid")
        self._openapi = core.OpenAPI.from_dict(spec, config=config)

    def check(self, vendor: Vendor) -> None:
        """Raises what openapi-core raises, naming the first thing that does not agree."""
        assert vendor.exchanges
        for asked, said in vendor.exchanges:
            self.check_one(asked, said)

    def knows(self, asked: Asked) -> bool:
        return self._operation(asked) is not None

    def check_one(self, asked: Asked, said: Said) -> None:
        from openapi_core.datatypes import RequestParameters
        from werkzeug.datastructures import Headers, ImmutableMultiDict

        parameters = RequestParameters(
            query=ImmutableMultiDict(asked.query), header=Headers(dict(asked.headers)), cookie=ImmutableMultiDict()
        )
        sent = asked.headers.get("Content-Type", "")
        request = _Request(self._host, asked.path, asked.method.lower(), parameters, sent, asked.body or None)
        self._openapi.validate_request(request)
        unknown = set(asked.query) - self._query(asked)
        assert not unknown, f"{asked.path} has no query parameter {', '.join(sorted(unknown))}"
        if sent.startswith(FORM):
            unknown = set(parse_qs(asked.body.decode(), keep_blank_values=True)) - self._form(asked)
            assert not unknown, f"the form of {asked.path} has no field {', '.join(sorted(unknown))}"
        if said.status in _MADE:
            response = _Response(self._described(asked, said.status), {}, "application/json", said.content)
            self._openapi.validate_response(request, response)

    def _described(self, asked: Asked, status: int) -> int:
        """Some describe what a call makes as 201 and answer 200, or the other way round."""
        known = (self._operation(asked) or {}).get("responses", {})
        return next((one for one in (status, *_MADE) if str(one) in known), status)

    def _query(self, asked: Asked) -> set[str]:
        operation = self._operation(asked) or {}
        return {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}

    def _form(self, asked: Asked) -> set[str]:
        content = (self._operation(asked) or {}).get("requestBody", {}).get("content", {})
        return set(content.get(FORM, {}).get("schema", {}).get("properties", ()))

    def _operation(self, asked: Asked) -> Any:
        for path, operations in self._spec["paths"].items():
            template = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(self._base + path))
            if re.fullmatch(template, asked.path) and asked.method.lower() in operations:
                return operations[asked.method.lower()]
        return None


def check_all(vendor: Vendor, *descriptions: Description, undescribed: tuple[str, ...] = ()) -> None:
    """Every exchange against the description that knows its path. undescribed: paths that none describes, each of
    which must have been asked: they are not checked, and a page of the docs says so."""
    left = set(undescribed)
    assert vendor.exchanges
    for asked, said in vendor.exchanges:
        known = [one for one in descriptions if one.knows(asked)]
        if asked.path in undescribed:
            assert not known, f"{asked.path} is described after all"
            left.discard(asked.path)
        else:
            assert known, f"no description knows {asked.method} {asked.path}"
            known[0].check_one(asked, said)
    assert not left, f"never asked: {', '.join(sorted(left))}"


def exercised(vendor: Vendor, needed: Collection[tuple[str, str]], base: str = "") -> set[tuple[str, str]]:
    """Which of the operations, (method, path with {names}), were asked for."""
    asked = {(one.method, one.path) for one in vendor.asked}
    patterns = {one: re.escape(base) + re.sub(r"\{\w+\}", "[^/]+", one[1]) for one in needed}
    return {one for one, path in patterns.items() if any(one[0] == how and re.fullmatch(path, at) for how, at in asked)}


def _parameters_in_one_place(spec: Any) -> None:
    """Those of a path and those behind references, at each operation."""
    for operations in spec["paths"].values():
        shared = operations.pop("parameters", [])
        for operation in operations.values():
            found = [*shared, *operation.get("parameters", [])]
            operation["parameters"] = [dict(_resolved(spec, one)) for one in found]


def _resolved(spec: Any, one: Any) -> Any:
    for step in one.get("$ref", "#").lstrip("#/").split("/"):
        spec = spec[step] if step else one
    return spec


FORM, MULTIPART, JSON = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"
_MADE = (200, 201)
_OF_PARAMETER = frozenset({"name", "in", "required", "description", "collectionFormat", "allowEmptyValue"})


def as_openapi(old: Any) -> Any:
    """A Swagger 2.0 description as OpenAPI 3.1: bodies, forms, parameters, answers, and where references point."""
    paths = {
        path: {method: _operation(old, value) if isinstance(value, dict) else value for method, value in found.items()}
        for path, found in old["paths"].items()
    }
    components = {"schemas": old.get("definitions", {}), "parameters": old.get("parameters", {})}
    new = {"openapi": "3.1.0", "info": old["info"], "paths": paths, "components": components}
    return _pointing(new)


def _operation(old: Any, operation: Any) -> Any:
    given = [_resolved(old, one) for one in operation.get("parameters", ())]
    found = {name: value for name, value in operation.items() if name in {"operationId", "deprecated"}}
    found["parameters"] = [_parameter(one) for one in given if one["in"] not in {"body", "formData"}]
    body, form = ([one for one in given if one["in"] == where] for where in ("body", "formData"))
    takes = operation.get("consumes") or old.get("consumes") or [JSON]
    if body:
        content = {media: {"schema": body[0]["schema"]} for media in takes}
        found["requestBody"] = {"required": bool(body[0].get("required")), "content": content}
    elif form:
        media = MULTIPART if MULTIPART in takes or any(one.get("type") == "file" for one in form) else FORM
        schema = {"type": "object", "properties": {one["name"]: _parameter(one)["schema"] for one in form}}
        schema["required"] = [one["name"] for one in form if one.get("required")]
        found["requestBody"] = {"required": bool(schema["required"]), "content": {media: {"schema": schema}}}
    found["responses"] = {str(status): _answer(old, one) for status, one in operation["responses"].items()}
    return found


def _parameter(one: Any) -> Any:
    schema = {name: value for name, value in one.items() if name not in _OF_PARAMETER and not name.startswith("x-")}
    if schema.get("type") == "file":
        schema = {"type": "string"}
    required = bool(one.get("required")) or one["in"] == "path"
    return {"name": one["name"], "in": one["in"], "required": required, "schema": schema}


def _answer(old: Any, one: Any) -> Any:
    one = _resolved(old, one)
    content = {"content": {JSON: {"schema": one["schema"]}}} if "schema" in one else {}
    return {"description": one.get("description", ""), **content}


def _pointing(value: Any) -> Any:
    """`items` with a list and no array about it is how some write "one of these"."""
    if isinstance(value, list):
        return [_pointing(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: _pointing(one) for name, one in value.items()}
    if isinstance(found.get("$ref"), str):
        found["$ref"] = found["$ref"].replace("#/definitions/", "#/components/schemas/")
    if isinstance(found.get("items"), list):
        several = {"anyOf": found.pop("items")}
        return {**found, **({"items": several} if found.get("type") == "array" else several)}
    return found


def without_deep_objects(spec: Any) -> None:
    for operations in spec["paths"].values():
        for operation in operations.values():
            operation["parameters"] = [one for one in operation["parameters"] if one.get("style") != "deepObject"]


def parameters(spec: Any, path: str, method: str = "get") -> dict[str, Any]:
    """Name -> parameter, as the description has it: to be mended."""
    return {one["name"]: one for one in spec["paths"][path][method]["parameters"]}


def fields(spec: Any, schema: str) -> dict[str, Any]:
    """Name -> schema, as the description has it: to be mended."""
    found: dict[str, Any] = spec["components"]["schemas"][schema]["properties"]
    return found
