import { z } from 'zod';
import { findLocality } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import type { Day } from '../days.ts';
import { fault } from '../faults.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { Problem } from './problems.ts';

/** What a request names, or the problem that it is not there. */

export const DEFAULT_PROGRAMME = 'haiphong-daily';

export const programmeParameter = z
  .string()
  .default(DEFAULT_PROGRAMME)
  .meta({ description: 'Programme (đợt)' });

/** @throws {Problem} invalid_query when there is no such programme */
export function requireProgramme(registry: Registry, code: string): Programme {
  const programme = registry.programmes.get(code);
  if (!programme)
    throw new Problem('invalid_query', [
      fault('?programme', 'invalid_value', { why: 'no such programme', whyVi: 'không có đợt này' }),
    ]);
  return programme;
}

/** @throws {Problem} not_found when there is none of that code in the caller's area */
export function requireLocality(registry: Registry, principal: Principal, code: string): Locality {
  const locality = findLocality(registry, principal, code);
  if (!locality) throw new Problem('not_found');
  return locality;
}

/** @throws {Problem} invalid_query when the day that the query asks for has not begun */
export function refuseFuture(day: Day, today: Day): void {
  if (day > today) throw new Problem('invalid_query', [fault('?day', 'future_day', { day, today })]);
}
