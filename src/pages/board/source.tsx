import { dayOf, formatDay, timeOf } from '../../days.ts';
import { useSay } from '../language.tsx';

/** Where the figures of a picture come from and of when they are. What is of the class `as-of` changes by itself. */
export function Source({ now, final, note }: { now: Date; final: boolean; note?: string }) {
  const say = useSay();
  const time = `${timeOf(now)} ${say('ngày', 'on')} ${formatDay(dayOf(now))}`;
  return (
    <p class="hint source">
      {note === undefined ? null : `${note} `}
      {say('Nguồn: báo cáo hằng ngày của các đơn vị', 'Source: daily reports of the communes')}
      {final ? say('; ngày này đã khóa số liệu', '; the figures of this day are final') : null},{' '}
      <span class="as-of">{say(`lúc ${time}`, `at ${time}`)}</span>.
    </p>
  );
}
