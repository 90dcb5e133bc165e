import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Whatever the reference takes says how much of it, and of which form: as numbers, booleans, days and codes. */

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  maxLength?: number;
  maximum?: number;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
}
interface Operation {
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
const text = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8');
const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Operation>> };

/** Names of what has no limit, in a schema. */
function unlimited(schema: Schema, at: string): string[] {
  const { type, anyOf, oneOf, items, properties = {}, additionalProperties } = schema;
  const choices = anyOf ?? oneOf;
  if (choices) return choices.flatMap((one) => unlimited(one, at));
  if (schema.enum || schema.const !== undefined || schema.$ref) return [];
  if (type === 'boolean' || type === 'null') return [];
  if (type === 'array') return items ? unlimited(items, `${at}[]`) : [at];
  if (type === 'object') {
    const rest = typeof additionalProperties === 'object' ? { '*': additionalProperties } : {};
    return Object.entries({ ...properties, ...rest }).flatMap(([name, one]) =>
      unlimited(one, `${at}/${name}`),
    );
  }
  if (type === 'string') return schema.pattern || schema.format || schema.maxLength ? [] : [at];
  if (type === 'integer' || type === 'number') return schema.maximum === undefined ? [at] : [];
  return [at];
}

const operations = Object.entries(paths).flatMap(([path, of]) =>
  Object.entries(of).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

it('of each parameter and each part of a body', () => {
  const found = operations.flatMap(({ name, operation: { parameters = [], requestBody } }) => [
    ...parameters.flatMap((one) => unlimited(one.schema, `${name} ?${one.name}`)),
    ...Object.entries(requestBody?.content ?? {}).flatMap(([type, { schema }]) =>
      unlimited(schema, `${name} ${type}`),
    ),
  ]);
  expect(operations.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

it('of localities, provinces and days in one form everywhere', () => {
  const forms: Record<string, Partial<Schema>> = {
    locality: { pattern: '^\\d{5}$' },
    code: { pattern: '^\\d{5}$' },
    province: { pattern: '^\\d{2}$' },
    day: { format: 'date' },
    from: { format: 'date' },
    to: { format: 'date' },
    on: { format: 'date' },
    limit: { type: 'integer', maximum: 5_000 },
    dryRun: { type: 'boolean' },
    atomic: { type: 'boolean' },
  };
  for (const { name, operation } of operations)
    for (const one of operation.parameters ?? []) {
      // Programmes have codes, too, and weeks and months are compared as days are.
      const other =
        (one.name === 'code' && !name.includes('/localities/')) ||
        (one.name !== 'province' && name.endsWith('/comparison'));
      const form = other ? {} : forms[one.name];
      expect({ name, of: one.name, ...one.schema }).toMatchObject({ name, ...form });
    }
});
