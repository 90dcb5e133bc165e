import type { RecordRow } from '../intake/store.ts';
import type { Values } from '../intake/types.ts';
import { TableBox } from './parts/table-box.tsx';
import { changesBetween } from './report-changes.ts';
import { questionsOf, type ReportFacts } from './report-facts.ts';
import { momentText, unitOf, valueText } from './report-words.ts';

export interface Conflict {
  /** What was about to be sent. */
  mine: Values;
  note: string | null;
  /** What somebody else has sent meanwhile. */
  theirs: RecordRow;
}

/** Two reports of one day side by side, where they differ; nobody's is lost. */
export function ConflictNotice({ conflict, facts }: { conflict: Conflict; facts: ReportFacts }) {
  const { mine, note, theirs } = conflict;
  const indicators = new Map(questionsOf(facts).map(({ indicator }) => [indicator.code, indicator]));
  const rows = changesBetween(theirs.values, mine, [...indicators.keys()]).flatMap((change) => {
    const indicator = indicators.get(change.indicator);
    if (!indicator) return [];
    const unit = unitOf(indicator);
    const [before, after] = [valueText(change.before, unit), valueText(change.after, unit)];
    return [{ name: indicator.nameVi, before, after }];
  });
  if (note !== theirs.note) rows.push({ name: 'Ghi chú', before: theirs.note ?? '–', after: note ?? '–' });
  return (
    <section class="notice" role="alert" aria-labelledby="khac-nhau">
      <h2 id="khac-nhau">Đã có báo cáo khác của ngày này</h2>
      <p>
        {theirs.by} đã gửi lúc {momentText(theirs.receivedAt, facts.day)}, trong khi anh/chị đang điền. Chưa
        có gì của anh/chị bị mất: các ô dưới đây giữ nguyên số anh/chị đã ghi.
      </p>
      <TableBox label="Chỗ khác nhau">
        <table>
          <caption>Chỗ khác nhau</caption>
          <thead>
            <tr>
              <th scope="col">Mục</th>
              <th scope="col">Đã gửi</th>
              <th scope="col">Anh/chị ghi</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td>{row.before}</td>
                <td>{row.after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p>Anh/chị xem lại rồi gửi: báo cáo của anh/chị thành lần gửi mới, lần trước vẫn được lưu.</p>
    </section>
  );
}
