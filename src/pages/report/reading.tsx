import type { ReportFacts } from './facts.ts';
import { OpenDays, ReportHead } from './head.tsx';
import { ReportHistory } from './history.tsx';
import { ReportValues } from './values.tsx';

/** The report of a day that takes no more, or of a caller who only reads. */
export function ReportReading({ facts, closed }: { facts: ReportFacts; closed: 'locked' | 'reader' }) {
  const latest = facts.revisions.at(-1);
  return (
    <div class="report">
      <ReportHead facts={facts} title="Báo cáo" />
      <p class="notice">{CLOSED[closed]}</p>
      <OpenDays facts={facts} />
      {latest === undefined ? null : (
        <>
          <ReportValues facts={facts} values={latest.values} />
          {latest.note === null ? null : <p class="note">Ghi chú: {latest.note}</p>}
          <ReportHistory facts={facts} />
        </>
      )}
    </div>
  );
}

const CLOSED = {
  locked: 'Ngày này đã khoá, chỉ còn xem được. Nếu có số cần sửa, anh/chị đề nghị Sở KH&CN mở lại ngày này.',
  reader: 'Anh/chị xem được báo cáo này. Gửi và sửa báo cáo là việc của cán bộ đơn vị và Sở KH&CN.',
};
