import { z } from 'zod';
import { ADMINS } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import type { Clients } from '../db/connect.ts';
import { readText } from '../fields.ts';
import { colourAnswer, localityAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { flag } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { CALENDAR_KINDS } from '../registry/types.ts';
import { previewCalendarDay, setCalendarDay, unsetCalendarDay } from './calendar.ts';

const counts = z.record(colourAnswer, z.int());
const body = z.strictObject({
  scope: z.string().meta({
    pattern: '^(VN|\\d{2})$',
    description: '`VN` for the nation, or a province, which goes before it',
  }),
  day: daySchema,
  kind: z
    .enum(CALENDAR_KINDS)
    .nullable()
    .meta({ description: 'Null makes it a plain day of its week again' }),
  nameVi: z.string().max(500).optional().meta({ description: 'What it is; needed with a kind' }),
  source: z.string().max(500).optional().meta({ description: 'The notice that says so' }),
});

const effectAnswer = z
  .object({
    stored: z.boolean(),
    days: z
      .array(
        z.object({
          programme: z.string(),
          province: z.string(),
          asked: z.boolean().meta({ description: 'Whether a report of the day is asked then' }),
          expected: z.int().meta({ description: 'Localities that are asked on it' }),
          past: z.boolean().meta({
            description:
              'Its cutoff has passed: who has no record is missing at once, and nobody is alerted of it',
          }),
          unreported: z.array(localityAnswer).meta({ description: 'Those without a record of it' }),
        }),
      )
      .meta({ description: 'Where the day becomes a reporting day or ceases to be one' }),
    colours: z
      .array(z.object({ programme: z.string(), before: counts, after: counts, changed: z.int() }))
      .meta({ description: 'Of today, where any changes' }),
  })
  .meta({ id: 'CalendarEffect' });

/** Days off and make-up workdays, with what they do to the reports of the day before they are stored. */
export function calendarRoutes(db: Clients): Routes {
  return async (app) => {
    app.post(
      '/api/v1/calendar',
      {
        config: { access: ADMINS },
        schema: {
          tags: ['registry'],
          summary: 'Make a day a day off, a make-up workday, or a plain day again',
          description:
            'Answers what it does: who is asked to report, and who becomes missing by it. With `dryRun=true` nothing is stored.',
          querystring: z.strictObject({ dryRun: flag.default(false) }),
          body,
          response: { 200: effectAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async (request) => {
        const { registry, principal, receivedAt: now, query } = request;
        const { scope, day, kind, nameVi = '', source = null } = request.body;
        if (principal.area !== '*' && principal.area !== scope) throw new Problem('not_found');
        return await orProblem(async () => {
          if (kind !== null) readText('nameVi', nameVi);
          const { days, colours } = await previewCalendarDay(db, { scope, day, kind }, now);
          const author = authorOf(request);
          if (!query.dryRun && kind === null) await unsetCalendarDay(db, author, { scope, day });
          else if (!query.dryRun && kind !== null)
            await setCalendarDay(db, author, { scope, day, kind, nameVi, source });
          return {
            stored: !query.dryRun,
            days: days.map(({ programme, province, after, expected, unreported, isPast }) => ({
              programme: programme.code,
              province,
              asked: after,
              expected,
              past: isPast,
              unreported: unreported.map((one) => registry.nameOn(one, day)),
            })),
            colours: colours.map(({ programme, before, after, changes }) => ({
              programme: programme.code,
              before,
              after,
              changed: changes.length,
            })),
          };
        });
      },
    );
  };
}
