import { NEAR_DAYS, type OwnWork } from '../../plans/own-work.ts';
import type { TaskView } from '../../plans/types.ts';
import { withQuery } from '../addresses.ts';
import { TASKS, taskAddress } from '../plans/words.ts';
import type { Line, WorkList } from './lines.ts';

/** Tasks named beside a count. */
const NAMED = 3;

/** What waits of the tasks of one's agency, and what it is to confirm; nothing where there are no such tasks. Pure. */
export function ownTasks({ agency, overdue, dueSoon, open, toConfirm }: OwnWork): WorkList[] {
  if (overdue.length + dueSoon.length + open.length + toConfirm.length === 0) return [];
  const whose = agency === null ? {} : { agency: 'toi' };
  const line = (key: string, of: readonly TaskView[], rest: Omit<Line, 'key' | 'count' | 'names'>): Line => ({
    ...{ key, count: of.length, ...rest },
    names: of.slice(0, NAMED).map(({ task }) => ({
      name: `${task.no}. ${task.title.length > 60 ? `${task.title.slice(0, 60).trimEnd()}…` : task.title}`,
      href: taskAddress(task.id),
    })),
  });
  const lines = [
    line('tasks-overdue', overdue, {
      words: ['nhiệm vụ quá hạn', 'tasks are overdue'],
      none: ['Không có nhiệm vụ quá hạn.', 'No task is overdue.'],
      href: withQuery(TASKS, { ...whose, state: 'overdue' }),
      urgent: true,
    }),
    line('tasks-soon', dueSoon, {
      words: [`nhiệm vụ đến hạn trong ${NEAR_DAYS} ngày tới`, `tasks are due within ${NEAR_DAYS} days`],
      none: [
        `Không có nhiệm vụ đến hạn trong ${NEAR_DAYS} ngày tới.`,
        `No task is due within ${NEAR_DAYS} days.`,
      ],
      href: withQuery(TASKS, whose),
    }),
  ];
  const others = line('tasks-open', open, {
    words: ['nhiệm vụ khác đang trong hạn', 'other tasks are in time'],
    none: ['', ''],
    href: withQuery(TASKS, whose),
  });
  const confirm = line('tasks-confirm', toConfirm, {
    words: ['nhiệm vụ chờ xác nhận hoàn thành', 'tasks wait to be confirmed'],
    none: ['', ''],
    href: withQuery(TASKS, { state: 'claimed' }),
  });
  return [
    {
      key: 'nhiem-vu',
      title:
        agency === null
          ? ['Nhiệm vụ các kế hoạch', 'Tasks of plans']
          : ['Việc của cơ quan tôi', "My agency's tasks"],
      lines: [...(toConfirm.length > 0 ? [confirm] : []), ...lines, ...(open.length > 0 ? [others] : [])],
    },
  ];
}
