import type { Trial } from '../../../channels/store.ts';
import { reasonText } from '../../delivery/words.ts';
import { useReading, useSay } from '../../language.tsx';
import { TableBox } from '../../parts/table-box.tsx';
import { STATES } from '../outbox/page.tsx';
import { moment } from '../words.ts';

/** What became of the last trials of a channel. `nameOf` says whom an address is, where that is not plain. */
export function Trials({
  trials,
  nameOf = ({ address }) => address,
}: {
  trials: readonly Trial[];
  nameOf?: (trial: Trial) => string;
}) {
  const say = useSay();
  const { here } = useReading();
  const open = trials.some(({ state }) => state === 'waiting' || state === 'sending');
  if (trials.length === 0) return null;
  return (
    <>
      <TableBox label={say('Các lần gửi thử', 'Tests')}>
        <table class="stacks">
          <caption>{say('Các lần gửi thử gần nhất', 'Last tests')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('Lúc', 'At')}</th>
              <th scope="col">{say('Gửi đến', 'To')}</th>
              <th scope="col">{say('Kết quả', 'Outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {trials.map((one) => (
              <tr key={one.id}>
                <th scope="row">{moment(one.createdAt)}</th>
                <td data-label={say('Gửi đến', 'To')}>{nameOf(one)}</td>
                <td data-label={say('Kết quả', 'Outcome')}>
                  <span class={one.state === 'failed' ? 'error' : undefined}>
                    {say(...STATES[one.state])}
                  </span>{' '}
                  {one.sentAt ? moment(one.sentAt) : null}
                  {one.reason === null ? null : <small class="under">{reasonText(one.reason, say)}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {open ? (
        <p class="hint">
          {say('Tin thử được gửi trong vòng một phút.', 'A test goes out within a minute.')}{' '}
          <a href={`${here.split('?')[0]}`}>{say('Xem lại kết quả', 'Look again')}</a>
        </p>
      ) : null}
    </>
  );
}
