import { z } from 'zod';
import { findLocality } from '../access/localities.ts';
import { areaCovers, type Principal, ROLES } from '../access/principal.ts';
import { dayOf, isoLocal } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { dayAnswer, instantAnswer, localityAnswer, problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { findProgramme, programmeParameter } from '../http/find-programme.ts';
import { Problem } from '../http/problems.ts';
import { cursor, limit, packCursor, unpackCursor } from '../http/query.ts';
import type { Registry } from '../registry/snapshot.ts';
import { namesFor } from './names.ts';
import { type AlertRow, listAlerts } from './store.ts';
import { alertTexts } from './texts.ts';

const state = z.enum(['open', 'acknowledged', 'resolved']);
const alertAnswer = z.object({
  id: z.int(),
  kind: z.enum(['record_due_soon', 'record_missing', 'record_missing_streak', 'regressed']),
  locality: localityAnswer,
  subject: z.string().meta({ description: 'The day it is about; empty when the locality itself' }),
  state,
  openedAt: instantAnswer,
  resolvedAt: instantAnswer.nullable(),
  resolution: z.string().nullable().meta({ description: 'Why it ended', example: 'reported' }),
  reason: z.string(),
  reasonVi: z.string(),
  owner: z.string().nullable(),
  promisedOn: dayAnswer.nullable(),
});

/** Alerts, open and past, as everyone may read them of his area. */
export function alertRoutes({ sql }: { sql: Sql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/alerts',
      {
        config: { access: ROLES },
        schema: {
          tags: ['alerts'],
          summary: 'Alerts, newest first',
          querystring: z.strictObject({
            state: state.optional(),
            locality: z.string().optional(),
            programme: programmeParameter,
            limit,
            cursor,
          }),
          response: {
            200: z.object({ items: z.array(alertAnswer), nextCursor: z.string().nullable() }),
            ...problems(401, 404, 422),
          },
        },
      },
      async (request) => {
        const { registry, principal, query } = request;
        const rows = await listAlerts(sql, {
          programme: findProgramme(registry, query.programme).code,
          localities: localitiesAsked(registry, principal, query.locality),
          state: query.state,
          limit: query.limit + 1,
          before: unpackCursor(query.cursor, z.int()),
        });
        const page = rows.slice(0, query.limit);
        const next = rows.length > page.length ? page.at(-1) : undefined;
        return {
          items: page.flatMap((row) => present(registry, row)),
          nextCursor: next ? packCursor(next.id) : null,
        };
      },
    );
  };
}

/** Codes to look in, ended localities included; null for all. */
function localitiesAsked(
  registry: Registry,
  principal: Principal,
  code: string | undefined,
): string[] | null {
  if (code !== undefined) {
    const locality = findLocality(registry, principal, code);
    if (!locality) throw new Problem('not_found');
    return [locality.code];
  }
  if (principal.area === '*') return null;
  const localities = [...registry.localities.values()];
  return localities.filter((one) => areaCovers(principal.area, one)).map((one) => one.code);
}

/** A locality is called what it was called when the alert opened. */
function present(registry: Registry, row: AlertRow): z.infer<typeof alertAnswer>[] {
  const names = namesFor(registry, row.locality, dayOf(row.openedAt));
  if (!names) return [];
  const { reason, reasonVi } = alertTexts(row, names);
  const { id, kind, subject, state, resolution, owner, promisedOn } = row;
  return [
    {
      id,
      kind,
      locality: names.locality,
      subject,
      state,
      openedAt: isoLocal(row.openedAt),
      resolvedAt: row.resolvedAt && isoLocal(row.resolvedAt),
      resolution,
      reason,
      reasonVi,
      owner,
      promisedOn,
    },
  ];
}
