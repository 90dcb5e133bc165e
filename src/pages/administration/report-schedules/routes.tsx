import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { provincesIn } from '../../../access/areas.ts';
import type { Routes } from '../../../http/context.ts';
import { NATION } from '../../../registry/snapshot.ts';
import {
  changeSchedule,
  SCHEDULE_FIELDS,
  SCHEDULE_KEY_FIELDS,
  type ScheduleKey,
} from '../../../reports/schedule.ts';
import { EACH, type Schedule, type ScheduleSettings, scheduleOf } from '../../../reports/schedule-rules.ts';
import { listSchedules } from '../../../reports/schedule-store.ts';
import { sayFor } from '../../language.tsx';
import { type FormBody, readForm, together } from '../../parts/filled.ts';
import type { Option } from '../../parts/form.tsx';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { programmeName, programmeOptions } from '../each-programme.tsx';
import { PATH, ReportSchedules } from './page.tsx';

/** Which reports draft themselves, when, and who approves them. */
export function reportScheduleRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: PATH,
      config,
      query: { programme: z.string().max(50).optional(), province: z.string().max(2).optional() },
      done: { luu: ['Đã lưu lịch báo cáo.', 'Saved.'] },
      load: async () => await listSchedules(db.orm),
      view: ({ it: all, query, request, registry, say }) => {
        const own = changeable(request);
        const { programme = EACH, province = own[0] ?? EACH } = query;
        const content = (
          <ReportSchedules
            schedules={all.filter((one) => one.province === EACH || own.includes(one.province))}
            mayChange={({ province: of }) => own.includes(of)}
            areas={own.map((code): Option => [code, areaText(request, code)])}
            programmes={programmeOptions(registry, say)}
            nameOf={(one) => ({
              area: areaText(request, one.province),
              programme: programmeName(registry, one.programme, say),
            })}
            typed={typedOf({
              ...scheduleOf(all, programme, province === NATION ? '*' : province),
              programme,
              province,
            })}
          />
        );
        return { title: ['Lịch báo cáo tổng hợp', 'Schedule of reports'], content };
      },
    });
    page.post({
      find: ({ request, body }) => changeable(request).includes(body.province ?? ''),
      read: (body) =>
        together(
          () => readForm<ScheduleKey>(SCHEDULE_KEY_FIELDS, body),
          () => readForm<ScheduleSettings>(SCHEDULE_FIELDS, body),
        ),
      act: (author, [key, settings], { registry }) => changeSchedule(db, registry, author, key, settings),
      done: 'luu',
    });
  };
}

/** Of which areas an administrator may set a schedule: his province, or all; who has one locality has no say in it. */
function changeable({ registry, principal }: FastifyRequest): string[] {
  if (registry.localities.has(principal.area)) return [];
  const provinces = provincesIn(registry, principal.area);
  return principal.area === '*' ? [EACH, NATION, ...provinces] : provinces;
}

function areaText(request: FastifyRequest, code: string): string {
  const say = sayFor(request);
  if (code === EACH) return say('Mọi tỉnh, thành phố', 'Every province');
  if (code === NATION) return say('Báo cáo cả nước', 'Reports of the nation');
  return request.registry.provinces.get(code) ?? code;
}

const typedOf = (one: Schedule): FormBody => ({
  programme: one.programme,
  province: one.province,
  daily: one.daily,
  deadline: one.deadline,
  'deadline-days': String(one.deadlineDays),
  monthly: one.monthly,
  'monthly-day': String(one.monthlyDay),
  'half-yearly': one.halfYearly,
  'first-half-on': one.firstHalfOn,
  'second-half-on': one.secondHalfOn,
  approver: one.approver,
});
