import { describe, expect, it, vi } from "vitest";
import { leave } from "./sockets";

function socketIn(readyState: number) {
  return { readyState, onopen: null as (() => void) | null, close: vi.fn() };
}

describe("leaving a socket", () => {
  it("closes an open one at once", () => {
    vi.stubGlobal("WebSocket", { CONNECTING: 0 });
    const socket = socketIn(1);
    leave(socket as unknown as WebSocket);
    expect(socket.close).toHaveBeenCalledOnce();
  });

  it("lets one that connects in first: closed before, the browser reports an error", () => {
    vi.stubGlobal("WebSocket", { CONNECTING: 0 });
    const socket = socketIn(0);
    leave(socket as unknown as WebSocket);
    expect(socket.close).not.toHaveBeenCalled();
    socket.onopen?.();
    expect(socket.close).toHaveBeenCalledOnce();
  });
});
