import { type Day, formatDay } from '../../days.ts';
import { type KindOf, step } from '../kind.ts';
import { actorWords, endsOf, sampleTask, type TaskFacts, taskName } from './task-facts.ts';

export interface TaskUnconfirmedFacts extends TaskFacts {
  /** The day on which the claim came that has waited longest. */
  claimed: Day;
  /** How many wait: of a task that each locality does for itself there are several. */
  waiting: number;
}

/** A task that was claimed as done days ago, of which nobody has decided: whoever looks after the plan is to. */
export const taskUnconfirmed: KindOf<'task_unconfirmed', TaskUnconfirmedFacts> = {
  kind: 'task_unconfirmed',
  name: ['Nhiệm vụ chờ xác nhận lâu', 'Task long unconfirmed'],
  about: 'task',
  ofProgramme: false,
  opens: 'watch',
  texts(facts, { areaVi, areaEn }) {
    const [vi, en] = taskName(facts);
    const [standingVi, standing] = actorWords(facts, 'Cơ quan theo dõi', 'Standing agency');
    const day = formatDay(facts.claimed);
    const [manyVi, many] =
      facts.waiting > 1
        ? [`; ${facts.waiting} đơn vị đang chờ`, `; ${facts.waiting} localities wait`]
        : ['', ''];
    return {
      reasonVi: `${areaVi}: ${vi} báo cáo hoàn thành từ ngày ${day}, chưa được xác nhận${manyVi}`,
      reason: `${areaEn}: ${en} was claimed on ${day} and is not confirmed${many}.`,
      todoVi: `${standingVi}Đề nghị kiểm tra sản phẩm rồi xác nhận, hoặc trả lại kèm lý do ở trang nhiệm vụ.`,
      todo: `${standing}Please look at what it brings, and confirm it or send it back with a reason.`,
    };
  },
  ends: endsOf('task_confirmed', 'task_rejected', 'task_cancelled', 'task_passed_on'),
  ladder: {
    steps: [
      step('agency', { repeatMinutes: 1710, atMost: 3 }),
      step('department', { waitMinutes: 1140 }),
      step('leader', { waitMinutes: 2850 }),
    ],
    settings: { waitDays: 3 },
  },
  numbers: [{ name: 'waitDays', min: 1, max: 60 }],
  sample: (today) => ({ ...sampleTask(today, 2), claimed: today, waiting: 1 }),
};
