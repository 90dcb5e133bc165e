import type { Query } from '../addresses.ts';
import { useReading } from '../language.tsx';

/** What belongs to one look at a list, and not to what is asked of it. */
const OF_A_LOOK = ['page', 'cursor', 'format', 'table', 'all', 'done', 'count', 'gone'];

export interface Here {
  path: string;
  query: URLSearchParams;
  /** This address with some of its query changed; another question begins at the first page. */
  with(changes: Query): string;
}

/** The address of the page, for components that lead to it again in another way. */
export function useHere(): Here {
  const [path = '/', text] = useReading().here.split('?');
  const query = new URLSearchParams(text);
  return {
    path,
    query,
    with(changes) {
      const next = new URLSearchParams(query);
      for (const name of OF_A_LOOK) next.delete(name);
      for (const [name, value] of Object.entries(changes))
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      // Forms send blank fields for what is not set.
      for (const [name, value] of [...next]) if (value === '') next.delete(name);
      return next.size === 0 ? path : `${path}?${next}`;
    },
  };
}
