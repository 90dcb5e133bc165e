import { formatDay, timeOf } from '../../days.ts';
import type { OpenData } from '../../opendata/source.ts';
import { formatNumber, formatPercent } from '../format.ts';
import { useSay } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { DataTable } from '../parts/table.tsx';
import { COLOURS, REPORTING_WORDS } from '../words.ts';

/** How a province stands, for anybody: no person, no note, no amount of money. */
export function OpenPage({ open }: { open: OpenData }) {
  const say = useSay();
  const { figures, settings, dictionary } = open;
  const { summary, localities, conditions } = figures;
  const api = `/api/v1/open/${figures.province}`;
  const moment = `${timeOf(new Date(figures.asOf))} ${formatDay(figures.day)}`;
  const share = summary.percentGreen === null ? '–' : formatPercent(summary.percentGreen);
  return (
    <>
      <h1>{say(`${figures.name}: đơn vị đủ điều kiện`, `${figures.name}: localities that are ready`)}</h1>
      <p>
        {say(
          `${formatNumber(summary.green)} trên ${formatNumber(localities.length)} xã, phường, đặc khu đã đạt (${share}), tính đến ${moment}.`,
          `${formatNumber(summary.green)} of ${formatNumber(localities.length)} localities are green (${share}) as of ${moment}.`,
        )}
      </p>
      <Facts
        of={[
          [say('Đợt theo dõi', 'Programme'), say(figures.programme.nameVi, figures.programme.nameEn)],
          [say('Gần đạt', 'Nearly green'), formatNumber(summary.yellow)],
          [say('Chưa đạt', 'Not green'), formatNumber(summary.red)],
          [say('Chưa có số liệu', 'No figures'), formatNumber(summary.grey)],
          [
            say('Đã báo cáo hôm nay', 'Reported today'),
            `${formatNumber(summary.received)} / ${formatNumber(summary.expected)}`,
          ],
          [say('Cơ quan công bố', 'Published by'), settings.publisher],
          [say('Giấy phép', 'Licence'), settings.licence],
          [
            say('Dữ liệu', 'Data'),
            <>
              <a href={api}>JSON</a> · <a href={`${api}?format=csv`}>CSV</a> ·{' '}
              <a href={`${api}/dictionary`}>{say('từ điển dữ liệu', 'data dictionary')}</a>
            </>,
          ],
        ]}
      />
      <section class="panel">
        <h2>{say('Theo điều kiện', 'By condition')}</h2>
        <DataTable
          title={say('Theo điều kiện', 'By condition')}
          name="dieu-kien"
          rows={conditions}
          keyOf={(one) => one.code}
          columns={[
            { key: 'name', head: say('Điều kiện', 'Condition'), value: (one) => say(one.nameVi, one.nameEn) },
            { key: 'met', head: say('Đạt', 'Met'), value: (one) => one.met, figure: true },
            { key: 'unmet', head: say('Chưa đạt', 'Not met'), value: (one) => one.unmet, figure: true },
            {
              key: 'unknown',
              head: say('Chưa có số liệu', 'Not known'),
              value: (one) => one.unknown,
              figure: true,
            },
          ]}
        />
      </section>
      <section class="panel">
        <h2>{say('Từng đơn vị', 'Each locality')}</h2>
        <DataTable
          title={say('Từng đơn vị', 'Each locality')}
          name="don-vi"
          rows={localities}
          keyOf={(one) => one.code}
          size={200}
          columns={[
            { key: 'code', head: say('Mã', 'Code'), value: (one) => one.code },
            { key: 'name', head: say('Đơn vị', 'Locality'), value: (one) => `${one.type} ${one.name}` },
            {
              key: 'colour',
              head: say('Mức độ', 'State'),
              value: (one) => say(...COLOURS[one.colour].words),
              cell: (one) => <StateTag colour={one.colour} />,
            },
            {
              key: 'percent',
              head: say('Tỷ lệ đạt', 'Share met'),
              value: (one) => one.percent,
              percent: true,
              figure: true,
            },
            {
              key: 'reporting',
              head: say('Báo cáo hôm nay', 'Today’s record'),
              value: (one) => say(...REPORTING_WORDS[one.reporting]),
            },
          ]}
        />
      </section>
      <details class="panel">
        <summary>{say('Từ điển dữ liệu', 'Data dictionary')}</summary>
        <DataTable
          title={say('Từ điển dữ liệu', 'Data dictionary')}
          name="tu-dien"
          rows={dictionary}
          keyOf={(one) => one.field}
          columns={[
            { key: 'field', head: say('Trường', 'Field'), value: (one) => one.field },
            { key: 'meaning', head: say('Ý nghĩa', 'Meaning'), value: (one) => say(...one.meaning) },
            { key: 'unit', head: say('Đơn vị tính', 'Unit'), value: (one) => one.unit },
            { key: 'source', head: say('Nguồn', 'Source'), value: (one) => say(...one.source) },
          ]}
        />
      </details>
    </>
  );
}
