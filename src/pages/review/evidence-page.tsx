import { dayOf, formatDay, timeOf } from '../../days.ts';
import { EVIDENCE_TYPES } from '../../review/evidence-rules.ts';
import { useSay } from '../language.tsx';
import { FaultSummary } from '../parts/fault-summary.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { reportAddress, resultAddress } from '../report/addresses.ts';
import { nameOf } from '../report/words.ts';
import { evidenceAddress, fileAddress } from './evidence-addresses.ts';
import type { EvidenceFacts, EvidenceRow } from './evidence-facts.ts';
import { FILE_MB, sizeText } from './evidence-words.ts';

export interface EvidenceProps {
  facts: EvidenceFacts;
  /** What the form holds. */
  indicator?: string | undefined;
  fault?: { field: 'indicator' | 'file'; message: string } | undefined;
  notice?: string | undefined;
}

/** Pictures and documents that show what a locality reports: to add, to fetch, to take away. */
export function EvidencePage({ facts, indicator, fault, notice }: EvidenceProps) {
  const say = useSay();
  const { named, day, ofDay, others, closed } = facts;
  return (
    <div class="report">
      {notice === undefined ? null : (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {fault === undefined ? null : (
        <FaultSummary
          title={say(
            'Chưa nhận được tệp. Anh/chị vui lòng xem lại:',
            'The file was not taken. Please look at this:',
          )}
          faults={[{ field: fault.field, message: fault.message }]}
        />
      )}
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
        <Upload facts={facts} indicator={indicator} fault={fault} />
      ) : closed === 'locked' ? (
        <p class="notice">
          {say('Ngày này đã khóa, không nhận thêm tệp.', 'This day is locked and takes no more files.')}{' '}
          <a href={evidenceAddress(named.code)}>{say('Gửi tệp cho hôm nay', 'Send a file for today')}</a>
        </p>
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

function Upload({ facts, indicator, fault }: Omit<EvidenceProps, 'notice'>) {
  const say = useSay();
  const { named, day, indicators } = facts;
  const of = (field: 'indicator' | 'file') => (fault?.field === field ? fault.message : undefined);
  const described = of('file') === undefined ? 'file-hint' : 'file-error file-hint';
  return (
    <section class="panel" aria-labelledby="gui-tep">
      <h2 id="gui-tep">{say('Gửi một tệp', 'Send a file')}</h2>
      <form method="post" action={evidenceAddress(named.code)} enctype="multipart/form-data">
        <FormToken />
        <input type="hidden" name="day" value={day} />
        <div>
          <label for="indicator">{say('Thuộc chỉ tiêu', 'For which item')}</label>
          <FieldError id="indicator-error" message={of('indicator')} />
          <select
            id="indicator"
            name="indicator"
            aria-invalid={of('indicator') === undefined ? undefined : 'true'}
          >
            <option value="">{say('Chọn chỉ tiêu', 'Choose')}</option>
            {indicators.map((one) => (
              <option key={one.code} value={one.code} selected={one.code === indicator}>
                {nameOf(one, say)}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="file">{say('Tệp', 'File')}</label>
          <FieldError id="file-error" message={of('file')} />
          <input
            id="file"
            type="file"
            name="file"
            accept={EVIDENCE_TYPES.join(',')}
            aria-invalid={of('file') === undefined ? undefined : 'true'}
            aria-describedby={described}
          />
          <p id="file-hint" class="hint">
            {say(
              `Ảnh JPEG, PNG, WebP hoặc PDF, tối đa ${FILE_MB} MB.`,
              `JPEG, PNG, WebP or PDF, at most ${FILE_MB} MB.`,
            )}
          </p>
        </div>
        <p>
          <button type="submit">{say('Gửi tệp', 'Send the file')}</button>
        </p>
      </form>
    </section>
  );
}

function FieldError({ id, message }: { id: string; message: string | undefined }) {
  return message === undefined ? null : (
    <p id={id} class="error">
      {message}
    </p>
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
                {say('Cho ngày', 'For')} {formatDay(file.day)}. {file.by}, {timeOf(file.at)}{' '}
                {formatDay(dayOf(file.at))}
              </p>
            </div>
            {mayRemove ? (
              <form method="post" action={`/minh-chung/${file.locality}/xoa`}>
                <FormToken />
                <input type="hidden" name="file" value={file.id} />
                <button type="submit" class="quiet">
                  {say('Xóa', 'Remove')}
                  <span class="unseen"> {file.fileName}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
