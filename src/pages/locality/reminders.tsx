import { localityAddress } from '../addresses.ts';
import { OUTBOX_STATES } from '../delivery/words.ts';
import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import { Form, Hidden, TextField } from '../parts/form.tsx';
import { OWING, remindAddress } from '../reminders/addresses.ts';
import type { LocalityFacts } from './facts.ts';

/** Who was reminded or called when; and the way to remind, or to note a call. */
export function Reminders({ facts, mayRemind }: { facts: LocalityFacts; mayRemind: boolean }) {
  const say = useSay();
  const { reminders, people, named, inAddress: programme } = facts;
  if (!mayRemind && reminders.length === 0) return null;
  const next = localityAddress(named.code, { programme });
  return (
    <section class="panel" aria-labelledby="nhac-nho">
      <h2 id="nhac-nho">{say('Nhắc nhở', 'Reminders')}</h2>
      {reminders.length === 0 ? (
        <p>{say('Chưa nhắc lần nào.', 'Nobody has been reminded by hand.')}</p>
      ) : (
        <ul class="lines">
          {reminders.map(({ id, at, kind, person, by, note, state }) => (
            <li key={id}>
              <time dateTime={at.toISOString()}>{moment(at)}</time>
              <div>
                {kind === 'call' ? say('Đã gọi', 'Called') : say('Đã nhắc', 'Reminded')}
                {people === null || person === '' ? '' : ` ${person}`}
                {people === null || note === null ? '' : `: ${note}`}
                <small>
                  {kind === 'message' && state !== null ? `${say(...OUTBOX_STATES[state])}. ` : ''}
                  {people === null ? '' : `${say('Người nhắc', 'By')}: ${by}.`}
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
      {mayRemind ? (
        <>
          <p class="actions">
            <a class="button quiet" href={remindAddress([named.code], { programme, next })}>
              {say('Nhắc ngay', 'Remind now')}
            </a>
          </p>
          <details>
            <summary>{say('Ghi nhận cuộc gọi', 'Note a call')}</summary>
            <Form action={`${OWING}/da-goi`}>
              <Hidden fields={{ unit: named.code, programme, next }} />
              <TextField name="person" label={say('Người đã gọi', 'Who was called')} list="dau-moi-goi" />
              <datalist id="dau-moi-goi">
                {people?.map(({ name, position }) => (
                  <option key={`${name} ${position}`} value={name} />
                ))}
              </datalist>
              <TextField name="note" label={say('Ghi chú', 'Note')} maxLength={500} />
              <button type="submit" class="quiet">
                {say('Đã gọi', 'Called')}
              </button>
            </Form>
          </details>
        </>
      ) : null}
    </section>
  );
}
