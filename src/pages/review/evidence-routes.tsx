import { z } from 'zod';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import type { Day } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { refuseFuture, requireLocality, requireWriter } from '../../http/lookup.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { decomposed } from '../../lib/composed.ts';
import { refuse } from '../../refused.ts';
import { inForce } from '../../registry/types.ts';
import { dropEvidence, keepEvidence } from '../../review/evidence.ts';
import { FILE_BYTES } from '../../review/evidence-rules.ts';
import { readEvidence } from '../../review/evidence-store.ts';
import { readFile } from '../parts/filled.ts';
import { RefusedAs, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { evidenceAddress } from './evidence-addresses.ts';
import { loadEvidence, mayRemove } from './evidence-facts.ts';
import { EvidencePage } from './evidence-page.tsx';
import { REFUSALS } from './evidence-words.ts';

const PATH = '/minh-chung/:code';
const params = z.object({ code: z.string() });
const id = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const config = { access: WRITERS, form: true };

/** Evidence for what a locality reports, for whoever may read the locality. */
export function evidenceRoutes({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    await takeFiles(app, FILE_BYTES);

    const page = screen(app, wrap, {
      path: PATH,
      config: { access: ROLES },
      params: params.shape,
      query: { day: daySchema.optional() },
      done: {
        kept: ['Đã nhận tệp.', 'The file was taken.'],
        known: ['Tệp này đã có từ trước.', 'This file was there already.'],
        removed: ['Đã xóa tệp.', 'The file was removed.'],
      },
      load: async ({ request, registry, principal, params, query, now, today }) => {
        const locality = requireLocality(registry, principal, params.code);
        // A form brings it along.
        const { day = query.day ?? today } = (request.body ?? {}) as { day?: Day };
        refuseFuture(day, today);
        if (!inForce(locality, day)) throw new Problem('not_found');
        const person = request.session?.person ?? null;
        return await loadEvidence(sql, { registry, principal, person, locality, day, now });
      },
      view: ({ it: facts }) => ({
        title: ['Tệp minh chứng', 'Evidence'],
        content: <EvidencePage facts={facts} />,
      }),
    });

    page.post({
      config,
      body: z.object({
        day: daySchema.optional(),
        indicator: z.string().max(200).default(''),
        file: sentFile.optional(),
      }),
      wrong: [
        'Chưa nhận được tệp. Anh/chị vui lòng xem lại:',
        'The file was not taken. Please look at this:',
      ],
      read: ({ indicator, file }, { request, it: { closed, indicators } }) => {
        requireWriter(request);
        // The page itself says that the day is locked.
        if (closed !== null) throw new RefusedAs(409);
        if (!indicators.some(({ code }) => code === indicator))
          refuse('indicator', [
            'Chọn chỉ tiêu mà tệp này minh chứng.',
            'Choose what the file is evidence for.',
          ]);
        const { name, bytes } = readFile('file', file, { none: REFUSALS.empty, cut: REFUSALS.too_large });
        return { indicator, name, bytes };
      },
      act: async (author, given, { request, it: { named, day } }) => {
        const person = request.session?.person ?? null;
        const kept = await keepEvidence(sql, { ...given, locality: named.code, day, person }, author);
        return kept === 'kept' || kept === 'known' ? kept : refuse('file', REFUSALS[kept]);
      },
      to: (kept, { it: { named, day } }) => evidenceAddress(named.code, day, kept),
    });

    app.get(
      `${PATH}/:file`,
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

    page.post({
      at: '/xoa',
      config,
      body: z.object({ file: id.default(0), day: daySchema.optional() }),
      act: async (author, _, { request, principal, params: { code: locality }, body }) => {
        requireWriter(request);
        const asked = { locality, id: body.file };
        const found = await readEvidence(sql, locality, body.file);
        const may = (file: Parameters<typeof mayRemove>[1]) =>
          mayRemove({ principal, person: request.session?.person ?? null }, file);
        if (!found || !(await dropEvidence(sql, asked, may, author))) throw new Problem('not_found');
        return found.day;
      },
      to: (day, { params }) => evidenceAddress(params.code, day, 'removed'),
    });
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
