import { dayOf, formatDay, timeOf } from '../../days.ts';
import { alertAddress, alertsAddress } from '../alerts/addresses.ts';
import { ALERT_STATES } from '../alerts/words.ts';
import { useSay } from '../language.tsx';
import type { LocalityAlert, LocalityFacts } from './facts.ts';

/** What the locality was warned of: what is still open first, then the latest of the rest. */
export function Alerts({ facts: { alerts, locality } }: { facts: LocalityFacts }) {
  const say = useSay();
  return (
    <section aria-labelledby="canh-bao">
      <h2 id="canh-bao">{say('Cảnh báo', 'Alerts')}</h2>
      {alerts.length === 0 ? (
        <p>{say('Chưa có cảnh báo nào.', 'There has been no alert.')}</p>
      ) : (
        <>
          <ul class="lines">
            {alerts.map((alert) => (
              <Alert key={alert.row.id} alert={alert} />
            ))}
          </ul>
          <p>
            <a href={alertsAddress({ state: 'all', locality: locality.code })}>
              {say('Mọi cảnh báo của đơn vị', 'All alerts of the locality')}
            </a>
          </p>
        </>
      )}
    </section>
  );
}

function Alert({ alert: { row, texts } }: { alert: LocalityAlert }) {
  const say = useSay();
  const { state, openedAt, resolvedAt, owner, promisedOn } = row;
  const moment = (at: Date) => `${timeOf(at)} ${formatDay(dayOf(at))}`;
  return (
    <li class={state}>
      <b>{say(...ALERT_STATES[state].words)}</b>
      <div>
        <a href={alertAddress(row.id)}>{say(`${texts.reasonVi}.`, texts.reason)}</a>
        <small>
          {say('Từ', 'Since')} {moment(openedAt)}
          {resolvedAt === null ? '' : `, ${say('xong lúc', 'done at')} ${moment(resolvedAt)}`}.
          {owner === null ? null : (
            <>
              {' '}
              {say('Người xử lý:', 'Owner:')} <b>{owner}</b>
              {promisedOn === null
                ? ''
                : `, ${say('hẹn hoàn thành', 'promised for')} ${formatDay(promisedOn)}`}
              .
            </>
          )}
        </small>
      </div>
    </li>
  );
}
