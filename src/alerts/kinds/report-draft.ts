import { addDays } from '../../days.ts';
import { type KindOf, step } from '../kind.ts';
import { type ReportFacts, reportName } from './report-facts.ts';

/** A report that was drafted on its day by itself and waits to be read, written and submitted. */
export const reportDraft: KindOf<'report_draft', ReportFacts> = {
  kind: 'report_draft',
  name: ['Dự thảo báo cáo chờ hoàn thiện', 'Report draft waiting'],
  about: 'province',
  ofProgramme: true,
  opens: 'watch',
  weight: 0,
  texts(facts, { areaVi, areaEn }) {
    const [vi, en] = reportName(facts);
    return {
      reasonVi: `${areaVi}: đã có dự thảo ${vi}, chưa trình duyệt`,
      reason: `${areaEn}: ${en} is drafted and not submitted yet.`,
      todoVi:
        'Đề nghị anh/chị mở mục Báo cáo tổng hợp, xem số liệu, viết phần lời và trình lãnh đạo duyệt. Số liệu của dự thảo được tính lại mỗi lần mở cho đến khi trình.',
      todo: 'Please open Reports, read the figures, write the words and submit it. Until then its figures are those of the moment.',
    };
  },
  ends: {
    report_moved_on: (facts, { areaVi, areaEn }) => {
      const [vi, en] = reportName(facts);
      return [`${areaVi}: ${vi} đã được trình`, `${areaEn}: ${en} has been submitted.`];
    },
  },
  ladder: {
    steps: [
      step('department', { repeatMinutes: 1140, atMost: 3 }),
      step('leader', { waitMinutes: 2280, repeatMinutes: null }),
    ],
    settings: {},
  },
  sample: (today) => ({
    ...{ report: 1, reportKind: 'monthly', from: `${today.slice(0, 7)}-01` },
    ...{ to: addDays(`${today.slice(0, 7)}-01`, 29), by: 'Hệ thống', version: 1 },
  }),
};
