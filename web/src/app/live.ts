// A socket that stays: ticket, connect, answer pings, and come back after every loss.
import { Problem } from "./api";
import { leave } from "../sockets";
import { backoff } from "./backoff";

export type LiveStatus = "connecting" | "open" | "reconnecting";

export interface LiveOptions {
  /** Asks for a ticket, which opens one socket. */
  ticket: () => Promise<{ ticket: string }>;
  /** Path of the socket; called anew for every connection, so that it can say where to resume. */
  path: (ticket: string) => string;
  onFrame: (frame: Record<string, unknown>) => void;
  onStatus: (status: LiveStatus) => void;
  /** The thing is not there (any more), or the person may not see it: no further tries. */
  onGone?: () => void;
}

export interface Live {
  send: (frame: Record<string, unknown>) => void;
  close: () => void;
}

/** The server pings every 15 to 20 s; this long without a word means the line is dead. */
const SILENCE_MS = 45_000;
const CREDENTIAL_GONE = 4401;
const NO_SUCH_THING = 4404;

export function openLive(options: LiveOptions): Live {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let timer = 0;
  let watchdog = 0;
  let connecting = false;
  let closed = false;

  const heard = (): void => {
    clearTimeout(watchdog);
    watchdog = window.setTimeout(() => {
      const dead = socket;
      socket = null; // a dead line may take minutes to close: do not wait for it
      dead?.close();
      retry();
    }, SILENCE_MS);
  };

  const retry = (): void => {
    if (closed) return;
    options.onStatus("reconnecting");
    clearTimeout(timer);
    timer = window.setTimeout(() => void connect(), backoff(attempt, Math.random()));
    attempt += 1;
  };

  const stop = (): void => {
    closed = true;
    clearTimeout(timer);
    clearTimeout(watchdog);
    window.removeEventListener("online", hurry);
    if (socket) leave(socket);
    socket = null;
  };

  const connect = async (): Promise<void> => {
    let ticket: string;
    connecting = true;
    try {
      ({ ticket } = await options.ticket());
    } catch (error) {
      if (!(error instanceof Problem) || ![401, 403, 404].includes(error.status)) return retry();
      stop();
      return options.onGone?.();
    } finally {
      connecting = false;
    }
    if (closed) return;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const current = new WebSocket(`${scheme}//${location.host}${options.path(ticket)}`);
    socket = current;
    heard();
    current.onopen = () => {
      options.onStatus("open");
    };
    current.onmessage = (event) => {
      heard();
      attempt = 0; // only a line that speaks counts as restored
      const frame = parse(event.data);
      if (frame?.type === "ping") current.send('{"type":"pong"}');
      else if (frame) options.onFrame(frame);
    };
    current.onclose = (event) => {
      clearTimeout(watchdog);
      if (socket !== current || closed) return;
      socket = null;
      if (event.code === NO_SUCH_THING) {
        stop();
        return options.onGone?.();
      }
      // 4401: asking for the next ticket finds out whether the session itself has ended
      if (event.code === CREDENTIAL_GONE) attempt = Math.max(attempt, 1);
      retry();
    };
  };

  function hurry(): void {
    if (socket || connecting || closed) return;
    attempt = 0;
    clearTimeout(timer);
    void connect();
  }

  window.addEventListener("online", hurry);
  options.onStatus("connecting");
  void connect();
  return {
    send: (frame) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
    },
    close: stop,
  };
}

function parse(data: unknown): Record<string, unknown> | null {
  try {
    const frame: unknown = JSON.parse(String(data));
    return typeof frame === "object" && frame !== null ? (frame as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
