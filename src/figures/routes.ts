import { z } from 'zod';
import { localitiesAsked } from '../access/localities.ts';
import { ROLES } from '../access/principal.ts';
import { summaryAnswer } from '../collect/schema.ts';
import { summarise } from '../collect/summary.ts';
import { type Day, dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { colourAnswer, dayAnswer, localityAnswer, problems } from '../http/answers.ts';
import type { Routes } from '../http/context.ts';
import { programmeParameter, requireProgramme } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { provinceAsked } from '../http/query.ts';
import type { Calendar } from '../registry/calendar.ts';
import { compareDays } from './compare.ts';
import { CHANGE_CAUSES } from './comparison.ts';
import { dayWithin, spanOf } from './period.ts';

const period = z.string().meta({
  pattern: '^\\d{4}-(\\d\\d(-\\d\\d)?|W\\d\\d)$',
  description: 'A day, an ISO week or a month; of a span its last reporting day that has begun is compared',
  example: '2026-W48',
});
const side = z.object({ day: dayAnswer, summary: summaryAnswer });

/** Two days side by side: what changed, and why. */
export function comparisonRoutes({ sql }: { sql: RootSql }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/comparison',
      {
        config: { access: ROLES },
        schema: {
          tags: ['status'],
          summary: 'Two days, weeks or months side by side',
          querystring: z.strictObject({
            province: provinceAsked.optional(),
            from: period,
            to: period,
            programme: programmeParameter,
          }),
          response: {
            200: z.object({
              from: side,
              to: side,
              changes: z.array(
                z.object({
                  locality: localityAnswer,
                  from: colourAnswer.nullable(),
                  to: colourAnswer.nullable(),
                  opened: z.array(z.string()).meta({ description: 'Indicators that were met and are not' }),
                  closed: z.array(z.string()),
                  causes: z.array(z.enum(CHANGE_CAUSES)),
                  by: z
                    .array(z.string())
                    .meta({ description: 'Who reported and who reviewed in between, where that is a cause' }),
                }),
              ),
            }),
            ...problems(401, 404, 422),
          },
        },
      },
      async (request) => {
        const { registry, principal, query, receivedAt: now } = request;
        const programme = requireProgramme(request, query.programme);
        const { province } = query;
        const calendar = registry.calendar(programme, province);
        const days = {
          from: requireDay(query.from, '?from', calendar, dayOf(now)),
          to: requireDay(query.to, '?to', calendar, dayOf(now)),
        };
        if (days.to < days.from)
          throw new Problem('invalid_query', [
            fault('?to', 'invalid_value', {
              why: `before from, which is ${days.from}`,
              whyVi: `trước ngày đầu (${days.from})`,
            }),
          ]);
        const { from, to, changes } = await compareDays(sql, {
          registry,
          programme,
          localitiesOn: (day) => localitiesAsked(registry, principal, { programme, province, day }),
          ...days,
          now,
        });
        return {
          from: { day: from.day, summary: summarise(from.views) },
          to: { day: to.day, summary: summarise(to.views) },
          changes,
        };
      },
    );
  };
}

/** @throws {Problem} invalid_query for what is no period, or one that has not begun */
function requireDay(text: string, pointer: string, calendar: Calendar, today: Day): Day {
  const span = spanOf(text);
  if (!span)
    throw new Problem('invalid_query', [
      fault(pointer, 'invalid_value', {
        why: 'a day 2026-11-05, a week 2026-W48 or a month 2026-11',
        whyVi: 'ghi một ngày 2026-11-05, một tuần 2026-W48 hoặc một tháng 2026-11',
      }),
    ]);
  const day = dayWithin(span, calendar, today);
  if (day === null)
    throw new Problem('invalid_query', [fault(pointer, 'future_day', { day: span.first, today })]);
  return day;
}
