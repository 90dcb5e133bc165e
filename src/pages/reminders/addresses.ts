import { type Query, withQuery } from '../addresses.ts';

/** Where units are reminded: chosen one by one, or by what the gap list is asked for. */
export const REMIND = '/nhac-nho';
/** Who has not reported today. */
export const OWING = '/chua-gui';

/** The page that reminds these units; from a page to come back to. */
export function remindAddress(units: readonly string[], { programme, next }: Query): string {
  const query = new URLSearchParams(units.map((code) => ['unit', code]));
  if (programme !== undefined) query.set('programme', programme);
  if (next !== undefined) query.set('next', next);
  return `${REMIND}?${query}`;
}

export const owingAddress = (asked: Query = {}) => withQuery(OWING, asked);
