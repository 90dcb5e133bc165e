/** Addresses of pages and files, with the filters that are set. */
export const HOME = '/';
export const BOARD = '/bang-theo-doi';
export const SEARCH = '/tim-kiem';

export function boardAddress(filter: Query = {}): string {
  return withQuery(BOARD, filter);
}

/** The board on one sheet. */
export function leaderAddress(filter: Query = {}): string {
  return withQuery('/lanh-dao', filter);
}

/** A page of one locality; `more` is what it asks beyond today's. */
export function localityAddress(code: string, more: Query = {}): string {
  return withQuery(`/don-vi/${code}`, more);
}

/** The gap list, its files and its reminders: `/con-thieu` and what lies below it. */
export function gapsAddress(
  asked: Query = {},
  below: '' | '/tep' | '/don-doc' | '/don-doc/tep' | '/hen-hoan-thanh' = '',
) {
  return withQuery(`/con-thieu${below}`, asked);
}

export type Query = Record<string, string | undefined>;

/** What is not set is left out. */
export function withQuery(path: string, query: Query): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}
