import { formatDay } from '../../days.ts';
import type { RevisionRow } from '../../intake/revisions-store.ts';
import type { Indicator } from '../../registry/types.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { Pager } from '../parts/pager.tsx';
import { reportAddress } from '../report/addresses.ts';
import { type Change, changesBetween } from '../report/changes.ts';
import { CHANNELS, momentText, nameOf, unitOf, valueText } from '../report/words.ts';
import type { LocalityFacts } from './facts.ts';

/** Who sent what and when, the latest day first, and what each changed. */
export function Revisions({ facts }: { facts: LocalityFacts }) {
  const say = useSay();
  const { revisions, named, inAddress, month, catalogue } = facts;
  const { rows, count } = revisions;
  const to = (other: number) =>
    `${localityAddress(named.code, {
      programme: inAddress,
      month: month.shown === month.last ? undefined : month.shown,
      page: String(other),
    })}#cac-lan-gui`;
  return (
    <section aria-labelledby="cac-lan-gui">
      <h2 id="cac-lan-gui">{say('Các lần gửi báo cáo', 'Reports sent')}</h2>
      {count === 0 ? (
        <p>{say('Đơn vị chưa gửi báo cáo nào.', 'The unit has sent no report yet.')}</p>
      ) : (
        <ol class="lines">
          {rows.map((row) => (
            <Revision key={`${row.day} ${row.revision}`} row={row} catalogue={catalogue} />
          ))}
        </ol>
      )}
      <Pager of={revisions} addressOf={to} />
    </section>
  );
}

function Revision({ row, catalogue }: { row: RevisionRow; catalogue: ReadonlyMap<string, Indicator> }) {
  const say = useSay();
  const { day, previous } = row;
  // What the first report of a day leaves out is as it was; what a later one leaves out was taken back.
  const codes = [...catalogue.keys()].filter((code) => previous !== null || code in row.values);
  const changes = changesBetween(previous?.values ?? row.before, row.values, codes);
  const noteBefore = previous?.note ?? null;
  return (
    <li>
      <a href={reportAddress(row.locality, day)}>{formatDay(day)}</a>
      <div>
        {momentText(row.receivedAt, day, say)}, <b>{row.by}</b>, {say(...CHANNELS[row.channel])}
        {row.revision > 1 ? `, ${say('lần gửi thứ', 'version')} ${row.revision}` : ''}
        <Changes changes={changes} catalogue={catalogue} />
        {row.note === noteBefore ? null : (
          <p class="note">
            {row.note === null
              ? say('Đã xóa ghi chú.', 'Note removed.')
              : `${say('Ghi chú', 'Note')}: ${row.note}`}
          </p>
        )}
      </div>
    </li>
  );
}

/** Changes told one by one; more than that stand behind their number. */
const TOLD = 5;

function Changes({
  changes,
  catalogue,
}: {
  changes: readonly Change[];
  catalogue: ReadonlyMap<string, Indicator>;
}) {
  const say = useSay();
  if (changes.length === 0) return <small>{say('Số liệu giữ nguyên.', 'Figures unchanged.')}</small>;
  const list = (
    <ul>
      {changes.map(({ indicator, before, after }) => {
        const of = catalogue.get(indicator);
        const unit = of ? unitOf(of) : null;
        return (
          <li key={indicator}>
            {of ? nameOf(of, say) : indicator}: {valueText(before, unit, say)} → {valueText(after, unit, say)}
          </li>
        );
      })}
    </ul>
  );
  if (changes.length <= TOLD) return list;
  const count = formatNumber(changes.length);
  const first = changes.every((change) => change.before === undefined);
  return (
    <details>
      <summary>
        {first
          ? say(`Báo cáo lần đầu ${count} số liệu`, `${count} figures reported for the first time`)
          : say(`${count} số liệu thay đổi`, `${count} figures changed`)}
      </summary>
      {list}
    </details>
  );
}
