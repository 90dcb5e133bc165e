import { findLocality, mayWrite } from '../access/localities.ts';
import type { Principal } from '../access/principal.ts';
import { type Day, dayOf } from '../days.ts';
import { fault } from '../faults.ts';
import { homeProgramme } from '../registry/home.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Locality, Programme } from '../registry/types.ts';
import { Problem } from './problems.ts';
import { codeAsked } from './query.ts';

/** What a request names, or the problem that it is not there. */

export const programmeParameter = codeAsked.optional().meta({
  description: 'Programme (đợt); left out, the one that asks your area: the first made of those that run',
});

/** Who asks, when, by which registry; a request is one. */
interface Asker {
  registry: Registry;
  principal: Pick<Principal, 'area'>;
  receivedAt: Date;
}

/**
 * The programme that a request is of: the one it names, else the one that asks the area (the caller's own where none
 * is given); undefined when nothing asks the area.
 * @throws {Problem} invalid_query when there is none of that name
 */
export function findProgramme(
  { registry, principal, receivedAt }: Asker,
  code: string | undefined,
  area = principal.area,
): Programme | undefined {
  if (code === undefined) return homeProgramme(registry, area, dayOf(receivedAt));
  const programme = registry.programmes.get(code);
  if (!programme)
    throw new Problem('invalid_query', [
      fault('?programme', 'invalid_value', { why: 'no such programme', whyVi: 'không có đợt này' }),
    ]);
  return programme;
}

/**
 * {@link findProgramme}, for what there cannot be without one.
 * @throws {Problem} invalid_query when there is none of that name; no_programme when nothing asks the area
 */
export function requireProgramme(asker: Asker, code: string | undefined, area?: string): Programme {
  const programme = findProgramme(asker, code, area);
  if (!programme) throw new Problem('no_programme');
  return programme;
}

/** A programme as addresses of pages carry it: left out where it is the one that the reader's area means anyway. */
export function programmeInAddress(
  { registry, principal, receivedAt }: Asker,
  { code }: Programme,
): string | undefined {
  return homeProgramme(registry, principal.area, dayOf(receivedAt))?.code === code ? undefined : code;
}

/** @throws {Problem} not_found when there is none of that code in the caller's area */
export function requireLocality(registry: Registry, principal: Principal, code: string): Locality {
  const locality = findLocality(registry, principal, code);
  if (!locality) throw new Problem('not_found');
  return locality;
}

/** @throws {Problem} forbidden when the caller speaks for a locality that has ended */
export function requireWriter(request: Asker & { principal: Principal }): void {
  if (!mayWrite(request.registry, request.principal, request.receivedAt)) throw new Problem('forbidden');
}

/** @throws {Problem} invalid_query when the day that the query asks for has not begun */
export function refuseFuture(day: Day, today: Day): void {
  if (day > today) throw new Problem('invalid_query', [fault('?day', 'future_day', { day, today })]);
}
