import { areaName } from '../access/areas.ts';
import type { Role } from '../access/principal.ts';
import { COLOURS } from '../charts/colours.ts';
import type { Colour, IndicatorState, ReportingState } from '../collect/types.ts';
import { GAP_STATES } from '../collect/words.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Say, Words } from './language.tsx';

export { COLOUR_ORDER, COLOURS } from '../charts/colours.ts';

/** How an indicator or a condition stands: of the same signs and colours. */
export const STATES: Record<IndicatorState, { sign: string; colour: Colour; words: Words }> = {
  met: { sign: COLOURS.green.sign, colour: 'green', words: ['đạt', 'met'] },
  unmet: { sign: COLOURS.red.sign, colour: 'red', words: [GAP_STATES.unmet, 'not met'] },
  unknown: { sign: COLOURS.grey.sign, colour: 'grey', words: [GAP_STATES.unknown, 'not known'] },
};

export const REPORTING: Record<ReportingState, string> = {
  due: 'còn trong hạn',
  on_time: 'đúng hạn',
  late: 'muộn',
  missing: 'chưa gửi',
  not_due: 'không phải báo cáo',
};

/** The same, in either language. */
export const REPORTING_WORDS: Record<ReportingState, Words> = {
  due: [REPORTING.due, 'still due'],
  on_time: [REPORTING.on_time, 'on time'],
  late: [REPORTING.late, 'late'],
  missing: [REPORTING.missing, 'missing'],
  not_due: [REPORTING.not_due, 'not asked to report'],
};

export const ROLE_NAMES: Record<Role, Words> = {
  officer: ['Cán bộ xã, phường', 'Commune officer'],
  department: ['Sở, ngành phụ trách', 'Department'],
  finance: ['Sở Tài chính', 'Finance'],
  leader: ['Lãnh đạo', 'Leader'],
  viewer: ['Chỉ xem', 'Viewer'],
  admin: ['Quản trị', 'Administrator'],
};

/** An area as people call it. */
export function areaWords(registry: Registry, area: string, now: Date, say: Say): string {
  if (area === '*') return say('Cả nước', 'The whole nation');
  return areaName(registry, area, now) ?? area;
}
