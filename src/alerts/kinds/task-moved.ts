import { type KindOf, step } from '../kind.ts';
import { actorWords, dayWords, endsOf, sampleTask, type TaskFacts, taskName } from './task-facts.ts';

export interface TaskMovedFacts extends TaskFacts {
  /** The deadlines as they are written. */
  before: string;
  after: string;
  reason: string;
}

/** A deadline that was moved: who leads the task hears of it once. */
export const taskMoved: KindOf<'task_moved', TaskMovedFacts> = {
  kind: 'task_moved',
  name: ['Điều chỉnh thời hạn nhiệm vụ', 'Deadline of a task moved'],
  about: 'task',
  ofProgramme: false,
  opens: 'watch',
  weight: 0,
  texts(facts, { areaVi, areaEn }) {
    const [vi, en] = taskName(facts);
    const [leadVi, lead] = actorWords(facts, 'Chủ trì', 'Lead');
    const [untilVi, until] = facts.lastDay
      ? [`, đúng hạn đến hết ngày ${dayWords(facts.lastDay)}`, `, on time until ${dayWords(facts.lastDay)}`]
      : ['', ''];
    return {
      reasonVi: `${areaVi}: ${vi} đổi thời hạn từ “${facts.before}” thành “${facts.after}”: ${facts.reason}`,
      reason: `${areaEn}: the deadline of ${en} was moved from “${facts.before}” to “${facts.after}”: ${facts.reason}.`,
      todoVi: `${leadVi}Đề nghị thực hiện theo thời hạn mới${untilVi}.`,
      todo: `${lead}Please go by the new deadline${until}.`,
    };
  },
  ends: endsOf('told_long_enough', 'task_confirmed', 'deadline_moved', 'task_cancelled', 'task_passed_on'),
  ladder: { steps: [step('agency'), step('department')], settings: { toldDays: 3 } },
  numbers: [{ name: 'toldDays', min: 1, max: 30 }],
  sample: (today) => ({
    ...sampleTask(today, 15),
    ...{ before: 'trước ngày 30/9/2025', after: 'trước ngày 15/10/2025', reason: 'Chờ hướng dẫn của Bộ' },
  }),
};
