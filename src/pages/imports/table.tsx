import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { MoreFaults } from '../parts/more-faults.tsx';
import { Tag } from '../parts/tag.tsx';
import { valueText } from '../report/words.ts';
import { draftAddress, PATH } from './addresses.ts';
import type { DraftFacts, NamedRow, SaidValue } from './facts.ts';
import { CELL_LENGTH, cellField, cellText, columnName, type FaultyCell } from './rows.ts';
import { OUTCOMES } from './summary.tsx';

/** The rows of a sheet, those to be put right first, their faulty cells as fields. */
export function DraftTable({ facts, formToken }: { facts: DraftFacts; formToken: string }) {
  const say = useSay();
  const { draft, faulty, view, page } = facts;
  const some = page.rows.some(({ cells }) => cells.some(({ at }) => at !== undefined));
  return (
    <>
      <nav class="views" aria-label={say('Dòng hiển thị', 'Rows shown')}>
        <a href={draftAddress(draft.id)} aria-current={view === 'all' ? 'page' : undefined}>
          {say('Mọi dòng', 'All rows')} ({formatNumber(draft.answer?.results.length ?? 0)})
        </a>
        <a
          href={draftAddress(draft.id, { view: 'faulty' })}
          aria-current={view === 'faulty' ? 'page' : undefined}
        >
          {say('Cần sửa', 'To be put right')} ({formatNumber(faulty)})
        </a>
      </nav>
      <form method="post" action={`${PATH}/sua`} class="corrections">
        <FormToken value={formToken} />
        <input type="hidden" name="tep" value={draft.id} />
        <input type="hidden" name="page" value={page.page} />
        <input type="hidden" name="view" value={view} />
        <div class="table-box rows">
          <table>
            <caption>
              {say('Từng dòng của tệp', 'Row by row')}
              {faulty > 0 ? say(', dòng cần sửa đứng đầu', ', those to be put right first') : null}
            </caption>
            <thead>
              <tr>
                <th scope="col" class="figure">
                  {say('Dòng', 'Row')}
                </th>
                <th scope="col">{say('Đơn vị', 'Locality')}</th>
                <th scope="col">{say('Kết quả', 'Outcome')}</th>
                <th scope="col">
                  {say('Số liệu đọc được, chỗ cần sửa', 'What was understood, what to put right')}
                </th>
              </tr>
            </thead>
            <tbody>
              {page.rows.map((row) => (
                <Row key={row.id} row={row} stored={draft.step === 'store'} />
              ))}
            </tbody>
          </table>
        </div>
        {some ? (
          <div class="send">
            <button type="submit">{say('Kiểm tra lại các dòng đã sửa', 'Check again')}</button>
          </div>
        ) : null}
      </form>
    </>
  );
}

function Row({ row, stored }: { row: NamedRow; stored: boolean }) {
  const say = useSay();
  const { sign, colour, before, after } = OUTCOMES[row.outcome];
  return (
    <tr class={row.cells.length > 0 ? 'faulty' : undefined}>
      <td class="figure">
        {row.sheet === undefined ? null : <small>{row.sheet} </small>}
        {row.row}
      </td>
      <th scope="row">
        {row.named
          ? `${row.named.type} ${row.named.name}`
          : row.locality || say('(không có mã)', '(no code)')}
        {row.day === '' ? null : <small> {row.day}</small>}
      </th>
      <td>
        <Tag colour={colour} sign={sign} words={stored ? after : before} />
      </td>
      <td>
        <Said values={row.said} />
        {row.cells.map((cell) => (
          <Cell key={cell.column?.header ?? cell.faults[0]?.column} row={row} cell={cell} />
        ))}
        <MoreFaults count={row.moreErrors} />
        {row.outcome === 'rejected' ? (
          <label class="choice">
            <input type="checkbox" name="drop" value={row.id} />
            {say('Bỏ qua dòng này', 'Leave this row out')}
            <span class="unseen">
              {' '}
              {say('dòng', 'row')} {row.row}
            </span>
          </label>
        ) : null}
      </td>
    </tr>
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

/** A cell with what is wrong with it; where the sheet has it, as a field. */
function Cell({ row: { id: rowId, row }, cell }: { row: NamedRow; cell: FaultyCell }) {
  const say = useSay();
  const { at, column, text, faults } = cell;
  const name = columnName(column, faults[0]?.column ?? '', say);
  const said = (
    <>
      {faults.map((fault) => (
        <span key={fault.code}>{cellText(fault, column, say)} </span>
      ))}
    </>
  );
  if (at === undefined)
    return (
      <p class="cell">
        <b>{name}</b> <span class="error">{said}</span>
      </p>
    );
  const id = `o-${rowId}-${at}`;
  return (
    <div class="cell">
      <label for={id}>
        {name}
        <span class="unseen">
          , {say('dòng', 'row')} {row}
        </span>
      </label>
      {faults.length === 0 ? null : (
        <p id={`${id}-loi`} class="error">
          {said}
        </p>
      )}
      <input
        id={id}
        name={cellField(rowId, at)}
        value={text}
        maxLength={CELL_LENGTH}
        autocomplete="off"
        aria-invalid={faults.length === 0 ? undefined : 'true'}
        aria-describedby={faults.length === 0 ? undefined : `${id}-loi`}
      />
    </div>
  );
}
