"""Routes."""

from __future__ import annotations

from segue.server.route import Route

ROUTES: tuple[Route, ...] = ()
