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

/** Who sends something that is stored: what he was let through by has to be his still when it is. */
export interface Sender extends Principal {
  kind: 'person' | 'token';
  /** Among those of its kind. */
  id: number;
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
