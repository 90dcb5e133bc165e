import type { ContactRole } from '../registry/contacts.ts';
import type { AlertKind } from './types.ts';

export interface Route {
  /** Sent at any hour: waiting for working hours would make it pointless. */
  urgent: boolean;
  /** Who hears when the alert opens. */
  roles: readonly ContactRole[];
}

/** Who hears of which alert. */
export const ROUTING: Record<AlertKind, Route> = {
  record_due_soon: { urgent: true, roles: ['officer'] },
  record_missing: { urgent: false, roles: ['officer'] },
  record_missing_streak: { urgent: false, roles: ['officer', 'leader'] },
  regressed: { urgent: false, roles: ['officer', 'leader'] },
};
