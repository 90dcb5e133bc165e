import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Orm } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import { readableBy } from './access.ts';
import { findReport, type ReportRow } from './store.ts';

/** Numbers of reports; what is none is answered as what is not there. */
export const params = z.object({ id: z.string().meta({ pattern: '^\\d+$', example: '1' }) });

type Asking = Pick<FastifyRequest, 'registry' | 'principal'> & { params: z.infer<typeof params> };

/** Finds the report that a request names. @throws {Problem} not_found where who asks may not read it */
export const requireReport =
  (orm: Orm) =>
  async ({ registry, principal, params: { id: text } }: Asking): Promise<ReportRow> => {
    const id = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
    const row = id === null ? undefined : await findReport(orm, readableBy(registry, principal), id);
    if (!row) throw new Problem('not_found');
    return row;
  };
