import type { ComponentChildren } from 'preact';
import { conditionsOf } from '../../collect/reasons.ts';
import type { StatusView } from '../../collect/view.ts';
import { type Day, daysBetween, formatDay } from '../../days.ts';
import type { Indicator } from '../../registry/types.ts';
import { formatAge } from '../format.ts';
import { useSay } from '../language.tsx';
import type { Step } from './order.ts';

/** What is to be done, step by step: why, since when, and whose it is. */
export function TaskList({
  steps,
  start,
  row,
  indicators,
  day,
  taken,
  more,
}: {
  steps: readonly Step[];
  /** Number of the first, where it is not the first of all. */
  start?: number | undefined;
  /** The status that the steps would turn green. */
  row: StatusView['row'];
  /** All that is asked, in the catalogue's order. */
  indicators: readonly Indicator[];
  day: Day;
  /** Who has it in hand. */
  taken?: ((step: Step) => ComponentChildren) | undefined;
  /** What can be done about it at once. */
  more?: ((step: Step) => ComponentChildren) | undefined;
}) {
  const say = useSay();
  const reasons = new Map(
    conditionsOf(row, new Map(indicators.map((one) => [one.code, one])), [])
      .flatMap((condition) => condition.reasons)
      .map((reason) => [reason.indicator, say(reason.messageVi, reason.message)]),
  );
  return (
    <ol class="tasks" start={start}>
      {steps.map((step) => {
        const { indicator, gap } = step;
        const days = daysBetween(gap.since, day);
        const age = days === 0 ? '' : ` (${formatAge(days, say)})`;
        return (
          <li key={indicator.code}>
            {reasons.get(indicator.code)}
            <small>
              {' '}
              {say(
                `Từ ${formatDay(gap.since)}${age}. Cơ quan phụ trách: ${indicator.agency}.`,
                `Since ${formatDay(gap.since)}${age}. In charge: ${indicator.agency}.`,
              )}
              {taken?.(step)}
            </small>
            {more?.(step)}
          </li>
        );
      })}
    </ol>
  );
}
