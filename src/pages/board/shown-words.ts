import type { Words } from '../language.tsx';
import { COLOURS, REPORTING_WORDS } from '../words.ts';
import type { Shown } from './shown.ts';

/** What the table is narrowed to, as it is said above it. */
export const SHOWN_WORDS: Record<Shown, Words> = {
  all: ['tất cả', 'all'],
  green: COLOURS.green.words,
  yellow: COLOURS.yellow.words,
  red: COLOURS.red.words,
  grey: COLOURS.grey.words,
  received: ['đã báo cáo', 'reported'],
  on_time: ['báo cáo đúng hạn', 'reported on time'],
  late: ['báo cáo muộn', 'reported late'],
  missing: ['chưa gửi báo cáo', 'report missing'],
  due: REPORTING_WORDS.due,
  turned: ['mới đạt từ ngày báo cáo trước', 'turned green since the reporting day before'],
  fell: ['không còn đạt từ ngày báo cáo trước', 'green no more since the reporting day before'],
  turned_week: ['mới đạt từ tuần trước', 'turned green since last week'],
  fell_week: ['không còn đạt từ tuần trước', 'green no more since last week'],
};
