import { may } from '../../access/principal.ts';
import type { Placed } from '../../figures/ranking.ts';
import type { Unit } from '../../figures/units.ts';
import { formatNumber, formatPercent } from '../format.ts';
import { type Say, useReading, useSay } from '../language.tsx';
import { remindAddress } from '../reminders/addresses.ts';
import { COLOURS } from '../words.ts';
import type { BoardFacts } from './facts.ts';
import { boardLink, countLink, unitLink } from './links.ts';

/** The last of the ranking, last first: where help is needed most. */
export function Lowest({ facts, count }: { facts: BoardFacts; count: number }) {
  const say = useSay();
  const lowest = facts.ranking
    .filter(({ unit }) => unit.colour !== 'green')
    .slice(-count)
    .reverse();
  return (
    <section class="panel" id="can-ho-tro" data-live aria-labelledby="can-ho-tro-ten">
      <h2 id="can-ho-tro-ten">
        {facts.scale === 'province'
          ? say('Thấp nhất', 'Lowest')
          : say('Cần hỗ trợ nhất', 'Where help is needed most')}
      </h2>
      {lowest.length === 0 ? (
        <p>{say('Tất cả đã đạt mọi điều kiện.', 'All meet every condition.')}</p>
      ) : (
        <ol class="lowest">
          {lowest.map(({ unit, moved }) => (
            <li key={unit.code}>
              <span class={`tag ${unit.colour}`}>
                <span class="sign" aria-hidden="true">
                  {COLOURS[unit.colour].sign}
                </span>
              </span>
              <a href={unitLink(facts, unit.code)}>{unit.name}</a>
              <b>{formatPercent(unit.percent)}</b>
              <small>{standing(unit, moved, say, facts.scale)}</small>
            </li>
          ))}
        </ol>
      )}
      <RemindThem facts={facts} codes={lowest.map(({ unit }) => unit.code)} />
      <p>
        <a href={facts.scale === 'province' ? '#xep-hang' : countLink(facts, 'all')}>
          {say(
            `Xem xếp hạng cả ${formatNumber(facts.ranking.length)} đơn vị`,
            `See all ${formatNumber(facts.ranking.length)} ranked`,
          )}
        </a>
      </p>
    </section>
  );
}

/** The way to remind units that are shown, for who may; provinces are not reminded. */
export function RemindThem({ facts, codes }: { facts: BoardFacts; codes: readonly string[] }) {
  const say = useSay();
  const { who } = useReading();
  const locality = codes.every((code) => code.length === 5);
  if (
    !who ||
    !may(who.principal.role, 'remind') ||
    !locality ||
    codes.length === 0 ||
    codes.length > MOST_REMINDED
  )
    return null;
  const next = boardLink(facts);
  return (
    <p class="not-printed">
      <a href={remindAddress(codes, { programme: facts.inAddress, next })}>
        {say(
          `Nhắc ${formatNumber(codes.length)} đơn vị này`,
          `Remind these ${formatNumber(codes.length)} units`,
        )}
      </a>
    </p>
  );
}

/** What an address holds. */
const MOST_REMINDED = 200;

/** "thiếu 5 chỉ tiêu, ↓ 3 bậc" */
function standing(unit: Unit, moved: number | null, say: Say, scale: BoardFacts['scale']): string {
  if (unit.colour === 'grey') return say(...COLOURS.grey.words);
  const lacking = formatNumber(unit.lacking);
  const what =
    scale === 'province'
      ? say(`còn ${lacking} đơn vị`, `${lacking} communes to go`)
      : say(`thiếu ${lacking} chỉ tiêu`, `lacks ${lacking}`);
  return moved === null || moved === 0 ? what : `${what}, ${movement(moved, say)}`;
}

/** "↑ 12 bậc"; a dash where nothing moved or there is nothing to compare with. */
export function movement(moved: Placed<unknown>['moved'], say: Say): string {
  if (moved === null || moved === 0) return '–';
  const places = formatNumber(Math.abs(moved));
  return `${moved > 0 ? '↑' : '↓'} ${say(`${places} bậc`, moved === 1 || moved === -1 ? '1 place' : `${places} places`)}`;
}
