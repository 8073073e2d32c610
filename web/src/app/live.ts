// A socket that stays: ticket, connect, and come back after every loss.
import { Pause } from "../pause";
import { Line, pauseAfter, type End } from "../sockets";
import { Problem } from "./api";

export type LiveStatus = "connecting" | "open" | "reconnecting";

export interface LiveOptions {
  /** Asks for a ticket, which opens one socket. */
  ticket: () => Promise<{ ticket: string }>;
  /** Path of the socket; called anew for every connection, so that it can say where to resume. */
  path: (ticket: string) => string;
  onFrame: (frame: Record<string, unknown>) => void;
  onStatus: (status: LiveStatus) => void;
  /** Too much was missed: it is fetched before the next connection. */
  onResync?: () => Promise<void>;
  /** The thing is not there (any more), or the person may not see it: no further tries. */
  onGone?: () => void;
}

export interface Live {
  send: (frame: Record<string, unknown>) => void;
  close: () => void;
}

export function openLive(options: LiveOptions): Live {
  const pause = new Pause();
  let line: Line | null = null;
  let tries = 0;
  let closed = false;

  const stop = (): void => {
    closed = true;
    line?.cut();
    pause.wake();
    window.removeEventListener("online", hurry);
    document.removeEventListener("visibilitychange", look);
  };

  const round = async (): Promise<End> => {
    let ticket: string;
    try {
      ({ ticket } = await options.ticket()); // also finds out whether the session itself has ended
    } catch (error) {
      return error instanceof Problem && [401, 403, 404].includes(error.status) ? "gone" : "lost";
    }
    if (closed) return "lost";
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const address = `${scheme}//${location.host}${options.path(ticket)}`;
    line = new Line(address, { open: () => options.onStatus("open"), frame: options.onFrame });
    const { end, steady } = await line.ended;
    line = null;
    if (steady) tries = 0;
    return end;
  };

  const run = async (): Promise<void> => {
    options.onStatus("connecting");
    for (;;) {
      const end = await round();
      if (closed) return;
      if (end === "gone") {
        stop();
        return options.onGone?.();
      }
      options.onStatus("reconnecting");
      if (end === "resync") await options.onResync?.();
      await pause.wait(pauseAfter(end, tries++));
      if (closed) return;
    }
  };

  /** The network is back: a line from before may be dead. */
  function hurry(): void {
    tries = 0;
    line?.cut();
    pause.wake();
  }

  /** The page is looked at again: timers may have slept meanwhile. */
  function look(): void {
    if (document.visibilityState === "visible" && (!line || line.overdue)) hurry();
  }

  window.addEventListener("online", hurry);
  document.addEventListener("visibilitychange", look);
  void run();
  return {
    send: (frame) => void line?.send(frame),
    close: stop,
  };
}
