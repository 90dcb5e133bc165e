import { writesFor } from '../../documents/access.ts';
import type { Effect } from '../../documents/effect-rules.ts';
import { factsOf } from '../../documents/facts.ts';
import { documentLetterhead, documentName, documentPaper, KINDS } from '../../documents/paper.ts';
import { LONGEST_NUMBER, LONGEST_SUBJECT, LONGEST_TEXT, LONGEST_TITLE } from '../../documents/schema.ts';
import type { DocumentDetail } from '../../documents/store.ts';
import { DOCUMENTS } from '../../documents/types.ts';
import { SIGNED_BYTES } from '../../documents/verbs.ts';
import { formatNumber, moment } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import { ActionButton, Form, Hidden, LongTextField, TextField, UploadField } from '../parts/form.tsx';
import { PaperShown } from '../reports/paper.tsx';
import { documentAddress, docxAddress, STATE_WORDS, signedAddress, windowWords } from './words.ts';

export interface DocumentShown {
  row: DocumentDetail;
  effect: Effect | undefined;
  today: string;
}

/** A document: the paper as it will be, its words to write, and the step that issues it. */
export function DocumentPage({ row, effect, today }: DocumentShown) {
  const say = useSay();
  const { registry, principal } = useWho();
  const facts = factsOf(registry, row);
  const theirs = writesFor(registry, principal, row.province);
  const draft = row.state === 'draft';
  return (
    <>
      <p>
        <a href={DOCUMENTS}>← {say('Sổ văn bản', 'Register')}</a>
      </p>
      <h1 lang="vi">
        {documentName(row.kind, facts.province, row)}: {row.subject}
      </h1>
      <Facts
        of={[
          [say('Loại', 'Kind'), say(...KINDS[row.kind].name)],
          [say('Trạng thái', 'State'), say(...STATE_WORDS[row.state])],
          [say('Người lập', 'Author'), `${row.createdBy}, ${moment(row.createdAt)}`],
          [say('Số liệu lúc', 'Figures of'), moment(row.asOf)],
          row.issuedAt && [say('Ban hành', 'Issued'), `${row.issuedBy}, ${moment(row.issuedAt)}`],
          [
            say('Nội dung đôn đốc', 'Urged'),
            say(
              `${formatNumber(row.lacking)} nội dung của ${formatNumber(row.localities)} đơn vị`,
              `${formatNumber(row.lacking)} of ${formatNumber(row.localities)} localities`,
            ),
          ],
        ]}
      />
      <p class="files">
        <a href={docxAddress(row.id)}>{say('Tải bản Word', 'Word')}</a>{' '}
        {row.signed === null ? null : (
          <a href={signedAddress(row.id)}>{say('Tải bản đã ký (PDF)', 'Signed file (PDF)')}</a>
        )}
      </p>
      {draft && theirs ? <IssueForm row={row} today={today} /> : null}
      {effect ? <Came effect={effect} /> : null}
      <PaperShown paper={documentPaper(facts)} letterhead={documentLetterhead(facts)} />
      {draft && theirs ? <Words row={row} /> : null}
      {!draft && theirs ? <Signed row={row} /> : null}
    </>
  );
}

function IssueForm({ row, today }: { row: DocumentDetail; today: string }) {
  const say = useSay();
  return (
    <section class="panel" aria-labelledby="ban-hanh-tieu-de">
      <h2 id="ban-hanh-tieu-de">{say('Ban hành', 'Issue it')}</h2>
      <p class="hint">
        {say(
          'Sau khi ban hành, văn bản không sửa được nữa và được gửi đến đầu mối của các đơn vị nhận.',
          'Once issued it cannot be changed, and goes to the contacts of the localities it is addressed to.',
        )}
      </p>
      <Form
        id="ban-hanh"
        action={documentAddress(row.id, '/ban-hanh')}
        name="ban-hanh"
        typed={{ day: today, signerTitle: 'Giám đốc' }}
      >
        <TextField
          name="number"
          label={say('Số văn bản', 'Number')}
          hint={say('Ví dụ 125; ký hiệu do hệ thống thêm vào.', 'For example 125; its symbol is added.')}
          maxLength={LONGEST_NUMBER}
        />
        <TextField name="day" type="date" label={say('Ngày ban hành', 'Day')} />
        <TextField
          name="signerTitle"
          label={say('Chức vụ người ký', 'Signer’s title')}
          maxLength={LONGEST_TITLE}
        />
        <button type="submit">{say('Ban hành', 'Issue')}</button>
      </Form>
    </section>
  );
}

/** What people write in a draft; and other figures. */
function Words({ row }: { row: DocumentDetail }) {
  const say = useSay();
  return (
    <section class="panel" aria-labelledby="sua-tieu-de">
      <h2 id="sua-tieu-de">{say('Sửa dự thảo', 'Change the draft')}</h2>
      <Form
        id="sua"
        action={documentAddress(row.id, '/sua')}
        name="sua"
        typed={{ subject: row.subject, text: row.text, revision: String(row.revision) }}
      >
        <Hidden fields={{ revision: row.revision }} />
        <div lang="vi" class="fields">
          <TextField
            name="subject"
            label={say('Trích yếu (về việc)', 'Subject')}
            maxLength={LONGEST_SUBJECT}
          />
          <LongTextField name="text" label={say('Nội dung', 'Text')} rows={8} maxLength={LONGEST_TEXT} />
        </div>
        <button type="submit">{say('Lưu dự thảo', 'Save')}</button>
      </Form>
      <ActionButton
        action={documentAddress(row.id, '/so-lieu')}
        name={say('Cập nhật số liệu đến thời điểm này', 'Look the figures up anew')}
      />
      <details>
        <summary>{say('Xóa dự thảo này', 'Take this draft away')}</summary>
        <p>{say('Dự thảo đã xóa không khôi phục được.', 'What is taken away cannot be brought back.')}</p>
        <ActionButton action={documentAddress(row.id, '/bo')} name={say('Xóa dự thảo', 'Take it away')} />
      </details>
    </section>
  );
}

function Signed({ row }: { row: DocumentDetail }) {
  const say = useSay();
  const { signed } = row;
  return (
    <section class="panel" aria-labelledby="da-ky-tieu-de">
      <h2 id="da-ky-tieu-de">{say('Bản đã ký', 'Signed file')}</h2>
      {signed === null ? null : (
        <p>
          {say('Đã có bản đã ký', 'A signed file was kept')}: {signed.by}, {moment(new Date(signed.at))}.
        </p>
      )}
      <Form id="da-ky" action={documentAddress(row.id, '/da-ky')} name="da-ky" files>
        <UploadField
          name="file"
          label={say('Tệp PDF đã ký', 'Signed PDF')}
          accept={['.pdf', 'application/pdf']}
          hint={say(
            `Tệp PDF, tối đa ${SIGNED_BYTES / 1024 / 1024} MB. Tệp gửi sau thay cho tệp trước.`,
            `A PDF of at most ${SIGNED_BYTES / 1024 / 1024} MB; a later one counts in its place.`,
          )}
        />
        <button type="submit" class="quiet">
          {say('Gửi bản đã ký', 'Send it')}
        </button>
      </Form>
    </section>
  );
}

/** What came of it. */
function Came({ effect }: { effect: Effect }) {
  const say = useSay();
  const { urged, closed, closedBefore } = effect;
  if (urged + closedBefore === 0) return null;
  return (
    <section aria-labelledby="ket-qua">
      <h2 id="ket-qua">{say('Kết quả đôn đốc', 'What came of it')}</h2>
      <p>
        {say(
          `Đã hoàn thành ${formatNumber(closed)}/${formatNumber(urged)} nội dung.`,
          `${formatNumber(closed)} of ${formatNumber(urged)} are done.`,
        )}
        {closedBefore === 0
          ? ''
          : say(
              ` ${formatNumber(closedBefore)} nội dung đã hoàn thành trước ngày ban hành, không tính.`,
              ` ${formatNumber(closedBefore)} were done before its day and are not counted.`,
            )}
      </p>
      <Facts
        of={effect.windows.map(({ days }) => [
          say(`Trong ${days} ngày`, `Within ${days} days`),
          windowWords(effect, days, say),
        ])}
      />
    </section>
  );
}
