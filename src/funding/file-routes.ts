import { z } from 'zod';
import { ROLES } from '../access/principal.ts';
import { dayOf, isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { render } from '../papers/process.ts';
import { letterheadOfProposal, paperOfProposal } from './paper.ts';
import { presentProposal } from './present.ts';
import { numberOf, params, requireSees } from './require.ts';
import { seeProposal } from './view.ts';

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** A proposal as a tờ trình with its annex, and as a workbook of real numbers. */
export function proposalFileRoutes({ orm }: Clients): Routes {
  return async (app) => {
    app.get(
      '/api/v1/funding/proposals/:id/file',
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['funding'],
          summary: 'A proposal as a paper (tờ trình) with its annex, or as a workbook',
          produces: Object.values(TYPES),
          params,
          querystring: z.strictObject({ format: z.enum(['docx', 'xlsx']).default('docx') }),
          response: {
            200: z.unknown().meta({ description: 'The file' }),
            ...problems(401, 403, 404, 422, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { registry, receivedAt: now, query } = request;
        const sees = requireSees(request);
        const found = await seeProposal(orm, sees, numberOf(request.params.id));
        if (!found) throw new Problem('not_found');
        const { row } = found;
        const it = presentProposal(registry, found, 'all' in sees, dayOf(now));
        const { [query.format]: bytes } = await render({
          formats: [query.format],
          paper: paperOfProposal(registry, it),
          letterhead: letterheadOfProposal({
            code: row.province,
            name: registry.provinces.get(row.province) ?? row.province,
          }),
          // As of when it was last said: the same proposal gives the same bytes.
          asOf: isoLocal(row.approvedAt ?? row.submittedAt ?? row.createdAt),
        });
        return reply
          .type(TYPES[query.format])
          .header('content-disposition', `attachment; filename="to-trinh-kinh-phi-${row.id}.${query.format}"`)
          .send(bytes as never);
      },
    );
  };
}
