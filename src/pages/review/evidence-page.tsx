import { formatDay } from '../../days.ts';
import { EVIDENCE_TYPES } from '../../review/evidence-rules.ts';
import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { ActionButton, ChoiceField, Form, Hidden, type Option, UploadField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { reportAddress, resultAddress } from '../report/addresses.ts';
import { nameOf } from '../report/words.ts';
import { evidenceAddress, fileAddress } from './evidence-addresses.ts';
import type { EvidenceFacts, EvidenceRow } from './evidence-facts.ts';
import { FILE_MB, sizeText } from './evidence-words.ts';

/** Pictures and documents that show what a locality reports: to add, to fetch, to take away. */
export function EvidencePage({ facts }: { facts: EvidenceFacts }) {
  const say = useSay();
  const { named, day, ofDay, others, closed } = facts;
  return (
    <div class="report">
      <div>
        <h1>{say('Tệp minh chứng', 'Evidence')}</h1>
        <p class="day">
          {named.type} {named.name}, {formatDay(day)}
        </p>
        <p>
          {say(
            'Ảnh hoặc văn bản cho thấy số liệu báo cáo là đúng. Không gửi tài liệu mật.',
            'Pictures or documents that show that what is reported is so. Nothing classified.',
          )}
        </p>
      </div>
      {closed === null ? (
        <Upload facts={facts} />
      ) : closed === 'locked' ? (
        <Notice>
          {say('Ngày này đã khóa, không nhận thêm tệp.', 'This day is locked and takes no more files.')}{' '}
          <a href={evidenceAddress(named.code)}>{say('Gửi tệp cho hôm nay', 'Send a file for today')}</a>
        </Notice>
      ) : null}
      <Files title={say('Tệp của ngày này', 'Files of this day')} rows={ofDay} />
      {others.length === 0 ? null : (
        <Files title={say('Tệp của các ngày khác', 'Files of other days')} rows={others} />
      )}
      <p class="actions">
        <a class="button quiet" href={resultAddress(named.code, day)}>
          {say('Về kết quả báo cáo', 'Back to the report’s result')}
        </a>
        <a class="button quiet" href={reportAddress(named.code, day)}>
          {say('Mở báo cáo', 'Open the report')}
        </a>
      </p>
    </div>
  );
}

function Upload({ facts: { named, day, indicators } }: { facts: EvidenceFacts }) {
  const say = useSay();
  return (
    <section class="panel" aria-labelledby="gui-tep">
      <h2 id="gui-tep">{say('Gửi một tệp', 'Send a file')}</h2>
      <Form action={evidenceAddress(named.code)} files>
        <Hidden fields={{ day }} />
        <ChoiceField
          name="indicator"
          label={say('Thuộc chỉ tiêu', 'For which item')}
          options={[
            ['', say('Chọn chỉ tiêu', 'Choose')],
            ...indicators.map((one): Option => [one.code, nameOf(one, say)]),
          ]}
        />
        <UploadField
          name="file"
          label={say('Tệp', 'File')}
          accept={EVIDENCE_TYPES}
          hint={say(
            `Ảnh JPEG, PNG, WebP hoặc PDF, tối đa ${FILE_MB} MB.`,
            `JPEG, PNG, WebP or PDF, at most ${FILE_MB} MB.`,
          )}
        />
        <button type="submit">{say('Gửi tệp', 'Send the file')}</button>
      </Form>
    </section>
  );
}

function Files({ title, rows }: { title: string; rows: readonly EvidenceRow[] }) {
  const say = useSay();
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? <p class="hint">{say('Chưa có tệp nào.', 'None yet.')}</p> : null}
      <ul class="files">
        {rows.map(({ file, indicator, mayRemove }) => (
          <li key={file.id}>
            <div>
              <a href={fileAddress(file)}>{file.fileName}</a> <small>({sizeText(file.size)})</small>
              <p>{indicator ? nameOf(indicator, say) : file.indicator}</p>
              <p class="hint">
                {say('Cho ngày', 'For')} {formatDay(file.day)}. {file.by}, {moment(file.at)}
              </p>
            </div>
            {mayRemove ? (
              <ActionButton
                action={`${evidenceAddress(file.locality)}/xoa`}
                fields={{ file: String(file.id), day: file.day }}
                name={say('Xóa', 'Remove')}
                label={`${say('Xóa', 'Remove')} ${file.fileName}`}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
