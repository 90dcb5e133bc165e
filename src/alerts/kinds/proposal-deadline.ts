import { addDays, type Day, formatDay } from '../../days.ts';
import type { WaitsFor } from '../../funding/proposal-rules.ts';
import { WAITS_WORDS } from '../../funding/words.ts';
import { type KindOf, step } from '../kind.ts';

export interface ProposalDeadlineFacts {
  /** Number of the proposal. */
  proposal: number;
  title: string;
  deadline: Day;
  passed: boolean;
  waitsFor: WaitsFor;
}

/** A proposal of money that is not delivered although its deadline is near or has passed. */
export const proposalDeadline: KindOf<'proposal_deadline', ProposalDeadlineFacts> = {
  kind: 'proposal_deadline',
  name: ['Đề xuất kinh phí sắp hoặc quá hạn', 'Proposal near or past its deadline'],
  about: 'province',
  ofProgramme: true,
  opens: 'watch',
  texts({ title, deadline, passed, waitsFor }, { areaVi, areaEn }) {
    const due = formatDay(deadline);
    return {
      reasonVi: `${areaVi}: đề xuất kinh phí “${title}” ${passed ? 'quá' : 'sắp đến'} hạn ngày ${due}`,
      reason: `${areaEn}: the proposal “${title}” is ${passed ? 'past its deadline of' : 'due by'} ${due}.`,
      todoVi: `Đang chờ: ${WAITS_WORDS[waitsFor][0]}. Đề nghị anh/chị mở mục Kinh phí để xem và xử lý.`,
      todo: `It waits for: ${WAITS_WORDS[waitsFor][1]}. Please look at it under Money.`,
    };
  },
  ends: {
    work_done: ({ title }, { areaVi, areaEn }) => [
      `${areaVi}: đề xuất kinh phí “${title}” đã bàn giao đủ`,
      `${areaEn}: all of the proposal “${title}” is delivered.`,
    ],
    deadline_moved: ({ title }, { areaVi, areaEn }) => [
      `${areaVi}: hạn của đề xuất kinh phí “${title}” đã được dời`,
      `${areaEn}: the deadline of the proposal “${title}” was moved.`,
    ],
  },
  ladder: {
    steps: [
      step('department', { repeatMinutes: 1140, atMost: 3 }),
      step('leader', { waitMinutes: 2280, repeatMinutes: 2850, atMost: 2 }),
    ],
    settings: { daysAhead: 5 },
  },
  numbers: [{ name: 'daysAhead', min: 0, max: 365 }],
  sample: (today) => ({
    ...{ proposal: 1, title: 'Máy tính cho Trung tâm Phục vụ hành chính công' },
    ...{ deadline: addDays(today, 3), passed: false, waitsFor: 'delivery' as const },
  }),
};
