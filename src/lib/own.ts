/**
 * What a table of ours holds under a name that came from outside: an address, a form, a file, a row. Every object
 * also answers to `constructor`, `toString` and `__proto__`; those are not of the table.
 */
export function own<T>(table: Readonly<Record<string, T>>, name: string | undefined): T | undefined {
  return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
