import { areaCovers, type Principal } from '../../access/principal.ts';
import type { Day } from '../../days.ts';
import { fold, listLocalities, matches } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { LocalityName } from '../../registry/types.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { Nothing, SearchBar } from '../parts/filters.tsx';
import { reportAddress } from './addresses.ts';

/** Localities listed at most; who looks for one of more types its name. */
const LISTED = 200;

export interface Choice {
  /** The first of those found, by name. */
  found: LocalityName[];
  count: number;
}

export function localitiesToChoose(registry: Registry, principal: Principal, q: string, day: Day): Choice {
  const words = fold(q);
  const found = listLocalities(registry, day).filter(
    (one) => areaCovers(principal.area, one.locality) && (words === '' || matches(one, words)),
  );
  return { found: found.slice(0, LISTED).map((one) => one.named), count: found.length };
}

/** Whose report is to be opened, for those who look after several localities. */
export function ReportChoice({ found, count }: Choice) {
  const say = useSay();
  return (
    <div class="report">
      <h1>{say('Báo cáo của đơn vị nào?', 'Whose report?')}</h1>
      <SearchBar
        label={say(
          'Tên xã, phường, đặc khu (không cần gõ dấu)',
          'Name of the commune (accents may be left out)',
        )}
      />
      {count === 0 ? (
        <Nothing>
          {say(
            'Không tìm thấy đơn vị phù hợp trong địa bàn của anh/chị.',
            'No unit of that name is in your area.',
          )}
        </Nothing>
      ) : (
        <p class="hint">
          {formatNumber(count)} {say('đơn vị', 'units')}
          {count > found.length
            ? say(
                `; dưới đây là ${formatNumber(found.length)} đơn vị đầu theo tên`,
                `; below are the first ${formatNumber(found.length)} by name`,
              )
            : ''}
        </p>
      )}
      <ul class="choices">
        {found.map((one) => (
          <li key={one.code}>
            <a href={reportAddress(one.code)}>
              {one.type} {one.name}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
