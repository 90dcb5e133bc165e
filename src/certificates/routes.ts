import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { everInArea, findLocality, mayWrite } from '../access/localities.ts';
import { ROLES, WRITERS } from '../access/principal.ts';
import { dayOf, isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { requireLocality } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { cursor, firstPage, flag, limit, localityAsked, provinceAsked, unpackCursor } from '../http/query.ts';
import type { Registry } from '../registry/snapshot.ts';
import { inForce, type Locality } from '../registry/types.ts';
import { checkCertificate } from './check.ts';
import { keepCertificates } from './keep.ts';
import {
  certificateBody,
  certificateListAnswer,
  keptAnswer,
  kind,
  stateAsked,
  withdrawalBody,
} from './schema.ts';
import { countCertificates, type ListedCertificate, listCertificates, readCertificate } from './store.ts';
import { withdrawCertificate } from './withdraw.ts';

/** @throws {Problem} forbidden when what the caller speaks for has ended; not_found of another's locality */
export function requireOwn(request: FastifyRequest, code: string): Locality {
  const { registry, principal, receivedAt: now } = request;
  if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
  const locality = requireLocality(registry, principal, code);
  const day = dayOf(now);
  if (!inForce(locality, day))
    throw new Problem('invalid_certificate', [
      fault('/locality', 'locality_not_in_force', { locality: code, day }),
    ]);
  return locality;
}

/** The register of official certificates: read, and written by hand. */
export function certificateRoutes({ sql }: { sql: RootSql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/certificates',
      {
        config: { access: ROLES },
        schema: {
          tags: ['certificates'],
          summary: 'Official certificates by their end, the earliest first',
          querystring: z.strictObject({
            locality: localityAsked.optional(),
            province: provinceAsked.optional(),
            state: stateAsked.optional(),
            kind: kind.optional(),
            limit,
            cursor,
          }),
          response: { 200: certificateListAnswer, ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, query, receivedAt: now } = request;
        const asked = {
          localities: codesAsked(request, query),
          kind: query.kind,
          state: query.state,
          today: dayOf(now),
        };
        const after = unpackCursor(
          query.cursor,
          z.object({ validTo: z.iso.date().regex(/^[1-9]/), id: z.int() }),
        );
        const [rows, counts] = await Promise.all([
          listCertificates(sql, asked, { limit: query.limit + 1, after }),
          countCertificates(sql, asked),
        ]);
        const { page, nextCursor } = firstPage(rows, query.limit, ({ validTo, id }) => ({ validTo, id }));
        const of = (state: ListedCertificate['state']) => counts.get(state) ?? 0;
        return {
          items: page.map((row) => answerOf(registry, row, asked.today)),
          summary: {
            inForce: of('valid') + of('expiring'),
            expiring: of('expiring'),
            expired: of('expired'),
            future: of('future'),
            selfSigned: of('self_signed'),
            withdrawn: of('withdrawn'),
          },
          nextCursor,
        };
      },
    );

    app.post(
      '/api/v1/certificates',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['certificates'],
          summary: 'Put a certificate into the register by hand',
          description: `Known by locality, issuer and serial number: the same again is \`unchanged\`, with other details
\`corrected\`. Nothing of a signature for classified work may stand here: its count alone is reported.`,
          querystring: z.strictObject({ dryRun: flag.default(false) }),
          body: certificateBody,
          response: { 200: keptAnswer, 201: keptAnswer, ...problems(400, 401, 403, 404, 413, 415, 422, 429) },
        },
      },
      async (request, reply) => {
        const { body, query } = request;
        requireOwn(request, body.locality);
        const checked = checkCertificate(body);
        if (!checked.ok) throw new Problem('invalid_certificate', checked.faults);
        const given = { ...checked.certificate, keyUsage: null, selfSigned: false, source: 'hand' as const };
        const [kept] = await keepCertificates(sql, [given], authorOf(request), query);
        if (!kept) throw new Error('It is said of each certificate what became of it.');
        if (kept.outcome === 'rejected') throw new Problem('invalid_certificate', [kept.fault]);
        const { outcome, id } = kept;
        return reply.code(outcome === 'added' && id !== null ? 201 : 200).send({ outcome, id });
      },
    );

    app.post(
      '/api/v1/certificates/:id/withdrawal',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['certificates'],
          summary: 'Take a certificate out of use',
          params: z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
          body: withdrawalBody,
          response: { 204: z.null(), ...problems(400, 401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, receivedAt: now, params, body } = request;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const found = await readCertificate(sql, params.id);
        if (!found || !findLocality(registry, principal, found.locality)) throw new Problem('not_found');
        const objection = await withdrawCertificate(
          sql,
          found,
          { ...body, on: body.on ?? null },
          authorOf(request),
        );
        if (objection) throw new Problem('invalid_body', [objection]);
        return reply.code(204).send(null);
      },
    );
  };
}

/** Codes to look in, ended localities included; null for all. */
function codesAsked(
  { registry, principal }: FastifyRequest,
  { locality: code, province }: { locality?: string | undefined; province?: string | undefined },
): string[] | null {
  if (code !== undefined) {
    const locality = requireLocality(registry, principal, code);
    return province === undefined || province === locality.province ? [locality.code] : [];
  }
  if (principal.area === '*' && province === undefined) return null;
  return everInArea(registry, principal)
    .filter((one) => province === undefined || one.province === province)
    .map((one) => one.code);
}

function answerOf(
  registry: Registry,
  row: ListedCertificate,
  today: string,
): z.infer<typeof certificateListAnswer>['items'][number] {
  const locality = registry.localities.get(row.locality);
  if (!locality) throw new Error(`A certificate of an unknown locality ${row.locality}`);
  const { addedBy: _, withdrawnBy: __, ...told } = row;
  const day = inForce(locality, today) ? today : (locality.validTo ?? locality.validFrom);
  return { ...told, locality: registry.nameOn(locality, day), addedAt: isoLocal(row.addedAt) };
}
