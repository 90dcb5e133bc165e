import type { Day } from '../../days.ts';
import { keptRate, promiseState } from '../../gaps/promise-rules.ts';
import type { PromiseRow } from '../../gaps/promise-store.ts';
import type { Indicator, LocalityName, Programme } from '../../registry/types.ts';
import { localityAddress } from '../addresses.ts';
import { formatNumber, formatPercent } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { historyAddress } from './addresses.ts';
import { PROMISE_TAGS } from './words.ts';

export interface HistoryFacts {
  named: LocalityName;
  programme: Programme;
  inAddress: string | undefined;
  /** Newest first. */
  rows: PromiseRow[];
  catalogue: ReadonlyMap<string, Indicator>;
  /** The one that is asked for. */
  indicator: Indicator | undefined;
  /** Whether its reader may read names. */
  people: boolean;
  today: Day;
}

/** All that a locality has promised, and what became of it. */
export function PromiseHistory({ facts }: { facts: HistoryFacts }) {
  const say = useSay();
  const { named, programme, rows, catalogue, indicator, people, today, inAddress } = facts;
  const place = `${named.type} ${named.name}`;
  const state = (row: PromiseRow) => PROMISE_TAGS[promiseState(row, today)];
  const nameOf = (code: string) => {
    const of = catalogue.get(code);
    return of ? say(of.nameVi, of.nameEn) : code;
  };
  return (
    <>
      <div>
        <p>
          <a href={localityAddress(named.code, { programme: inAddress })}>← {place}</a>
        </p>
        <h1>{say('Lịch sử hẹn hoàn thành', 'What was promised')}</h1>
        <p class="hint">
          {place} · {say(programme.nameVi, programme.nameEn)}
        </p>
        {indicator === undefined ? null : (
          <p>
            <b>{nameOf(indicator.code)}</b>{' '}
            <a href={historyAddress(named.code, { programme: inAddress })}>
              {say('Xem mọi chỉ tiêu', 'See all indicators')}
            </a>
          </p>
        )}
        <p>{keptText(rows, today, say)}</p>
      </div>
      <DataTable
        title={say('Các lần hẹn', 'Promises')}
        rows={rows}
        keyOf={({ id }) => id}
        empty={say('Chưa có lần hẹn nào.', 'Nothing has been promised yet.')}
        columns={[
          {
            key: 'indicator',
            head: say('Chỉ tiêu', 'Indicator'),
            value: (row) => nameOf(row.indicator),
            under: ({ reason }) => reason,
          },
          {
            key: 'state',
            head: say('Tình trạng', 'State'),
            value: (row) => say(...state(row).words),
            cell: (row) => <Tag {...state(row)} />,
          },
          {
            key: 'promised',
            head: say('Hẹn hoàn thành', 'Promised for'),
            value: ({ promisedOn }) => promisedOn,
          },
          { key: 'ended', head: say('Hết thiếu ngày', 'Gone on'), value: ({ endedOn }) => endedOn },
          people && { key: 'owner', head: say('Người xử lý', 'Owner'), value: ({ owner }) => owner },
          {
            key: 'reason',
            head: say('Nguyên nhân, hướng xử lý', 'Why'),
            value: ({ reason }) => reason,
            unseen: true,
          },
          people && { key: 'by', head: say('Người hẹn', 'Promised by'), value: ({ by }) => by },
          { key: 'at', head: say('Hẹn lúc', 'At'), value: ({ at }) => at },
        ]}
      />
    </>
  );
}

/** How many of the promises that are due were kept. */
export function keptText(rows: readonly PromiseRow[], today: Day, say: Say): string {
  const { numerator, denominator, percent } = keptRate(rows.map((row) => promiseState(row, today)));
  if (percent === null) return say('Chưa có lần hẹn nào đến hạn.', 'No promise has come due yet.');
  return say(
    `Đúng hẹn ${formatNumber(numerator)}/${formatNumber(denominator)} lần đã đến hạn (${formatPercent(percent)}).`,
    `${formatNumber(numerator)} of ${formatNumber(denominator)} promises that came due were kept (${formatPercent(percent)}).`,
  );
}
