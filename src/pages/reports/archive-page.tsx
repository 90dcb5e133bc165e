import type { ReportHead } from '../../reports/store.ts';
import { useSay } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import { useReportColumns } from './columns.tsx';
import { ARCHIVE, fileAddress, REPORTS } from './words.ts';

export interface ArchiveShown {
  year: number;
  reports: readonly ReportHead[];
  /** SHA-256 of their Word files, by number. */
  hashes: ReadonlyMap<number, string>;
}

/** What was approved in a year, each with its files as they were approved. */
export function ArchivePage({ year, reports, hashes }: ArchiveShown) {
  const say = useSay();
  const title = say(`Báo cáo đã duyệt năm ${year}`, `Approved reports of ${year}`);
  return (
    <>
      <p>
        <a href={REPORTS}>{say('Tất cả báo cáo', 'All reports')}</a>
      </p>
      <h1>{title}</h1>
      <p class="actions">
        <a class="button quiet" href={`${ARCHIVE}?nam=${year - 1}`}>
          {say(`Năm ${year - 1}`, String(year - 1))}
        </a>
        <a class="button quiet" href={`${ARCHIVE}?nam=${year + 1}`}>
          {say(`Năm ${year + 1}`, String(year + 1))}
        </a>
      </p>
      <DataTable
        title={title}
        rows={reports}
        keyOf={({ id }) => id}
        empty={say('Chưa có báo cáo nào được duyệt trong năm này.', 'Nothing was approved of this year.')}
        columns={[
          ...useReportColumns(),
          { key: 'approved', head: say('Duyệt lúc', 'Approved'), value: ({ approvedAt }) => approvedAt },
          { key: 'by', head: say('Người duyệt', 'Approved by'), value: ({ approvedBy }) => approvedBy },
          {
            key: 'files',
            head: say('Tệp', 'Files'),
            cell: ({ id }) => (
              <>
                <a href={fileAddress(id, 'docx')}>Word</a> · <a href={fileAddress(id, 'xlsx')}>Excel</a>
              </>
            ),
          },
          { key: 'sha256', head: 'SHA-256', value: ({ id }) => hashes.get(id) ?? null, unseen: true },
        ]}
      />
    </>
  );
}
