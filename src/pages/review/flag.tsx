import { dayOf, formatDay, timeOf } from '../../days.ts';
import { sameValue } from '../../intake/types.ts';
import { useSay } from '../language.tsx';
import { FormToken } from '../parts/form-token.tsx';
import { resultAddress } from '../report/addresses.ts';
import { CHANNELS, momentText, nameOf, unitOf, valueText } from '../report/words.ts';
import type { QueueRow } from './facts.ts';
import { PATH } from './question.ts';
import { doubtText, KINDS, STATES } from './words.ts';

/** Id of the form to which the boxes of the page belong. */
export const CHOSEN_FORM = 'chon';
export const REASON_LIMIT = 500;

export interface FlagProps {
  row: QueueRow;
  formToken: string;
  /** The address that the form comes back to. */
  back: string;
  chosen: boolean;
  /** What was typed, and what is wrong with it. */
  fault: { reason: string; message: string } | undefined;
}

/** Ids of what a flag's faults lead to. */
export const flagIds = (id: number) => ({ flag: `co-${id}`, reason: `ly-do-${id}`, error: `loi-${id}` });

/** One doubt: what was said, what was said before, and the two answers to it. */
export function FlagCard({ row, formToken, back, chosen, fault }: FlagProps) {
  const say = useSay();
  const { flag, named, indicator } = row;
  const ids = flagIds(flag.id);
  const title = indicator ? nameOf(indicator, say) : say('Cả báo cáo', 'The whole report');
  const place = `${named.type} ${named.name}`;
  return (
    <article id={ids.flag} class="panel doubted" aria-labelledby={`${ids.flag}-h`}>
      <header>
        {flag.state === 'open' ? (
          <label class="pick">
            <input type="checkbox" name="flag" value={flag.id} form={CHOSEN_FORM} checked={chosen} />
            <span class="unseen">
              {say('Chọn', 'Choose')} {place}, {title}
            </span>
          </label>
        ) : null}
        <div>
          <h2 id={`${ids.flag}-h`}>{title}</h2>
          <p>
            <a href={resultAddress(named.code, flag.day)}>{place}</a>, {formatDay(flag.day)}
          </p>
        </div>
      </header>
      <div class="two">
        <div class="told">
          {row.doubts.map(({ flag: one, bound }) => (
            <p key={one.id}>
              <b>{say(...KINDS[one.kind])}.</b> {doubtText(one, { indicator, bound }, say)}
            </p>
          ))}
          <Said row={row} />
          <Source row={row} />
        </div>
        <Answer row={row} formToken={formToken} back={back} fault={fault} place={place} title={title} />
      </div>
    </article>
  );
}

/** What was said lately, the value in doubt last. */
function Said({ row: { said, indicator, flag } }: { row: QueueRow }) {
  const say = useSay();
  if (!indicator || said.length === 0) return null;
  const unit = unitOf(indicator);
  return (
    <table class="said-lately">
      <caption>
        {say('Số liệu gần đây', 'Said lately')}
        {unit === null ? null : <small> ({unit})</small>}
      </caption>
      <tbody>
        {said.map(({ day, value }) => (
          <tr key={day} class={day >= flag.day && sameValue(value, flag.value) ? 'now' : undefined}>
            <th scope="row">{formatDay(day)}</th>
            <td>{valueText(value, null, say)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who said it and what he wrote. */
function Source({ row: { flag } }: { row: QueueRow }) {
  const say = useSay();
  const { record, day } = flag;
  if (record === null) return null;
  return (
    <p class="hint">
      {say('Gửi lúc', 'Sent at')} {momentText(record.receivedAt, day, say)}, {record.by},{' '}
      {say(...CHANNELS[record.channel])}.{' '}
      {record.note === null ? (
        say('Không có ghi chú.', 'No note.')
      ) : (
        <span class="note">
          {say('Ghi chú:', 'Note:')} “{record.note}”
        </span>
      )}
    </p>
  );
}

function Answer({
  row: { flag, indicator },
  formToken,
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
          <FormToken value={formToken} />
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
                'Yêu cầu xem lại cả báo cáo: mọi mục bắt buộc của xã tính là chưa đạt.',
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
