import { SEARCH } from '../addresses.ts';
import { useSay } from '../language.tsx';
import { useHere } from './address.ts';

/** One field for all that there is to find; `/` leads to it where scripts run. */
export function SearchField({ id, label, shown = false }: { id: string; label: string; shown?: boolean }) {
  const say = useSay();
  const here = useHere();
  const q = here.path === SEARCH ? (here.query.get('q') ?? '') : '';
  return (
    <search>
      <form class={shown ? 'find shown' : 'find'} method="get" action={SEARCH}>
        <label class={shown ? undefined : 'unseen'} for={id}>
          {label}
        </label>
        <input
          id={id}
          name="q"
          type="search"
          value={q}
          maxLength={100}
          autocomplete="off"
          placeholder={shown ? undefined : say('Tìm (phím /)', 'Search (key /)')}
          aria-keyshortcuts={shown ? undefined : '/'}
        />
        <button type="submit" class="quiet">
          {say('Tìm', 'Search')}
        </button>
      </form>
    </search>
  );
}
