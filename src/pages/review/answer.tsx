import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { Form, Hidden, LongTextField } from '../parts/form.tsx';
import type { QueueRow } from './facts.ts';
import { STATES } from './words.ts';

export const REASON_LIMIT = 500;

/** Ids of what a flag's faults lead to. */
export const flagIds = (id: number | string) => ({ flag: `co-${id}`, reason: `ly-do-${id}` });

/** What was decided, and the two answers that there are. */
export function Answer({
  row: { flag, indicator },
  here,
  of,
}: {
  row: QueueRow;
  /** Address of the page, to come back to. */
  here: string;
  of: string;
}) {
  const say = useSay();
  const ids = flagIds(flag.id);
  const which = <span class="unseen">: {of}</span>;
  const decided =
    flag.decidedAt === null ? null : (
      <p class="doubt">
        <b>{capital(say(...STATES[flag.state]))}</b> {say('lúc', 'at')} {moment(flag.decidedAt)},{' '}
        {flag.decidedBy}
        {flag.reason ? <>: “{flag.reason}”</> : '.'}
      </p>
    );
  if (flag.state === 'corrected') return <div class="answer">{decided}</div>;
  return (
    <Form action={here} name={ids.flag} class="answer">
      {decided}
      <Hidden fields={{ flag: flag.id }} />
      <LongTextField
        name="reason"
        id={ids.reason}
        label={say('Lý do', 'Reason')}
        of={of}
        hint={
          flag.state === 'questioned'
            ? say('Không bắt buộc.', 'Optional.')
            : say('Cần có khi yêu cầu xem lại.', 'Needed to question.')
        }
        rows={2}
        maxLength={REASON_LIMIT}
      />
      <div class="two-ways">
        {flag.state === 'verified' ? null : (
          <button type="submit" name="decision" value="verified">
            {say('Xác minh là đúng', 'Verify')}
            {which}
          </button>
        )}
        {flag.state === 'questioned' ? null : (
          <button type="submit" class="quiet" name="decision" value="questioned">
            {indicator
              ? say('Yêu cầu xem lại', 'Question')
              : say('Yêu cầu xem lại cả báo cáo', 'Question all of it')}
            {which}
          </button>
        )}
      </div>
      {indicator || flag.state === 'questioned' ? null : (
        <p class="hint">
          {say(
            'Yêu cầu xem lại cả báo cáo: mọi chỉ tiêu bắt buộc của đơn vị tính là chưa đạt.',
            'All of it questioned: everything required counts as not met.',
          )}
        </p>
      )}
    </Form>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
