import { expect, test } from "vitest";
import { backoff, LONGEST_MS } from "./backoff";

test.each([
  [0, 0, 250],
  [0, 1, 500],
  [1, 1, 1000],
  [3, 0.5, 3000],
  [50, 1, LONGEST_MS],
])("try %i with chance %d waits %i ms", (attempt, chance, wait) => {
  expect(backoff(attempt, chance)).toBe(wait);
});
