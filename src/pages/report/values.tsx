import type { Values } from '../../intake/types.ts';
import { useSay } from '../language.tsx';
import { ExemptList } from './exempt.tsx';
import type { ReportFacts } from './facts.ts';
import { nameOf, unitOf, valueText } from './words.ts';

/** Values to read, by condition. */
export function ReportValues({ facts, values }: { facts: ReportFacts; values: Values }) {
  const say = useSay();
  return (
    <>
      {facts.groups.map(({ condition, questions, exempt }) => (
        <section key={condition.code} class="panel" aria-labelledby={`dk-${condition.code}`}>
          <h2 id={`dk-${condition.code}`}>{nameOf(condition, say)}</h2>
          <dl class="said">
            {questions.map(({ indicator }) => (
              <div key={indicator.code}>
                <dt>{nameOf(indicator, say)}</dt>
                <dd>{valueText(values[indicator.code], unitOf(indicator), say)}</dd>
              </div>
            ))}
          </dl>
          <ExemptList exempt={exempt} />
        </section>
      ))}
    </>
  );
}
