import { gapsAddress, localityAddress } from '../addresses.ts';
import { DRAFT } from '../documents/words.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { PickForm } from '../parts/form.tsx';
import { useProvinceBeside } from '../parts/places.tsx';
import { type Column, DataTable } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { REMIND } from '../reminders/addresses.ts';
import { PickUnit } from '../reminders/pick-unit.tsx';
import { COLOURS, STATES } from '../words.ts';
import type { GapsFacts } from './facts.ts';
import type { MayDo } from './list.tsx';
import { type Cell, lackingIn, MATRIX_ORDER, type MatrixRow } from './matrix-rules.ts';
import { type GapsQuestion, queryOf, ROWS } from './question.ts';

/** Localities by conditions: how each stands, and how much it lacks there. */
export function GapMatrix({
  facts,
  rows,
  may,
}: {
  facts: GapsFacts;
  rows: readonly MatrixRow[];
  may: MayDo;
}) {
  const say = useSay();
  const { asked } = facts;
  const table = <Matrix facts={facts} rows={rows} picks={may.remind} />;
  return (
    <div class="matrix">
      <Legend />
      {may.remind ? (
        <PickForm
          to={REMIND}
          fields={{
            ...queryOf(asked, { view: 'list', sort: undefined }),
            next: gapsAddress(queryOf(asked)),
          }}
          list={table}
        >
          <button type="submit">{say('Nhắc ngay (đơn vị đã chọn)', 'Remind those chosen')}</button>
          {may.write ? (
            <button type="submit" class="quiet" formaction={DRAFT}>
              {say('Soạn công văn (đơn vị đã chọn)', 'Draft a document for those chosen')}
            </button>
          ) : null}
        </PickForm>
      ) : (
        table
      )}
    </div>
  );
}

function Matrix({ facts, rows, picks }: { facts: GapsFacts; rows: readonly MatrixRow[]; picks: boolean }) {
  const provinceOf = useProvinceBeside();
  const say = useSay();
  const { asked, choices } = facts;
  const conditions = choices.conditions.filter(
    (one) => asked.group === undefined || one.code === asked.group,
  );
  const caption = say(
    'Số chỉ tiêu còn thiếu của từng đơn vị theo điều kiện',
    'What each locality lacks, by condition',
  );
  const counted = (count: number, more: Partial<GapsQuestion>) =>
    count === 0 ? '0' : <a href={listOf(asked, more)}>{formatNumber(count)}</a>;
  return (
    <DataTable
      title={caption}
      caption={caption}
      class="keeps-head"
      size={ROWS}
      order={MATRIX_ORDER}
      rows={rows}
      keyOf={({ named }) => named.code}
      columns={[
        {
          key: 'locality',
          head: say('Đơn vị', 'Locality'),
          value: ({ named }) => `${named.type} ${named.name}`,
          cell: (row) => <Place row={row} programme={asked.programme} picks={picks} />,
          sort: ({ named }) => named.name,
          under: ({ named }) => provinceOf(named.province),
        },
        {
          key: 'lacking',
          head: say('Còn thiếu', 'Lacking'),
          label: null,
          figure: true,
          sum: true,
          value: ({ lacking }) => lacking,
          cell: ({ named, lacking }) => counted(lacking, { locality: named.code }),
        },
        ...conditions.map(
          ({ code: group, nameVi, nameEn }): Column<MatrixRow> => ({
            key: group,
            head: say(nameVi, nameEn),
            label: null,
            descends: true,
            sum: (total) => counted(total, { group }),
            value: ({ cells }) =>
              cells.get(group)?.state === 'not_applicable'
                ? say(...STATES.not_applicable.words)
                : lackingIn(cells.get(group)),
            sort: ({ cells }) => lackingIn(cells.get(group)),
            cell: ({ named, cells }) => (
              <CellOf cell={cells.get(group)} address={listOf(asked, { locality: named.code, group })} />
            ),
          }),
        ),
      ]}
    />
  );
}

function Legend() {
  const say = useSay();
  return (
    <p class="hint key-line">
      {(['met', 'unmet', 'unknown', 'not_applicable'] as const).map((state) => (
        <Tag key={state} {...STATES[state]} />
      ))}
      <span>
        {say(
          'Số bên cạnh: số chỉ tiêu còn thiếu; “đã cấp” là số chỉ tiêu đã cấp kinh phí. Chọn một ô để xem các chỉ tiêu đó.',
          'Figures: gaps, and those that are paid for. Choose a cell to see them.',
        )}
      </span>
    </p>
  );
}

function Place({ row, programme, picks }: { row: MatrixRow; programme: string | undefined; picks: boolean }) {
  const say = useSay();
  const { named, colour } = row;
  return (
    <>
      {picks ? <PickUnit code={named.code} name={`${named.type} ${named.name}`} /> : null}
      {colour === null ? null : (
        <span class={`tag ${colour}`}>
          <span class="sign" role="img" aria-label={say(...COLOURS[colour].words)}>
            {COLOURS[colour].sign}
          </span>
        </span>
      )}{' '}
      <a href={localityAddress(named.code, { programme })}>
        {named.type} {named.name}
      </a>
    </>
  );
}

function CellOf({ cell, address }: { cell: Cell | undefined; address: string }) {
  const say = useSay();
  if (!cell || cell.state === null) return null;
  const { sign, colour, words } = STATES[cell.state];
  const tag = (
    <span class={`tag ${colour}`}>
      <span class="sign" role="img" aria-label={say(...words)}>
        {sign}
      </span>{' '}
    </span>
  );
  if (cell.lacking === 0) return tag;
  return (
    <a href={address}>
      {tag}
      {formatNumber(cell.lacking)}
      {cell.funded === undefined ? null : (
        <small>
          {' '}
          {say(`(${formatNumber(cell.funded)} đã cấp)`, `(${formatNumber(cell.funded)} funded)`)}
        </small>
      )}
    </a>
  );
}

function listOf(asked: GapsQuestion, more: Partial<GapsQuestion>): string {
  return gapsAddress(queryOf(asked, { view: 'list', sort: undefined, ...more }));
}
