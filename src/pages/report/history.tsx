import type { Values } from '../../intake/types.ts';
import { useSay } from '../language.tsx';
import { changesBetween } from './changes.ts';
import { questionsOf, type ReportFacts } from './facts.ts';
import { CHANNELS, momentText, nameOf, unitOf, valueText } from './words.ts';

/** Who sent what of the day and when, latest first, and what each changed. */
export function ReportHistory({ facts }: { facts: ReportFacts }) {
  const say = useSay();
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
      <h2 id="lan-gui">{say('Các lần gửi trong ngày', 'Reports of this day')}</h2>
      <ol class="history" reversed>
        {sent.reverse().map(({ row, changes, noteBefore }) => (
          <li key={row.revision}>
            <p>
              <b>{momentText(row.receivedAt, day, say)}</b>, {row.by}, {say(...CHANNELS[row.channel])}
            </p>
            {changes.length === 0 ? (
              <p class="hint">
                {row.revision === 1
                  ? say('Không khác lần báo cáo trước.', 'The same as the report before.')
                  : say('Số liệu giữ nguyên.', 'Figures unchanged.')}
              </p>
            ) : (
              <ul>
                {changes.map((change) => {
                  const indicator = indicators.get(change.indicator);
                  const unit = indicator ? unitOf(indicator) : null;
                  return (
                    <li key={change.indicator}>
                      {indicator && nameOf(indicator, say)}: {valueText(change.before, unit, say)} →{' '}
                      {valueText(change.after, unit, say)}
                    </li>
                  );
                })}
              </ul>
            )}
            {row.note === noteBefore ? null : (
              <p class="note">
                {row.note === null
                  ? say('Đã xóa ghi chú.', 'Note removed.')
                  : `${say('Ghi chú', 'Note')}: ${row.note}`}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
