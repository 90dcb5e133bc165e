import type { Day } from '../../days.ts';
import type { RecordRow } from '../../intake/store.ts';
import type { Merged } from './merge.ts';
import { momentText, unitOf, valueText } from './words.ts';

export interface Conflict {
  /** What somebody else has sent meanwhile. */
  theirs: RecordRow;
  merged: Merged;
}

/** Two reports of one day side by side, where they differ; nobody's is lost. */
export function ConflictNotice({ conflict, day }: { conflict: Conflict; day: Day }) {
  const { theirs, merged } = conflict;
  const rows = merged.differences.map((one) => {
    const unit = unitOf(one.indicator);
    return {
      name: one.indicator.nameVi,
      theirs: valueText(one.theirs, unit),
      mine: valueText(one.mine, unit),
    };
  });
  if (merged.notes !== null)
    rows.push({ name: 'Ghi chú', theirs: merged.notes.theirs || '–', mine: merged.notes.mine || '–' });
  return (
    <section class="notice" role="alert" aria-labelledby="khac-nhau">
      <h2 id="khac-nhau">Đã có báo cáo khác của ngày này</h2>
      <p>
        {theirs.by} đã gửi lúc {momentText(theirs.receivedAt, day)}, trong khi anh/chị đang điền. Báo cáo của
        anh/chị chưa được gửi.
      </p>
      {rows.length === 0 ? (
        <p>Các mục anh/chị sửa đã giống báo cáo đó. Anh/chị không cần gửi lại.</p>
      ) : (
        <>
          <p>
            Số anh/chị sửa vẫn được giữ trong các ô dưới đây; mục anh/chị không sửa lấy theo báo cáo đó. Chỗ
            khác nhau:
          </p>
          <table class="compare">
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
                  <td>{row.theirs}</td>
                  <td>{row.mine}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>Anh/chị xem lại rồi gửi: đó sẽ là lần gửi mới, lần trước vẫn được lưu.</p>
        </>
      )}
    </section>
  );
}
