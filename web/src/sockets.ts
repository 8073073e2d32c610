/** Closes a socket. One that still connects would fail loudly in the console: it is let in first, and then closed. */
export function leave(socket: WebSocket): void {
  if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
  else socket.close();
}
