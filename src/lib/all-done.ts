/**
 * Waits for all of them, those after one that fails as well, then throws what the first of them failed with. Whoever
 * holds a transaction needs no less: what goes on after its end would be stored by itself.
 */
export async function allDone<T extends readonly unknown[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ends = await Promise.allSettled(work);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return ends.map((end) => (end as PromiseFulfilledResult<unknown>).value) as never;
}
