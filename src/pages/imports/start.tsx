import type { DraftLine, Told } from '../../intake/draft-store.ts';
import { BATCH_LIMIT } from '../../intake/schema.ts';
import { formatNumber, moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { ActionButton } from '../parts/form.tsx';
import { TemplateStep, UploadStep } from '../parts/sheet-steps.tsx';
import type { Say } from '../say.ts';
import { draftAddress, PATH, templateAddress } from './addresses.ts';

export interface StartProps {
  /** Largest file, in megabytes. */
  maxMb: number;
  drafts: readonly DraftLine[];
  /** The file that was refused as a whole, and why. */
  refused?: { fileName: string; faults: readonly Told[] } | undefined;
}

/** A sheet in three steps: take the template, upload it filled in, look at the check before anything is stored. */
export function ImportStart({ maxMb, drafts, refused }: StartProps) {
  const say = useSay();
  return (
    <div class="report">
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
      <TemplateStep
        said={say(
          'Mỗi đơn vị một dòng, mỗi số liệu một cột.',
          'A row for each locality, a column for each figure.',
        )}
        templates={[
          [
            templateAddress('xlsx', true),
            say('Tệp mẫu có sẵn số liệu gần nhất (Excel)', 'Template with the latest figures (Excel)'),
          ],
          [templateAddress('xlsx', false), say('Tệp mẫu trống (Excel)', 'Blank template (Excel)')],
          [templateAddress('csv', false), say('Tệp mẫu trống (CSV)', 'Blank template (CSV)')],
        ]}
      />
      <UploadStep
        action={PATH}
        hint={say(
          `Tối đa ${formatNumber(BATCH_LIMIT)} dòng, ${maxMb} MB.`,
          `At most ${formatNumber(BATCH_LIMIT)} rows, ${maxMb} MB.`,
        )}
      />
      {drafts.length === 0 ? null : <Drafts drafts={drafts} />}
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

/** What was begun before: kept for a day, and seen by nobody else. */
function Drafts({ drafts }: Pick<StartProps, 'drafts'>) {
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
                {moment(draft.createdAt)}, {stateText(draft, say)}
              </p>
            </div>
            <ActionButton
              action={`${PATH}/xoa`}
              fields={{ tep: draft.id }}
              name={say('Bỏ', 'Discard')}
              label={`${say('Bỏ', 'Discard')} ${draft.fileName}`}
            />
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
