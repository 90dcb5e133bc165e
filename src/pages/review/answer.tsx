import { dayOf, formatDay, timeOf } from '../../days.ts';
import { useSay } from '../language.tsx';
import { FormToken } from '../parts/form-token.tsx';
import type { QueueRow } from './facts.ts';
import { PATH } from './question.ts';
import { STATES } from './words.ts';

export const REASON_LIMIT = 500;

export interface FlagProps {
  row: QueueRow;
  /** The address that the form comes back to. */
  back: string;
  chosen: boolean;
  /** What was typed, and what is wrong with it. */
  fault: { reason: string; message: string } | undefined;
}

/** Ids of what a flag's faults lead to. */
export const flagIds = (id: number) => ({ flag: `co-${id}`, reason: `ly-do-${id}`, error: `loi-${id}` });

/** What was decided, and the two answers that there are. */
export function Answer({
  row: { flag, indicator },
  back,
  fault,
  place,
  title,
}: Omit<FlagProps, 'chosen'> & { place: string; title: string }) {
  const say = useSay();
  const ids = flagIds(flag.id);
  const of = (
    <span class="unseen">
      : {place}, {title}
    </span>
  );
  return (
    <form method="post" action={PATH} class="answer">
      {flag.decidedAt === null ? null : (
        <p class="doubt">
          <b>{capital(say(...STATES[flag.state]))}</b> {say('lúc', 'at')} {timeOf(flag.decidedAt)}{' '}
          {formatDay(dayOf(flag.decidedAt))}, {flag.decidedBy}
          {flag.reason ? <>: “{flag.reason}”</> : '.'}
        </p>
      )}
      {flag.state === 'corrected' ? null : (
        <>
          <FormToken />
          <input type="hidden" name="flag" value={flag.id} />
          <input type="hidden" name="back" value={back} />
          <div>
            <label for={ids.reason}>
              {say('Lý do', 'Reason')}{' '}
              <small>
                {flag.state === 'questioned'
                  ? say('(không bắt buộc)', '(optional)')
                  : say('(cần có khi yêu cầu xem lại)', '(needed to question)')}
              </small>
              <span class="unseen">
                {' '}
                {place}, {title}
              </span>
            </label>
            {fault === undefined ? null : (
              <p id={ids.error} class="error">
                {fault.message}
              </p>
            )}
            <textarea
              id={ids.reason}
              name="reason"
              rows={2}
              maxLength={REASON_LIMIT}
              aria-invalid={fault === undefined ? undefined : 'true'}
              aria-describedby={fault === undefined ? undefined : ids.error}
            >
              {fault?.reason ?? ''}
            </textarea>
          </div>
          <div class="two-ways">
            {flag.state === 'verified' ? null : (
              <button type="submit" name="decision" value="verified">
                {say('Xác minh là đúng', 'Verify')}
                {of}
              </button>
            )}
            {flag.state === 'questioned' ? null : (
              <button type="submit" class="quiet" name="decision" value="questioned">
                {indicator
                  ? say('Yêu cầu xem lại', 'Question')
                  : say('Yêu cầu xem lại cả báo cáo', 'Question all of it')}
                {of}
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
        </>
      )}
    </form>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
