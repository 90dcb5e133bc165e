import { dayOf, formatDay } from '../../days.ts';
import { promiseState } from '../../gaps/promise-rules.ts';
import { useSay } from '../language.tsx';
import { Tag } from '../parts/tag.tsx';
import { historyAddress } from '../promises/addresses.ts';
import { keptText } from '../promises/history.tsx';
import { PROMISE_TAGS } from '../promises/words.ts';
import type { LocalityFacts } from './facts.ts';

/** Promises shown here; all of them have a page of their own. */
const SHOWN = 5;

/** What the locality has promised of its gaps, and whether it keeps its word. */
export function Promises({ facts }: { facts: LocalityFacts }) {
  const say = useSay();
  const { promises, now, named, inAddress, catalogue } = facts;
  const today = dayOf(now);
  return (
    <section class="panel" aria-labelledby="hen-hoan-thanh">
      <h2 id="hen-hoan-thanh">{say('Hẹn hoàn thành', 'Promises')}</h2>
      {promises.length === 0 ? (
        <p>{say('Chưa có lần hẹn nào.', 'Nothing has been promised yet.')}</p>
      ) : (
        <>
          <p>{keptText(promises, today, say)}</p>
          <ul class="lines">
            {promises.slice(0, SHOWN).map((row) => {
              const of = catalogue.get(row.indicator);
              return (
                <li key={row.id}>
                  <Tag {...PROMISE_TAGS[promiseState(row, today)]} />
                  <div>
                    {of ? say(of.nameVi, of.nameEn) : row.indicator}
                    <small>
                      {say('Hẹn', 'Promised for')} {formatDay(row.promisedOn)}
                      {facts.people === null ? '' : `, ${row.owner}`}.
                    </small>
                  </div>
                </li>
              );
            })}
          </ul>
          <p>
            <a href={historyAddress(named.code, { programme: inAddress })}>
              {say('Lịch sử hẹn hoàn thành', 'All that was promised')}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
