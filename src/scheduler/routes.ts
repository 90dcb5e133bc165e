import { z } from 'zod';
import { ADMINS } from '../access/principal.ts';
import { isoLocal } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { instantAnswer, listAnswer, problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { cursor, firstPage, limit, unpackCursor } from '../http/query.ts';
import { JOB_NAMES } from './job.ts';
import { listRuns, type RunKey, type StoredRun } from './runs-store.ts';

const outcome = z.enum(['running', 'succeeded', 'failed']);
/** What a cursor holds, within what PostgreSQL takes for an instant. */
const runKey = z.strictObject({
  startedAt: z.int().min(0).max(Date.UTC(9999, 0)),
  job: z.string(),
  slot: z.string(),
});
const runAnswer = z.object({
  job: z.string(),
  slot: z.string().meta({ description: 'The minute or day it stands for; `manual:…` for a run by hand' }),
  startedAt: instantAnswer,
  endedAt: instantAnswer.nullable(),
  outcome,
  counts: z.record(z.string(), z.number()).nullable(),
  error: z.string().nullable(),
  attempts: z.int(),
  nextAttemptAt: instantAnswer
    .nullable()
    .meta({ description: 'When a failed run is taken again; null when it is not' }),
});

/** The runs of the jobs, for whoever operates the service. */
export function jobRoutes({ sql }: { sql: Sql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/jobs',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['operation'],
          summary: 'Runs of background jobs, newest first',
          querystring: z.strictObject({
            job: z.enum(JOB_NAMES).optional(),
            outcome: outcome.optional(),
            limit,
            cursor,
          }),
          response: { 200: listAnswer(runAnswer), ...problems(401, 403, 422) },
        },
      },
      async (request) => {
        const { query } = request;
        const { job, outcome } = query;
        const after = unpackCursor(query.cursor, runKey);
        const runs = await listRuns(sql, { job, outcome, limit: query.limit + 1, after });
        const { page, nextCursor } = firstPage(runs, query.limit, keyOf);
        return { items: page.map(present), nextCursor };
      },
    );
  };
}

function keyOf({ startedAt, job, slot }: StoredRun): RunKey {
  return { startedAt: startedAt.getTime(), job, slot };
}

function present(run: StoredRun): z.infer<typeof runAnswer> {
  const { startedAt, endedAt, nextAttemptAt } = run;
  return {
    ...run,
    startedAt: isoLocal(startedAt),
    endedAt: endedAt && isoLocal(endedAt),
    nextAttemptAt: nextAttemptAt && isoLocal(nextAttemptAt),
  };
}
