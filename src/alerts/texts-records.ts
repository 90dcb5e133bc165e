import { COLOUR_WORDS } from '../collect/words.ts';
import { type Day, formatDay } from '../days.ts';
import type { Names } from './names.ts';
import type { AlertContent, AlertTexts } from './types.ts';

/** So many names are spelled out in a line; the rest are counted. */
const NAMED = 5;

type RecordContent = Extract<
  AlertContent,
  { kind: 'record_due_soon' | 'record_missing' | 'record_missing_streak' | 'regressed' }
>;

/** Texts of alerts about a locality's records. */
export function recordTexts(content: RecordContent, names: Names): AlertTexts {
  const { areaVi: vi, areaEn: en } = names;
  switch (content.kind) {
    case 'record_due_soon': {
      const { day, cutoff } = content.facts;
      return {
        reasonVi: `${vi} sắp đến hạn gửi báo cáo ngày ${formatDay(day)}`,
        reason: `${en} has not reported for ${day} yet; due at ${cutoff}.`,
        todoVi: `Chưa có báo cáo của ngày này. Đề nghị anh/chị gửi trước ${cutoff} hôm nay để được ghi nhận đúng hạn.`,
        todo: `Please send it before ${cutoff} today, so that it counts as on time.`,
      };
    }
    case 'record_missing': {
      const { day, cutoff, openThrough } = content.facts;
      return {
        reasonVi: `${vi} chưa gửi báo cáo ngày ${formatDay(day)}`,
        reason: `${en} has not reported for ${day}, which was due at ${cutoff}.`,
        todoVi: `Đến ${cutoff} ngày ${formatDay(day)} hệ thống chưa nhận được báo cáo. ${stillTakenVi(day, openThrough)}`,
        todo: stillTaken(openThrough),
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
        todoVi: `${lastVi} Đề nghị anh/chị bố trí người gửi báo cáo; nếu gặp khó khăn, liên hệ Sở KH&CN để được hỗ trợ. ${stillTakenVi(day, openThrough)}`,
        todo: `Please name somebody who reports; the Department of Science and Technology helps where it is hard. ${stillTaken(openThrough)}`,
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
        todo: `Please check, make up what lacks, and send new figures before ${next.cutoff} on ${next.day}.`,
      };
    }
  }
}

function stillTakenVi(day: Day, openThrough: Day): string {
  return `Anh/chị vẫn gửi được báo cáo ngày ${formatDay(day)} đến hết ngày ${formatDay(openThrough)}; báo cáo được ghi là gửi muộn.`;
}

const stillTaken = (openThrough: Day) => `It is still taken until the end of ${openThrough}, as late.`;

function listed(
  codes: readonly string[],
  nameOf: (code: string) => string,
  and: string,
  more: string,
): string {
  const named = codes.slice(0, NAMED).map(nameOf).join('; ');
  return codes.length > NAMED ? `${named} ${and} ${codes.length - NAMED} ${more}` : named;
}
