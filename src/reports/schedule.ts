import { type Author, writeAudit } from '../access/author.ts';
import { isDay } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { type Readers, readChoice, readInteger } from '../fields.ts';
import { refuse } from '../refused.ts';
import { NATION, type Registry } from '../registry/snapshot.ts';
import {
  APPROVER_ROLES,
  EACH,
  HOW,
  type Schedule,
  type ScheduleSettings,
  scheduleOf,
} from './schedule-rules.ts';
import { listSchedules, lockSchedule, putSchedule } from './schedule-store.ts';

export type ScheduleKey = Pick<Schedule, 'programme' | 'province'>;

export const SCHEDULE_KEY_FIELDS: Readers<ScheduleKey> = {
  programme: (text) => ({ programme: text.trim() }),
  province: (text) => ({ province: text.trim() }),
};

export const SCHEDULE_FIELDS: Readers<ScheduleSettings> = {
  daily: (text, field) => ({ daily: readChoice(field, text, HOW) }),
  deadline: (text, field) => ({ deadline: readChoice(field, text, HOW) }),
  monthly: (text, field) => ({ monthly: readChoice(field, text, HOW) }),
  'half-yearly': (text, field) => ({ halfYearly: readChoice(field, text, HOW) }),
  'monthly-day': (text, field) => ({ monthlyDay: readInteger(field, text, 1, 28) }),
  'first-half-on': (text, field) => ({ firstHalfOn: readDayOfYear(field, text, '02-01', '09-30') }),
  'second-half-on': (text, field) => ({ secondHalfOn: readDayOfYear(field, text, '08-01', '03-31') }),
  'deadline-days': (text, field) => ({ deadlineDays: readInteger(field, text, 0, 30) }),
  approver: (text, field) => ({ approver: readChoice(field, text, APPROVER_ROLES) }),
};

/** `MM-DD` within a part of the year, which may lie over its end. @throws {Refused} */
function readDayOfYear(field: string, text: string, from: string, to: string): string {
  const isWithin = from <= to ? from <= text && text <= to : text >= from || text <= to;
  // Of a year without a 29 February: the day has to be there each year.
  if (!isDay(`2025-${text}`) || !isWithin)
    refuse(field, [
      `Nhập tháng và ngày dạng MM-DD, từ ${from} đến ${to}.`,
      `“${text}” is not a day of the year from ${from} to ${to}; write MM-DD.`,
    ]);
  return text;
}

/**
 * Sets which reports are drafted by themselves, when, and who approves; what is not given stays, and of a key that
 * had none is what held for it before.
 * @throws {Refused} when there is no such programme or province
 */
export async function changeSchedule(
  { orm }: Pick<Clients, 'orm'>,
  registry: Registry,
  author: Author,
  key: ScheduleKey,
  changes: Partial<ScheduleSettings>,
): Promise<void> {
  const { programme, province } = key;
  if (programme !== EACH && !registry.programmes.has(programme))
    refuse('programme', ['Không có đợt báo cáo này.', `There is no programme “${programme}”.`]);
  if (province !== EACH && province !== NATION && !registry.provinces.has(province))
    refuse('province', ['Không có tỉnh, thành phố này.', `There is no province “${province}”.`]);
  await orm.transaction(async (tx) => {
    const known = await lockSchedule(tx, key);
    const before = known ?? {
      ...scheduleOf(await listSchedules(tx), programme, province === NATION ? '*' : province),
      ...key,
    };
    const after = { ...before, ...changes };
    if (known && JSON.stringify(known) === JSON.stringify(after)) return;
    await putSchedule(tx, after);
    await writeAudit(tx, author, {
      action: 'report.schedule',
      target: `${programme} ${province}`,
      area: province === EACH || province === NATION ? '*' : province,
      ...(known && { before: known }),
      after,
    });
  });
}
