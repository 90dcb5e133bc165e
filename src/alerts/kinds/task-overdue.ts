import { type KindOf, step } from '../kind.ts';
import { actorWords, dayWords, endsOf, sampleTask, type TaskFacts, taskName } from './task-facts.ts';

/** A task whose last day on time has passed. */
export const taskOverdue: KindOf<'task_overdue', TaskFacts> = {
  kind: 'task_overdue',
  name: ['Nhiệm vụ quá hạn', 'Task overdue'],
  about: 'task',
  ofProgramme: false,
  opens: 'watch',
  texts(facts, { areaVi, areaEn }) {
    const [vi, en] = taskName(facts);
    const [leadVi, lead] = actorWords(facts, 'Chủ trì', 'Lead');
    return {
      reasonVi: `${areaVi}: ${vi} đã quá hạn, ngày đúng hạn cuối cùng là ${dayWords(facts.lastDay)}`,
      reason: `${areaEn}: ${en} is overdue; its last day on time was ${dayWords(facts.lastDay)}.`,
      todoVi: `${leadVi}Đề nghị hoàn thành và báo cáo hoàn thành; nếu có văn bản cho lùi thời hạn, cơ quan theo dõi cập nhật thời hạn kèm lý do.`,
      todo: `${lead}Please finish and claim it; where a paper moves its deadline, enter that with the reason.`,
    };
  },
  ends: endsOf('task_claimed', 'task_confirmed', 'deadline_moved', 'task_cancelled', 'task_passed_on'),
  ladder: {
    steps: [
      step('agency', { repeatMinutes: 1710, atMost: 3 }),
      step('department', { waitMinutes: 570, repeatMinutes: 2850, atMost: 2 }),
      step('leader', { waitMinutes: 1710 }),
    ],
    settings: {},
  },
  sample: (today) => sampleTask(today, -2),
};
