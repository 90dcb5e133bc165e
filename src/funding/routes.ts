import { z } from 'zod';
import { localitiesAsked } from '../access/localities.ts';
import { ROLES, rolesThatMay } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { dayOf, isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { programmeParameter, refuseFuture, requireProgramme } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import {
  codeAsked,
  cursor,
  firstPage,
  limit,
  localityAsked,
  provinceAsked,
  unpackCursor,
} from '../http/query.ts';
import { problemWithRest, readable } from '../http/readable.ts';
import { faultsOf, orProblem } from '../http/refusals.ts';
import { groupBy } from '../lib/group-by.ts';
import { Refused } from '../refused.ts';
import { contentTypeOf, MEDIA_TYPES } from '../sheets/formats.ts';
import { sheetStream } from '../sheets/write.ts';
import { FUNDERS, provincesSeen, writesMoney } from './access.ts';
import { inWords } from './money-rules.ts';
import { sumNeeds, sumNeedsBy } from './need-rules.ts';
import { areKnown, loadNeeds, type Need } from './needs.ts';
import { objectionsToOffice, requirement } from './norm-rules.ts';
import { normsOn } from './norms.ts';
import { presentNeed } from './present.ts';
import { endsOf, objectionsToRest, priceOn } from './price-rules.ts';
import { addPrice, objectionsToItem, withdrawPrice } from './prices.ts';
import { numberOf, params, requireKnown, requireProvinceSeen, requireSees } from './require.ts';
import { needsAnswer, newPrice, officeBody, priceAnswer, requirementAnswer } from './schema.ts';
import { needSheet } from './sheet.ts';
import { findPrice, type PriceRow, readPrices } from './store.ts';

const READERS = rolesThatMay('readMoney');

/** What the gaps cost, prices, and what the norms ask. */
export function fundingRoutes(db: Clients): Routes {
  const { orm } = db;
  return async (app) => {
    app.get(
      '/api/v1/funding/needs',
      {
        config: {
          access: ROLES,
          heavy: ({ query }) => ((query as { format?: string }).format ?? 'json') !== 'json',
        },
        schema: {
          tags: ['funding'],
          summary: 'What the gaps of a day cost, and how much of it is granted and delivered',
          description: `Amounts are whole đồng; null where no price holds or nobody knows how much is lacking, and then in no sum. Finance and
department see their area, a locality itself. As CSV or XLSX the whole list is sent, whatever the limit.`,
          produces: ['application/json', ...Object.values(MEDIA_TYPES)],
          querystring: z.strictObject({
            province: provinceAsked.optional(),
            indicator: codeAsked.optional(),
            group: codeAsked.optional().meta({ description: 'Code of a condition' }),
            agency: z.string().max(200).optional(),
            locality: localityAsked.optional(),
            day: daySchema.optional(),
            programme: programmeParameter,
            format: z.enum(['json', 'csv', 'xlsx']).default('json'),
            limit,
            cursor,
          }),
          response: { 200: needsAnswer, ...problems(401, 403, 404, 422, 429, 503) },
        },
      },
      async (request, reply) => {
        const { registry, principal, query } = request;
        const sees = requireSees(request);
        requireProvinceSeen(request, sees, query.province);
        requireKnown(registry, query);
        const today = dayOf(request.receivedAt);
        const day = query.day ?? today;
        refuseFuture(day, today);
        const programme = requireProgramme(request, query.programme, query.province);
        const localities = localitiesAsked(registry, principal, {
          programme,
          province: query.province,
          day,
        })
          .map(({ code }) => code)
          .filter((code) => query.locality === undefined || code === query.locality);
        if (query.locality !== undefined && localities.length === 0) throw new Problem('not_found');
        const needs = await loadNeeds(db, registry, {
          programme,
          localities,
          indicators: query.indicator === undefined ? undefined : [query.indicator],
          group: query.group,
          agency: query.agency,
          day,
        });
        if (query.format !== 'json') {
          const { columns, cells } = needSheet(registry, day);
          const rows = needs.map((need) => cells(need));
          return reply
            .type(contentTypeOf(query.format))
            .header('content-disposition', `attachment; filename="nhu-cau-kinh-phi-${day}.${query.format}"`)
            .send(sheetStream(query.format, { sheetName: 'Nhu cầu', columns }, rows) as never);
        }
        const after = unpackCursor(query.cursor, z.object({ locality: z.string(), indicator: z.string() }));
        const key = ({ locality, indicator }: Need) => `${locality} ${indicator}`;
        const rest = after
          ? needs.filter((need) => key(need) > `${after.locality} ${after.indicator}`)
          : needs;
        const { page, nextCursor } = firstPage(rest, query.limit, ({ locality, indicator }) => ({
          locality,
          indicator,
        }));
        return reply.send({
          day,
          programme: programme.code,
          items: page.map((need) => presentNeed(registry, need, day)),
          totals: {
            ...sumNeeds(needs, await areKnown(db.sql, { programme, localities, day }, needs)),
            byLocality: sumNeedsBy(needs, ({ locality }) => locality),
            byCondition: sumNeedsBy(needs, ({ group }) => group),
            byItem: sumNeedsBy(needs, ({ indicator }) => indicator),
            byAgency: sumNeedsBy(needs, ({ agency }) => agency),
          },
          nextCursor,
        });
      },
    );

    app.get(
      '/api/v1/funding/prices',
      {
        config: { access: READERS },
        schema: {
          tags: ['funding'],
          summary: 'What a unit of each item costs, by province and day',
          querystring: z.strictObject({
            province: provinceAsked.optional(),
            item: codeAsked.optional(),
            day: daySchema.optional().meta({ description: 'Only those that hold on it' }),
            limit,
            cursor,
          }),
          response: { 200: listAnswer(priceAnswer), ...problems(401, 403, 404, 422) },
        },
      },
      async (request) => {
        const { query } = request;
        const sees = requireSees(request);
        requireProvinceSeen(request, sees, query.province);
        requireKnown(request.registry, query);
        const provinces =
          query.province === undefined ? provincesSeen(request.registry, sees) : [query.province];
        const after = unpackCursor(query.cursor, z.object({ after: z.int() }));
        const rows = await readPrices(orm, provinces, query.item);
        const shown = pricesOf(rows).filter(({ row, of }) =>
          query.day === undefined ? true : priceOn(of, query.day) === row,
        );
        const from = after ? shown.findIndex(({ row }) => row.id === after.after) + 1 : 0;
        const { page, nextCursor } = firstPage(shown.slice(from), query.limit, ({ row }) => ({
          after: row.id,
        }));
        return { items: page.map(({ row, end }) => presentPrice(row, end)), nextCursor };
      },
    );

    app.post(
      '/api/v1/funding/prices',
      {
        config: { access: FUNDERS },
        // What cannot be read is told with all that speaks against the rest.
        attachValidation: true,
        schema: {
          tags: ['funding'],
          summary: 'Write down a price from a day on',
          description: `Above its ceiling it is refused; without a ceiling a basis is asked. A price without a last day gives way to a later
one; one that would hold beside another is refused. What was proposed keeps the price that it was proposed at.`,
          body: newPrice,
          response: { 201: priceAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, body, validationError } = request;
        if (validationError) {
          const { item } = readable(newPrice, body);
          const unknown = item === undefined ? [] : objectionsToItem(registry, item);
          throw problemWithRest(validationError, [...unknown, ...objectionsToRest(body)]);
        }
        if (!registry.provinces.has(body.province) || !writesMoney(principal, body.province))
          throw new Problem('not_found');
        const id = await orProblem(() => addPrice(db, authorOf(request), registry, body));
        const row = await findPrice(orm, id);
        if (!row) throw new Error(`Price ${id} is gone.`);
        const beside = pricesOf(await readPrices(orm, [row.province], row.item));
        const end = beside.find((one) => one.row.id === id)?.end ?? row.validTo;
        return reply.code(201).send(presentPrice(row, end));
      },
    );

    app.post(
      '/api/v1/funding/prices/:id/withdrawal',
      {
        config: { access: FUNDERS },
        schema: {
          tags: ['funding'],
          summary: 'Take back a price that was not meant',
          description: 'What was proposed at it keeps it.',
          params,
          response: { 200: priceAnswer, ...problems(401, 403, 404) },
        },
      },
      async (request) => {
        const row = await findPrice(orm, numberOf(request.params.id));
        if (!row || !writesMoney(request.principal, row.province)) throw new Problem('not_found');
        if (!(await orProblem(() => withdrawPrice(db, authorOf(request), row.id))))
          throw new Problem('not_found');
        return presentPrice(row, row.validTo);
      },
    );

    app.post(
      '/api/v1/funding/requirement',
      {
        config: { access: READERS },
        attachValidation: true,
        schema: {
          tags: ['funding'],
          summary: 'What an office needs by the norms, from its posts',
          description:
            'Nothing is stored. By posts, a part of a group counted whole; at the ceilings of sections A and B.',
          body: officeBody,
          response: { 200: requirementAnswer, ...problems(401, 403, 422) },
        },
      },
      async ({ body, receivedAt, validationError }) => {
        const given = validationError ? readable(officeBody, body) : body;
        const day = given.day ?? dayOf(receivedAt);
        const set = normsOn(day);
        const objections = objectionsToOffice(given, set);
        if (validationError) throw problemWithRest(validationError, objections);
        if (!set || objections.length > 0)
          throw new Problem('invalid_body', faultsOf(new Refused(objections)));
        const { lines, total } = requirement(set, body);
        return { basis: set.basis, day, lines, total, totalInWords: total === null ? null : inWords(total) };
      },
    );
  };
}

/** Prices with the others of their item, and their last days. */
function pricesOf(rows: readonly PriceRow[]) {
  return [...groupBy(rows, ({ province, item }) => `${province} ${item}`).values()].flatMap((of) => {
    const ends = endsOf(of);
    return of.map((row) => ({ row, of, end: ends.get(row) ?? null }));
  });
}

function presentPrice(row: PriceRow, validTo: string | null) {
  const { id, item, unitPrice, ceiling, basis, province, validFrom, createdAt, createdBy } = row;
  return {
    ...{ id, item, unitPrice, ceiling, basis, province, validFrom, validTo },
    createdAt: isoLocal(createdAt),
    createdBy,
  };
}
