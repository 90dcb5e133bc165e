import { localityAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { localityPromiseAddress } from '../promises/addresses.ts';
import { PromiseLink, TakenOn } from '../promises/taken.tsx';
import { FIRST_STEPS, type Step, stepsInOrder } from '../report/order.ts';
import { TaskList } from '../report/task-list.tsx';
import type { LocalityFacts } from './facts.ts';

/** Why the locality is not green yet, what to do first first; who has taken it on, and until when. */
export function Steps({ facts, mayPromise }: { facts: LocalityFacts; mayPromise: boolean }) {
  const say = useSay();
  const { view, required, day } = facts;
  if (view === undefined) return null;
  const { row } = view;
  const steps = stepsInOrder(row.gaps, required);
  if (row.required === 0)
    return (
      <p>{say('Không có chỉ tiêu nào áp dụng đối với đơn vị này.', 'No indicator applies to the unit.')}</p>
    );
  if (steps.length === 0) return <p>{say('Đơn vị đạt mọi điều kiện.', 'The unit meets every condition.')}</p>;
  const { named, inAddress: programme } = facts;
  const next = localityAddress(named.code, { programme });
  const taken = ({ indicator: { code } }: Step) => (
    <TakenOn by={facts.owners.get(code)} today={day} history={{ locality: named.code, programme }} />
  );
  const promise = ({ indicator }: Step) => (
    <PromiseLink
      href={localityPromiseAddress(named.code, { programme, indicator: indicator.code, next })}
      again={facts.owners.get(indicator.code)?.promise != null}
      of={indicator}
    />
  );
  const list = (some: Step[], start?: number) => (
    <TaskList
      steps={some}
      start={start}
      row={row}
      indicators={required}
      day={day}
      taken={taken}
      more={mayPromise ? promise : undefined}
    />
  );
  const rest = steps.slice(FIRST_STEPS);
  return (
    <section aria-labelledby="vi-sao">
      <h2 id="vi-sao">
        {say('Chỉ tiêu chưa đạt và việc cần làm', 'Why not green yet: what to do, in order')}
      </h2>
      {list(steps.slice(0, FIRST_STEPS))}
      {mayPromise ? (
        <p class="actions">
          <a class="button quiet" href={localityPromiseAddress(named.code, { programme, next })}>
            {say('Hẹn ngày cho nhiều chỉ tiêu', 'Promise a date for several')}
          </a>
        </p>
      ) : null}
      {rest.length === 0 ? null : (
        <details open={rest.length <= FIRST_STEPS}>
          <summary>
            {say(
              `Sau đó, còn ${formatNumber(rest.length)} chỉ tiêu`,
              `After that, ${formatNumber(rest.length)} more`,
            )}
          </summary>
          {list(rest, FIRST_STEPS + 1)}
        </details>
      )}
    </section>
  );
}
