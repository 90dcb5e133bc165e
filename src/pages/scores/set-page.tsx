import type { CriteriaSet } from '../../scores/types.ts';
import { FIGURES, HOWS } from '../../scores/types.ts';
import { FIGURE_WORDS, HOW_WORDS } from '../../scores/words.ts';
import { useSay } from '../language.tsx';
import { useTyped } from '../parts/field.tsx';
import {
  ChoiceField,
  Form,
  LongTextField,
  NumberField,
  type Option,
  optionsOf,
  TextField,
} from '../parts/form.tsx';
import { SetHeadFields } from './list-page.tsx';
import { MOST_ROWS, rowCount, rowField, type SetColumn, toForm } from './set-fields.ts';
import { SCORES, SET_FORM } from './words.ts';

/** A criteria set written criterion by criterion: a new one, or the next version of one that is there. */
export function SetPage({ set }: { set: CriteriaSet | null }) {
  const say = useSay();
  return (
    <>
      <p>
        <a href={SCORES}>{say('Về trang chấm điểm', 'Back to scores')}</a>
      </p>
      <h1>{set ? set.nameVi : say('Lập bộ tiêu chí', 'Write a criteria set')}</h1>
      <p class="hint">
        {set
          ? say(
              `Đang có bản thứ ${set.version}. Lưu thành bản mới; các kỳ đã mở giữ bản cũ.`,
              `Version ${set.version} stands. It is stored as the next; periods that have begun keep theirs.`,
            )
          : say(
              'Mỗi dòng một tiêu chí; tên nhóm ghi ở dòng đầu của nhóm. Dòng để trống được bỏ qua.',
              'A row a criterion; the first of a group names it. Blank rows are passed over.',
            )}
      </p>
      <Form id="lap-bo" action={SET_FORM} typed={toForm(set)}>
        <SetFields />
      </Form>
    </>
  );
}

function SetFields() {
  const say = useSay();
  const count = rowCount(useTyped());
  return (
    <>
      {/* What the Enter key presses. */}
      <button type="submit" name="intent" value="save" hidden tabindex={-1}>
        {say('Lưu', 'Save')}
      </button>
      <input type="hidden" name="rows" value={String(count)} />
      <SetHeadFields />
      {Array.from({ length: count }, (_, place) => (
        <CriterionRow key={String(place)} place={place} />
      ))}
      {count < MOST_ROWS ? (
        <button type="submit" class="quiet" name="intent" value="add">
          {say('Thêm dòng ở cuối', 'Add rows')}
        </button>
      ) : (
        <p class="hint">
          {say(
            `Mỗi biểu tối đa ${MOST_ROWS} tiêu chí; nhiều hơn thì nhập từ tệp.`,
            `A form has ${MOST_ROWS} criteria at most; more come as a sheet.`,
          )}
        </p>
      )}
      <button type="submit" name="intent" value="save">
        {say('Lưu bộ tiêu chí', 'Save the set')}
      </button>
    </>
  );
}

function CriterionRow({ place }: { place: number }) {
  const say = useSay();
  const nth = place + 1;
  const at = (column: SetColumn) => rowField(place, column);
  const hows: Option[] = [
    ...optionsOf(
      say,
      HOWS.filter((how) => how !== 'figure'),
      HOW_WORDS,
    ),
    ...FIGURES.map((code): Option => {
      const [vi, en] = FIGURE_WORDS[code];
      return [code, say(`Hệ thống tự tính: ${vi}`, `By the service: ${en}`)];
    }),
  ];
  return (
    <fieldset>
      <legend>{say(`Dòng ${nth}`, `Row ${nth}`)}</legend>
      <div class="filter">
        <TextField name={at('group')} label={say('Nhóm', 'Group')} maxLength={300} />
        <NumberField name={at('groupMax')} label={say('Điểm tối đa của nhóm', 'Points of the group')} />
        <TextField name={at('code')} label={say('Mã', 'Code')} maxLength={40} />
        <TextField name={at('nameVi')} label={say('Tiêu chí', 'Criterion')} maxLength={500} />
        <NumberField name={at('max')} label={say('Điểm tối đa', 'Points at most')} />
        <ChoiceField name={at('how')} label={say('Cách chấm', 'Scored by')} options={hows} />
        <TextField name={at('evidence')} label={say('Minh chứng', 'Evidence')} maxLength={500} />
        <TextField name={at('verifier')} label={say('Cơ quan thẩm định', 'Verified by')} maxLength={200} />
      </div>
      <LongTextField
        name={at('steps')}
        label={say('Bậc điểm (nếu có)', 'Steps (optional)')}
        hint={say('Mỗi dòng một bậc, ví dụ “80–100: 10”.', 'One a line, e.g. “80–100: 10”.')}
        rows={2}
        maxLength={2_000}
      />
      <div class="two-ways">
        <RowButton act="below" place={place}>
          {say(`Thêm dòng dưới dòng ${nth}`, `Add a row below ${nth}`)}
        </RowButton>
        <RowButton act="remove" place={place}>
          {say(`Bỏ dòng ${nth}`, `Remove row ${nth}`)}
        </RowButton>
      </div>
    </fieldset>
  );
}

function RowButton({ act, place, children }: { act: string; place: number; children: string }) {
  return (
    <button type="submit" class="quiet" name="intent" value={`${act}-${place}`}>
      {children}
    </button>
  );
}
