import { reasonWords } from '../../../channels/reasons.ts';
import type { Trial } from '../../../outbox/channel-states-store.ts';
import { OUTBOX_STATES } from '../../delivery/words.ts';
import { moment } from '../../format.ts';
import { useReading, useSay } from '../../language.tsx';
import { DataTable } from '../../parts/table.tsx';

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
      <DataTable
        name="trials"
        title={say('Các lần gửi thử gần nhất', 'Last tests')}
        caption={say('Các lần gửi thử gần nhất', 'Last tests')}
        rows={trials}
        keyOf={(one) => one.id}
        columns={[
          { key: 'at', head: say('Lúc', 'At'), value: (one) => one.createdAt },
          { key: 'to', head: say('Gửi đến', 'To'), value: nameOf },
          {
            key: 'outcome',
            head: say('Kết quả', 'Outcome'),
            value: (one) => say(...OUTBOX_STATES[one.state]),
            cell: (one) => (
              <>
                <span class={one.state === 'failed' ? 'error' : undefined}>
                  {say(...OUTBOX_STATES[one.state])}
                </span>{' '}
                {one.sentAt ? moment(one.sentAt) : null}
              </>
            ),
            under: (one) => one.reason !== null && say(...reasonWords(one.reason)),
          },
        ]}
      />
      {open ? (
        <p class="hint">
          {say('Tin thử được gửi trong vòng một phút.', 'A test goes out within a minute.')}{' '}
          <a href={`${here.split('?')[0]}`}>{say('Xem lại kết quả', 'Look again')}</a>
        </p>
      ) : null}
    </>
  );
}
