import { gapsAddress, localityAddress, type Query, withQuery } from '../addresses.ts';

/** Where gaps are promised: those that `asked` chooses, by filters of the gap list or one by one. */
export const promiseAddress = (asked: Query = {}) => gapsAddress(asked, '/hen-hoan-thanh');

/** Where gaps of one locality are promised, or one of them; from a page to come back to. */
export function localityPromiseAddress(
  locality: string,
  { programme, indicator, next }: { programme: string | undefined; indicator?: string; next: string },
): string {
  const gap = indicator === undefined ? undefined : `${locality}:${indicator}`;
  return promiseAddress({ programme, locality, gap, next });
}

/** What was promised of a locality's gaps, or of one of them. */
export function historyAddress(
  locality: string,
  { programme, indicator }: { programme: string | undefined; indicator?: string },
): string {
  return withQuery(`${localityAddress(locality)}/hen-hoan-thanh`, { programme, indicator });
}

/** A page of ours with a word of what has just been done. */
export function withWord(address: string, word: string): string {
  const [path = '/', text] = address.split('?');
  const query = new URLSearchParams(text);
  query.set('done', word);
  return `${path}?${query}`;
}
