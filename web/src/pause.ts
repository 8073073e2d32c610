// Waiting: how long before the next try, and a wait that can be cut short.

export const LONGEST_MS = 15_000;

/** Milliseconds before try number `tries` (0 is the first retry): 0.5 s doubled each time up to 15 s, of which a random half is taken off. */
export function backoff(tries: number, random: () => number = Math.random): number {
  return Math.min(LONGEST_MS, 500 * 2 ** Math.min(tries, 10)) * (0.5 + random() / 2);
}

export class Pause {
  #done: (() => void) | null = null;

  /** Resolves after `ms`, or at once when `wake` is called. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake(), ms);
      this.#done = () => {
        clearTimeout(timer);
        this.#done = null;
        resolve();
      };
    });
  }

  wake(): void {
    this.#done?.();
  }
}
