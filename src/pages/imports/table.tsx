import { useSay } from '../language.tsx';
import { Form, Hidden } from '../parts/form.tsx';
import { useProvinceBeside } from '../parts/places.tsx';
import { StateTag } from '../parts/state-tag.tsx';
import { DataTable } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { Views } from '../parts/views.tsx';
import { valueText } from '../report/words.ts';
import type { Say } from '../say.ts';
import { COLOURS } from '../words.ts';
import { PATH } from './addresses.ts';
import type { DraftFacts, NamedRow, SaidValue } from './facts.ts';
import { cellField, cellText, columnName, type FaultyCell } from './rows.ts';
import { Change, OUTCOMES } from './summary.tsx';
import { WrongCells } from './wrong-cells.tsx';

/** The rows of a sheet, those to be put right first, their faulty cells as fields. */
export function DraftTable({ facts }: { facts: DraftFacts }) {
  const say = useSay();
  const provinceOf = useProvinceBeside();
  const { draft, faulty, view, page } = facts;
  const fields = page.rows.flatMap(({ id, cells }) =>
    cells.flatMap(({ at, ...cell }) => (at === undefined ? [] : [{ ...cell, name: cellField(id, at) }])),
  );
  const outcomeOf = ({ outcome }: NamedRow) => OUTCOMES[outcome][draft.step === 'store' ? 'after' : 'before'];
  const title = say('Từng dòng của tệp', 'Row by row');
  return (
    <>
      <Views
        name="view"
        looks="views"
        label={say('Dòng hiển thị', 'Rows shown')}
        ways={[
          {
            value: undefined,
            words: say('Mọi dòng', 'All rows'),
            count: draft.answer?.results.length ?? 0,
          },
          { value: 'faulty', words: say('Cần sửa', 'To be put right'), count: faulty },
        ]}
      />
      <Form
        action={`${PATH}/sua`}
        class="corrections"
        typed={Object.fromEntries(fields.map(({ name, text }) => [name, text]))}
        objections={fields.flatMap(({ name, ...cell }) => {
          const text = faultsText(cell, say);
          return text === '' ? [] : [{ field: name, vi: text, en: text }];
        })}
      >
        <Hidden fields={{ tep: draft.id, page: page.page, view }} />
        <DataTable
          title={title}
          caption={
            faulty > 0
              ? say(`${title}, dòng cần sửa đứng đầu`, `${title}, those to be put right first`)
              : title
          }
          rows={page.rows}
          of={page}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'locality',
              head: say('Đơn vị', 'Locality'),
              value: ({ named, locality }) =>
                named ? `${named.type} ${named.name}` : locality || say('(không có mã)', '(no code)'),
              under: ({ named, day }) =>
                [named && provinceOf(named.province), day].filter(Boolean).join(' · '),
            },
            {
              key: 'row',
              head: say('Dòng', 'Row'),
              value: (row) => row.row,
              figure: true,
              under: (row) => row.sheet,
            },
            {
              key: 'outcome',
              head: say('Kết quả', 'Outcome'),
              label: null,
              value: (row) => say(...outcomeOf(row)),
              cell: (row) => <Tag {...OUTCOMES[row.outcome]} words={outcomeOf(row)} />,
            },
            draft.step === 'check' && {
              key: 'colour',
              head: say('Tình trạng nếu lưu', 'Colour if stored'),
              value: ({ colour }) => colour && say(...COLOURS[colour.to].words),
              cell: ({ colour }) =>
                colour === undefined ? null : colour.from === colour.to ? (
                  <StateTag colour={colour.to} />
                ) : (
                  <Change {...colour} />
                ),
            },
            {
              key: 'cells',
              head: say('Số liệu đọc được, chỗ cần sửa', 'What was understood, what to put right'),
              label: null,
              class: 'cells',
              value: ({ said, cells }) =>
                [
                  ...said.map(
                    (one) => `${nameOf(one, say)}: ${valueText(one.value, one.indicator.unit, say)}`,
                  ),
                  ...cells.map((one) => `${nameOfCell(one, say)}: ${one.text}. ${faultsText(one, say)}`),
                ].join('; '),
              cell: (row) => <Cells row={row} />,
            },
          ]}
        />
        {fields.length === 0 ? null : (
          <div class="send">
            <button type="submit">{say('Kiểm tra lại các dòng đã sửa', 'Check again')}</button>
          </div>
        )}
      </Form>
    </>
  );
}

const nameOf = ({ indicator }: SaidValue, say: Say) => say(indicator.nameVi, indicator.nameEn);

const nameOfCell = ({ column, faults }: Pick<FaultyCell, 'column' | 'faults'>, say: Say) =>
  columnName(column, faults[0]?.column ?? '', say);

const faultsText = ({ column, faults }: Pick<FaultyCell, 'column' | 'faults'>, say: Say) =>
  faults.map((fault) => cellText(fault, column, say)).join(' ');

function Cells({ row }: { row: NamedRow }) {
  const say = useSay();
  const cells = row.cells.map((cell) => ({
    at: cell.at,
    name: nameOfCell(cell, say),
    said: faultsText(cell, say),
  }));
  return (
    <>
      <Said values={row.said} />
      <WrongCells row={row} cells={cells} />
    </>
  );
}

/** The figures of a row as they are understood, each with the one that it takes the place of. */
function Said({ values }: { values: readonly SaidValue[] }) {
  const say = useSay();
  if (values.length === 0) return null;
  return (
    <ul>
      {values.map(({ indicator, value, before }) => (
        <li key={indicator.code}>
          {say(indicator.nameVi, indicator.nameEn)}:{' '}
          {before === undefined ? null : `${valueText(before, indicator.unit, say)} → `}
          <b>{valueText(value, indicator.unit, say)}</b>
        </li>
      ))}
    </ul>
  );
}
