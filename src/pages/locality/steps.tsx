import { conditionsOf } from '../../collect/reasons.ts';
import { daysBetween, formatDay } from '../../days.ts';
import { alertAddress } from '../alerts/addresses.ts';
import { formatAge, formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { FIRST_STEPS, type Step, stepsInOrder } from '../report/order.ts';
import type { LocalityFacts } from './facts.ts';

/** Why the locality is not green yet, what to do first first; who has taken it on, and until when. */
export function Steps({ facts }: { facts: LocalityFacts }) {
  const say = useSay();
  const { view, required } = facts;
  if (view === undefined) return null;
  const steps = stepsInOrder(view.row.gaps, required);
  if (steps.length === 0) return <p>{say('Đơn vị đạt mọi điều kiện.', 'The unit meets every condition.')}</p>;
  const reasons = new Map(
    conditionsOf(view.row, new Map(required.map((one) => [one.code, one])))
      .flatMap((condition) => condition.reasons)
      .map((reason) => [reason.indicator, say(reason.messageVi, reason.message)]),
  );
  const line = (step: Step) => (
    <Line
      key={step.indicator.code}
      facts={facts}
      step={step}
      reason={reasons.get(step.indicator.code) ?? ''}
    />
  );
  const rest = steps.slice(FIRST_STEPS);
  return (
    <section aria-labelledby="vi-sao">
      <h2 id="vi-sao">
        {say('Vì sao chưa đạt: việc cần làm, theo thứ tự', 'Why not green yet: what to do, in order')}
      </h2>
      <ol class="tasks">{steps.slice(0, FIRST_STEPS).map(line)}</ol>
      {rest.length === 0 ? null : (
        <details open={rest.length <= FIRST_STEPS}>
          <summary>
            {say(
              `Sau đó, còn ${formatNumber(rest.length)} mục`,
              `After that, ${formatNumber(rest.length)} more`,
            )}
          </summary>
          <ol class="tasks" start={FIRST_STEPS + 1}>
            {rest.map(line)}
          </ol>
        </details>
      )}
    </section>
  );
}

function Line({ facts, step, reason }: { facts: LocalityFacts; step: Step; reason: string }) {
  const say = useSay();
  const { indicator, gap } = step;
  const days = daysBetween(gap.since, facts.day);
  const age = days === 0 ? '' : ` (${formatAge(days, say)})`;
  const taken = facts.owners.get(indicator.code);
  return (
    <li>
      {reason}
      <small>
        {say(
          `Từ ${formatDay(gap.since)}${age}. Cơ quan phụ trách: ${indicator.agency}.`,
          `Since ${formatDay(gap.since)}${age}. In charge: ${indicator.agency}.`,
        )}
        {taken === undefined ? null : (
          <>
            {' '}
            {say('Người nhận việc:', 'Owner:')}{' '}
            {taken.alert === null ? (
              <b>{taken.owner}</b>
            ) : (
              <a href={alertAddress(taken.alert)}>{taken.owner}</a>
            )}
            {taken.promise === null ? '' : `, ${say('hẹn xong', 'promised for')} ${formatDay(taken.promise)}`}
            .
          </>
        )}
      </small>
    </li>
  );
}
