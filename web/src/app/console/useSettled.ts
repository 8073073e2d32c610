import { useEffect, useRef, useState } from "preact/hooks";
import { plainWords, Problem } from "../api";

export interface Settled<T> {
  /** The newest answer, and the key it was asked with; it stays while the next one is under way. */
  data: T | null;
  of: string;
  problem: string;
  busy: boolean;
}

/** A server that is busy is asked once more after this. */
const BUSY_MS = 2500;

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
    let timer = window.setTimeout(() => void attempt(true), afterMs);
    const attempt = async (mayRepeat: boolean): Promise<void> => {
      try {
        const data = await ask();
        if (mine === latest.current) setState({ data, of: key, problem: "", busy: false });
      } catch (error) {
        if (mine !== latest.current) return;
        if (mayRepeat && error instanceof Problem && error.status === 429) timer = window.setTimeout(() => void attempt(false), BUSY_MS);
        else setState((now) => ({ ...now, problem: plainWords(error), busy: false }));
      }
    };
    return () => {
      latest.current += 1;
      clearTimeout(timer);
    };
  }, [key]);
  return state;
}
