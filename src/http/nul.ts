import type { z } from 'zod';

/**
 * PostgreSQL stores no NUL in a text, so none is looked for by one either: wherever it stands in an address, a query,
 * a body or a cursor, it is a fault of what was sent. What has a schema is looked through where schemas are compiled.
 */
export function nulsIn(data: unknown, path: PropertyKey[] = []): z.core.$ZodIssueCustom[] {
  if (typeof data === 'string') return data.includes('\0') ? [nulAt(path)] : [];
  if (Array.isArray(data)) return data.flatMap((one, index) => nulsIn(one, [...path, index]));
  if (!isPlain(data)) return [];
  return Object.entries(data).flatMap(([name, one]) =>
    name.includes('\0') ? [nulAt(path)] : nulsIn(one, [...path, name]),
  );
}

const nulAt = (path: PropertyKey[]): z.core.$ZodIssueCustom => ({
  code: 'custom',
  path,
  message: 'holds a NUL',
  params: { code: 'malformed_text' },
});

/** Bytes and streams are of something else; the reader of queries has a prototype of its own, with none above it. */
function isPlain(data: unknown): data is Record<string, unknown> {
  if (typeof data !== 'object' || data === null) return false;
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
