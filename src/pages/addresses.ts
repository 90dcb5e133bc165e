import type { Day } from '../days.ts';
import { DEFAULT_PROGRAMME } from '../http/lookup.ts';
import type { BoardFacts } from './board/facts.ts';

/** Addresses of pages and files, with the filters that are set. */
export function boardAddress(filter: {
  programme?: string;
  province?: string | undefined;
  day?: Day | undefined;
}): string {
  return withQuery('/', { ...filter, programme: unlessDefault(filter.programme) });
}

/** The gap list of what the board shows, as a file. */
export function fileAddress({ programme, province }: BoardFacts, format: 'csv' | 'xlsx'): string {
  return withQuery('/api/v1/gaps', { programme: unlessDefault(programme.code), province, format });
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

function withQuery(path: string, query: Query): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}
