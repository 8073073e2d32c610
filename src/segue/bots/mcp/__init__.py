"""Segue as an MCP server (Model Context Protocol, https://modelcontextprotocol.io/specification): the extra `mcp`.

`mcp_server(handoffs)` is the server, for any transport of the official package; `segue mcp` serves it.
"""

from __future__ import annotations

from segue.bots.mcp.server import mcp_server
from segue.bots.mcp.transports import http_app, serve_stdio

__all__ = ["http_app", "mcp_server", "serve_stdio"]
