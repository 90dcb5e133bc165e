import type { Words } from '../i18n/say.ts';
import type { FigureCode, HowKind, SheetState } from './types.ts';

/** Within a sentence, after “18/20”. */
export const FIGURE_WORDS: Record<FigureCode, Words> = {
  days_on_time: ['ngày báo cáo đúng hạn', 'days reported on time'],
  days_reported: ['ngày có báo cáo', 'days reported'],
  days_green: ['ngày đạt các điều kiện', 'days green'],
  complete: ['số liệu bắt buộc đã gửi', 'required values given'],
  accurate: ['số liệu chính xác', 'values that are sound'],
};

export const HOW_WORDS: Record<HowKind, Words> = {
  hand: ['Chấm điểm trực tiếp', 'By hand'],
  share: ['Theo tỷ lệ của điểm tối đa', 'A share of the maximum'],
  steps: ['Theo bậc điểm', 'By steps'],
  figure: ['Theo số liệu của hệ thống', 'Of the service’s own figures'],
};

export const SHEET_WORDS: Record<SheetState, Words> = {
  not_started: ['Chưa tự chấm', 'Not scored yet'],
  self_scored: ['Đã tự chấm, chờ thẩm định', 'Self-scored, to be verified'],
  verified: ['Đã thẩm định', 'Verified'],
  published: ['Đã công bố tạm thời', 'Published provisionally'],
  objected: ['Có kiến nghị chưa trả lời', 'Objection to be answered'],
  answered: ['Đã trả lời kiến nghị', 'Objection answered'],
  approved: ['Đã phê duyệt', 'Approved'],
};
