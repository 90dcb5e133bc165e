import type { FastifyInstance, FastifySchema } from 'fastify';
import { z } from 'zod';
import { createPauses } from '../lib/turns.ts';
import { contentTypeOf, MEDIA_TYPES } from './formats.ts';
import { type Cell, csvLine } from './write.ts';

/**
 * Every list of the API as CSV, by `?format=csv`: whatever route answers `items` and has no file of its own gets one
 * here, so that none is forgotten. A line an item, a column a field (`locality.code`), up to 5,000 lines; where more
 * follow, `Link` says how to go on.
 */

const LONGEST = 5_000;
const BYTE_ORDER_MARK = '\uFEFF';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The file that a list has by itself; set here alone. */
    listFile?: { columns: readonly string[]; paged: boolean };
  }
}

const format = z
  .enum(['json', 'csv'])
  .optional()
  .meta({ description: 'csv: up to 5,000 lines, a column a field; a header `Link` leads to what follows' });

export function addListFiles(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const { schema, method, url } = route;
    if (method !== 'GET' || !schema || !url.startsWith('/api/v1/')) return;
    const item = itemOf(schema);
    const { querystring = z.strictObject({}) } = schema;
    if (!item || !(querystring instanceof z.ZodObject) || 'format' in querystring.shape) return;
    route.schema = {
      ...schema,
      querystring: querystring.safeExtend({ format }),
      produces: ['application/json', MEDIA_TYPES.csv],
    } as FastifySchema;
    const paged = 'limit' in querystring.shape;
    route.config = { ...route.config, listFile: { columns: columnsOf(item, ''), paged } };
  });
  app.addHook('preValidation', async ({ query, routeOptions }) => {
    const asked = query as Record<string, unknown>;
    if (routeOptions.config.listFile?.paged && asked.format === 'csv' && asked.limit === undefined)
      asked.limit = String(LONGEST);
  });
  app.addHook('preSerialization', async (request, reply, payload) => {
    const { listFile } = request.routeOptions.config;
    if (!listFile || (request.query as { format?: string }).format !== 'csv' || !isList(payload))
      return payload;
    reply.type(contentTypeOf('csv'));
    reply.serializer((written: unknown) => written as string);
    const name = request.routeOptions.url?.split('/').findLast((step) => /^[a-z-]+$/.test(step)) ?? 'list';
    reply.header('content-disposition', `attachment; filename="${name}.csv"`);
    if (payload.nextCursor) {
      const next = new URL(request.url, 'http://list');
      next.searchParams.set('cursor', payload.nextCursor);
      reply.header('link', `<${next.pathname}${next.search}>; rel="next"`);
    }
    return await written(listFile.columns, payload.items);
  });
}

interface List {
  items: unknown[];
  nextCursor?: string | null;
}

const isList = (payload: unknown): payload is List =>
  typeof payload === 'object' && payload !== null && 'items' in payload && Array.isArray(payload.items);

/** The schema of what a route lists; undefined for one that lists nothing. */
function itemOf({ response }: FastifySchema): z.ZodType | undefined {
  const answer = (response as Record<string, unknown> | undefined)?.[200];
  const items = answer instanceof z.ZodObject ? bare(answer.shape.items) : undefined;
  return items instanceof z.ZodArray ? (items.element as z.ZodType) : undefined;
}

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? bare(schema.unwrap())
    : schema;
}

/** What stands behind a name that is not known before: a column for each that comes. */
const ANY = '.*';

function columnsOf(given: unknown, path: string): string[] {
  const schema = bare(given);
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, one]) => columnsOf(one, below(name)));
  if (schema instanceof z.ZodRecord) return [`${path}${ANY}`];
  if (schema instanceof z.ZodUnion)
    return [...new Set((schema.options as unknown[]).flatMap((one) => columnsOf(one, path)))];
  if (schema instanceof z.ZodNull) return [];
  return [path];
}

type Flat = Map<string, Cell>;

async function written(columns: readonly string[], items: readonly unknown[]): Promise<Buffer> {
  const pause = createPauses();
  const lines: Flat[] = [];
  for (const item of items) {
    await pause();
    const line: Flat = new Map();
    flatten(plain(item), '', line);
    lines.push(line);
  }
  const all = [...new Set(lines.flatMap((line) => [...line.keys()]))];
  const known = columns.flatMap((column) =>
    column.endsWith(ANY)
      ? all.filter((one) => one.startsWith(column.slice(0, -1))).sort()
      : all.filter((one) => one.startsWith(`${column}.`)).concat(column),
  );
  const heads = [...new Set(known)];
  const parts = [BYTE_ORDER_MARK, csvLine(heads)];
  for (const line of lines) {
    await pause();
    parts.push(csvLine(heads.map((head) => line.get(head) ?? null)));
  }
  return Buffer.from(parts.join(''));
}

/** What is written already, such as a status, as what it says. */
const plain = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'toJSON' in item && typeof item.toJSON === 'function'
    ? item.toJSON()
    : item;

function flatten(value: unknown, path: string, line: Flat): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)) {
    for (const [name, one] of Object.entries(value))
      flatten(one, path === '' ? name : `${path}.${name}`, line);
    return;
  }
  line.set(path, cellOf(value));
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (!Array.isArray(value)) return value instanceof Date ? value.toISOString() : String(value);
  const simple = value.every((one) => typeof one !== 'object');
  return value.length === 0 ? null : simple ? value.join('; ') : JSON.stringify(value);
}
