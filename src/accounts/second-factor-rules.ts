import type { Role } from '../access/principal.ts';
import type { Person } from './types.ts';

/** Whether a role sees or changes more than one office's own. */
const GUARDED: Record<Role, boolean> = {
  officer: false,
  department: true,
  finance: false,
  leader: false,
  viewer: false,
  admin: true,
};

/** Whether a role may not be without a second factor; `required` is the setting. */
export function needsSecondFactor(role: Role, required: boolean): boolean {
  return required && GUARDED[role];
}

/** What has to be shown after the password; null when that was all. */
export function stepAfterPassword(
  { role, secondFactorSince }: Pick<Person, 'role' | 'secondFactorSince'>,
  required: boolean,
): 'code' | 'enrolment' | null {
  if (secondFactorSince !== null) return 'code';
  return needsSecondFactor(role, required) ? 'enrolment' : null;
}
