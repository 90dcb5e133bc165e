import { formatNumber } from '../i18n/format.ts';
import type { Words } from '../i18n/say.ts';
import type { FundingCounts } from './marks.ts';
import { type FundingState, isFunded } from './need-rules.ts';
import type { Progress, ProposalState, WaitsFor } from './proposal-rules.ts';

/** What people read of money. */

export const FUNDING_WORDS: Record<FundingState, Words> = {
  none: ['chưa có kinh phí', 'not funded'],
  proposed: ['đã đề xuất kinh phí', 'proposed'],
  allocated: ['đã cấp kinh phí', 'funded'],
  delivered: ['đã bàn giao, chờ báo cáo', 'delivered, not recorded yet'],
  not_shown: ['đã bàn giao, báo cáo chưa ghi nhận đủ', 'delivered, recorded less'],
};

export const STATE_WORDS: Record<ProposalState, Words> = {
  draft: ['Dự thảo', 'Draft'],
  submitted: ['Chờ duyệt', 'Submitted'],
  approved: ['Đã duyệt', 'Approved'],
};

export const PROGRESS_WORDS: Record<Progress, Words> = {
  nothing_allocated: ['chưa cấp kinh phí', 'nothing allocated'],
  partly_allocated: ['đã cấp một phần kinh phí', 'partly allocated'],
  allocated: ['đã cấp đủ kinh phí', 'allocated'],
  partly_delivered: ['đã bàn giao một phần', 'partly delivered'],
  delivered: ['đã bàn giao đủ', 'delivered'],
  accepted: ['đã nghiệm thu', 'accepted'],
};

export const WAITS_WORDS: Record<WaitsFor, Words> = {
  author: ['Sở Tài chính hoàn thiện và trình', 'finance to submit it'],
  approver: ['cấp có thẩm quyền duyệt', 'approval'],
  allocation: ['Sở Tài chính cấp kinh phí', 'money to be allocated'],
  delivery: ['bàn giao thiết bị cho đơn vị', 'items to be delivered'],
  acceptance: ['nghiệm thu', 'acceptance'],
};

/** Beside a gap in a message: “đã cấp kinh phí”; null where no money is granted for it. */
export const paidWords = (funding: FundingState): Words | null =>
  isFunded(funding) ? FUNDING_WORDS[funding] : null;

/** Units of all that was granted in an area; null where nothing ever was. */
export function unitsFunded({ allocated, delivered, shown }: Omit<FundingCounts, 'gaps'>): Words | null {
  if (allocated === 0) return null;
  const [all, given, seen] = [allocated, delivered, shown].map((one) => formatNumber(one));
  return [
    `Đã cấp kinh phí cho ${all} thiết bị, đã bàn giao ${given}, báo cáo đã ghi nhận ${seen}.`,
    `Money is granted for ${all} units; ${given} were delivered, ${seen} of them recorded.`,
  ];
}
