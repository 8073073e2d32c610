"""Segue as an MCP server (Model Context Protocol, https://modelcontextprotocol.io/specification): the extra `mcp`.

`mcp_server(handoffs)` is the server, for any transport of the official package; `segue mcp` serves it.
"""

from __future__ import annotations

try:
    from segue.bots.mcp.server import mcp_server
    from segue.bots.mcp.transports import http_app, serve_stdio
except ImportError as missing:
    if (missing.name or "").partition(".")[0] not in {"mcp", "mcp_types"}:
        raise
    raise ImportError("MCP is not installed: pip install 'segue-handoff[mcp]'") from missing

__all__ = ["http_app", "mcp_server", "serve_stdio"]
