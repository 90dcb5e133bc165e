import { DEFAULT_PROGRAMME } from '../http/lookup.ts';

/** Addresses of pages and files, with the filters that are set. */
export function boardAddress(filter: Query = {}): string {
  return withQuery('/', { ...filter, programme: unlessDefault(filter.programme) });
}

/** The board on one sheet. */
export function leaderAddress(filter: Query = {}): string {
  return withQuery('/lanh-dao', { ...filter, programme: unlessDefault(filter.programme) });
}

/** A page of one locality; `more` is what it asks beyond today's. */
export function localityAddress(code: string, more: Query = {}): string {
  return withQuery(`/don-vi/${code}`, { ...more, programme: unlessDefault(more.programme) });
}

/** The gap list, its files and its reminders: `/con-thieu` and what lies below it. */
export function gapsAddress(asked: Query = {}, below: '' | '/tep' | '/nhac-viec' | '/nhac-viec/tep' = '') {
  return withQuery(`/con-thieu${below}`, { ...asked, programme: unlessDefault(asked.programme) });
}

export type Query = Record<string, string | undefined>;

/** Left out of an address where it is the programme that is meant anyway. */
export function unlessDefault(programme: string | undefined): string | undefined {
  return programme === DEFAULT_PROGRAMME ? undefined : programme;
}

/** What is not set is left out. */
export function withQuery(path: string, query: Query): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}
