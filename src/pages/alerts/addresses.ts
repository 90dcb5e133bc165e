import type { AlertKind } from '../../alerts/types.ts';
import { type Query, withQuery } from '../addresses.ts';

/** Addresses of the pages about alerts. */

export const ALERTS = '/canh-bao';
export const SILENCES = '/tam-ngung-nhac';
/** Takes on what was ticked in the list. */
export const TAKE_ON_MANY = `${ALERTS}/nhan-xu-ly`;

/** What the list is asked for; what is not set is left out. */
export function alertsAddress(asked: Query = {}): string {
  return withQuery(ALERTS, asked);
}

export function alertAddress(id: number, done?: string): string {
  return withQuery(`${ALERTS}/${id}`, { done });
}

/** The form for a new silence, with what it is about filled in. */
export function silenceAddress(area: string, kind: AlertKind): string {
  return `${withQuery(SILENCES, { area, kind })}#moi`;
}
