import { useSay, type Words } from '../language.tsx';
import { Notice } from '../parts/notice.tsx';
import type { Closed, ReportFacts } from './facts.ts';
import { OpenDays, ReportHead } from './head.tsx';
import { ReportHistory } from './history.tsx';
import { ReportValues } from './values.tsx';

/** The report of a day that takes no more, or of a caller who only reads. */
export function ReportReading({ facts, closed }: { facts: ReportFacts; closed: Closed }) {
  const say = useSay();
  const latest = facts.revisions.at(-1);
  return (
    <div class="report">
      <ReportHead facts={facts} title={say('Báo cáo', 'Report')} />
      <Notice>{say(...CLOSED[closed])}</Notice>
      <OpenDays facts={facts} />
      {latest === undefined ? null : (
        <>
          <ReportValues facts={facts} values={latest.values} />
          {latest.note === null ? null : (
            <p class="note">
              {say('Ghi chú', 'Note')}: {latest.note}
            </p>
          )}
          <ReportHistory facts={facts} />
        </>
      )}
    </div>
  );
}

const CLOSED: Record<Closed, Words> = {
  ended: [
    'Đơn vị đã ngừng hoạt động nên báo cáo chỉ còn xem được. Nếu cần sửa số liệu, anh/chị vui lòng liên hệ Sở KH&CN.',
    'The unit has ended, so its reports can only be read. If a figure is to be corrected, tell the department.',
  ],
  locked: [
    'Ngày này đã khóa, chỉ còn xem được. Nếu có số cần sửa, anh/chị vui lòng đề nghị Sở KH&CN mở lại ngày này.',
    'This day is closed and can only be read. If a figure is to be corrected, ask the department to reopen the day.',
  ],
  reader: [
    'Anh/chị xem được báo cáo này. Gửi và sửa báo cáo là việc của cán bộ đơn vị và Sở KH&CN.',
    'You can read this report. Sending and changing it is for officers of the unit and the department.',
  ],
};
