import type { Standing } from '../../plans/state-rules.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { Tag } from '../parts/tag.tsx';
import { STATES } from './words.ts';

/** How a task stands, and by how many days it is late. */
export function TaskState({ of: { state, daysLate, daysLateOriginal, periods } }: { of: Standing }) {
  const say = useSay();
  const late = daysLate !== null && daysLate > 0;
  const lateByFirst = !late && daysLateOriginal !== null && daysLateOriginal > 0;
  return (
    <>
      <Tag {...STATES[state]} />
      {late ? (
        <small class="under">{say(`chậm ${formatNumber(daysLate)} ngày`, `${daysLate} days late`)}</small>
      ) : null}
      {lateByFirst ? (
        <small class="under">
          {say(
            `chậm ${formatNumber(daysLateOriginal)} ngày so với hạn ban đầu`,
            `${daysLateOriginal} days late by the first deadline`,
          )}
        </small>
      ) : null}
      {periods ? (
        <small class="under">
          {say(
            `${formatNumber(periods.onTime)}/${formatNumber(periods.total)} kỳ đúng hạn`,
            `${periods.onTime} of ${periods.total} periods on time`,
          )}
        </small>
      ) : null}
    </>
  );
}
