import { gapsAddress } from '../addresses.ts';
import { useSay } from '../language.tsx';
import { type Sort, sortText } from '../parts/sort.ts';
import { type GapsQuestion, queryOf } from './question.ts';

/** The head of a column that sorts: first the way it is mostly wanted, then the other. */
export function SortHead<K extends string>({
  name,
  column,
  sort,
  asked,
  largestFirst = false,
  figure = false,
}: {
  name: string;
  column: K;
  sort: Sort<K>;
  asked: GapsQuestion;
  largestFirst?: boolean;
  figure?: boolean;
}) {
  const say = useSay();
  const current = sort.key === column;
  const descending = current ? !sort.descending : largestFirst;
  const ordered = sort.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" class={figure ? 'sorts figure' : 'sorts'} aria-sort={current ? ordered : undefined}>
      <a
        href={gapsAddress(queryOf(asked, { sort: sortText({ key: column, descending }) }))}
        title={say(`Sắp xếp theo: ${name}`, `Sort by: ${name}`)}
      >
        {name}
        <span class="sign" aria-hidden="true">
          {current ? (sort.descending ? '▼' : '▲') : ''}
        </span>
      </a>
    </th>
  );
}
