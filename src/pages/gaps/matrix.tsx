import { gapsAddress, localityAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { type PageOf, Pager } from '../parts/pager.tsx';
import { readSort } from '../parts/sort.ts';
import { TableBox } from '../parts/table-box.tsx';
import { Tag } from '../parts/tag.tsx';
import { COLOURS, STATES } from '../words.ts';
import type { GapsFacts } from './facts.ts';
import { type Cell, MATRIX_ORDER, type MatrixRow } from './matrix-rules.ts';
import { type GapsQuestion, queryOf } from './question.ts';
import { SortHead } from './sort-head.tsx';

/** Localities by conditions: how each stands, and how much it lacks there. */
export function GapMatrix({
  facts,
  rows,
  page,
}: {
  facts: GapsFacts;
  /** All of them, which the last line adds up. */
  rows: readonly MatrixRow[];
  page: PageOf<MatrixRow>;
}) {
  const say = useSay();
  const { asked, choices } = facts;
  const conditions = choices.conditions.filter(
    (one) => asked.group === undefined || one.code === asked.group,
  );
  const codes = conditions.map((one) => one.code);
  const sort = readSort(asked.sort, ['locality', 'lacking', ...codes], MATRIX_ORDER);
  const caption = say(
    'Số mục còn thiếu của từng đơn vị theo điều kiện',
    'What each locality lacks, by condition',
  );
  const sum = (of: (row: MatrixRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return (
    <div class="matrix">
      <Legend />
      <TableBox label={caption}>
        <table class="keeps-head">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <SortHead name={say('Đơn vị', 'Locality')} column="locality" sort={sort} asked={asked} />
              <SortHead
                name={say('Còn thiếu', 'Lacking')}
                column="lacking"
                sort={sort}
                asked={asked}
                largestFirst
                figure
              />
              {conditions.map((one) => (
                <SortHead
                  key={one.code}
                  name={say(one.nameVi, one.nameEn)}
                  column={one.code}
                  sort={sort}
                  asked={asked}
                  largestFirst
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <Line key={row.named.code} row={row} codes={codes} asked={asked} programme={asked.programme} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('Tổng số mục', 'All gaps')}</th>
              <td class="figure">{formatNumber(sum((row) => row.lacking))}</td>
              {codes.map((group) => {
                const total = sum((row) => row.cells.get(group)?.lacking ?? 0);
                return (
                  <td key={group}>
                    {total === 0 ? '0' : <a href={listOf(asked, { group })}>{formatNumber(total)}</a>}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        </table>
      </TableBox>
      <Pager of={page} addressOf={(to) => gapsAddress(queryOf(asked, { page: to }))} />
    </div>
  );
}

function Legend() {
  const say = useSay();
  return (
    <p class="hint key-line">
      {(['met', 'unmet', 'unknown'] as const).map((state) => (
        <Tag key={state} {...STATES[state]} />
      ))}
      <span>
        {say(
          'Số bên cạnh: số mục còn thiếu. Chọn một ô để xem các mục đó.',
          'Figures: gaps. Choose a cell to see them.',
        )}
      </span>
    </p>
  );
}

function Line({
  row,
  codes,
  asked,
  programme,
}: {
  row: MatrixRow;
  codes: string[];
  asked: GapsQuestion;
  programme: string | undefined;
}) {
  const { named, colour, cells, lacking } = row;
  const say = useSay();
  const locality = named.code;
  return (
    <tr>
      <th scope="row">
        {colour === null ? null : (
          <span class={`tag ${colour}`}>
            <span class="sign" role="img" aria-label={say(...COLOURS[colour].words)}>
              {COLOURS[colour].sign}
            </span>
          </span>
        )}{' '}
        <a href={localityAddress(locality, { programme })}>
          {named.type} {named.name}
        </a>
      </th>
      <td class="figure">
        {lacking === 0 ? '0' : <a href={listOf(asked, { locality })}>{formatNumber(lacking)}</a>}
      </td>
      {codes.map((group) => (
        <CellOf key={group} cell={cells.get(group)} address={listOf(asked, { locality, group })} />
      ))}
    </tr>
  );
}

function CellOf({ cell, address }: { cell: Cell | undefined; address: string }) {
  const say = useSay();
  if (!cell || cell.state === null) return <td />;
  const { sign, colour, words } = STATES[cell.state];
  const tag = (
    <span class={`tag ${colour}`}>
      <span class="sign" role="img" aria-label={say(...words)}>
        {sign}
      </span>{' '}
    </span>
  );
  if (cell.lacking === 0) return <td>{tag}</td>;
  return (
    <td>
      <a href={address}>
        {tag}
        {formatNumber(cell.lacking)}
      </a>
    </td>
  );
}

function listOf(asked: GapsQuestion, more: Partial<GapsQuestion>): string {
  return gapsAddress(queryOf(asked, { view: 'list', sort: undefined, ...more }));
}
