import type { Locality } from '../registry/types.ts';

export type Role = 'officer' | 'department' | 'finance' | 'leader' | 'viewer' | 'admin';
export const ROLES: readonly Role[] = ['officer', 'department', 'finance', 'leader', 'viewer', 'admin'];

/** Who asks: a token now, a signed-in person later. */
export interface Principal {
  name: string;
  role: Role;
  /** A locality code (5 digits), a province code (2), or `*`. */
  area: string;
}

/** What a person or a token may do, and where. */
export type Rights = Pick<Principal, 'role' | 'area'>;

/** Roles that may write records and imports in their area. */
export const WRITERS: readonly Role[] = ['officer', 'department', 'admin'];
export const ADMINS: readonly Role[] = ['admin'];

/** Whether a locality lies in an area. */
export function areaCovers(area: string, locality: Pick<Locality, 'code' | 'province'>): boolean {
  return area === '*' || area === locality.province || area === locality.code;
}
