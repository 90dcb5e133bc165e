import type { Day } from '../../days.ts';
import type { Evidence } from '../../review/evidence-store.ts';

/** Files of a locality: those of a day first, with the form that takes more. Without a day it is today. */
export function evidenceAddress(code: string, day?: Day, done?: 'kept' | 'known' | 'removed'): string {
  const query = new URLSearchParams({ ...(day && { day }), ...(done && { done }) }).toString();
  return `/minh-chung/${code}${query === '' ? '' : `?${query}`}`;
}

/** The file itself. */
export function fileAddress({ locality, id }: Pick<Evidence, 'locality' | 'id'>): string {
  return `/minh-chung/${locality}/${id}`;
}
