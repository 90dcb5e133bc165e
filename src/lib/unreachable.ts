/**
 * Ends a choice that names every case: one that is forgotten does not compile. What comes all the same was stored
 * by another release.
 * @throws always
 */
export function unreachable(value: never): never {
  throw new Error(`Nothing is known of “${String(value)}”.`);
}
