import { savedAddress } from '../saved/page.tsx';
import { SAVABLE } from '../saved/pages.ts';
import type { SavedFilter } from '../saved/store.ts';
import type { WorkList } from './lines.ts';

/** What somebody keeps of lists, as a list of his own; none where he keeps nothing. Pure. */
export function ownLists(saved: readonly (SavedFilter & { count: number | null })[]): WorkList[] {
  if (saved.length === 0) return [];
  const lines = saved.map((one) => {
    const [vi, en] = SAVABLE[one.page] ?? ['', ''];
    return {
      key: `saved-${one.id}`,
      count: one.count,
      words: [`${one.name} (${vi})`, `${one.name} (${en})`] as const,
      none: [`${one.name}: không có.`, `${one.name}: none.`] as const,
      href: savedAddress(one),
    };
  });
  return [{ key: 'cua-toi', title: ['Danh sách của tôi', 'My lists'], lines }];
}
