import { useSay } from '../language.tsx';
import { TextField } from '../parts/form.tsx';
import { MoreFaults } from '../parts/more-faults.tsx';
import { CELL_LENGTH, cellField } from './rows.ts';

export interface WrongCell {
  /** Its place in the row; undefined where the sheet has no such cell, so that nothing can be typed. */
  at: number | undefined;
  name: string;
  /** What is wrong with it. */
  said: string;
}

/** Cells of a row that are wrong, to be put right in place, or the row left out. */
export function WrongCells({
  row: { id, row, outcome, moreErrors },
  cells,
}: {
  row: { id: string; row: number; outcome: string; moreErrors?: number | undefined };
  cells: readonly WrongCell[];
}) {
  const say = useSay();
  const of = `, ${say('dòng', 'row')} ${row}`;
  return (
    <>
      {cells.map(({ at, name, said }) =>
        at === undefined ? (
          <p key={name} class="cell">
            <b>{name}</b> <span class="error">{said}</span>
          </p>
        ) : (
          <TextField
            key={name}
            id={`o-${id}-${at}`}
            name={cellField(id, at)}
            label={name}
            of={of}
            maxLength={CELL_LENGTH}
          />
        ),
      )}
      <MoreFaults count={moreErrors} />
      {outcome === 'rejected' ? (
        <label class="choice">
          <input type="checkbox" name="drop" value={id} />
          {say('Bỏ qua dòng này', 'Leave this row out')}
          <span class="unseen">{of}</span>
        </label>
      ) : null}
    </>
  );
}
