import { Fragment } from 'preact';
import { may } from '../../access/principal.ts';
import { formatDay } from '../../days.ts';
import { worksOn } from '../../reports/access.ts';
import { valueWords } from '../../reports/differences.ts';
import { KINDS, paperOf } from '../../reports/kinds/all.ts';
import type { Drawn } from '../../reports/layout-rules.ts';
import { titleOf } from '../../reports/present.ts';
import type { RemarkOfReport } from '../../reports/remarks/of-report.ts';
import { SECTION_OF } from '../../reports/remarks/words.ts';
import { LONGEST_REASON, LONGEST_SECTION } from '../../reports/schema.ts';
import type { ReportRow } from '../../reports/store.ts';
import type { Difference, Differences, SectionCode, Snapshot } from '../../reports/types.ts';
import { formatNumber, moment, NONE } from '../format.ts';
import { useReading, useSay, useWho } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import { ActionButton, Form, Hidden, LongTextField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { PaperShown } from './paper.tsx';
import { authorName, fileAddress, REPORTS, reportAddress, rowsAddress, STATE_WORDS } from './words.ts';

export interface ReportShown {
  row: ReportRow;
  snapshot: Snapshot | undefined;
  differences: Differences | null;
  /** Until when figures of a draft may still change; null where they are final, or kept. */
  moves: Date | null;
  /** How its files are, or were, drawn. */
  drawn: Drawn;
  /** What localities sent for its period; for who writes it. */
  remarks: readonly RemarkOfReport[];
  /** Address of the script that saves while somebody writes. */
  autosaveScript: string;
  /** What was typed was not saved: somebody else had saved before. */
  isConflict: boolean;
  /** Whether who reads is who approves it. */
  approves: boolean;
}

/** A report: the paper as it will be, its texts to write, and the next step for who may take it. */
export function ReportPage(props: ReportShown) {
  const { row, snapshot, differences, moves, drawn, remarks, autosaveScript, isConflict, approves } = props;
  const say = useSay();
  const { registry } = useWho();
  return (
    <>
      <p>
        <a href={REPORTS}>{say('Tất cả báo cáo', 'All reports')}</a>
      </p>
      <h1 lang="vi">{titleOf(registry, row)}</h1>
      {row.returnReason === null ? null : (
        <Notice kind="bad">
          <p>
            {say('Lãnh đạo trả lại:', 'Sent back:')} {row.returnReason} ({row.returnedBy},{' '}
            {row.returnedAt ? moment(row.returnedAt) : ''})
          </p>
        </Notice>
      )}
      {differences ? <Changed state={row.state} differences={differences} /> : null}
      <Facts
        of={[
          [say('Loại', 'Kind'), say(...KINDS[row.kind].name)],
          [
            say('Trạng thái', 'State'),
            `${say(...STATE_WORDS[row.state])}${row.version > 1 ? say(`, lần ${row.version}`, `, version ${row.version}`) : ''}`,
          ],
          [say('Người lập', 'Author'), `${authorName(row.createdBy, say)}, ${moment(row.createdAt)}`],
          row.submittedAt && [
            say('Trình duyệt', 'Submitted'),
            `${row.submittedBy}, ${moment(row.submittedAt)}`,
          ],
          row.approvedAt && [say('Duyệt', 'Approved'), `${row.approvedBy}, ${moment(row.approvedAt)}`],
          drawn.template && [
            say('Mẫu Word', 'Word template'),
            say(
              `mẫu của đơn vị, lần ${drawn.template.version}`,
              `of your own, version ${drawn.template.version}`,
            ),
          ],
        ]}
      />
      {moves ? (
        <p class="hint">
          {say(
            `Số liệu của dự thảo còn cập nhật đến ${moment(moves)}, khi số liệu của kỳ được khóa. Trình sớm hơn thì báo cáo giữ số liệu lúc trình.`,
            `Figures of the draft may change until ${moment(moves)}, when those of its period lock. Submitted earlier, it keeps those of that moment.`,
          )}
        </p>
      ) : null}
      {snapshot ? (
        <>
          <p class="files">
            <a href={fileAddress(row.id, 'docx')}>{say('Tải bản Word', 'Word')}</a>{' '}
            <a href={fileAddress(row.id, 'xlsx')}>{say('Tải bảng Excel', 'Excel')}</a>
          </p>
          <Steps row={row} approves={approves} />
          <PaperShown
            paper={paperOf(snapshot, row.narrative, drawn.layout?.values.heads?.[row.kind])}
            rowsAt={(key) => rowsAddress(row.id, key)}
          />
        </>
      ) : (
        <Notice>
          {say('Chưa có ngày nào của kỳ báo cáo này có số liệu.', 'No day of this period has figures yet.')}
        </Notice>
      )}
      <Texts {...{ row, remarks, autosaveScript, isConflict }} />
    </>
  );
}

/** What can be done next, for who may. */
function Steps({ row, approves }: { row: ReportRow; approves: boolean }) {
  const say = useSay();
  const { registry, principal } = useWho();
  const { id, state, province } = row;
  if (!worksOn(registry, principal, province)) return null;
  const writes = may(principal.role, 'report');
  return (
    <div class="steps do">
      {writes && state === 'draft' ? (
        <ActionButton action={reportAddress(id, '/trinh')} name={say('Trình duyệt', 'Submit')} />
      ) : null}
      {approves && state === 'submitted' ? (
        <>
          <ActionButton action={reportAddress(id, '/duyet')} name={say('Duyệt báo cáo', 'Approve')} />
          <Form id="tra-lai" action={reportAddress(id, '/tra-lai')} name="tra-lai">
            <LongTextField
              name="reason"
              label={say('Lý do trả lại', 'Why it is sent back')}
              rows={2}
              maxLength={LONGEST_REASON}
            />
            <button type="submit" class="quiet">
              {say('Trả lại', 'Send back')}
            </button>
          </Form>
        </>
      ) : null}
      {writes && state === 'approved' ? (
        <ActionButton action={reportAddress(id, '/dinh-chinh')} name={say('Đính chính', 'Correct')} />
      ) : null}
    </div>
  );
}

/** What people write, section by section. */
function Texts({
  row,
  remarks,
  autosaveScript,
  isConflict,
}: Pick<ReportShown, 'row' | 'remarks' | 'autosaveScript' | 'isConflict'>) {
  const say = useSay();
  const { registry, principal } = useWho();
  const typed = useReading().filled?.typed ?? {};
  const isTheirs = may(principal.role, 'report') && worksOn(registry, principal, row.province);
  if (!isTheirs || row.state === 'approved') return null;
  const saved = (code: SectionCode) => row.narrative[code] ?? '';
  return (
    <section class="panel">
      <h2>{say('Phần lời của báo cáo', 'Words of the report')}</h2>
      {row.state === 'submitted' ? (
        <p class="hint">
          {say('Sửa báo cáo đang chờ duyệt thì phải trình lại.', 'A change takes the submission back.')}
        </p>
      ) : null}
      {isConflict ? (
        <Notice kind="bad">
          <p>
            {say(
              'Có người khác vừa lưu báo cáo này. Bản của anh/chị còn nguyên trong các ô; bản đang lưu ở ngay dưới ô nào khác. Ghép hai bản rồi lưu lại.',
              'Somebody else has just saved this report. Your text stands in the fields, and what is saved below each that differs. Put them together and save again.',
            )}
          </p>
        </Notice>
      ) : null}
      <Form
        id="sua"
        action={reportAddress(row.id, '/sua')}
        name="sua"
        typed={{ ...row.narrative, revision: String(row.revision) }}
      >
        <Hidden fields={{ revision: row.revision }} />
        <div lang="vi" class="fields">
          {KINDS[row.kind].sections.map(({ code, head }) => (
            <Fragment key={code}>
              <LongTextField name={code} label={head} rows={5} maxLength={LONGEST_SECTION} />
              {isConflict && typed[code] !== undefined && plain(typed[code]) !== plain(saved(code)) ? (
                <details open>
                  <summary>{say('Bản đang lưu', 'What is saved')}</summary>
                  {saved(code) === '' ? <p>{say('(để trống)', '(blank)')}</p> : null}
                  <p class="as-typed">{saved(code)}</p>
                </details>
              ) : null}
              <Remarks remarks={remarks.filter(({ about }) => SECTION_OF[about] === code)} id={row.id} />
            </Fragment>
          ))}
        </div>
        {row.state === 'draft' ? (
          <>
            <p class="hint" data-autosave role="status" />
            <script type="module" src={autosaveScript} />
          </>
        ) : null}
        <button type="submit">{say('Lưu phần lời', 'Save')}</button>
      </Form>
    </section>
  );
}

/** Browsers send lines as CRLF. */
const plain = (text: string) => text.replaceAll('\r\n', '\n').trim();

/** What localities sent for a section; a button takes one over, with all that is typed beside it. */
function Remarks({ remarks, id }: { remarks: readonly RemarkOfReport[]; id: number }) {
  const say = useSay();
  if (remarks.length === 0) return null;
  const open = remarks.filter(({ taken }) => !taken).length;
  return (
    <details class="remarks">
      <summary>
        {say(
          `Đơn vị gửi: ${formatNumber(remarks.length)} nội dung, ${formatNumber(open)} chưa lấy vào báo cáo`,
          `From localities: ${formatNumber(remarks.length)}, ${formatNumber(open)} of them not taken over`,
        )}
      </summary>
      <ul>
        {remarks.map((one) => (
          <li key={one.id}>
            <span class="as-typed">{one.text}</span>{' '}
            <small>
              ({one.source}, {formatDay(one.day)})
            </small>{' '}
            {one.taken ? (
              <strong>{say('đã lấy', 'taken over')}</strong>
            ) : (
              <button
                type="submit"
                class="quiet"
                name="remark"
                value={one.id}
                formaction={reportAddress(id, '/lay')}
              >
                {say(`Lấy vào báo cáo: ${one.source}`, `Take over: ${one.source}`)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What would be otherwise by what is known now: the approved report itself stays. */
function Changed({
  state,
  differences: { localities, figures },
}: {
  state: ReportRow['state'];
  differences: Differences;
}) {
  const say = useSay();
  return (
    <Notice>
      <p>
        {state === 'approved'
          ? say(
              `Số liệu đã thay đổi sau khi duyệt: ${formatNumber(localities.length)} đơn vị, ${formatNumber(figures.length)} chỉ số. Báo cáo đã duyệt giữ nguyên; cần thì lập bản đính chính.`,
              `Figures have changed since: ${localities.length} localities, ${figures.length} figures. The approved report stays; correct it where needed.`,
            )
          : say(
              `Số liệu đã thay đổi sau khi trình: ${formatNumber(localities.length)} đơn vị, ${formatNumber(figures.length)} chỉ số. Bản trình giữ số liệu lúc trình; muốn lấy số liệu mới thì trả lại để trình lại.`,
              `Figures have changed since it was submitted: ${localities.length} localities, ${figures.length} figures. To take them in, send it back.`,
            )}
      </p>
      {localities.length === 0 ? null : (
        <ul>
          {localities.slice(0, MOST).map(({ locality, figures: of }) => (
            <li key={locality.code}>
              <span lang="vi">
                {locality.type} {locality.name}
              </span>
              : <Both of={of} />
            </li>
          ))}
          {localities.length > MOST ? (
            <li>
              {say(
                `và ${formatNumber(localities.length - MOST)} đơn vị khác`,
                `and ${formatNumber(localities.length - MOST)} more`,
              )}
            </li>
          ) : null}
        </ul>
      )}
      {figures.length === 0 ? null : (
        <details>
          <summary>{say('Chỉ số chung thay đổi', 'Figures of the whole')}</summary>
          <ul>
            {figures.slice(0, MOST_FIGURES).map((one) => (
              <li key={one.figure}>
                <Both of={[one]} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Notice>
  );
}

const MOST = 30;
const MOST_FIGURES = 100;

/** Each figure with what it was and what it is: a paper's words, so in Vietnamese. */
function Both({ of }: { of: readonly Difference[] }) {
  return (
    <span lang="vi">
      {of.map((one) => `${one.nameVi} ${shown(one, one.before)} → ${shown(one, one.after)}`).join('; ')}
    </span>
  );
}

function shown(of: Difference, value: Difference['before']): string {
  const words = valueWords(of, value);
  if (words === null) return NONE;
  return typeof words === 'number' ? formatNumber(words) : typeof words === 'string' ? words : words[0];
}
