import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { provincesIn } from '../../../access/areas.ts';
import {
  CALENDAR_FIELDS,
  type NewSpecialDay,
  previewCalendarDay,
  setCalendarDay,
  unsetCalendarDay,
} from '../../../changes/calendar.ts';
import { earliestOpen, programmesOf } from '../../../changes/registry.ts';
import type { Day } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { listSpecialDays } from '../../../registry/changes-store.ts';
import { withQuery } from '../../addresses.ts';
import { sayFor } from '../../language.tsx';
import { type FormBody, readForm } from '../../parts/filled.ts';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { Calendar, type CalendarProps, FIRST_YEAR } from './page.tsx';

const PATH = '/quan-tri/lich';
/** Days off and make-up workdays. */
export function calendarRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: PATH,
      config,
      query: {
        nam: z.coerce.number().int().min(FIRST_YEAR).max(2100).optional(),
        'pham-vi': z.string().max(10).optional(),
      },
      done: {
        ghi: ['Đã ghi vào lịch.', 'The day is set.'],
        bo: ['Đã bỏ khỏi lịch.', 'The day is removed.'],
      },
      more: {} as Pick<CalendarProps, 'setting' | 'dropping'>,
      view: async ({ query, request, registry, principal, now, today, more }) => {
        // A form that comes back says what it is about.
        const given = (request.body ?? {}) as FormBody;
        const year = query.nam ?? yearOf(given.day ?? today, today);
        const scopes = scopesFor(request);
        const own = principal.area === '*' ? 'VN' : scopes.at(-1)?.code;
        const asked = query['pham-vi'] ?? given.scope;
        const scope = scopes.find((one) => one.code === asked)?.code ?? own ?? 'VN';
        const content = (
          <Calendar
            year={year}
            scope={scope}
            scopes={scopes}
            days={await listSpecialDays(db.orm, year, ['VN', scope])}
            today={today}
            earliest={earliestOpen(registry, programmesOf(registry, scope), now, scope)}
            {...more}
          />
        );
        return { title: ['Lịch làm việc', 'Calendar'], content };
      },
    });
    const { day, kind, name, source } = CALENDAR_FIELDS;
    const back =
      (done: string) =>
      (_: unknown, { body, today }: { body: FormBody; today: Day }) =>
        withQuery(PATH, { nam: String(yearOf(body.day ?? '', today)), 'pham-vi': body.scope, done });
    page.post({
      find: ({ request, body }) => maySet(request, body.scope),
      read: (body) => ({
        ...readForm<NewSpecialDay>({ day, kind, name, source } as typeof CALENDAR_FIELDS, body),
        scope: body.scope ?? '',
      }),
      preview: async (given, { now }) => ({
        setting: { effect: await previewCalendarDay(db, given, now), day: given.day },
      }),
      act: (author, given) => setCalendarDay(db, author, given),
      to: back('ghi'),
    });
    page.post({
      at: '/bo',
      form: 'bo',
      find: ({ request, body }) => maySet(request, body.scope),
      read: (body) => ({
        ...readForm<NewSpecialDay>({ day } as typeof CALENDAR_FIELDS, body),
        scope: body.scope ?? '',
      }),
      preview: async ({ scope, day }, { now }) => ({
        dropping: { effect: await previewCalendarDay(db, { scope, day, kind: null }, now), day, scope },
      }),
      act: (author, given) => unsetCalendarDay(db, author, given),
      to: back('bo'),
    });
  };
}

/** The year of a day that was typed; this one where it has none. */
function yearOf(day: string, today: Day): number {
  return Number(/^(20[2-9]\d)-/.exec(day)?.[1] ?? today.slice(0, 4));
}

function maySet(request: FastifyRequest, scope: string | undefined): boolean {
  return scopesFor(request).some((one) => one.code === scope && one.mayChange);
}

/** The nation and the provinces that an administrator sees, and whether their days are his to set. */
function scopesFor(request: FastifyRequest) {
  const { registry, principal } = request;
  const provinces = registry.localities.get(principal.area)
    ? [registry.localities.get(principal.area)?.province ?? '']
    : provincesIn(registry, principal.area);
  return [
    { code: 'VN', name: sayFor(request)('Cả nước', 'The whole nation'), mayChange: principal.area === '*' },
    ...provinces.map((code) => ({
      code,
      name: registry.provinces.get(code) ?? code,
      mayChange: principal.area === '*' || principal.area === code,
    })),
  ];
}
