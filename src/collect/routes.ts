import { z } from 'zod';
import { localitiesAsked } from '../access/localities.ts';
import { ROLES } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { addDays, dayOf, daysBetween, isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { problems } from '../http/answers.ts';
import { Written } from '../http/big-answers.ts';
import type { Routes } from '../http/context.ts';
import { programmeParameter, refuseFuture, requireLocality, requireProgramme } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { cursor, firstPage, limit, localityAsked, provinceAsked, unpackCursor } from '../http/query.ts';
import { isFinal, openFrom } from '../registry/locks.ts';
import { lastDayIn, type Registry } from '../registry/snapshot.ts';
import type { Locality } from '../registry/types.ts';
import { createConditionsJson } from './conditions-json.ts';
import { percentOf } from './judge-locality.ts';
import { statusAnswer } from './record-effect.ts';
import { localityHistoryAnswer, statusListAnswer } from './schema.ts';
import { readStatusesBetween } from './store.ts';
import { summarise } from './summary.ts';
import type { StatusRow, UnreadStatus } from './types.ts';
import { type StatusView, viewOf, viewStatuses, viewUnread } from './view.ts';

/** Days that one answer about a locality covers at most. */
const LONGEST_HISTORY = 400;

/** Completion status: of all localities on a day, and of one over time. */
export function statusRoutes({ sql }: { sql: RootSql }): Routes {
  const conditionsJson = createConditionsJson();
  /** An item of the list, as `viewAnswer` has it. */
  const writeItem = (registry: Registry, view: StatusView<UnreadStatus>): Written => {
    const { row, locality } = view;
    const head = {
      locality: registry.nameOn(locality, row.day),
      colour: row.colour,
      percent: percentOf(row),
    };
    return new Written(
      Buffer.from(`${JSON.stringify(head).slice(0, -1)},`),
      conditionsJson(registry, row),
      Buffer.from(`,${JSON.stringify(momentOf(view)).slice(1)}`),
    );
  };

  return async (app) => {
    app.get(
      '/api/v1/status',
      {
        config: { access: ROLES },
        schema: {
          tags: ['status'],
          summary: 'Completion status of a day',
          description: 'The summary covers every locality asked for, whatever the page.',
          querystring: z.strictObject({
            province: provinceAsked.optional(),
            day: daySchema.optional(),
            programme: programmeParameter,
            limit,
            cursor,
          }),
          response: { 200: statusListAnswer, ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, principal, query, receivedAt: now } = request;
        const programme = requireProgramme(request, query.programme);
        const day = query.day ?? dayOf(now);
        refuseFuture(day, dayOf(now));
        const localities = localitiesAsked(registry, principal, {
          programme,
          province: query.province,
          day,
        });
        const views = await viewUnread(sql, registry, programme, localities, day, now);
        const after = unpackCursor(query.cursor, z.string());
        const rest = after === null ? views : views.filter((view) => view.locality.code > after);
        const { page, nextCursor } = firstPage(rest, query.limit, (last) => last.locality.code);
        return {
          day,
          asOf: isoLocal(now),
          final: isFinal(registry, programme, day, now, provincesOf(localities)),
          summary: summarise(views),
          items: page.map((view) => writeItem(registry, view)) as never[],
          nextCursor,
        };
      },
    );

    app.get(
      '/api/v1/localities/:code/status',
      {
        config: { access: ROLES },
        schema: {
          tags: ['status'],
          summary: 'Completion status of one locality over time',
          params: z.object({ code: localityAsked }),
          querystring: z.strictObject({
            from: daySchema.optional(),
            to: daySchema.optional(),
            programme: programmeParameter,
          }),
          response: { 200: localityHistoryAnswer, ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, principal, query, receivedAt: now } = request;
        const locality = requireLocality(registry, principal, request.params.code);
        const programme = requireProgramme(request, query.programme, locality.code);
        const today = dayOf(now);
        const ends = lastDayIn(programme, locality);
        const last = ends !== null && ends < today ? ends : today;
        const to = query.to !== undefined && query.to < last ? query.to : last;
        const from = query.from ?? addDays(to, -30);
        if (daysBetween(from, to) > LONGEST_HISTORY)
          throw new Problem('invalid_query', [
            fault('?from', 'invalid_value', {
              why: `at most ${LONGEST_HISTORY} days`,
              whyVi: `nhiều nhất ${LONGEST_HISTORY} ngày`,
            }),
          ]);
        const stored = await readStatusesBetween(sql, programme.code, locality.code, from, to);
        const views = stored.map((row) => viewOf(registry, programme, locality, row, now));
        // Today may not have been settled yet.
        if (to === today && stored.at(-1)?.day !== today)
          views.push(...(await viewStatuses(sql, registry, programme, [locality], today, now)));
        const open = openFrom(registry, programme, now, [locality.province]);
        return {
          locality: registry.nameOn(locality, today),
          items: views.map((view) => ({
            day: view.row.day,
            final: view.row.day < open,
            ...viewAnswer(registry, view),
          })),
        };
      },
    );
  };
}

/** Of those that are shown; undefined, for all of the programme's, when none is. */
function provincesOf(localities: readonly Locality[]): string[] | undefined {
  return localities.length === 0 ? undefined : [...new Set(localities.map((one) => one.province))];
}

function viewAnswer(registry: Registry, view: StatusView) {
  return { ...statusAnswer(registry, view.row), ...momentOf(view) };
}

/** What of a status depends on the moment, and when its record came. */
function momentOf({
  row: { receivedAt },
  reporting,
  missingStreak,
}: StatusView<Pick<StatusRow, 'receivedAt'>>) {
  return { reporting, missingStreak, receivedAt: receivedAt && isoLocal(receivedAt) };
}
