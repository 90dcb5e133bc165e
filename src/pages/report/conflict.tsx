import type { Day } from '../../days.ts';
import type { RecordRow } from '../../intake/store.ts';
import { useSay } from '../language.tsx';
import type { Merged } from './merge.ts';
import { momentText, nameOf, unitOf, valueText } from './words.ts';

export interface Conflict {
  /** What somebody else has sent meanwhile. */
  theirs: RecordRow;
  merged: Merged;
}

/** Two reports of one day side by side, where they differ; nobody's is lost. */
export function ConflictNotice({ conflict, day }: { conflict: Conflict; day: Day }) {
  const say = useSay();
  const { theirs, merged } = conflict;
  const rows = merged.differences.map((one) => {
    const unit = unitOf(one.indicator);
    return {
      name: nameOf(one.indicator, say),
      theirs: valueText(one.theirs, unit, say),
      mine: valueText(one.mine, unit, say),
    };
  });
  if (merged.notes !== null)
    rows.push({
      name: say('Ghi chú', 'Note'),
      theirs: merged.notes.theirs || '–',
      mine: merged.notes.mine || '–',
    });
  const at = momentText(theirs.receivedAt, day, say);
  return (
    <section class="notice" role="alert" aria-labelledby="khac-nhau">
      <h2 id="khac-nhau">{say('Đã có báo cáo khác của ngày này', 'There is another report of this day')}</h2>
      <p>
        {say(
          `${theirs.by} đã gửi lúc ${at}, trong khi anh/chị đang điền. Báo cáo của anh/chị chưa được gửi.`,
          `${theirs.by} sent it at ${at} while you were filling in yours. Yours has not been sent.`,
        )}
      </p>
      {rows.length === 0 ? (
        <p>
          {say(
            'Các chỉ tiêu anh/chị sửa đã giống báo cáo đó. Anh/chị không cần gửi lại.',
            'What you changed is in that report already. There is no need to send it again.',
          )}
        </p>
      ) : (
        <>
          <p>
            {say(
              'Số anh/chị sửa vẫn được giữ trong các ô dưới đây; chỉ tiêu anh/chị không sửa lấy theo báo cáo đó. Chỗ khác nhau:',
              'What you changed is kept in the fields below; the rest is as in that report. They differ here:',
            )}
          </p>
          <table class="compare">
            <thead>
              <tr>
                <th scope="col">{say('Mục', 'Question')}</th>
                <th scope="col">{say('Đã gửi', 'Sent')}</th>
                <th scope="col">{say('Số liệu của anh/chị', 'Yours')}</th>
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
          <p>
            {say(
              'Anh/chị vui lòng xem lại rồi gửi: đó sẽ là lần gửi mới, lần trước vẫn được lưu.',
              'Look through it and send: it will be a new report, and the one before is kept.',
            )}
          </p>
        </>
      )}
    </section>
  );
}
