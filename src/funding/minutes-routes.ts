import { z } from 'zod';
import { ROLES } from '../access/principal.ts';
import { dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { orProblem } from '../http/refusals.ts';
import { EVIDENCE_TYPES, FILE_BYTES } from '../review/evidence-rules.ts';
import { FUNDERS, writesMoney } from './access.ts';
import { presentProposal } from './present.ts';
import { findProposal, readMinutes } from './proposal-store.ts';
import { keepMinutes } from './proposals.ts';
import { numberOf, requireSees } from './require.ts';
import { proposalAnswer } from './schema.ts';
import { seeProposal } from './view.ts';

const MEDIA_TYPES = [...EVIDENCE_TYPES, 'application/octet-stream'];
const PATH = '/api/v1/funding/proposals/:id/deliveries/:delivery/minutes';
const number = z.string().meta({ pattern: '^\\d+$', example: '1' });
const params = z.object({ id: number, delivery: number });

/** The minutes of a delivery as a file: a picture or a PDF, told by what it holds. */
export function minutesRoutes(db: Clients): Routes {
  const { orm } = db;
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(MEDIA_TYPES, { parseAs: 'buffer', bodyLimit: FILE_BYTES }, (_, body, done) =>
      done(null, body),
    );

    app.post(
      PATH,
      {
        config: { access: FUNDERS, heavy: true },
        bodyLimit: FILE_BYTES,
        schema: {
          tags: ['funding'],
          summary: 'Attach the minutes of a delivery as a file',
          description: `A picture or a PDF of at most ${FILE_BYTES / 1024 / 1024} MB, told by what it holds. A later one takes its place.`,
          consumes: MEDIA_TYPES,
          params,
          querystring: z.strictObject({ name: z.string().max(200).default('bien-ban') }),
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: { 201: proposalAnswer, ...problems(401, 403, 404, 413, 415, 422, 429, 503) },
        },
      },
      async (request, reply) => {
        const { registry, principal, params: asked, body } = request;
        const row = await findProposal(orm, numberOf(asked.id));
        if (!row || !writesMoney(principal, row.province)) throw new Problem('not_found');
        if (!Buffer.isBuffer(body)) throw new Problem('unsupported_media_type');
        const file = { name: request.query.name, bytes: body };
        await orProblem(() => keepMinutes(db, authorOf(request), row.id, numberOf(asked.delivery), file));
        const found = await seeProposal(orm, requireSees(request), row.id);
        if (!found) throw new Problem('not_found');
        return reply.code(201).send(presentProposal(registry, found, true, dayOf(request.receivedAt)));
      },
    );

    app.get(
      PATH,
      {
        config: { access: ROLES, heavy: true },
        schema: {
          tags: ['funding'],
          summary: 'The minutes of a delivery',
          produces: EVIDENCE_TYPES,
          params,
          response: {
            200: z.unknown().meta({ description: 'The file' }),
            ...problems(401, 403, 404, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { id, delivery } = request.params;
        const found = await seeProposal(orm, requireSees(request), numberOf(id));
        const own = found && new Set(found.lines.map((line) => line.id));
        const of = found?.deliveries.find((one) => one.id === numberOf(delivery));
        if (!found || !of || !own?.has(of.line)) throw new Problem('not_found');
        const file = await readMinutes(orm, found.row.id, of.id);
        if (!file) throw new Problem('not_found');
        return reply
          .type(file.type)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
          .send(file.body as never);
      },
    );
  };
}
