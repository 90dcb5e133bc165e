import { z } from 'zod';
import { areaWithin } from '../access/areas.ts';
import { localitiesInArea } from '../access/localities.ts';
import { ADMINS } from '../access/principal.ts';
import { dayOf, isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { cursor, firstPage, flag, limit, provinceAsked, unpackCursor } from '../http/query.ts';
import { readUpload } from '../intake/sheet-read.ts';
import { readWays } from '../outbox/ways.ts';
import type { Registry } from '../registry/snapshot.ts';
import { contentTypeOf, MEDIA_TYPES } from '../sheets/formats.ts';
import { importPeople } from './import.ts';
import { inviteIn } from './invite.ts';
import { readRegister, sortKey } from './register.ts';
import { readRollout } from './rollout.ts';
import {
  invitationAnswer,
  invitationBody,
  peopleAnswer,
  peopleImportAnswer,
  rolloutAnswer,
} from './schema.ts';
import { PEOPLE_LAYOUT } from './sheet.ts';
import { peopleTemplate } from './template.ts';

const UNREACHABLE = {
  code: 'no_way_to_reach',
  message: 'There is no e-mail address, and no channel to telephones: print a card.',
  messageVi: 'Chưa có email và chưa cài kênh Zalo: in thẻ mời cho người này.',
};

/** People in one sheet, the register of them, and how far they have come in. */
export function peopleRoutes({ db, bodyLimit }: { db: Clients; bodyLimit: number }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/people',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['people'],
          summary: 'Everybody of your area: who signs in, who hears, or both',
          querystring: z.strictObject({ province: provinceAsked.optional(), limit, cursor }),
          response: { 200: peopleAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async ({ registry, principal, query }) => {
        const area = areaAsked(registry, principal.area, query.province);
        const after = unpackCursor(query.cursor, z.string());
        const all = await readRegister(db.orm, registry, area);
        const rest = after === null ? all : all.filter((one) => sortKey(one) > after);
        const { page, nextCursor } = firstPage(rest, query.limit, sortKey);
        const at = (instant: Date | null) => instant && isoLocal(instant);
        return {
          items: page.map(({ account, ...one }) => ({
            ...one,
            account: account && {
              ...account,
              invitedAt: at(account.invitedAt),
              lastSeenAt: at(account.lastSeenAt),
            },
          })),
          nextCursor,
        };
      },
    );

    app.get(
      '/api/v1/people/rollout',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['people'],
          summary: 'How far your area has come: invited, opened, signed in, first record; by unit',
          querystring: z.strictObject({ province: provinceAsked.optional() }),
          response: { 200: rolloutAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async ({ registry, principal, query, receivedAt: now }) => {
        const area = areaAsked(registry, principal.area, query.province);
        const { totals, units } = await readRollout(db, registry, area, now);
        return {
          totals,
          items: units.map(({ locality, awaited: _, ...unit }) => ({
            locality: registry.nameOn(locality, dayOf(now)),
            ...unit,
          })),
        };
      },
    );

    app.post(
      '/api/v1/people/invitations',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['people'],
          summary: 'Invite, or remind, those who have an account and have not come',
          description:
            'A message each, by e-mail or else by Zalo; the link in it is made when it is sent, is good once, for seven days, and stands nowhere in the service.',
          querystring: z.strictObject({ dryRun: flag.default(false) }),
          body: invitationBody,
          response: { 200: invitationAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async (request) => {
        const { registry, principal, body, query, receivedAt: now } = request;
        const area = areaAsked(registry, principal.area, body.province);
        const { awaited } = await readRollout(db, registry, area, now);
        const ids = awaited.flatMap(({ account }) => (account ? [account.id] : []));
        const asked = body.people === undefined ? ids : ids.filter((id) => body.people?.includes(id));
        const ways = await readWays(db.sql, now);
        const { unreachable, ...counts } = await db.orm.transaction((tx) =>
          inviteIn(tx, authorOf(request), asked, ways, { dryRun: query.dryRun, anew: true }),
        );
        return {
          ...counts,
          unreachable: unreachable.map(({ id, ...one }) => ({ person: id, ...one, ...UNREACHABLE })),
        };
      },
    );

    await app.register(peopleSheetRoutes({ db, bodyLimit }));
  };
}

/** Sheets in and out; the only ones here that take a sheet as their body. */
function peopleSheetRoutes({ db, bodyLimit }: { db: Clients; bodyLimit: number }): Routes {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(Object.values(MEDIA_TYPES), { parseAs: 'buffer', bodyLimit }, (_, body, done) =>
      done(null, body),
    );

    app.post(
      '/api/v1/people/import',
      {
        config: { access: ADMINS, heavy: true },
        bodyLimit,
        schema: {
          tags: ['people'],
          summary: 'Accounts and contacts of a CSV or XLSX sheet',
          description: `A row is a person: \`name\`, \`position\`, \`email\`, \`phone\`, \`role\`, \`area\` (code of a locality or a province, or a name), \`hears\`
(whether messages go to him), \`account\` (whether he signs in; by his address, else by his telephone). Known people are brought
up to date, nobody is removed; the same sheet again changes nothing. Each fault is told at its row and column: such a row is rejected, the
others are stored; with \`atomic=true\` any fault stores nothing: 422 with the same body. \`invite=true\` lets an invitation go out to who has an account and was never invited.`,
          consumes: Object.values(MEDIA_TYPES),
          querystring: z.strictObject({
            dryRun: flag.default(false),
            invite: flag.default(false),
            atomic: flag.default(false),
          }),
          body: z.unknown().meta({ type: 'string', format: 'binary' }),
          response: {
            200: peopleImportAnswer,
            422: peopleImportAnswer,
            ...problems(401, 403, 413, 415, 429, 503),
          },
        },
      },
      async (request, reply) => {
        const { registry, principal, query } = request;
        const body = request.body as Buffer | undefined;
        if (!body) throw new Problem('unsupported_media_type');
        const found = await readUpload(body, PEOPLE_LAYOUT, bodyLimit);
        const options = { registry, area: principal.area, ...query };
        const answer = await importPeople(db, authorOf(request), found, options);
        return reply.code(answer.rejected > 0 && query.atomic ? 422 : 200).send(answer);
      },
    );

    app.get(
      '/api/v1/people/template',
      {
        config: { access: ADMINS, heavy: true },
        schema: {
          tags: ['people'],
          summary: 'The sheet of people to fill in, with a row for each locality',
          produces: Object.values(MEDIA_TYPES),
          querystring: z.strictObject({
            format: z.enum(['xlsx', 'csv']).default('xlsx'),
            province: provinceAsked.optional(),
          }),
          response: {
            200: z.unknown().meta({ type: 'string', format: 'binary' }),
            ...problems(401, 403, 404, 422, 429, 503),
          },
        },
      },
      async ({ registry, principal, query, receivedAt: now }, reply) => {
        const area = areaAsked(registry, principal.area, query.province);
        const day = dayOf(now);
        const localities = localitiesInArea(registry, { ...principal, area }, day);
        return reply
          .type(contentTypeOf(query.format))
          .header(
            'content-disposition',
            `attachment; filename="nguoi-dung-${area === '*' ? 'toan-quoc' : area}.${query.format}"`,
          )
          .send(await peopleTemplate(query.format, registry, localities, day));
      },
    );
  };
}

/** The area that a request is of: the caller's own, or a province in it. @throws {Problem} not_found */
function areaAsked(registry: Registry, own: string, province: string | undefined): string {
  if (province === undefined) return own;
  if (!registry.provinces.has(province) || !areaWithin(registry, province, own))
    throw new Problem('not_found');
  return province;
}
