import { useEffect, useRef, useState } from "preact/hooks";
import { plainWords } from "../api";

export interface Settled<T> {
  /** The newest answer, and the key it was asked with; it stays while the next one is under way. */
  data: T | null;
  of: string;
  problem: string;
  busy: boolean;
}

/** Asks once `key` has not changed for a while. "" asks nothing. Answers that come too late are dropped. */
export function useSettled<T>(key: string, ask: () => Promise<T>, afterMs = 400): Settled<T> {
  const [state, setState] = useState<Settled<T>>({ data: null, of: "", problem: "", busy: false });
  const latest = useRef(0);
  useEffect(() => {
    const mine = ++latest.current;
    if (!key) {
      setState({ data: null, of: "", problem: "", busy: false });
      return;
    }
    setState((now) => ({ ...now, busy: true }));
    const timer = window.setTimeout(() => {
      ask().then(
        (data) => mine === latest.current && setState({ data, of: key, problem: "", busy: false }),
        (error: unknown) => mine === latest.current && setState((now) => ({ ...now, problem: plainWords(error), busy: false })),
      );
    }, afterMs);
    return () => {
      latest.current += 1;
      clearTimeout(timer);
    };
  }, [key]);
  return state;
}
