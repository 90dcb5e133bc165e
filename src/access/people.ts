import type { Principal, Role } from './principal.ts';

/** Roles that may see who is in charge of the localities of their area. */
const TRUSTED: readonly Role[] = ['department', 'leader', 'admin'];

/** Whether a caller may read names, telephones and addresses: his work needs them, or they are his own office's. */
export function maySeePeople({ role, area }: Principal, locality: string): boolean {
  return TRUSTED.includes(role) || area === locality;
}
