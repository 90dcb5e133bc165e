import { PERSON_CHANNELS, type PersonChannel } from '../channels/all.ts';

/** Who hears when: ladders as data, so that an operator can change them. */

/** `agency`: people of the agencies that an alert of a task names; of a locality its officers. */
export const STEP_ROLES = ['officer', 'leader', 'department', 'operator', 'agency'] as const;
export type StepRole = (typeof STEP_ROLES)[number];

/**
 * When a step may reach a person.
 * - `working`: within the office's hours, on its working days; its waits are minutes of these hours, too.
 * - `waking`: outside his quiet hours. `any`: at once, at any hour. Both wait by the clock.
 */
export const STEP_HOURS = ['working', 'waking', 'any'] as const;
export type StepHours = (typeof STEP_HOURS)[number];

export type StepChannel = 'preferred' | PersonChannel;
export const STEP_CHANNELS: readonly ['preferred', ...PersonChannel[]] = ['preferred', ...PERSON_CHANNELS];

export interface Step {
  role: StepRole;
  /** Minutes from the opening of the alert. */
  waitMinutes: number;
  /** `preferred`: as each person likes it best. Where the channel named cannot reach him, that holds as well. */
  channel: StepChannel;
  hours: StepHours;
  /** Minutes until it is said again; null for once. */
  repeatMinutes: number | null;
  /** How often it is said in all. */
  atMost: number;
  /** Whether who was told hears of the end, too. */
  tellEnd: boolean;
}

/** What makes an alert of a kind, where the programme's settings do not say it. */
export interface LadderSettings {
  /** `gap_deadline`, `proposal_deadline`, `task_due_soon`: days before the deadline. */
  daysAhead?: number;
  /** `certificate_expiring`: days before the end, the farthest first. */
  stages?: number[];
  /** `nothing_received`: minutes without a record, and the percent of localities that must be outstanding. */
  quietMinutes?: number;
  outstandingPercent?: number;
  /** `job_late`, `delivery_failing`: minutes that are borne. */
  lateMinutes?: number;
  failingMinutes?: number;
  /** `task_unconfirmed`: days that a claim may wait; `task_moved`: for how many days it is told. */
  waitDays?: number;
  toldDays?: number;
}
