import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { provincesIn } from '../../../access/areas.ts';
import {
  CALENDAR_FIELDS,
  type NewSpecialDay,
  setCalendarDay,
  unsetCalendarDay,
} from '../../../changes/calendar.ts';
import { earliestOpen, programmesOf } from '../../../changes/registry.ts';
import { dayOf } from '../../../days.ts';
import { authorOf } from '../../../http/author.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { own } from '../../../own.ts';
import { sayFor } from '../../language.tsx';
import { attempt, type Filled, readForm } from '../../parts/filled.ts';
import { sendPage } from '../../render.ts';
import { type AdministrationDeps, config } from '../deps.ts';
import { Calendar, FIRST_YEAR } from './page.tsx';
import { listSpecialDays } from './store.ts';

const PATH = '/quan-tri/lich';
const body = z.record(z.string(), z.string().max(2_000));
const query = z.object({
  nam: z.coerce.number().int().min(FIRST_YEAR).max(2100).optional(),
  'pham-vi': z.string().max(10).optional(),
  done: z.string().optional(),
});

/** Days off and make-up workdays. */
export function calendarRoutes({ db, shell }: AdministrationDeps): Routes {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: { year: number; scope?: string | undefined },
    said: { status?: number; filled?: Filled; done?: string | undefined } = {},
  ) => {
    const { registry, formToken, principal, receivedAt: now } = request;
    const scopes = scopesFor(request);
    const own = principal.area === '*' ? 'VN' : scopes.at(-1)?.code;
    const scope = scopes.find((one) => one.code === asked.scope)?.code ?? own ?? 'VN';
    const content = (
      <Calendar
        year={asked.year}
        scope={scope}
        scopes={scopes}
        days={await listSpecialDays(db.orm, asked.year, ['VN', scope])}
        today={dayOf(now)}
        earliest={earliestOpen(registry, programmesOf(registry, scope), now, scope)}
        formToken={formToken}
        filled={said.filled ?? { typed: { scope } }}
        done={said.done}
      />
    );
    return sendPage(reply, said.status ?? 200, shell(['Lịch làm việc', 'Calendar'], content, principal));
  };
  const thisYear = ({ receivedAt }: FastifyRequest) => Number(dayOf(receivedAt).slice(0, 4));

  return async (app) => {
    app.get(PATH, { config, schema: { hide: true, querystring: query } }, async (request, reply) => {
      const { nam: year = thisYear(request), 'pham-vi': scope, done } = request.query;
      const say = sayFor(request);
      const said: Record<string, string> = {
        ghi: say('Đã ghi vào lịch.', 'The day is set.'),
        bo: say('Đã bỏ khỏi lịch.', 'The day is removed.'),
      };
      return show(request, reply, { year, scope }, { done: own(said, done) });
    });

    for (const [path, word] of [
      [PATH, 'ghi'],
      [`${PATH}/bo`, 'bo'],
    ] as const)
      app.post(path, { config, schema: { hide: true, body } }, async (request, reply) => {
        const given = request.body;
        const scope = given.scope ?? '';
        if (!scopesFor(request).some((one) => one.code === scope && one.mayChange))
          throw new Problem('not_found');
        const author = authorOf(request);
        const year = /^(20[2-9]\d)-/.exec(given.day ?? '')?.[1] ?? thisYear(request);
        const objections = await attempt(async () => {
          const { day, kind, name, source } = CALENDAR_FIELDS;
          if (word === 'ghi')
            return setCalendarDay(db, author, {
              ...readForm<NewSpecialDay>({ day, kind, name, source } as typeof CALENDAR_FIELDS, given),
              scope,
            });
          const read = readForm<NewSpecialDay>({ day } as typeof CALENDAR_FIELDS, given);
          return unsetCalendarDay(db, author, { ...read, scope });
        });
        if (!objections) return reply.redirect(`${PATH}?nam=${year}&pham-vi=${scope}&done=${word}`, 303);
        const filled = { typed: given, objections };
        return show(request, reply, { year: Number(year), scope }, { status: 422, filled });
      });
  };
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
