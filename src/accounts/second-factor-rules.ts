import type { Role } from '../access/principal.ts';
import type { Person } from './types.ts';

/** Roles that see or change more than one office's own. */
const GUARDED: readonly Role[] = ['admin', 'department'];

/** Whether a role may not be without a second factor; `required` is the setting. */
export function needsSecondFactor(role: Role, required: boolean): boolean {
  return required && GUARDED.includes(role);
}

/** What has to be shown after the password; null when that was all. */
export function stepAfterPassword(
  { role, secondFactorSince }: Pick<Person, 'role' | 'secondFactorSince'>,
  required: boolean,
): 'code' | 'enrolment' | null {
  if (secondFactorSince !== null) return 'code';
  return needsSecondFactor(role, required) ? 'enrolment' : null;
}
