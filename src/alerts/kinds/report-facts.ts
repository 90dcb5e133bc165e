import { type Day, formatDay } from '../../days.ts';
import type { Words } from '../../i18n/say.ts';

/** A report that waits for somebody, as alerts know it. */
export interface ReportFacts {
  /** Its number. */
  report: number;
  reportKind: string;
  from: Day;
  to: Day;
  version: number;
  /** Who drafted it, or who submitted it. */
  by: string;
}

/** What a report is called within a sentence. Pure. */
export function reportName({ reportKind, from, to, version }: ReportFacts): Words {
  const [year, month] = from.split('-').map(Number);
  const again: Words = version > 1 ? [` (lần ${version})`, ` (version ${version})`] : ['', ''];
  const [vi, en] = ((): Words => {
    switch (reportKind) {
      case 'monthly':
        return [`báo cáo tháng ${month}/${year}`, `the report of ${month}/${year}`];
      case 'half_yearly':
        return month === 1
          ? [`báo cáo 6 tháng đầu năm ${year}`, `the report of the first half of ${year}`]
          : [`báo cáo 6 tháng cuối năm ${year}`, `the report of the second half of ${year}`];
      case 'deadline':
        return [`báo cáo theo thời hạn ${formatDay(to)}`, `the report due by ${formatDay(to)}`];
      default:
        return [`báo cáo ngày ${formatDay(to)}`, `the report of ${formatDay(to)}`];
    }
  })();
  return [vi + again[0], en + again[1]];
}
