import type { z } from 'zod';
import type { Objection } from '../refused.ts';
import { Refused } from '../refused.ts';
import { zodFaults } from '../zod-faults.ts';
import { Problem } from './problems.ts';
import { faultsOf } from './refusals.ts';
import { InvalidInput } from './schema-compilers.ts';

/**
 * For routes that take what cannot be read (`attachValidation`) to say at once all that is wrong with it: what does not
 * fit the schema, and what speaks against the rest by the rules.
 */

/** What of a body fits its schema, field by field; the others are left out. */
export function readable<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
  given: unknown,
): Partial<z.infer<z.ZodObject<S>>> {
  if (typeof given !== 'object' || given === null) return {};
  const fields = Object.entries(schema.shape).flatMap(([name, field]) => {
    const value = Object.hasOwn(given, name) ? (given as Record<string, unknown>)[name] : undefined;
    const read = (field as z.ZodType).safeParse(value);
    return read.success && read.data !== undefined ? [[name, read.data]] : [];
  });
  return Object.fromEntries(fields) as Partial<z.infer<z.ZodObject<S>>>;
}

/** The problem of a body that does not fit its schema, with what speaks against the rest; each place is told once. */
export function problemWithRest(error: Error, objections: readonly Objection[]): Error {
  if (!(error instanceof InvalidInput) || error.validationContext !== 'body') return error;
  const faults = zodFaults(error.issues);
  const told = new Set(faults.map(({ pointer }) => pointer));
  const rest = faultsOf(new Refused([...objections])).filter(({ pointer }) => !told.has(pointer));
  return new Problem('invalid_body', [...faults, ...rest]);
}
