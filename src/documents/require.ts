import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Sql } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import { readableBy, writesFor } from './access.ts';
import { type DocumentDetail, findDocument } from './store.ts';

/** Numbers of documents; what is none is answered as what is not there. */
export const params = z.object({ id: z.string().meta({ pattern: '^\\d+$', example: '1' }) });

type Asking = Pick<FastifyRequest, 'registry' | 'principal'> & { params: z.infer<typeof params> };

/** Finds the document that a request names. @throws {Problem} not_found where who asks may not read it */
export const requireDocument =
  (sql: Sql) =>
  async ({ registry, principal, params: { id: text } }: Asking): Promise<DocumentDetail> => {
    const id = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
    const row = id === null ? undefined : await findDocument(sql, readableBy(registry, principal), id);
    if (!row) throw new Problem('not_found');
    return row;
  };

/** The same of one that the caller writes. @throws {Problem} not_found */
export const requireOwn =
  (sql: Sql) =>
  async (asking: Asking): Promise<DocumentDetail> => {
    const row = await requireDocument(sql)(asking);
    if (!writesFor(asking.registry, asking.principal, row.province)) throw new Problem('not_found');
    return row;
  };
