import { dayOf, formatDay, timeOf } from '../../days.ts';
import { BATCH_LIMIT } from '../../intake/schema.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { FaultSummary } from '../parts/fault-summary.tsx';
import { FormToken } from '../parts/form-token.tsx';
import type { Say } from '../say.ts';
import { draftAddress, PATH, templateAddress } from './addresses.ts';
import type { DraftLine, Told } from './store.ts';

export interface StartProps {
  formToken: string;
  /** Largest file, in megabytes. */
  maxMb: number;
  drafts: readonly DraftLine[];
  /** Why the file was not taken. */
  fault?: string | undefined;
  /** The file that was refused as a whole, and why. */
  refused?: { fileName: string; faults: readonly Told[] } | undefined;
}

/** A sheet in three steps: take the template, upload it filled in, look at the check before anything is stored. */
export function ImportStart(props: StartProps) {
  const say = useSay();
  const { drafts, fault, refused } = props;
  return (
    <div class="report">
      {fault === undefined ? null : (
        <FaultSummary
          title={say(
            'Tệp chưa được tiếp nhận. Vui lòng kiểm tra:',
            'The file was not taken. Please look at this:',
          )}
          faults={[{ field: 'file', message: fault }]}
        />
      )}
      {refused === undefined ? null : <Refused {...refused} />}
      <div>
        <h1>{say('Nhập số liệu từ tệp', 'Import from a file')}</h1>
        <p>
          {say(
            'Tải tệp lên để kiểm tra trước. Chưa lưu số liệu nào cho đến khi anh/chị bấm “Lưu … dòng”.',
            'Upload a file to have it checked. Nothing is stored until you say so.',
          )}
        </p>
      </div>
      <Templates />
      <Upload {...props} />
      {drafts.length === 0 ? null : <Drafts {...props} />}
    </div>
  );
}

function Refused({ fileName, faults }: { fileName: string; faults: readonly Told[] }) {
  const say = useSay();
  return (
    <section class="notice bad" role="alert" aria-labelledby="khong-doc">
      <h2 id="khong-doc">{say(`Không nhập được tệp “${fileName}”`, `“${fileName}” cannot be imported`)}</h2>
      <ul>
        {faults.map(({ message, messageVi }) => (
          <li key={message}>{say(messageVi, message)}</li>
        ))}
      </ul>
      <p>
        {say(
          'Anh/chị vui lòng sửa tệp rồi tải lên lại, hoặc lấy tệp mẫu để điền.',
          'Put the file right and upload it again, or begin with the template.',
        )}
      </p>
    </section>
  );
}

function Templates() {
  const say = useSay();
  return (
    <section class="panel import-step" aria-labelledby="tep-mau">
      <h2 id="tep-mau">1. {say('Lấy tệp mẫu', 'Take the template')}</h2>
      <p>
        {say(
          'Mỗi đơn vị một dòng, mỗi số liệu một cột.',
          'A row for each locality, a column for each figure.',
        )}
      </p>
      <p class="links">
        <a class="button quiet" href={templateAddress('xlsx', true)} download>
          {say('Tệp mẫu có sẵn số liệu gần nhất (Excel)', 'Template with the latest figures (Excel)')}
        </a>
        <a class="button quiet" href={templateAddress('xlsx', false)} download>
          {say('Tệp mẫu trống (Excel)', 'Blank template (Excel)')}
        </a>
        <a class="button quiet" href={templateAddress('csv', false)} download>
          {say('Tệp mẫu trống (CSV)', 'Blank template (CSV)')}
        </a>
      </p>
    </section>
  );
}

function Upload({ formToken, maxMb, fault }: StartProps) {
  const say = useSay();
  return (
    <section class="panel import-step" aria-labelledby="tai-len">
      <h2 id="tai-len">2. {say('Tải tệp đã điền lên', 'Upload it filled in')}</h2>
      <form method="post" action={PATH} enctype="multipart/form-data">
        <FormToken value={formToken} />
        <div>
          <label for="file">{say('Tệp Excel (.xlsx) hoặc CSV', 'Excel (.xlsx) or CSV file')}</label>
          {fault === undefined ? null : (
            <p id="file-error" class="error">
              {fault}
            </p>
          )}
          <input
            id="file"
            type="file"
            name="file"
            accept=".xlsx,.csv"
            aria-invalid={fault === undefined ? undefined : 'true'}
            aria-describedby={fault === undefined ? 'file-hint' : 'file-error file-hint'}
          />
          <p id="file-hint" class="hint">
            {say(
              `Tối đa ${formatNumber(BATCH_LIMIT)} dòng, ${maxMb} MB.`,
              `At most ${formatNumber(BATCH_LIMIT)} rows, ${maxMb} MB.`,
            )}
          </p>
        </div>
        <p>
          <button type="submit">{say('Tải lên và kiểm tra', 'Upload and check')}</button>
        </p>
      </form>
    </section>
  );
}

/** What was begun before: kept for a day, and seen by nobody else. */
function Drafts({ drafts, formToken }: StartProps) {
  const say = useSay();
  return (
    <section aria-labelledby="dang-do">
      <h2 id="dang-do">{say('Tệp đã tải lên gần đây', 'Uploaded lately')}</h2>
      <p class="hint">
        {say('Chỉ anh/chị thấy. Tự xóa sau một ngày.', 'Seen by you alone. Removed after a day.')}
      </p>
      <ul class="files">
        {drafts.map((draft) => (
          <li key={draft.id}>
            <div>
              <a href={draftAddress(draft.id)}>{draft.fileName}</a>
              <p class="hint">
                {timeOf(draft.createdAt)} {formatDay(dayOf(draft.createdAt))}, {stateText(draft, say)}
              </p>
            </div>
            <form method="post" action={`${PATH}/xoa`}>
              <FormToken value={formToken} />
              <input type="hidden" name="tep" value={draft.id} />
              <button type="submit" class="quiet">
                {say('Bỏ', 'Discard')}
                <span class="unseen"> {draft.fileName}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateText({ state, stored }: DraftLine, say: Say): string {
  if (state === 'working') return say('đang xử lý', 'in progress');
  if (state === 'refused') return say('không đọc được', 'cannot be read');
  const many = formatNumber(stored);
  return stored > 0
    ? say(`đã lưu ${many} dòng`, `${many} rows stored`)
    : say('đã kiểm tra, chưa lưu', 'checked, not stored');
}
