import { loadRegistry } from '../../changes/registry.ts';
import {
  changeSchedule,
  SCHEDULE_FIELDS,
  SCHEDULE_KEY_FIELDS,
  type ScheduleKey,
} from '../../reports/schedule.ts';
import { EACH } from '../../reports/schedule-rules.ts';
import { listSchedules } from '../../reports/schedule-store.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { readFields } from '../input.ts';
import { table } from '../table.ts';

const HOW = 'off: none; draft: it is there; tell: people are told and reminded, too';

export const reportSchedule = command({
  name: 'report schedule',
  summary: 'Sets which reports are drafted by themselves, when, and who approves them.',
  operands: {},
  options: {
    programme: optional('CODE', 'of this programme; every one that has none of its own without'),
    province: optional(
      'CODE',
      'of this province, VN for the nation; every one that has none of its own without',
    ),
    daily: optional('HOW', HOW),
    deadline: optional('HOW', 'reports due by a programme’s deadline'),
    monthly: optional('HOW', 'monthly reports'),
    'half-yearly': optional('HOW', 'half-yearly reports'),
    'monthly-day': optional('N', '1 to 28: from 16 on of the month that runs, before of the last one'),
    'first-half-on': optional('MM-DD', 'when the report of the first half of the year is drafted'),
    'second-half-on': optional('MM-DD', 'when that of the second half is'),
    'deadline-days': optional('N', 'working days before the deadline'),
    approver: optional('ROLE', 'who approves besides the leaders of the area: leader or department'),
  },
  examples: ['--province 31 --daily off', '--province 31 --monthly-day 5 --approver department'],
  notes:
    'What is there already stays. A day that was missed is made up for within a week, a month within a month.',
  async run(shell, _, { programme = EACH, province = EACH, ...given }) {
    const key = readFields(SCHEDULE_KEY_FIELDS, { programme, province }) as ScheduleKey;
    const changes = readFields(SCHEDULE_FIELDS, given);
    await changeSchedule(shell.db, await loadRegistry(shell.db), authorOf(shell), key, changes);
    shell.print('The schedule of reports is set; see “report schedules”.');
  },
});

export const reportSchedules = command({
  name: 'report schedules',
  summary: 'Lists which reports are drafted by themselves, when, and who approves them.',
  operands: {},
  options: {},
  examples: [''],
  notes: 'Where several fit, the one of the programme, then the one of the province holds.',
  async run(shell) {
    const all = await listSchedules(shell.db.orm);
    shell.print(
      table(
        ['PROGRAMME', 'PROVINCE', 'DAILY', 'DEADLINE', 'MONTHLY', 'HALF-YEARLY', 'DAYS', 'APPROVER'],
        all.map((one) => [
          one.programme,
          one.province,
          one.daily,
          `${one.deadline} -${one.deadlineDays}`,
          `${one.monthly} ${one.monthlyDay}`,
          one.halfYearly,
          `${one.firstHalfOn} ${one.secondHalfOn}`,
          one.approver,
        ]),
      ),
    );
  },
});
