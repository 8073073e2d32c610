import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { plainWords } from "../api";

export interface Loaded<T> {
  data: T | null;
  problem: string;
  reload: () => Promise<void>;
}

/** Loads once, and every `everyMs` again while the page is in view. Old data stays while a load fails. */
export function useLoaded<T>(load: () => Promise<T>, everyMs = 0, key: unknown = ""): Loaded<T> {
  const [data, setData] = useState<T | null>(null);
  const [problem, setProblem] = useState("");
  const latest = useRef(0);
  const reload = useCallback(async () => {
    const mine = ++latest.current;
    try {
      const next = await load();
      if (mine !== latest.current) return; // a newer question is under way
      setData(next);
      setProblem("");
    } catch (error) {
      if (mine === latest.current) setProblem(plainWords(error));
    }
  }, [key]);
  useEffect(() => {
    void reload();
    const timer = everyMs
      ? window.setInterval(() => document.visibilityState === "visible" && void reload(), everyMs)
      : 0;
    return () => {
      latest.current += 1;
      clearInterval(timer);
    };
  }, [reload, everyMs]);
  return { data, problem, reload };
}
