"""WebSockets as uvicorn speaks them, with an end for those who do not read."""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

PING_S = 20.0
ANSWER_S = 20.0
"""Whoever has not answered the protocol's own ping by then does not read, or is gone."""


class Socket(WebSocketsSansIOProtocol):
    """Closing a socket waits until all that was written has left. With somebody who never reads that is never, and
    whoever waits to write to them would wait as long: such a line is cut.
    """

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()

    def leave(self) -> None:
        """Tell the other side to come back, elsewhere or later, and end when it has answered.

        A line that is closed while something is on its way here is reset, and with it goes what was said last.
        """
        if not self.handshake_complete or self.transport.is_closing():
            self.shutdown()
        elif not self.close_sent:
            self.stop_keepalive()
            self.queue.put_nowait({"type": "websocket.disconnect", "code": 1012})
            self.conn.send_close(1012)
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.close_sent = True
            if self.read_paused:
                self.read_paused = False
                self.transport.resume_reading()
            self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    async def send(self, message: Any) -> None:
        await super().send(message)
        if self.close_timer is not None:
            self.close_timer.cancel()
            self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)
