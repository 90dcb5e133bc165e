import { type KindOf, step } from '../kind.ts';
import { type ReportFacts, reportName } from './report-facts.ts';

/** A report that waits for whoever approves it. */
export const reportSubmitted: KindOf<'report_submitted', ReportFacts> = {
  kind: 'report_submitted',
  name: ['Báo cáo chờ duyệt', 'Report waiting for approval'],
  about: 'province',
  ofProgramme: true,
  opens: 'watch',
  weight: 0,
  texts(facts, { areaVi, areaEn }) {
    const [vi, en] = reportName(facts);
    return {
      reasonVi: `${areaVi}: ${vi} chờ duyệt`,
      reason: `${areaEn}: ${en} waits for approval.`,
      todoVi: `Người trình: ${facts.by}. Đề nghị anh/chị mở mục Báo cáo tổng hợp, đọc báo cáo rồi duyệt, hoặc trả lại kèm lý do.`,
      todo: `Submitted by ${facts.by}. Please open Reports, read it, and approve it or send it back with a reason.`,
    };
  },
  ends: {
    report_moved_on: (facts, { areaVi, areaEn }) => {
      const [vi, en] = reportName(facts);
      return [`${areaVi}: ${vi} đã được xử lý`, `${areaEn}: ${en} does not wait for approval any more.`];
    },
  },
  ladder: {
    steps: [step('leader', { repeatMinutes: 570, atMost: 3 }), step('department', { waitMinutes: 1140 })],
    settings: {},
  },
  sample: (today) => ({
    ...{ report: 1, reportKind: 'daily', from: today, to: today },
    ...{ by: 'Nguyễn Văn An', version: 1 },
  }),
};
