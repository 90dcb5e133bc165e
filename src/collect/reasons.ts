import { formatDay } from '../days.ts';
import type { Indicator } from '../registry/types.ts';
import type { Gap, IndicatorState, ReasonCode, StatusRow } from './types.ts';

export interface Reason {
  indicator: string;
  state: 'unmet' | 'unknown';
  code: ReasonCode;
  message: string;
  messageVi: string;
}

export interface ConditionView {
  group: string;
  state: IndicatorState;
  /** What keeps the condition from being met; empty when it is. */
  reasons: Reason[];
}

/** Conditions of a stored status with their reasons in words, in the catalogue's order. */
export function conditionsOf(
  status: Pick<StatusRow, 'conditions' | 'gaps'>,
  indicators: ReadonlyMap<string, Indicator>,
): ConditionView[] {
  const order = [...new Set([...indicators.values()].map((indicator) => indicator.condition))];
  return order
    .flatMap((group) => {
      const state = status.conditions[group];
      return state === undefined ? [] : [{ group, state, reasons: [] as Reason[] }];
    })
    .map((condition) => {
      for (const indicator of indicators.values()) {
        const gap = status.gaps[indicator.code];
        if (indicator.condition === condition.group && gap) condition.reasons.push(reasonOf(indicator, gap));
      }
      return condition;
    });
}

function reasonOf(indicator: Indicator, gap: Gap): Reason {
  const [message, messageVi] = TEXTS[gap.code](indicator, gap);
  return { indicator: indicator.code, state: gap.state, code: gap.code, message, messageVi };
}

type Text = (indicator: Indicator, gap: Gap) => [english: string, vietnamese: string];

const unitOf = (indicator: Indicator) => (indicator.unit ? ` ${indicator.unit}` : '');
// Made once: looking the locale up for every figure costs more than all else that is said here.
const figures = new Intl.NumberFormat('vi-VN');
const figure = (value: number | null) => (value === null ? '–' : figures.format(value));

const TEXTS: Record<ReasonCode, Text> = {
  not_yet: (i) => [`${i.nameEn}: not yet.`, `${i.nameVi}: chưa có.`],
  below_need: (i, g) => [
    `${i.nameEn}: has ${g.have} of ${g.need}, ${g.missing} missing.`,
    `${i.nameVi}: có ${figure(g.have)}/${figure(g.need)}, còn thiếu ${figure(g.missing)}${unitOf(i)}.`,
  ],
  below_threshold: (i, g) => [
    `${i.nameEn}: ${g.have}, at least ${g.need} is asked.`,
    `${i.nameVi}: đạt ${figure(g.have)}${unitOf(i)}, cần ít nhất ${figure(g.need)}${unitOf(i)}.`,
  ],
  above_threshold: (i, g) => [
    `${i.nameEn}: ${g.have}, at most ${g.need} is allowed.`,
    `${i.nameVi}: ${figure(g.have)}${unitOf(i)}, không được quá ${figure(g.need)}${unitOf(i)}.`,
  ],
  expires_soon: (i) => [
    `${i.nameEn}: has passed or comes within ${i.threshold ?? 0} days.`,
    `${i.nameVi}: đã hết hạn hoặc còn dưới ${figure(i.threshold ?? 0)} ngày.`,
  ],
  questioned: (i) => [
    `${i.nameEn}: questioned by a reviewer; correct it or have it verified.`,
    `${i.nameVi}: cần xem lại. Sửa số liệu hoặc đề nghị xác minh.`,
  ],
  never_reported: (i) => [`${i.nameEn}: never reported.`, `${i.nameVi}: chưa báo cáo lần nào.`],
  asked_anew: (i) => [
    `${i.nameEn}: asked differently since ${i.validFrom}; not reported since.`,
    `${i.nameVi}: cách hỏi đã đổi từ ngày ${formatDay(i.validFrom)}, cần báo cáo lại.`,
  ],
  stale: (i, g) => [
    `${i.nameEn}: last reported on ${g.of}; that is too long ago.`,
    `${i.nameVi}: số liệu gần nhất là của ngày ${g.of ? formatDay(g.of) : '–'}, đã quá cũ.`,
  ],
  said_unknown: (i) => [`${i.nameEn}: reported as not known.`, `${i.nameVi}: đơn vị báo là chưa rõ.`],
  unusable: (i) => [
    `${i.nameEn}: the last value no longer fits what is asked.`,
    `${i.nameVi}: số liệu trước đây không còn đúng kiểu. Cần báo cáo lại.`,
  ],
};
