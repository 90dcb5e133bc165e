import type { AskedState } from '../../collect/types.ts';
import { gapsAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { ShareBar } from '../parts/share-bar.tsx';
import { STATES } from '../words.ts';
import type { BoardFacts } from './facts.ts';
import { Source } from './source.tsx';

const ORDER: readonly AskedState[] = ['met', 'unmet', 'unknown'];

/** A bar a condition: where it is met, unmet and unknown, each figure leading to the gap list. */
export function ConditionBars({ facts }: { facts: BoardFacts }) {
  const say = useSay();
  const { inAddress: programme, province, conditions } = facts;
  if (conditions.length === 0) return null;
  // The gap list is of today, whatever day is shown here.
  const listed = facts.day === facts.today;
  const gaps = (group?: string) => gapsAddress({ programme, province, group });
  return (
    <section class="panel" id="dieu-kien" data-live aria-labelledby="dieu-kien-ten">
      <h2 id="dieu-kien-ten">{say('Từng điều kiện', 'Condition by condition')}</h2>
      <ul class="bars">
        {conditions.map(({ condition, counts }) => (
          <li key={condition.code}>
            <b>{say(condition.nameVi, condition.nameEn)}</b>
            <ShareBar
              parts={ORDER.map((state) => ({ colour: STATES[state].colour, count: counts[state] }))}
            />
            <span>
              {ORDER.map((state) => (
                <span key={state} class="part">
                  {STATES[state].sign} {say(...STATES[state].words)}{' '}
                  {state === 'met' || counts[state] === 0 || !listed ? (
                    formatNumber(counts[state])
                  ) : (
                    <a href={gaps(condition.code)}>{formatNumber(counts[state])}</a>
                  )}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      <p class="actions">
        <a class="button quiet" href={gaps()}>
          {say('Mở danh sách còn thiếu', 'Open the gap list')}
        </a>
      </p>
      <Source
        now={facts.now}
        final={facts.final}
        note={say('Mỗi thanh là số đơn vị theo điều kiện.', 'Each bar counts communes by condition.')}
      />
    </section>
  );
}
