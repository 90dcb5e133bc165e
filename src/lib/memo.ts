/** Remembers answers; forgets them all at a size that only an endless row of days could reach. */
export function memo<A extends unknown[], R>(
  key: (...args: A) => string,
  make: (...args: A) => R,
  most = 5_000,
): (...args: A) => R {
  const known = new Map<string, R>();
  return (...args) => {
    const at = key(...args);
    let value = known.get(at);
    if (value === undefined) {
      if (known.size > most) known.clear();
      value = make(...args);
      known.set(at, value);
    }
    return value;
  };
}
