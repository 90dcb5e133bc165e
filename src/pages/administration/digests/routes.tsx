import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { provincesIn } from '../../../access/areas.ts';
import { createDigestMaker } from '../../../digest/compose.ts';
import { previewContent, previewDigest } from '../../../digest/preview.ts';
import {
  changeDigest,
  DIGEST_FIELDS,
  DIGEST_KEY_FIELDS,
  type DigestKey,
  type DigestSettings,
} from '../../../digest/settings.ts';
import { listDigests } from '../../../digest/store.ts';
import { type Digest, EACH } from '../../../digest/types.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { languageOf, sayFor } from '../../language.tsx';
import { type FormBody, readForm, together } from '../../parts/filled.ts';
import { rowId, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { programmeName, programmeOptions } from '../each-programme.tsx';
import { Digests, PATH } from './page.tsx';

/** A mail is shown as it is, so it may have styles of its own; nothing else, and only in a frame of ours. */
const MAIL_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

/** When summaries go out. */
export function digestAdminRoutes({ db, publicUrl, wrap }: AdministrationDeps): Routes {
  const maker = createDigestMaker(db.sql);
  const letterOf = async (request: FastifyRequest, all: readonly Digest[], digest: Digest) => {
    const { registry, principal, receivedAt: now } = request;
    const provinces = provincesIn(registry, homeOf(request));
    const content = previewContent(digest, all, registry, provinces, now);
    const to = { recipientName: principal.name, language: languageOf(request) };
    const letter = content && (await previewDigest({ maker, publicUrl }, registry, content, to, now));
    return {
      letter,
      of: registry.provinces.get(content?.province ?? '') ?? areaText(request, digest.province),
    };
  };
  const load = async (request: FastifyRequest) => {
    const own = provincesIn(request.registry, homeOf(request));
    return (await listDigests(db.sql)).filter((one) => one.province === EACH || own.includes(one.province));
  };
  return async (app) => {
    const page = screen(app, wrap, {
      path: PATH,
      config,
      query: { xem: rowId.optional(), sua: rowId.optional() },
      done: { luu: ['Đã lưu giờ gửi.', 'Saved.'] },
      load: ({ request }) => load(request),
      view: async ({ it: digests, query, request, registry, say }) => {
        const shown = digests.find((one) => one.id === query.xem);
        const edited = digests.find((one) => one.id === query.sua && mayChange(request, one));
        const content = (
          <Digests
            digests={digests}
            mayChange={(one) => mayChange(request, one)}
            provinces={changeable(request).map((code) => [code, areaText(request, code)] as const)}
            programmes={programmeOptions(registry, say)}
            nameOf={({ province, programme }) => ({
              province: areaText(request, province),
              programme: programmeName(registry, programme, say),
            })}
            preview={shown ? { digest: shown, ...(await letterOf(request, digests, shown)) } : null}
            typed={typedOf(edited)}
          />
        );
        return { title: ['Bản tổng hợp', 'Digests'], content };
      },
    });
    page.post({
      find: ({ request, body }) => changeable(request).includes(body.province ?? ''),
      read: (body) =>
        together(
          () => readForm<DigestKey>(DIGEST_KEY_FIELDS, body),
          () => readForm<DigestSettings>(DIGEST_FIELDS, body),
        ),
      act: (author, [key, settings], { registry }) => changeDigest(db.sql, registry, author, key, settings),
      done: 'luu',
    });

    app.get(
      `${PATH}/:digest/xem`,
      { config, schema: { hide: true, params: z.object({ digest: rowId }) } },
      async (request, reply) => {
        const all = await load(request);
        const digest = all.find((one) => one.id === request.params.digest);
        if (!digest) throw new Problem('not_found');
        const { letter } = await letterOf(request, all, digest);
        reply.header('content-security-policy', MAIL_POLICY).type('text/html; charset=utf-8');
        return reply.send(letter?.html ?? '');
      },
    );
  };
}

/** The area of whoever administers; of a locality, its province's. */
function homeOf({ registry, principal }: FastifyRequest): string {
  return registry.localities.get(principal.area)?.province ?? principal.area;
}

/** Where an administrator may set a time: his province, or all; who has one locality has no say in it. */
function changeable({ registry, principal }: FastifyRequest): string[] {
  if (registry.localities.has(principal.area)) return [];
  const provinces = provincesIn(registry, principal.area);
  return principal.area === EACH ? [EACH, ...provinces] : provinces;
}

const mayChange = (request: FastifyRequest, { province }: Digest) => changeable(request).includes(province);

function areaText(request: FastifyRequest, province: string): string {
  const each = sayFor(request)('Mọi tỉnh, thành phố', 'Every province');
  return province === EACH ? each : (request.registry.provinces.get(province) ?? province);
}

function typedOf(digest: Digest | undefined): FormBody {
  if (!digest) return { at: '16:45', weekday: '1', enabled: 'yes' };
  const { programme, province, role, period, weekday, at, enabled } = digest;
  return {
    programme,
    province,
    role,
    period,
    weekday: String(weekday ?? 1),
    at,
    enabled: enabled ? 'yes' : 'no',
  };
}
