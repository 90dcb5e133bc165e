import { COLOUR_WORDS, GAP_STATES, REPORTING_WORDS } from '../../collect/words.ts';
import { titleOf } from '../../reports/present.ts';
import type { FigureRow } from '../../reports/rows-rules.ts';
import type { ReportRow } from '../../reports/store.ts';
import type { Snapshot } from '../../reports/types.ts';
import { figureWords } from '../../targets/words.ts';
import { localityAddress } from '../addresses.ts';
import { useSay, useWho } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import { reportAddress } from './words.ts';

/** The rows that a figure of a report counts, as they were kept with it. */
export function FigureRowsPage({
  row,
  snapshot,
  rows,
}: {
  row: ReportRow;
  snapshot: Snapshot;
  rows: readonly FigureRow[];
}) {
  const say = useSay();
  const { registry } = useWho();
  const ofGaps = rows.some(({ gap }) => gap !== null);
  const ofTargets = rows.some(({ target }) => target);
  const ofPromises = rows.some(({ gap }) => gap?.promise);
  return (
    <>
      <p>
        <a href={reportAddress(row.id)}>{say('Về báo cáo', 'Back to the report')}</a>
      </p>
      <h1>{say('Danh sách của một số liệu', 'Rows of a figure')}</h1>
      <p class="hint" lang="vi">
        {titleOf(registry, row)}
      </p>
      <DataTable
        title={say('Danh sách của một số liệu', 'Rows of a figure')}
        rows={rows}
        keyOf={({ locality, indicator }) => `${locality.code} ${indicator?.code ?? ''}`}
        empty={say('Không có đơn vị nào.', 'There is none.')}
        columns={[
          {
            key: 'unit',
            head: say('Đơn vị', 'Unit'),
            value: ({ locality }) => `${locality.type} ${locality.name}`,
            cell: ({ locality }) => (
              <a lang="vi" href={localityAddress(locality.code, { day: snapshot.day })}>
                {locality.type} {locality.name}
              </a>
            ),
            label: null,
          },
          { key: 'code', head: say('Mã', 'Code'), value: ({ locality }) => locality.code },
          {
            key: 'colour',
            head: say('Tình trạng', 'State'),
            value: ({ locality }) => say(...COLOUR_WORDS[locality.colour]),
          },
          {
            key: 'reporting',
            head: say('Báo cáo trong ngày', 'Report'),
            value: ({ locality }) => say(...REPORTING_WORDS[locality.reporting]),
          },
          {
            key: 'streak',
            head: say('Số ngày liền chưa gửi', 'Days missing'),
            value: ({ locality }) => locality.missingStreak,
            figure: true,
          },
          (ofGaps || ofTargets) && {
            key: 'indicator',
            head: say('Chỉ tiêu', 'Indicator'),
            value: ({ indicator }) => indicator?.nameVi,
          },
          ofGaps && {
            key: 'gap',
            head: say('Kết quả', 'Result'),
            value: ({ gap }) => gap && say(...GAP_STATES[gap.state]),
          },
          ofGaps && {
            key: 'have',
            head: say('Hiện có', 'Have'),
            value: ({ gap }) => gap?.have,
            figure: true,
          },
          ofGaps && { key: 'need', head: say('Cần có', 'Need'), value: ({ gap }) => gap?.need, figure: true },
          ofGaps && {
            key: 'missing',
            head: say('Còn thiếu', 'Missing'),
            value: ({ gap }) => gap?.missing,
            figure: true,
            sum: true,
          },
          ofTargets && {
            key: 'period',
            head: say('Kỳ', 'Period'),
            value: ({ target }) => target?.period,
          },
          ofTargets && {
            key: 'value',
            head: say('Thực hiện', 'Reported'),
            value: ({ target }) => (target ? figureWords(target.value) : null),
          },
          ofTargets && {
            key: 'difference',
            head: say('So với lộ trình hoặc mức phải đạt', 'Against path or target'),
            value: ({ target }) => target?.difference,
            figure: true,
          },
          ofPromises && {
            key: 'promised',
            head: say('Ngày hẹn hoàn thành', 'Promised for'),
            value: ({ gap }) => gap?.promise?.promisedOn,
          },
        ]}
      />
    </>
  );
}
