import type { Overview } from '../../funding/overview.ts';
import type { Words } from '../language.tsx';

export const STAGE_WORDS: Record<Overview['stages'][number]['key'], Words> = {
  need: ['Nhu cầu còn lại', 'Still needed'],
  proposed: ['Đã trình đề xuất', 'Proposed'],
  approved: ['Đã duyệt', 'Approved'],
  allocated: ['Đã cấp', 'Allocated'],
  disbursed: ['Đã giải ngân', 'Paid out'],
  delivered: ['Đã bàn giao', 'Delivered'],
  accepted: ['Đã nghiệm thu', 'Accepted'],
};
