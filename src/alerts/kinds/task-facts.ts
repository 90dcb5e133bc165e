import { addDays, type Day, formatDay } from '../../days.ts';
import type { Words } from '../../i18n/say.ts';
import type { KindOf } from '../kind.ts';
import type { Names } from '../names.ts';

/** A task of a plan, as alerts know it. */
export interface TaskFacts {
  /** Its number among tasks, for links. */
  task: number;
  /** Number of the paper, or code of the plan. */
  plan: string;
  no: string;
  title: string;
  /** The last day on time. */
  lastDay: Day | null;
  /** Codes of those who are to act: steps of the role `agency` reach their people. */
  agencies: string[];
  /** What they are called. */
  by: Words;
}

/** What a task is called within a sentence. Pure. */
export function taskName({ plan, no, title }: TaskFacts): Words {
  const short = title.length > 90 ? `${title.slice(0, 90).trimEnd()}…` : title;
  return [`nhiệm vụ ${no} của ${plan} (${short})`, `task ${no} of ${plan} (${short})`];
}

export const dayWords = (day: Day | null): string => (day === null ? '–' : formatDay(day));

/** Who is to act, as a sentence of its own; nothing where it is the area itself. */
export const actorWords = ({ by: [vi, en] }: TaskFacts, roleVi: string, role: string): Words => [
  `${roleVi}: ${vi}. `,
  `${role}: ${en}. `,
];

/** What is said of an alert of a task that has ended, by why. */
type Ends = KindOf<string, TaskFacts>['ends'];

const says =
  (vi: string, en: string) =>
  (facts: TaskFacts, { areaVi, areaEn }: Names): Words => {
    const [nameVi, name] = taskName(facts);
    return [`${areaVi}: ${nameVi} ${vi}`, `${areaEn}: ${name} ${en}.`];
  };

const ENDS = {
  task_confirmed: says('đã được xác nhận hoàn thành', 'was confirmed as done'),
  task_claimed: says('đã được báo cáo hoàn thành, chờ xác nhận', 'was claimed as done'),
  task_rejected: says('bị trả lại để thực hiện tiếp', 'was sent back to be carried on'),
  task_cancelled: says('đã hủy', 'was cancelled'),
  task_passed_on: says('không còn do đơn vị này chủ trì', 'is led by others now'),
  deadline_moved: says('đã được đổi thời hạn', 'has another deadline now'),
  deadline_passed: says('đã qua thời hạn', 'is past its deadline'),
  told_long_enough: says('đã được thông báo thời hạn mới', 'has its new deadline told'),
} as const satisfies Ends;

/** Of these the first is for previews. */
export const endsOf = (...whys: (keyof typeof ENDS)[]): Ends =>
  Object.fromEntries(whys.map((why) => [why, ENDS[why]]));

export const sampleTask = (today: Day, ahead: number): TaskFacts => ({
  ...{
    task: 1,
    plan: '9395/VP-VX',
    no: '1',
    title: 'Rà soát các nhiệm vụ; đề xuất cấp chứng thư số công vụ',
  },
  lastDay: addDays(today, ahead),
  agencies: ['so-khcn'],
  by: ['Sở Khoa học và Công nghệ', 'Department of Science and Technology'],
});
