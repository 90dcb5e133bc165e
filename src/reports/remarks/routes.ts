import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findLocality, mayWrite } from '../../access/localities.ts';
import { may, ROLES, rolesThatMay } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import { isoLocal } from '../../days.ts';
import type { Clients } from '../../db/connect.ts';
import { dayAnswer, instantAnswer, problems } from '../../http/answers.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { requireLocality } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { localityAsked } from '../../http/query.ts';
import { orProblem } from '../../http/refusals.ts';
import { worksOn } from '../access.ts';
import { params, requireReport } from '../require.ts';
import { takeRemark } from '../verbs.ts';
import { remarksOfReport } from './of-report.ts';
import { findRemark, listRemarks, type Remark } from './store.ts';
import { LONGEST_REMARK, sendRemark, takeRemarkBack } from './verbs.ts';
import { REMARKS_ABOUT, SECTION_OF } from './words.ts';

export const REMARKERS = rolesThatMay('act');

const item = z
  .object({
    id: z.int(),
    locality: z.string(),
    day: dayAnswer,
    about: z.enum(REMARKS_ABOUT),
    text: z.string(),
    sentAt: instantAnswer,
    sentBy: z.string(),
  })
  .meta({ id: 'ReportRemark' });

const itemOf = ({ id, locality, day, about, text, sentAt, sentBy }: Remark) => ({
  id,
  locality,
  day,
  about,
  text,
  sentAt: isoLocal(sentAt),
  sentBy,
});

/** Text of people: well-formed, no controls but tab and newline. */
export const remarkText = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_REMARK)
  .refine((text) => text.isWellFormed(), 'is not well-formed Unicode')
  .refine((text) => !/[^\P{Cc}\t\n\r]/u.test(text), 'holds control characters');

const numbered = z.string().meta({ pattern: '^\\d+$', example: '1' });

/** What localities want said in reports, and what becomes of it. */
export function remarkRoutes(db: Clients): Routes {
  const require = requireReport(db.orm);
  async function requireRemark(text: string): Promise<Remark> {
    const remark = /^[1-9]\d{0,14}$/.test(text) ? await findRemark(db.orm, Number(text)) : undefined;
    if (!remark) throw new Problem('not_found');
    return remark;
  }
  /** Its remarks are for who writes it and who approves it. */
  async function requireWorkedOn(request: FastifyRequest<{ Params: { id: string } }>) {
    const { registry, principal } = request;
    const row = await require(request);
    const works = may(principal.role, 'report') || may(principal.role, 'approve');
    if (!works || !worksOn(registry, principal, row.province)) throw new Problem('not_found');
    return row;
  }

  return async (app) => {
    app.get(
      '/api/v1/report-remarks',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reports'],
          summary: 'Highlights, difficulties and proposals that a locality sent for reports',
          querystring: z.strictObject({
            locality: localityAsked,
            from: daySchema.optional(),
            to: daySchema.optional(),
          }),
          response: { 200: z.object({ items: z.array(item) }), ...problems(401, 404, 422) },
        },
      },
      async ({ registry, principal, query }) => {
        const locality = requireLocality(registry, principal, query.locality);
        return { items: (await listRemarks(db.orm, [locality.code], query)).map(itemOf) };
      },
    );

    app.post(
      '/api/v1/report-remarks',
      {
        config: { access: REMARKERS },
        schema: {
          tags: ['reports'],
          summary: 'Send a highlight, a difficulty or a proposal for the reports of a day’s periods',
          body: z.strictObject({
            locality: localityAsked,
            about: z.enum(REMARKS_ABOUT),
            text: remarkText,
            day: daySchema.optional().meta({ description: 'Today when left out' }),
          }),
          response: { 201: item, ...problems(401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, receivedAt: now, body } = request;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const locality = requireLocality(registry, principal, body.locality);
        const id = await orProblem(() => sendRemark(db, authorOf(request), locality, body));
        return reply.code(201).send(itemOf(await requireRemark(String(id))));
      },
    );

    app.post(
      '/api/v1/report-remarks/:remark/withdrawal',
      {
        config: { access: REMARKERS },
        schema: {
          tags: ['reports'],
          summary: 'Take a remark back; what was taken over into a report stays there',
          params: z.object({ remark: numbered }),
          response: { 204: z.null(), ...problems(401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, receivedAt: now, params: asked } = request;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const remark = await requireRemark(asked.remark);
        if (!findLocality(registry, principal, remark.locality)) throw new Problem('not_found');
        await orProblem(() => takeRemarkBack(db, authorOf(request), remark));
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/api/v1/reports/:id/remarks',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reports'],
          summary: 'What localities sent for the period of a report',
          params,
          response: {
            200: z.object({
              items: z.array(
                z.object({ ...item.shape, source: z.string(), section: z.string(), taken: z.boolean() }),
              ),
            }),
            ...problems(401, 404),
          },
        },
      },
      async (request) => {
        const row = await requireWorkedOn(request);
        const remarks = await remarksOfReport(db.orm, request.registry, row);
        return {
          items: remarks.map((one) => ({
            ...itemOf(one),
            source: one.source,
            section: SECTION_OF[one.about],
            taken: one.taken,
          })),
        };
      },
    );

    app.post(
      '/api/v1/reports/:id/remarks/:remark/taking',
      {
        config: { access: rolesThatMay('report') },
        schema: {
          tags: ['reports'],
          summary: 'Take a remark over into its section, with its source; that takes a submission back',
          params: params.extend({ remark: numbered }),
          body: z.strictObject({ revision: z.int().min(1) }),
          response: {
            200: z.object({ narrative: z.record(z.string(), z.string()), revision: z.int() }),
            ...problems(401, 403, 404, 409, 422),
          },
        },
      },
      async (request) => {
        const row = await requireWorkedOn(request);
        const { revision } = request.body;
        const asked = { id: Number(request.params.remark), registry: request.registry };
        if (!Number.isSafeInteger(asked.id)) throw new Problem('not_found');
        await orProblem(() => takeRemark(db, authorOf(request), row.id, asked, { narrative: {}, revision }));
        const after = await require(request);
        return { narrative: after.narrative as Record<string, string>, revision: after.revision };
      },
    );
  };
}
