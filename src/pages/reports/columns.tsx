import { KINDS } from '../../reports/kinds/all.ts';
import { titleOf } from '../../reports/present.ts';
import type { ReportHead } from '../../reports/store.ts';
import { useSay, useWho } from '../language.tsx';
import type { Column } from '../parts/table.tsx';
import { reportAddress } from './words.ts';

/** Which report it is, in each list of them. */
export function useReportColumns(): Column<ReportHead>[] {
  const say = useSay();
  const { registry } = useWho();
  return [
    {
      key: 'title',
      head: say('Báo cáo', 'Report'),
      value: (row) => titleOf(registry, row),
      cell: (row) => (
        <a lang="vi" href={reportAddress(row.id)}>
          {titleOf(registry, row)}
        </a>
      ),
      label: null,
    },
    { key: 'kind', head: say('Loại', 'Kind'), value: ({ kind }) => say(...KINDS[kind].name) },
    { key: 'to', head: say('Kỳ đến ngày', 'Period up to'), value: ({ periodTo }) => periodTo },
    { key: 'version', head: say('Lần', 'Version'), value: ({ version }) => version, figure: true },
  ];
}
