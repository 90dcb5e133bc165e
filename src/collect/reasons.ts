import { formatDay } from '../days.ts';
import type { Words } from '../i18n/say.ts';
import type { Exemption, Indicator } from '../registry/types.ts';
import type { Gap, IndicatorState, ReasonCode, StatusRow } from './types.ts';

export interface Reason {
  indicator: string;
  state: 'unmet' | 'unknown' | 'not_applicable';
  code: ReasonCode | 'not_applicable';
  message: string;
  messageVi: string;
}

export interface ConditionView {
  group: string;
  state: IndicatorState;
  /** What keeps the condition from being met, and what of it does not apply. */
  reasons: Reason[];
}

/** Conditions of a stored status with their reasons in words, in the catalogue's order; `exempt` is what does not apply. */
export function conditionsOf(
  status: Pick<StatusRow, 'conditions' | 'gaps'>,
  indicators: ReadonlyMap<string, Indicator>,
  exempt: readonly Exemption[],
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
        const exemption = exempt.find((one) => one.indicator === indicator.code);
        if (indicator.condition !== condition.group) continue;
        if (exemption) condition.reasons.push(exemptionReason(indicator, exemption));
        else if (gap) condition.reasons.push(reasonOf(indicator, gap));
      }
      return condition;
    });
}

function reasonOf(indicator: Indicator, gap: Gap): Reason {
  const [messageVi, message] = TEXTS[gap.code](indicator, gap);
  return { indicator: indicator.code, state: gap.state, code: gap.code, message, messageVi };
}

function exemptionReason(indicator: Indicator, { reason }: Exemption): Reason {
  return {
    indicator: indicator.code,
    state: 'not_applicable',
    code: 'not_applicable',
    message: `${indicator.nameEn}: does not apply to this locality (${reason}).`,
    messageVi: `${indicator.nameVi}: không áp dụng đối với đơn vị này (${reason}).`,
  };
}

type Text = (indicator: Indicator, gap: Gap) => Words;

const unitOf = (indicator: Indicator) => (indicator.unit ? ` ${indicator.unit}` : '');
// Made once: looking the locale up for every figure costs more than all else that is said here.
const figures = new Intl.NumberFormat('vi-VN');
const figure = (value: number | null) => (value === null ? '–' : figures.format(value));

const TEXTS: Record<ReasonCode, Text> = {
  not_yet: (i) => [`${i.nameVi}: chưa đạt.`, `${i.nameEn}: not yet.`],
  below_need: (i, g) => [
    `${i.nameVi}: hiện có ${figure(g.have)}, cần có ${figure(g.need)}, còn thiếu ${figure(g.missing)}${unitOf(i)}.`,
    `${i.nameEn}: has ${figure(g.have)} of ${figure(g.need)}, ${figure(g.missing)} missing.`,
  ],
  below_threshold: (i, g) => [
    `${i.nameVi}: đạt ${figure(g.have)}${unitOf(i)}, cần ít nhất ${figure(g.need)}${unitOf(i)}.`,
    `${i.nameEn}: ${figure(g.have)}, at least ${figure(g.need)} is asked.`,
  ],
  above_threshold: (i, g) => [
    `${i.nameVi}: ${figure(g.have)}${unitOf(i)}, không được quá ${figure(g.need)}${unitOf(i)}.`,
    `${i.nameEn}: ${figure(g.have)}, at most ${figure(g.need)} is allowed.`,
  ],
  expires_soon: (i) => [
    `${i.nameVi}: đã hết hạn hoặc còn dưới ${figure(i.threshold ?? 0)} ngày.`,
    `${i.nameEn}: has passed or comes within ${i.threshold ?? 0} days.`,
  ],
  questioned: (i) => [
    `${i.nameVi}: cần xem lại. Đề nghị sửa số liệu hoặc gửi minh chứng để Sở xác minh.`,
    `${i.nameEn}: questioned by a reviewer; correct it or have it verified.`,
  ],
  never_reported: (i) => [`${i.nameVi}: chưa báo cáo lần nào.`, `${i.nameEn}: never reported.`],
  asked_anew: (i) => [
    `${i.nameVi}: nội dung chỉ tiêu đã thay đổi từ ngày ${formatDay(i.validFrom)}, cần báo cáo lại.`,
    `${i.nameEn}: what it asks changed on ${formatDay(i.validFrom)}; not reported since.`,
  ],
  stale: (i, g) => [
    `${i.nameVi}: số liệu gần nhất là của ngày ${g.of ? formatDay(g.of) : '–'}, đã hết hiệu lực.`,
    `${i.nameEn}: last reported on ${g.of ? formatDay(g.of) : '–'}; that is too long ago.`,
  ],
  said_unknown: (i) => [`${i.nameVi}: đơn vị báo cáo là chưa rõ.`, `${i.nameEn}: reported as not known.`],
  unusable: (i) => [
    `${i.nameVi}: số liệu trước đây không còn phù hợp. Cần báo cáo lại.`,
    `${i.nameEn}: the last value no longer fits what is asked.`,
  ],
};
