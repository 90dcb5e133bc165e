import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { checkCertificate } from '../../certificates/check.ts';
import { keepCertificates } from '../../certificates/keep.ts';
import { readCertificate } from '../../certificates/store.ts';
import { CERTIFICATE_KINDS, CERTIFICATE_STATES, WITHDRAWALS } from '../../certificates/types.ts';
import { withdrawCertificate } from '../../certificates/withdraw.ts';
import { dayOf, isDay } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Fault } from '../../faults.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { requireLocality } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { inForce, type Locality } from '../../registry/types.ts';
import { sayFor } from '../language.tsx';
import type { Filled } from '../parts/filled.ts';
import { screen } from '../parts/screen.tsx';
import { rowsAsked } from '../parts/table-file.ts';
import { sendPage } from '../render.ts';
import type { Words } from '../say.ts';
import type { Shell } from '../shell.tsx';
import { FIELDS } from './add-form.tsx';
import { PATH, registerAddress } from './addresses.ts';
import { loadCertificates, loadRegister } from './facts.ts';
import { CertificateList } from './list.tsx';
import { RegisterPage, type RegisterProps } from './register.tsx';

const blankIsNone = (text: unknown) => (text === '' ? undefined : text);
const PAGE_SIZE = 50;
const listQuery = {
  state: z.preprocess(blankIsNone, z.enum([...CERTIFICATE_STATES, 'in_force']).optional()),
  kind: z.preprocess(blankIsNone, z.enum(CERTIFICATE_KINDS).optional()),
  q: z.preprocess(blankIsNone, z.string().max(100).optional()),
  province: z.preprocess(blankIsNone, z.string().max(10).optional()),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
};
const params = z.object({ code: z.string() });
const typed = z.string().max(1_000).default('');

const DONE = ['added', 'corrected', 'unchanged', 'entered', 'withdrawn'] as const;
const NOTICES: Record<(typeof DONE)[number], Words> = {
  added: ['Đã ghi chứng thư vào sổ.', 'The certificate was entered.'],
  corrected: ['Đã cập nhật chứng thư trong sổ.', 'The certificate was brought up to date.'],
  unchanged: ['Sổ đã có chứng thư này, không có gì thay đổi.', 'It was there already; nothing changed.'],
  entered: ['Đã ghi các chứng thư trong tệp vào sổ.', 'The certificates of the file were entered.'],
  withdrawn: ['Đã ghi chứng thư không còn dùng.', 'The certificate is out of use.'],
};
const TITLE: Words = ['Sổ chứng thư số', 'Register of certificates'];

/** @throws {Problem} forbidden, not_found; a locality that has ended takes no certificates either */
export function requireWritable(
  { registry, principal, receivedAt: now }: FastifyRequest,
  code: string,
): Locality {
  if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
  const locality = requireLocality(registry, principal, code);
  if (!inForce(locality, dayOf(now))) throw new Problem('not_found');
  return locality;
}

/** The page of a locality's register, with what is to be said on it. */
export function createRegisterPage({ sql, shell }: { sql: RootSql; shell: Shell }) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    locality: Locality,
    { filled, ...more }: Omit<RegisterProps, 'facts'> & { filled?: Filled } = {},
  ): Promise<FastifyReply> => {
    const { registry, principal, receivedAt: now } = request;
    const facts = await loadRegister(sql, { registry, principal, now, locality });
    const content = <RegisterPage facts={facts} {...more} />;
    return sendPage(reply, status, shell(TITLE, content, principal), { filled });
  };
}

/** The register of certificates: of one's area, and of one locality, by hand. */
export function certificatePages({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  const show = createRegisterPage({ sql, shell });
  return async (app) => {
    screen(app, shell, {
      path: PATH,
      config: { access: ROLES },
      query: listQuery,
      view: async ({ registry, principal, now, query: asked, request }) => {
        const size = rowsAsked(request, PAGE_SIZE);
        const facts = await loadCertificates(sql, { registry, principal, now, asked, size });
        return { title: TITLE, content: <CertificateList facts={facts} /> };
      },
    });

    app.get(
      `${PATH}/:code`,
      {
        config: { access: ROLES },
        // Not strict: its two tables sort, turn their pages and are files by what stands in the address.
        schema: { hide: true, params, querystring: z.object({ done: z.enum(DONE).optional() }) },
      },
      async (request, reply) => {
        const { registry, principal, query } = request;
        const locality = requireLocality(registry, principal, request.params.code);
        const notice = query.done && sayFor(request)(...NOTICES[query.done]);
        return show(request, reply, 200, locality, { notice });
      },
    );

    app.post(
      `${PATH}/:code/ghi`,
      {
        config: { access: WRITERS, form: true },
        schema: {
          hide: true,
          params,
          body: z.object(Object.fromEntries(FIELDS.map((name) => [name, typed]))),
        },
      },
      async (request, reply) => {
        const locality = requireWritable(request, request.params.code);
        const body = request.body as Record<string, string>;
        const refuse = (faults: readonly Fault[]) =>
          show(request, reply, 422, locality, {
            filled: { typed: body, objections: faults.map(objectionOf) },
          });
        const checked = checkCertificate({ ...body, locality: locality.code });
        if (!checked.ok) return refuse(checked.faults);
        const given = { ...checked.certificate, keyUsage: null, selfSigned: false, source: 'hand' as const };
        const [kept] = await keepCertificates(sql, [given], authorOf(request));
        if (kept?.outcome === 'rejected') return refuse([kept.fault]);
        return reply.redirect(registerAddress(locality.code, kept?.outcome), 303);
      },
    );

    app.post(
      `${PATH}/:code/ngung`,
      {
        config: { access: WRITERS, form: true },
        schema: {
          hide: true,
          params,
          body: z.object({
            certificate: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
            reason: z.enum(WITHDRAWALS).default('replaced'),
            on: typed,
          }),
        },
      },
      async (request, reply) => {
        const locality = requireWritable(request, request.params.code);
        const { certificate, reason, on } = request.body;
        const found = await readCertificate(sql, certificate);
        if (found?.locality !== locality.code) throw new Problem('not_found');
        const say = sayFor(request);
        const refuse = (refusal: string) => show(request, reply, 422, locality, { refusal });
        if (!isDay(on)) return refuse(say('Chọn ngày ngừng dùng.', 'Choose the day.'));
        const objection = await withdrawCertificate(sql, found, { reason, on }, authorOf(request));
        if (objection) return refuse(say(objection.messageVi, objection.message));
        return reply.redirect(registerAddress(locality.code, 'withdrawn'), 303);
      },
    );
  };
}

const objectionOf = ({ pointer, message, messageVi }: Fault) => ({
  field: pointer.slice(1),
  vi: messageVi,
  en: message,
});
