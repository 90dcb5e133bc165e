import type { AlertKind } from './types.ts';

export type ContactRole = 'officer' | 'leader' | 'department';

/** One step of who hears: after how many minutes of an alert standing open, which roles. */
export interface Rung {
  afterMinutes: number;
  roles: readonly ContactRole[];
}

export interface Route {
  /** Sent at any hour: waiting for working hours would make it pointless. */
  urgent: boolean;
  /** In order of time. The first is heard when the alert opens. */
  rungs: readonly [Rung, ...Rung[]];
}

const atOnce = (...roles: ContactRole[]): [Rung] => [{ afterMinutes: 0, roles }];

/** Who hears of which alert. */
export const ROUTING: Record<AlertKind, Route> = {
  record_due_soon: { urgent: true, rungs: atOnce('officer') },
  record_missing: { urgent: false, rungs: atOnce('officer') },
  record_missing_streak: { urgent: false, rungs: atOnce('officer', 'leader') },
  regressed: { urgent: false, rungs: atOnce('officer', 'leader') },
};
