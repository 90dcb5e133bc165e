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

function unlessDefault(programme: string | undefined): string | undefined {
  return programme === DEFAULT_PROGRAMME ? undefined : programme;
}

function withQuery(path: string, query: Record<string, string | undefined>): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}
