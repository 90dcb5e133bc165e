import { formatNumber } from '../format.ts';
import { useHere } from './address.ts';

/**
 * Ways to see one list, each an address: the one that is on is marked. `name` is its field of the address, the first
 * way the one where the address says none.
 */
export function Views({
  name,
  label,
  ways,
  without = [],
  looks = 'states',
}: {
  name: string;
  label: string;
  ways: readonly { value: string | undefined; words: string; count?: number }[];
  /** What another way does not take along of the question. */
  without?: readonly string[];
  /** `views` where they are as pages of their own, `states` where they narrow a list. */
  looks?: 'states' | 'views';
}) {
  const here = useHere();
  const set = here.query.get(name) || undefined;
  const dropped = Object.fromEntries(without.map((one) => [one, undefined]));
  const current = ways.find(({ value }) => value === set) ?? ways[0];
  return (
    <nav class={looks} aria-label={label}>
      {ways.map((way, place) => (
        <a
          key={way.words}
          href={here.with({ ...dropped, [name]: place === 0 ? undefined : way.value })}
          aria-current={way === current ? 'page' : undefined}
        >
          {way.words}
          {way.count === undefined
            ? null
            : looks === 'views'
              ? ` (${formatNumber(way.count)})`
              : `: ${formatNumber(way.count)}`}
        </a>
      ))}
    </nav>
  );
}
