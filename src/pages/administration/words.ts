import { areaName } from '../../access/areas.ts';
import type { Role } from '../../access/principal.ts';
import { dayOf, formatDay, timeOf } from '../../days.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { Say, Words } from '../language.tsx';

/** Words that the pages of the administration share. */

export const ROLE_NAMES: Record<Role, Words> = {
  officer: ['Cán bộ xã, phường', 'Commune officer'],
  department: ['Sở, ngành phụ trách', 'Department'],
  finance: ['Sở Tài chính', 'Finance'],
  leader: ['Lãnh đạo', 'Leader'],
  viewer: ['Chỉ xem', 'Viewer'],
  admin: ['Quản trị', 'Administrator'],
};

/** An area as people call it. */
export function areaWords(registry: Registry, area: string, now: Date, say: Say): string {
  if (area === '*') return say('Cả nước', 'The whole nation');
  return areaName(registry, area, now) ?? area;
}

/** 16:05 27/9/2025 */
export function moment(instant: Date): string {
  return `${timeOf(instant)} ${formatDay(dayOf(instant))}`;
}
