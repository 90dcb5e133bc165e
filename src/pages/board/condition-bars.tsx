import type { AskedState } from '../../collect/types.ts';
import { FUNDING_STATES } from '../../funding/need-rules.ts';
import { FUNDING_WORDS, unitsFunded } from '../../funding/words.ts';
import { gapsAddress } from '../addresses.ts';
import { type SharePoint, TrendLine } from '../charts/trend-line.tsx';
import { formatNumber, formatPercent } from '../format.ts';
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
            <CourseOf points={facts.shares.conditions.get(condition.code) ?? []} />
          </li>
        ))}
      </ul>
      <Paid facts={facts} />
      <p class="actions">
        <a class="button quiet" href={gaps()}>
          {say('Mở danh sách còn thiếu', 'Open the gap list')}
        </a>
      </p>
      <Source
        now={facts.now}
        final={facts.final}
        note={say(
          'Mỗi thanh là số đơn vị theo điều kiện; đường bên dưới là tỷ lệ đơn vị đạt qua các ngày báo cáo, từ 0 % ở vạch dưới đến 100 % ở trên, để trống ngày chưa có số liệu.',
          'Each bar counts communes by condition; the line below is the share that meets it over the reporting days, from 0 % at the base to 100 %, with a gap where nothing is known.',
        )}
      />
    </section>
  );
}

/** How the gaps are paid for, each count leading to its gaps; nothing where no money was ever asked for. */
function Paid({ facts: { funding, inAddress: programme, province, day, today } }: { facts: BoardFacts }) {
  const say = useSay();
  const parts = FUNDING_STATES.filter((state) => state !== 'none' && funding.gaps[state] > 0);
  const units = unitsFunded(funding);
  if (parts.length === 0 && units === null) return null;
  return (
    <p id="kinh-phi">
      <b>{say('Kinh phí', 'Money')}:</b>{' '}
      {parts.map((state) => (
        <span key={state} class="part">
          {say(...FUNDING_WORDS[state])}{' '}
          {day === today ? (
            <a href={gapsAddress({ programme, province, funding: state })}>
              {formatNumber(funding.gaps[state])}
            </a>
          ) : (
            formatNumber(funding.gaps[state])
          )}
        </span>
      ))}{' '}
      {units && say(...units)}
    </p>
  );
}

/** How the share went, with where it began and where it is; nothing where there is no day to compare with. */
function CourseOf({ points }: { points: readonly SharePoint[] }) {
  const known = points.filter(({ percent }) => percent !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return null;
  return (
    <span class="course-of">
      <small>{formatPercent(first.percent)}</small> <TrendLine points={points} />{' '}
      <small>{formatPercent(last.percent)}</small>
    </span>
  );
}
