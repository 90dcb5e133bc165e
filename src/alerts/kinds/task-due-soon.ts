import { type KindOf, step } from '../kind.ts';
import { actorWords, dayWords, endsOf, sampleTask, type TaskFacts, taskName } from './task-facts.ts';

/** A task whose last day on time is near, and of which nobody has said that it is done. */
export const taskDueSoon: KindOf<'task_due_soon', TaskFacts> = {
  kind: 'task_due_soon',
  name: ['Nhiệm vụ sắp đến hạn', 'Task due soon'],
  about: 'task',
  ofProgramme: false,
  opens: 'watch',
  weight: 0,
  texts(facts, { areaVi, areaEn }) {
    const [vi, en] = taskName(facts);
    const [leadVi, lead] = actorWords(facts, 'Chủ trì', 'Lead');
    return {
      reasonVi: `${areaVi}: ${vi} sắp đến hạn, đúng hạn đến hết ngày ${dayWords(facts.lastDay)}`,
      reason: `${areaEn}: ${en} is due soon, on time until ${dayWords(facts.lastDay)}.`,
      todoVi: `${leadVi}Đề nghị hoàn thành và báo cáo hoàn thành kèm sản phẩm ở trang nhiệm vụ.`,
      todo: `${lead}Please finish it, and claim it with its products on its page.`,
    };
  },
  ends: endsOf(
    'task_claimed',
    'task_confirmed',
    'deadline_moved',
    'deadline_passed',
    'task_cancelled',
    'task_passed_on',
  ),
  ladder: { steps: [step('agency'), step('department', { waitMinutes: 1140 })], settings: { daysAhead: 5 } },
  numbers: [{ name: 'daysAhead', min: 1, max: 60 }],
  sample: (today) => sampleTask(today, 2),
};
