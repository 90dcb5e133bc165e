import type { Done, PeopleImport } from '../../../people/import.ts';
import type { Found } from '../../../sheets/found.ts';
import { formatNumber } from '../../format.ts';
import { cellField } from '../../imports/rows.ts';
import { OUTCOMES } from '../../imports/summary.tsx';
import { WrongCells } from '../../imports/wrong-cells.tsx';
import { useSay, useWho, type Words } from '../../language.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Form, Hidden, TickField } from '../../parts/form.tsx';
import { SheetNotices } from '../../parts/sheet-notices.tsx';
import { TemplateStep, UploadStep } from '../../parts/sheet-steps.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { Frame } from '../frame.tsx';
import { SHEET } from './addresses.ts';
import { type CheckedRow, checkedRows, columnName } from './sheet-rows.ts';

/** Rows that one page carries from the check to the storing; more go by the API. */
export const MOST_ROWS = 1_000;

const TITLE: Words = ['Nhập người dùng từ tệp', 'People from a sheet'];
const DOES: Record<Done, Words> = {
  account_made: ['tạo tài khoản', 'account made'],
  account_changed: ['sửa tài khoản', 'account changed'],
  contact_added: ['thêm đầu mối nhận tin', 'contact added'],
  contact_changed: ['sửa đầu mối nhận tin', 'contact changed'],
  contact_removed: ['thôi nhận tin', 'hears no more'],
};

/** Where a sheet of people begins: the template, and the file that comes back. */
export function PeopleSheet() {
  const say = useSay();
  const { registry, principal } = useWho();
  const own = principal.area === '*' ? '' : `&province=${principal.area}`;
  const template = (format: string) => `/api/v1/people/template?format=${format}${own}`;
  return (
    <Frame title={say(...TITLE)}>
      <p>
        {say(
          'Một tệp cho mọi người: ai đăng nhập, ai nhận tin, ở đơn vị nào. Tệp được kiểm tra trước; chưa lưu ai cho đến khi anh/chị bấm “Lưu … người”.',
          'One sheet for everybody: who signs in, who hears, of which unit. It is checked first; nothing is stored until you say so.',
        )}
      </p>
      <TemplateStep
        said={say(
          `Mỗi đơn vị có sẵn một dòng${principal.area === '*' ? '' : ` của ${registry.provinces.get(principal.area)}`}; thêm dòng cho lãnh đạo, sở, ngành. Không có email thì ghi số điện thoại: người đó đăng nhập bằng số điện thoại.`,
          'A row stands there for each unit; add rows for leaders and departments. Whoever has no e-mail signs in by his telephone number.',
        )}
        templates={[
          [template('xlsx'), say('Tệp mẫu (Excel)', 'Template (Excel)')],
          [template('csv'), say('Tệp mẫu (CSV)', 'Template (CSV)')],
        ]}
      />
      <UploadStep
        action={SHEET}
        hint={say(`Tối đa ${formatNumber(MOST_ROWS)} dòng.`, `At most ${formatNumber(MOST_ROWS)} rows.`)}
      />
    </Frame>
  );
}

/** What the check said: faulty cells as fields, and what is stored once all are right. */
export function PeopleCheck({ found, answer }: { found: Found; answer: PeopleImport }) {
  const say = useSay();
  const rows = checkedRows(found, answer);
  const { accepted, unchanged, skipped, rejected } = answer;
  const fields = rows.flatMap(({ id, cells }) =>
    cells.flatMap(({ at, ...cell }) => (at === undefined ? [] : [{ ...cell, name: cellField(id, at) }])),
  );
  const many = formatNumber(accepted);
  return (
    <Frame title={say('Kiểm tra tệp trước khi lưu', 'Check before storing')}>
      <Facts
        of={[
          [say('Sẽ lưu', 'To be stored'), formatNumber(accepted)],
          [say('Không đổi', 'Unchanged'), formatNumber(unchanged)],
          [say('Cần sửa', 'To be put right'), formatNumber(rejected)],
          skipped > 0 && [say('Dòng chưa điền', 'Rows not filled in'), formatNumber(skipped)],
        ]}
      />
      <SheetNotices answer={answer} />
      <Form
        action={`${SHEET}/luu`}
        class="corrections"
        typed={Object.fromEntries(fields.map(({ name, text }) => [name, text]))}
        objections={fields.map(({ name, faults }) => ({
          field: name,
          vi: faults.map((one) => one.messageVi).join(' '),
          en: faults.map((one) => one.message).join(' '),
        }))}
      >
        <Hidden fields={{ cells: JSON.stringify(found) }} />
        {rejected > 0 ? (
          <p class="notice">
            {say(
              'Chưa lưu ai. Sửa các ô dưới đây, hoặc bỏ qua dòng, rồi kiểm tra lại.',
              'Nobody is stored yet. Put the cells below right, or leave rows out, then check again.',
            )}
          </p>
        ) : accepted === 0 ? (
          <p class="notice">{say('Không có gì mới để lưu.', 'There is nothing new to store.')}</p>
        ) : (
          <TickField
            name="invite"
            label={say(
              'Gửi thư mời cho người có tài khoản và chưa được mời',
              'Send an invitation to who has an account and was never invited',
            )}
          />
        )}
        <div class="send two-ways">
          {rejected > 0 ? (
            <button type="submit" name="intent" value="check">
              {say('Kiểm tra lại', 'Check again')}
            </button>
          ) : accepted === 0 ? null : (
            <button type="submit" name="intent" value="store">
              {say(`Lưu ${many} người`, `Store ${many} people`)}
            </button>
          )}
          <a class="button quiet" href={SHEET}>
            {say('Chọn tệp khác', 'Choose another file')}
          </a>
        </div>
        <DataTable
          title={say('Từng dòng của tệp', 'Row by row')}
          caption={say('Từng dòng của tệp', 'Row by row')}
          rows={rows}
          size={MOST_ROWS}
          sorts={false}
          files={false}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'name',
              head: say('Họ tên', 'Name'),
              value: (row) => row.name || say('(trống)', '(blank)'),
            },
            {
              key: 'row',
              head: say('Dòng', 'Row'),
              figure: true,
              value: (row) => row.row,
              under: (row) => row.sheet,
            },
            {
              key: 'outcome',
              head: say('Kết quả', 'Outcome'),
              label: null,
              cell: ({ outcome }) => <Tag {...OUTCOMES[outcome]} words={OUTCOMES[outcome].before} />,
            },
            {
              key: 'cells',
              head: say('Việc sẽ làm, chỗ cần sửa', 'What is done, what to put right'),
              label: null,
              class: 'cells',
              cell: (row) => <Cells row={row} />,
            },
          ]}
        />
      </Form>
    </Frame>
  );
}

function Cells({ row }: { row: CheckedRow }) {
  const say = useSay();
  const cells = row.cells.map(({ at, column, faults }) => ({
    at,
    name: columnName(column),
    said: faults.map((one) => say(one.messageVi, one.message)).join(' '),
  }));
  return (
    <>
      {row.does.length === 0 ? null : row.does.map((one) => say(...DOES[one])).join(', ')}
      <WrongCells row={row} cells={cells} />
    </>
  );
}
