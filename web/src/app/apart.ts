/** Queues by the title that customers read; where two have the same, with the name that the policy gives them. */
export function apart<T extends { name: string; title?: string }>(queues: readonly T[]): (T & { title: string })[] {
  const title = (queue: T): string => queue.title || queue.name;
  const times = new Map<string, number>();
  for (const queue of queues) times.set(title(queue), (times.get(title(queue)) ?? 0) + 1);
  return queues.map((queue) => ({
    ...queue,
    title: (times.get(title(queue)) ?? 0) > 1 ? `${title(queue)} (${queue.name})` : title(queue),
  }));
}
