"""How uvicorn runs the app: one place for what is safe and fast, for the command line and the tests alike."""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI

from segue.settings import Settings

LARGEST_SOCKET_MESSAGE = 64 * 1024
DRAIN_S = 10


def server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """Forwarded addresses are read by our own rule (SEGUE_TRUSTED_PROXIES), request lines are logged by our own log."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            access_log=False,
            log_level="warning",
            proxy_headers=False,
            server_header=False,
            ws_max_size=LARGEST_SOCKET_MESSAGE,
            timeout_graceful_shutdown=DRAIN_S,
        )
    )
