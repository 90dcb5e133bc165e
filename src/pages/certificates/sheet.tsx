import type { CertificateImport } from '../../certificates/import.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { FaultSummary } from '../parts/fault-summary.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { MoreFaults } from '../parts/more-faults.tsx';
import { SheetNotices, TakeHidden } from '../parts/sheet-notices.tsx';
import { TableBox } from '../parts/table-box.tsx';
import { PATH, SHEET_PATH, templateAddress } from './addresses.ts';
import { columnName } from './words.ts';

/** Rows that one page carries from the check to the storing; more go by the API. */
export const MOST_ROWS = 1_000;

export interface SheetProps {
  /** The caller's own unit, for its template. */
  own: string | undefined;
  faults?: readonly string[] | undefined;
  /** How many rows were just stored. */
  stored?: number | undefined;
}

/** A sheet of certificates: template, upload, and the check before anything is stored. */
export function SheetPage({ own, faults = [], stored }: SheetProps) {
  const say = useSay();
  return (
    <div class="report">
      {stored === undefined ? null : (
        <p class="notice" role="status">
          {say(`Đã ghi ${formatNumber(stored)} chứng thư vào sổ.`, `Entered: ${formatNumber(stored)}.`)}{' '}
          <a href={PATH}>{say('Mở sổ', 'Open the register')}</a>
        </p>
      )}
      {faults.length === 0 ? null : (
        <FaultSummary
          title={say('Không nhập được tệp:', 'The file cannot be imported:')}
          faults={faults.map((message) => ({ field: 'file', message }))}
        />
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
      <section class="panel import-step" aria-labelledby="tep-mau">
        <h2 id="tep-mau">1. {say('Lấy tệp mẫu', 'Take the template')}</h2>
        <p>
          {say(
            'Mỗi chứng thư một dòng. Chỉ nhập chức vụ, không nhập họ tên; không ghi chữ ký số mật.',
            'A row for each certificate. The position only, no names; nothing of signatures for classified work.',
          )}
        </p>
        <p class="links">
          <a class="button quiet" href={templateAddress('xlsx', own)} download>
            {say('Tệp mẫu (Excel)', 'Template (Excel)')}
          </a>
          <a class="button quiet" href={templateAddress('csv', own)} download>
            {say('Tệp mẫu (CSV)', 'Template (CSV)')}
          </a>
        </p>
      </section>
      <section class="panel import-step" aria-labelledby="tai-len">
        <h2 id="tai-len">2. {say('Tải tệp đã điền lên', 'Upload it filled in')}</h2>
        <form method="post" action={SHEET_PATH} enctype="multipart/form-data">
          <FormToken />
          <div>
            <label for="file">{say('Tệp Excel (.xlsx) hoặc CSV', 'Excel (.xlsx) or CSV file')}</label>
            <input
              id="file"
              type="file"
              name="file"
              accept=".xlsx,.csv"
              aria-invalid={faults.length > 0 ? 'true' : undefined}
              aria-describedby="file-hint"
            />
            <p id="file-hint" class="hint">
              {say(`Tối đa ${formatNumber(MOST_ROWS)} dòng.`, `At most ${formatNumber(MOST_ROWS)} rows.`)}
            </p>
          </div>
          <p>
            <button type="submit">{say('Tải lên và kiểm tra', 'Upload and check')}</button>
          </p>
        </form>
      </section>
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
        <TableBox label={say('Dòng có lỗi', 'Rows with faults')}>
          <table class="stacks">
            <caption>{say('Dòng có lỗi', 'Rows with faults')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('Dòng', 'Row')}</th>
                <th scope="col">{say('Cần sửa', 'To be put right')}</th>
              </tr>
            </thead>
            <tbody>
              {faulty.slice(0, SHOWN).map(({ sheet, row, errors = [], moreErrors }) => (
                <tr key={`${sheet} ${row}`}>
                  <th scope="row">
                    {sheet === undefined ? null : `${sheet}: `}
                    {say('Dòng', 'Row')} {row}
                  </th>
                  <td>
                    <ul>
                      {errors.map(({ column, code, message, messageVi }) => (
                        <li key={column + code}>
                          <b>{columnName(column, say)}</b>: {say(messageVi, message)}
                        </li>
                      ))}
                    </ul>
                    <MoreFaults count={moreErrors} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      <form method="post" action={`${SHEET_PATH}/ghi`}>
        <FormToken />
        <input type="hidden" name="cells" value={cells} />
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
      </form>
    </div>
  );
}
