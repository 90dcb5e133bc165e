import type { Colour } from '../../collect/types.ts';
import type { ChangeKind } from '../../plans/compare-rules.ts';
import { TASK_STATES, type TaskState, type Totals } from '../../plans/state-rules.ts';
import type { Say, Words } from '../language.tsx';
import type { Option } from '../parts/form.tsx';

export const PLANS = '/ke-hoach';
export const TASKS = '/nhiem-vu';
export const planAddress = (code: string, below = '') => `${PLANS}/${encodeURIComponent(code)}${below}`;
export const taskAddress = (id: number, below = '') => `${TASKS}/${id}${below}`;

export const STATES: Record<TaskState, { words: Words; colour: Colour; sign: string }> = {
  not_started: { words: ['Chưa thực hiện', 'Not started'], colour: 'grey', sign: '–' },
  in_progress: { words: ['Đang thực hiện', 'In progress'], colour: 'yellow', sign: '◐' },
  claimed: { words: ['Chờ xác nhận', 'To be confirmed'], colour: 'yellow', sign: '◑' },
  done_on_time: { words: ['Hoàn thành đúng hạn', 'Done on time'], colour: 'green', sign: '●' },
  done_late: { words: ['Hoàn thành quá hạn', 'Done late'], colour: 'yellow', sign: '●' },
  overdue: { words: ['Quá hạn', 'Overdue'], colour: 'red', sign: '○' },
  ongoing: { words: ['Thường xuyên', 'Ongoing'], colour: 'grey', sign: '↻' },
  cancelled: { words: ['Đã hủy', 'Cancelled'], colour: 'grey', sign: '×' },
};
export const stateOptions = (say: Say): Option[] =>
  TASK_STATES.map((state): Option => [state, say(...STATES[state].words)]);

/** The sentence that everyone looks for. */
export function totalsInWords(say: Say, t: Totals): string {
  const done = t.doneOnTime + t.doneLate;
  const once = t.total - t.ongoing;
  const two = (count: number) => String(count).padStart(count === 0 ? 1 : 2, '0');
  const vi = [
    `${two(once)} nhiệm vụ có thời hạn: ${two(done)} hoàn thành${t.doneLate > 0 ? ` (${two(t.doneLate)} quá hạn)` : ''}`,
    `${two(t.inTime)} đang thực hiện trong hạn`,
    `${two(t.overdue)} quá hạn`,
  ].join('; ');
  const en = `${once} tasks: ${done} done (${t.doneLate} late); ${t.inTime} in time; ${t.overdue} overdue`;
  const moreVi = [
    t.ongoing > 0 && `${two(t.ongoing)} nhiệm vụ thường xuyên`,
    t.claimed > 0 && `${two(t.claimed)} chờ xác nhận`,
    t.cancelled > 0 && `${two(t.cancelled)} đã hủy`,
  ].filter(Boolean);
  const moreEn = [
    t.ongoing > 0 && `${t.ongoing} ongoing`,
    t.claimed > 0 && `${t.claimed} to be confirmed`,
    t.cancelled > 0 && `${t.cancelled} cancelled`,
  ].filter(Boolean);
  return say([vi, ...moreVi].join('. ').concat('.'), [en, ...moreEn].join('. ').concat('.'));
}

export const CHANGES: Record<ChangeKind, Words> = {
  now_met: ['nay đã hoàn thành', 'now done'],
  no_longer_met: ['không còn đạt', 'met no more'],
  fell_overdue: ['đã quá hạn', 'fell overdue'],
  moved: ['điều chỉnh thời hạn', 'deadline moved'],
  added: ['nhiệm vụ mới', 'added'],
  cancelled: ['đã hủy', 'cancelled'],
  state: ['đổi tình trạng', 'another state'],
};
