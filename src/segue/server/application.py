"""One app from the route table: no mounting, pure ASGI middleware, every route behind the gate and in /openapi.json."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from fastapi import FastAPI
from starlette.routing import compile_path

from segue import __version__
from segue.flows.env import Env
from segue.ports.clock import Clock
from segue.ports.store import Store
from segue.server import (
    pages,
    problems,
    routes_a2a,
    routes_admin,
    routes_channels,
    routes_conversations,
    routes_copilot,
    routes_copilot_hub,
    routes_data,
    routes_deliveries,
    routes_desk,
    routes_desk_live,
    routes_direct_line,
    routes_drafts,
    routes_files,
    routes_genesys,
    routes_hubs,
    routes_insight,
    routes_live,
    routes_messages,
    routes_reply_drafts,
    routes_schemas,
    routes_sign_in,
    routes_simulator,
    routes_transfers,
    routes_visitors,
    routes_waiting,
    routes_widget,
)
from segue.server.bench import Bench
from segue.server.direct_line import DirectLine
from segue.server.direct_line_stream import Streams
from segue.server.draining import Draining
from segue.server.gate import ApiRoute, Gate, hot_route, socket_route
from segue.server.identity import Identity
from segue.server.limits import Limits
from segue.server.middleware import BodyLimit, OtherOrigins, RequestNumber, SecurityHeaders
from segue.server.openapi import describe, documented
from segue.server.origins import Origins
from segue.server.problems import CatchUnexpected
from segue.server.readiness import Gauge
from segue.server.route import Route
from segue.server.tickets import Tickets
from segue.settings import Settings

ROUTES: tuple[Route, ...] = (
    *routes_messages.ROUTES,
    *routes_schemas.ROUTES,
    *routes_conversations.ROUTES,
    *routes_files.ROUTES,
    *routes_live.ROUTES,
    *routes_widget.ROUTES,
    *routes_visitors.ROUTES,
    *routes_direct_line.ROUTES,
    *routes_desk.ROUTES,
    *routes_desk_live.ROUTES,
    *routes_transfers.ROUTES,
    *routes_reply_drafts.ROUTES,
    *routes_insight.ROUTES,
    *routes_waiting.ROUTES,
    *routes_simulator.ROUTES,
    *routes_drafts.ROUTES,
    *routes_hubs.ROUTES,
    *routes_a2a.ROUTES,
    *routes_channels.ROUTES,
    *routes_copilot.ROUTES,
    *routes_copilot_hub.ROUTES,
    *routes_genesys.ROUTES,
    *routes_deliveries.ROUTES,
    *routes_sign_in.ROUTES,
    *routes_admin.ROUTES,
    *routes_data.ROUTES,
    *pages.ROUTES,
)
"""Every route there is. The access matrix in the tests is made from it."""


class Core(Protocol):
    """What the server itself needs of `segue.Segue`; endpoints use more."""

    @property
    def store(self) -> Store: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def env(self) -> Env: ...
    @property
    def workspace(self) -> str: ...


def create_app(segue: Core, settings: Settings, routes: Sequence[Route] = ROUTES) -> FastAPI:
    """The ASGI app around a running `segue`, whose life is the caller's to begin and end."""
    app = FastAPI(title="Segue", version=__version__, openapi_url=None, docs_url=None, redoc_url=None)
    identity = Identity(segue.store, segue.clock, settings)
    line = DirectLine(segue.env, identity.signer)
    origins = Origins(segue.store, segue.clock, line.access.origins)
    tickets = Tickets(identity.signer, segue.store)
    limits = Limits(settings, lambda: segue.env.nodes.live)
    draining = Draining()
    gate = Gate(settings, identity, tickets, limits, origins, draining)
    app.state.segue, app.state.settings = segue, settings
    app.state.identity, app.state.tickets, app.state.limits, app.state.origins = identity, tickets, limits, origins
    app.state.bench, app.state.direct_line, app.state.streams = Bench(), line, Streams()
    app.state.draining, app.state.readiness = draining, Gauge(segue.env, settings, segue.workspace, draining)
    app.state.uploads, app.state.genesys = routes_files.Places(), routes_genesys.Topics()
    app.state.simulations = Bench(at_once=1, under_way=4, full="other days are being simulated")
    for route in sorted(routes, key=lambda route: not route.hot):  # what is called most is looked for first
        app.router.routes.append(_behind(gate, route))
    problems.install(app)
    app.openapi = lambda: describe(app, routes)  # type: ignore[method-assign]
    raw = [(compile_path(route.path)[0], route.raw) for route in routes if route.raw]
    app.add_middleware(BodyLimit, raw=raw)  # innermost first
    app.add_middleware(OtherOrigins, origins=origins)
    app.add_middleware(CatchUnexpected)
    app.add_middleware(SecurityHeaders, settings=settings)
    app.add_middleware(RequestNumber, log_requests=settings.log_requests)
    return app


def _behind(gate: Gate, route: Route) -> Any:
    if route.method == "WS":
        return socket_route(route, gate)
    if route.hot:
        return hot_route(route, gate)
    return ApiRoute(route, gate, **documented(route))
