import { may, type Principal } from './principal.ts';

/** Whether a caller may read names, telephones and addresses: his work needs them, or they are his own office's. */
export function maySeePeople({ role, area }: Principal, locality: string): boolean {
  return may(role, 'readPeople') || area === locality;
}
