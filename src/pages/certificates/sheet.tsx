import type { CertificateImport } from '../../certificates/import.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { Form, Hidden } from '../parts/form.tsx';
import { MoreFaults } from '../parts/more-faults.tsx';
import { Notice } from '../parts/notice.tsx';
import { SheetNotices, TakeHidden } from '../parts/sheet-notices.tsx';
import { TemplateStep, UploadStep } from '../parts/sheet-steps.tsx';
import { DataTable } from '../parts/table.tsx';
import { PATH, SHEET_PATH, templateAddress } from './addresses.ts';
import { columnName } from './words.ts';

/** Rows that one page carries from the check to the storing; more go by the API. */
export const MOST_ROWS = 1_000;

/** A sheet of certificates: template, upload, and the check before anything is stored. */
export function SheetPage({
  own,
  stored,
}: {
  /** The caller's own unit, for its template. */
  own: string | undefined;
  /** How many rows were just stored. */
  stored: number | undefined;
}) {
  const say = useSay();
  return (
    <div class="report">
      {stored === undefined ? null : (
        <Notice kind="good">
          {say(`Đã ghi ${formatNumber(stored)} chứng thư vào sổ.`, `Entered: ${formatNumber(stored)}.`)}{' '}
          <a href={PATH}>{say('Mở sổ', 'Open the register')}</a>
        </Notice>
      )}
      <div>
        <h1>{say('Nhập chứng thư từ bảng tính', 'Import certificates from a sheet')}</h1>
        <p>
          {say(
            'Tải tệp lên để kiểm tra trước. Chưa ghi gì vào sổ cho đến khi anh/chị bấm “Ghi … chứng thư vào sổ”.',
            'Upload a file to have it checked. Nothing is stored until you say so.',
          )}
        </p>
      </div>
      <TemplateStep
        said={say(
          'Mỗi chứng thư một dòng. Chỉ nhập chức vụ, không nhập họ tên; không ghi chữ ký số mật.',
          'A row for each certificate. The position only, no names; nothing of signatures for classified work.',
        )}
        templates={[
          [templateAddress('xlsx', own), say('Tệp mẫu (Excel)', 'Template (Excel)')],
          [templateAddress('csv', own), say('Tệp mẫu (CSV)', 'Template (CSV)')],
        ]}
      />
      <UploadStep
        action={SHEET_PATH}
        hint={say(`Tối đa ${formatNumber(MOST_ROWS)} dòng.`, `At most ${formatNumber(MOST_ROWS)} rows.`)}
      />
    </div>
  );
}

const SHOWN = 200;

/** What the check found, with the button that stores what is right. */
export function SheetCheck({
  answer,
  cells,
}: {
  answer: CertificateImport;
  /** The sheet as it goes along in the form. */
  cells: string;
}) {
  const say = useSay();
  const good = answer.added + answer.corrected;
  const faulty = answer.results.filter(({ errors }) => errors !== undefined);
  return (
    <div class="report">
      <div>
        <h1>{say('Kiểm tra tệp chứng thư', 'Check of the sheet')}</h1>
        <p>
          {say('Chưa có gì được ghi.', 'Nothing is stored yet.')} {say('Thêm', 'New')}:{' '}
          {formatNumber(answer.added)} · {say('sửa', 'corrected')}: {formatNumber(answer.corrected)} ·{' '}
          {say('đã có', 'known')}: {formatNumber(answer.unchanged)} · {say('có lỗi', 'faulty')}:{' '}
          {formatNumber(answer.rejected)}
        </p>
      </div>
      <SheetNotices answer={answer} />
      {faulty.length === 0 ? null : (
        <DataTable
          title={say('Dòng có lỗi', 'Rows with faults')}
          caption={say('Dòng có lỗi', 'Rows with faults')}
          rows={faulty.slice(0, SHOWN)}
          size={SHOWN}
          keyOf={({ sheet, row }) => `${sheet} ${row}`}
          sorts={false}
          files={false}
          columns={[
            {
              key: 'row',
              head: say('Dòng', 'Row'),
              value: ({ sheet, row }) =>
                `${sheet === undefined ? '' : `${sheet}: `}${say('Dòng', 'Row')} ${row}`,
            },
            {
              key: 'errors',
              head: say('Cần sửa', 'To be put right'),
              label: null,
              cell: ({ errors = [], moreErrors }) => (
                <>
                  <ul>
                    {errors.map(({ column, code, message, messageVi }) => (
                      <li key={column + code}>
                        <b>{columnName(column, say)}</b>: {say(messageVi, message)}
                      </li>
                    ))}
                  </ul>
                  <MoreFaults count={moreErrors} />
                </>
              ),
            },
          ]}
        />
      )}
      <Form action={`${SHEET_PATH}/ghi`}>
        <Hidden fields={{ cells }} />
        <TakeHidden answer={answer} />
        <div class="two-ways">
          {good === 0 ? null : (
            <button type="submit">
              {say(`Ghi ${formatNumber(good)} chứng thư vào sổ`, `Enter ${formatNumber(good)} certificates`)}
            </button>
          )}
          <a class="button quiet" href={SHEET_PATH}>
            {say('Chọn tệp khác', 'Choose another file')}
          </a>
        </div>
      </Form>
    </div>
  );
}
