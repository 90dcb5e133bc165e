import { NOTE_LIMIT } from '../../intake/schema.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { NetworkFact } from '../network/summary.tsx';
import { FaultSummary } from '../parts/fault-summary.tsx';
import { Hidden } from '../parts/form.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { reportAddress } from './addresses.ts';
import type { Conflict } from './conflict.tsx';
import { ConflictNotice } from './conflict.tsx';
import { ExemptList } from './exempt.tsx';
import { type ReportFacts, unchangedValues } from './facts.ts';
import type { FieldFault } from './faults.ts';
import type { Typed } from './fields.ts';
import { OpenDays, ReportHead } from './head.tsx';
import { ReportHistory } from './history.tsx';
import { QuestionFields } from './question.tsx';
import { nameOf } from './words.ts';

/** Beside its questions stands what was measured. */
const NETWORK = 'network';

export interface ReportFormProps {
  facts: ReportFacts;
  /** Who fills it in. */
  sender: string;
  /** What is in the fields, by indicator; what the page opens with where nothing was typed. */
  typed: ReadonlyMap<string, Typed>;
  note: string;
  faults?: readonly FieldFault[];
  conflict?: Conflict;
  /** One sentence on why nothing was sent yet. */
  remark?: string;
}

/** Today's report: every question with what is known of it, and the button always in reach. */
export function ReportForm({ facts, sender, typed, note, faults = [], conflict, remark }: ReportFormProps) {
  const say = useSay();
  const { code } = facts.named;
  const answered = faults.length > 0 || conflict !== undefined || remark !== undefined;
  const faultOf = (indicator: string) => faults.find((one) => one.indicator === indicator);
  const noteFault = faults.find((one) => one.field === 'note')?.message;
  return (
    <div class="report">
      {faults.length === 0 ? null : (
        <FaultSummary
          title={say(
            'Chưa gửi được. Anh/chị vui lòng xem lại các chỗ sau:',
            'Not sent yet. Please look at these:',
          )}
          faults={faults}
        />
      )}
      {conflict === undefined ? null : <ConflictNotice conflict={conflict} day={facts.day} />}
      {remark === undefined ? null : (
        <p class="notice" role="alert">
          {remark}
        </p>
      )}
      <ReportHead
        facts={facts}
        title={
          facts.revisions.length > 0 ? say('Sửa báo cáo', 'Change the report') : say('Báo cáo', 'Report')
        }
      />
      <form
        method="post"
        action={reportAddress(code)}
        data-report={answered ? 'answered' : 'opened'}
        data-sender={sender}
        data-place={`${facts.named.type} ${facts.named.name}`}
      >
        <FormToken />
        <Hidden fields={{ day: facts.day, replaces: facts.revisions.length }} />
        {facts.groups.map(({ condition, questions, exempt }) => (
          <section key={condition.code} class="panel" aria-labelledby={`dk-${condition.code}`}>
            <h2 id={`dk-${condition.code}`}>{nameOf(condition, say)}</h2>
            {condition.code === NETWORK ? <NetworkFact network={facts.network} day={facts.day} /> : null}
            {questions.map((question) => (
              <QuestionFields
                key={question.indicator.code}
                question={question}
                locality={code}
                typed={typed.get(question.indicator.code) ?? question.shown}
                fault={faultOf(question.indicator.code)}
              />
            ))}
            <ExemptList exempt={exempt} />
          </section>
        ))}
        <section class="panel" aria-labelledby="ghi-chu">
          <h2 id="ghi-chu">
            <label for="note">{say('Ghi chú (không bắt buộc)', 'Note (optional)')}</label>
          </h2>
          {noteFault === undefined ? null : (
            <p id="note-error" class="error">
              {noteFault}
            </p>
          )}
          <textarea
            id="note"
            name="note"
            rows={3}
            aria-invalid={noteFault === undefined ? undefined : 'true'}
            aria-describedby={noteFault === undefined ? 'note-hint' : 'note-error note-hint'}
          >
            {note}
          </textarea>
          <p id="note-hint" class="hint">
            {say(
              `Ghi việc đang làm, đơn vị đang chờ phản hồi. Tối đa ${formatNumber(NOTE_LIMIT)} ký tự.`,
              `What is being done, whom it waits for. At most ${formatNumber(NOTE_LIMIT)} characters.`,
            )}
          </p>
        </section>
        {facts.closed !== null ? null : <SendBar facts={facts} />}
      </form>
      <ReportHistory facts={facts} />
      <OpenDays facts={facts} />
    </div>
  );
}

function SendBar({ facts }: { facts: ReportFacts }) {
  const say = useSay();
  return (
    <div class="send">
      <button type="submit">
        {facts.revisions.length > 0
          ? say('Gửi báo cáo đã sửa', 'Send the changed report')
          : say('Gửi báo cáo', 'Send the report')}
      </button>
      {unchangedValues(facts) === null ? null : (
        <button type="submit" class="quiet" name="intent" value="unchanged">
          {say('Xác nhận không thay đổi', 'Confirm no change')}
        </button>
      )}
    </div>
  );
}
