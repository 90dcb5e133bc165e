import { type Day, formatDay } from '../../days.ts';
import type { GapRow } from '../../gaps/store.ts';
import type { Indicator } from '../../registry/types.ts';
import { alertAddress } from '../alerts/addresses.ts';
import { useSay } from '../language.tsx';
import { historyAddress } from './addresses.ts';
import { standingWords } from './words.ts';

/** Who has taken a gap on, until when, and how that stands; nothing where nobody has. */
export function TakenOn({
  by,
  today,
  history: { locality, programme },
}: {
  by: GapRow | undefined;
  today: Day;
  history: { locality: string; programme: string | undefined };
}) {
  const say = useSay();
  if (by === undefined || by.owner === null) return null;
  const { owner, alert, promise } = by;
  const standing = standingWords(by, today);
  return (
    <>
      {' '}
      {say('Người xử lý:', 'Owner:')}{' '}
      {alert === null ? <b>{owner}</b> : <a href={alertAddress(alert)}>{owner}</a>}
      {promise === null ? null : (
        <>
          , {say('hẹn hoàn thành', 'promised for')}{' '}
          <a href={historyAddress(locality, { programme, indicator: by.indicator })}>{formatDay(promise)}</a>
          {standing === null ? '' : ` (${say(...standing)})`}
        </>
      )}
      .
    </>
  );
}

/** The way to promise one gap. */
export function PromiseLink({ href, again, of }: { href: string; again: boolean; of: Indicator }) {
  const say = useSay();
  const words = again ? say('Hẹn lại', 'Promise anew') : say('Hẹn ngày hoàn thành', 'Promise a date');
  return (
    <>
      {' '}
      <a href={href} aria-label={`${words}: ${say(of.nameVi, of.nameEn)}`}>
        {words}
      </a>
    </>
  );
}
