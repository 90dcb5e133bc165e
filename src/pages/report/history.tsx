import type { Values } from '../../intake/types.ts';
import { changesBetween } from './changes.ts';
import { questionsOf, type ReportFacts } from './facts.ts';
import { CHANNELS, momentText, unitOf, valueText } from './words.ts';

/** Who sent what of the day and when, latest first, and what each changed. */
export function ReportHistory({ facts }: { facts: ReportFacts }) {
  const { revisions, day } = facts;
  const questions = questionsOf(facts);
  const codes = questions.map(({ indicator }) => indicator.code);
  const indicators = new Map(questions.map(({ indicator }) => [indicator.code, indicator]));
  const before: Values = Object.fromEntries(
    questions.flatMap(({ indicator, last }) => (last ? [[indicator.code, last.value]] : [])),
  );
  const sent = revisions.map((row, index) => {
    const previous = revisions[index - 1];
    // What the first report leaves out is as it was; what a later one leaves out was taken back.
    const known = previous?.values ?? before;
    const asked = previous ? codes : codes.filter((code) => code in row.values);
    return { row, changes: changesBetween(known, row.values, asked), noteBefore: previous?.note ?? null };
  });
  if (sent.length === 0) return null;
  return (
    <section aria-labelledby="lan-gui">
      <h2 id="lan-gui">Các lần gửi trong ngày</h2>
      <ol class="history" reversed>
        {sent.reverse().map(({ row, changes, noteBefore }) => (
          <li key={row.revision}>
            <p>
              <b>{momentText(row.receivedAt, day)}</b>, {row.by}, {CHANNELS[row.channel]}
            </p>
            {changes.length === 0 ? (
              <p class="hint">
                {row.revision === 1 ? 'Không khác lần báo cáo trước.' : 'Số liệu giữ nguyên.'}
              </p>
            ) : (
              <ul>
                {changes.map((change) => {
                  const indicator = indicators.get(change.indicator);
                  const unit = indicator ? unitOf(indicator) : null;
                  return (
                    <li key={change.indicator}>
                      {indicator?.nameVi}: {valueText(change.before, unit)} → {valueText(change.after, unit)}
                    </li>
                  );
                })}
              </ul>
            )}
            {row.note === noteBefore ? null : (
              <p class="note">{row.note === null ? 'Đã xoá ghi chú.' : `Ghi chú: ${row.note}`}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
