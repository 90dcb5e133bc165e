import type { Values } from '../../intake/types.ts';
import type { ReportFacts } from './facts.ts';
import { unitOf, valueText } from './words.ts';

/** Values to read, by condition. */
export function ReportValues({ facts, values }: { facts: ReportFacts; values: Values }) {
  return (
    <>
      {facts.groups.map(({ condition, questions }) => (
        <section key={condition.code} class="panel" aria-labelledby={`dk-${condition.code}`}>
          <h2 id={`dk-${condition.code}`}>{condition.nameVi}</h2>
          <dl class="said">
            {questions.map(({ indicator }) => (
              <div key={indicator.code}>
                <dt>{indicator.nameVi}</dt>
                <dd>{valueText(values[indicator.code], unitOf(indicator))}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}
