import type { FastifySchemaCompiler } from 'fastify';
import type { FastifySerializerCompiler } from 'fastify/types/schema.js';
import type { z } from 'zod';
import { nulsIn } from './nul.ts';

/** Input that does not fit its schema, with all that zod found; `errors.ts` turns it into a problem. */
export class InvalidInput extends Error {
  readonly issues: z.core.$ZodIssue[];
  /** Set by Fastify: which part of the request it was. */
  validationContext?: string;

  constructor(issues: z.core.$ZodIssue[]) {
    super('The input does not fit its schema.');
    this.issues = issues;
  }
}

export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const parsed = schema.safeParse(data, { reportInput: true });
    const unfit = nulsIn(data);
    if (parsed.success && unfit.length === 0) return { value: parsed.data };
    const told = new Set(unfit.map(({ path }) => path.join('/')));
    const others = parsed.error?.issues.filter(({ path }) => !told.has(path.join('/'))) ?? [];
    return { error: new InvalidInput([...others, ...unfit]) };
  };

/** For routes that read their body themselves: everything else of the request is held to its schema. */
export const bodyUnchecked: FastifySchemaCompiler<z.ZodType> = (route) =>
  route.httpPart === 'body' ? (data) => ({ value: data }) : validatorCompiler(route);

/**
 * Answers go out as they are: their schemas are held to by the compiler and, for the reference, by a
 * test. Parsing a list of thousands once more would cost as much as making it.
 */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> = () => (data) => JSON.stringify(data);
