import { COLOUR_WORDS } from '../collect/words.ts';
import { type Day, formatDay } from '../days.ts';
import type { LocalityName } from '../registry/types.ts';
import type { AlertContent } from './types.ts';

/** What texts need to know of names. */
export interface Names {
  locality: LocalityName;
  /** Name of an indicator by its code. */
  indicatorVi(code: string): string;
  indicatorEn(code: string): string;
}

export interface AlertTexts {
  /** One line that stands alone: of a list, or of a message's subject. */
  reasonVi: string;
  reason: string;
  /** What can be done, and until when. */
  todoVi: string;
}

/** So many names are spelled out in a line; the rest are counted. */
const NAMED = 5;

/** “Xã Cẩm Giang”, as a sentence begins with it. */
export function titleOf({ type, name }: LocalityName): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}`;
}

/** All that people read of an alert, made from its kind and facts. */
export function alertTexts(content: AlertContent, names: Names): AlertTexts {
  const vi = titleOf(names.locality);
  const en = `${names.locality.name} (${names.locality.code})`;
  switch (content.kind) {
    case 'record_due_soon': {
      const { day, cutoff } = content.facts;
      return {
        reasonVi: `${vi} sắp đến hạn gửi báo cáo ngày ${formatDay(day)}`,
        reason: `${en} has not reported for ${day} yet; due at ${cutoff}.`,
        todoVi: `Chưa có báo cáo của ngày này. Đề nghị anh/chị gửi trước ${cutoff} hôm nay để được ghi nhận đúng hạn.`,
      };
    }
    case 'record_missing': {
      const { day, cutoff, openThrough } = content.facts;
      return {
        reasonVi: `${vi} chưa gửi báo cáo ngày ${formatDay(day)}`,
        reason: `${en} has not reported for ${day}, which was due at ${cutoff}.`,
        todoVi: `Đến ${cutoff} ngày ${formatDay(day)} hệ thống chưa nhận được báo cáo. ${stillTaken(day, openThrough)}`,
      };
    }
    case 'record_missing_streak': {
      const { day, streak, lastReportedOn, openThrough } = content.facts;
      const lastVi = lastReportedOn
        ? `Báo cáo gần nhất là của ngày ${formatDay(lastReportedOn)}.`
        : 'Đơn vị chưa gửi báo cáo nào.';
      return {
        reasonVi: `${vi} chưa gửi báo cáo ${streak} ngày liền, đến ngày ${formatDay(day)}`,
        reason: `${en} has not reported for ${streak} reporting days running, through ${day}; last report: ${lastReportedOn ?? 'none'}.`,
        todoVi: `${lastVi} Đề nghị anh/chị bố trí người gửi báo cáo; nếu gặp khó khăn, liên hệ Sở KH&CN để được hỗ trợ. ${stillTaken(day, openThrough)}`,
      };
    }
    case 'regressed': {
      const { day, to, lacking, next } = content.facts;
      return {
        reasonVi: `${vi} không còn ở mức đạt khi chốt số liệu ngày ${formatDay(day)}`,
        reason: `${en} was green and closed ${day} ${to}: ${listed(lacking, names.indicatorEn, 'and', 'more')}.`,
        todoVi:
          `Lần chốt trước: đạt; lần này: ${COLOUR_WORDS[to]}. Còn thiếu: ${listed(lacking, names.indicatorVi, 'và', 'mục khác')}. ` +
          `Đề nghị anh/chị kiểm tra, bổ sung rồi gửi số liệu mới trước ${next.cutoff} ngày ${formatDay(next.day)}.`,
      };
    }
  }
}

function stillTaken(day: Day, openThrough: Day): string {
  return `Anh/chị vẫn gửi được báo cáo ngày ${formatDay(day)} đến hết ngày ${formatDay(openThrough)}; báo cáo được ghi là gửi muộn.`;
}

function listed(
  codes: readonly string[],
  nameOf: (code: string) => string,
  and: string,
  more: string,
): string {
  const named = codes.slice(0, NAMED).map(nameOf).join('; ');
  return codes.length > NAMED ? `${named} ${and} ${codes.length - NAMED} ${more}` : named;
}
