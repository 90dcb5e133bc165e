import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import { type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { refuseFuture, requireLocality } from '../../http/lookup.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { decomposed } from '../../lib/composed.ts';
import { inForce, type Locality } from '../../registry/types.ts';
import { dropEvidence, keepEvidence } from '../../review/evidence.ts';
import { FILE_BYTES } from '../../review/evidence-rules.ts';
import { readEvidence } from '../../review/evidence-store.ts';
import { sayFor } from '../language.tsx';
import { sendPage } from '../render.ts';
import type { Words } from '../say.ts';
import type { Shell } from '../shell.tsx';
import { evidenceAddress } from './evidence-addresses.ts';
import { loadEvidence, mayRemove } from './evidence-facts.ts';
import { EvidencePage, type EvidenceProps } from './evidence-page.tsx';
import { REFUSALS } from './evidence-words.ts';

const DONE = ['kept', 'known', 'removed'] as const;
const NOTICES: Record<(typeof DONE)[number], Words> = {
  kept: ['Đã nhận tệp.', 'The file was taken.'],
  known: ['Tệp này đã có từ trước.', 'This file was there already.'],
  removed: ['Đã xóa tệp.', 'The file was removed.'],
};
const params = z.object({ code: z.string() });
const id = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const body = z.object({
  day: daySchema.optional(),
  indicator: z.string().max(200).default(''),
  file: sentFile.optional(),
});

/** Evidence for what a locality reports, for whoever may read the locality. */
export function evidenceRoutes({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  async function load(request: FastifyRequest, locality: Locality, day: Day) {
    const { registry, principal, session, receivedAt: now } = request;
    if (!inForce(locality, day)) throw new Problem('not_found');
    return await loadEvidence(sql, {
      registry,
      principal,
      person: session?.person ?? null,
      locality,
      day,
      now,
    });
  }
  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    props: EvidenceProps,
  ): Promise<FastifyReply> {
    const content = <EvidencePage {...props} />;
    return sendPage(reply, status, shell(['Tệp minh chứng', 'Evidence'], content, request.principal));
  }

  return async (app) => {
    await takeFiles(app, FILE_BYTES);

    app.get(
      '/minh-chung/:code',
      {
        config: { access: ROLES },
        schema: {
          hide: true,
          params,
          querystring: z.strictObject({ day: daySchema.optional(), done: z.enum(DONE).optional() }),
        },
      },
      async (request, reply) => {
        const { registry, principal, query, receivedAt: now } = request;
        const locality = requireLocality(registry, principal, request.params.code);
        const { day = dayOf(now), done } = query;
        refuseFuture(day, dayOf(now));
        const facts = await load(request, locality, day);
        const notice = done && sayFor(request)(...NOTICES[done]);
        return show(request, reply, 200, { facts, notice });
      },
    );

    app.post(
      '/minh-chung/:code',
      { config: { access: WRITERS, form: true }, schema: { hide: true, params, body } },
      async (request, reply) => {
        const { registry, principal, session, receivedAt: now } = request;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const locality = requireLocality(registry, principal, request.params.code);
        const { day = dayOf(now), indicator, file } = request.body;
        refuseFuture(day, dayOf(now));
        const facts = await load(request, locality, day);
        // The page itself says that the day is locked.
        if (facts.closed !== null) return show(request, reply, 409, { facts });
        const say = sayFor(request);
        const refuse = (field: 'indicator' | 'file', words: Words) =>
          show(request, reply, 422, { facts, indicator, fault: { field, message: say(...words) } });
        if (!facts.indicators.some(({ code }) => code === indicator))
          return refuse('indicator', [
            'Chọn chỉ tiêu mà tệp này minh chứng.',
            'Choose what the file is evidence for.',
          ]);
        if (!file) return refuse('file', REFUSALS.empty);
        if (file.cut) return refuse('file', REFUSALS.too_large);
        const { name, bytes } = file;
        const given = {
          locality: locality.code,
          indicator,
          day,
          name,
          bytes,
          person: session?.person ?? null,
        };
        const kept = await keepEvidence(sql, given, authorOf(request));
        if (kept !== 'kept' && kept !== 'known') return refuse('file', REFUSALS[kept]);
        return reply.redirect(evidenceAddress(locality.code, day, kept), 303);
      },
    );

    app.get(
      '/minh-chung/:code/:file',
      { config: { access: ROLES }, schema: { hide: true, params: params.extend({ file: id }) } },
      async (request, reply) => {
        const { registry, principal } = request;
        const locality = requireLocality(registry, principal, request.params.code);
        const file = await readEvidence(sql, locality.code, request.params.file);
        if (!file) throw new Problem('not_found');
        // Whatever it holds, no browser runs it: it is saved, never shown as a page of ours.
        return reply
          .type(file.type)
          .header('content-disposition', dispositionOf(file.fileName))
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cache-control', 'private, no-store')
          .send(file.body);
      },
    );

    app.post(
      '/minh-chung/:code/xoa',
      {
        config: { access: WRITERS, form: true },
        schema: { hide: true, params, body: z.object({ file: id.default(0) }) },
      },
      async (request, reply) => {
        const { registry, principal, session, receivedAt: now } = request;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const locality = requireLocality(registry, principal, request.params.code);
        const asked = { locality: locality.code, id: request.body.file };
        const found = await readEvidence(sql, asked.locality, asked.id);
        const may = (file: Parameters<typeof mayRemove>[1]) =>
          mayRemove({ principal, person: session?.person ?? null }, file);
        if (!found || !(await dropEvidence(sql, asked, may, authorOf(request))))
          throw new Problem('not_found');
        return reply.redirect(evidenceAddress(locality.code, found.day, 'removed'), 303);
      },
    );
  };
}

/** A file to be saved, whatever letters are in its name. */
function dispositionOf(name: string): string {
  const plain = decomposed(name).replace(/[^\w.() -]/g, '');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
