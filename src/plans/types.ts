import type { Day } from '../days.ts';
import type { Recurrence } from './deadline-rules.ts';
import type { Standing, Totals } from './state-rules.ts';

/** What a product was brought as. */
export interface Brought {
  name: string;
  paper?: string | undefined;
  link?: string | undefined;
  /** Number of a file of the task. */
  file?: number | undefined;
}

export interface PlanRow {
  id: number;
  code: string;
  /** Code of a province, or `*`. */
  province: string;
  kind: string;
  title: string;
  standing: string;
  number: string | null;
  day: Day | null;
  dayNamedCounts: boolean;
  paper: Paper;
  version: number;
  createdAt: Date;
  createdBy: string;
}

/** What else stands in the paper of a plan, as it is written. */
export interface Paper {
  issuer?: string | undefined;
  numberAsWritten?: string | undefined;
  dateAsWritten?: string | undefined;
  signerAuthority?: string | undefined;
  signerTitle?: string | undefined;
  basis?: string[] | undefined;
  sections?: string[] | undefined;
  objective?: string[] | undefined;
  /** What gave rise to it, and what it finds. */
  opening?: string[] | undefined;
  taskGroups?: string[] | undefined;
  duties?: Duty[] | undefined;
  closing?: string | undefined;
  recipients?: string[] | undefined;
  notes?: string[] | undefined;
}

/** What a plan lays on somebody beside its tasks: to watch over it, to report, to propose what is to be changed. */
export interface Duty {
  who: string;
  kind: string;
  text: string;
  to?: string | undefined;
  /** As it is written, where a day or a period is named. */
  schedule?: string | undefined;
}

export interface TaskRow {
  id: number;
  plan: number;
  no: string;
  position: number;
  parent: number | null;
  title: string;
  content: string | null;
  leads: string[];
  coordinators: string[];
  followers: string[];
  perUnit: boolean;
  measure: 'daily_records' | null;
  products: string[];
  createdAt: Date;
  cancelledAt: Date | null;
  cancelledBy: string | null;
  cancelReason: string | null;
}

export interface DeadlineRow {
  task: number;
  asWritten: string;
  lastDay: Day | null;
  recurring: Recurrence | null;
  reason: string | null;
  basis: string | null;
  at: Date;
  by: string;
}

export interface ClaimRow {
  id: number;
  task: number;
  locality: string | null;
  on: Day;
  products: Brought[];
  at: Date;
  by: string;
  accepted: boolean | null;
  reason: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
}

export interface NoteRow {
  task: number;
  locality: string | null;
  text: string;
  at: Date;
  by: string;
}

/** A task with how it stands on a day, of one locality or as a whole. */
export interface TaskView {
  task: TaskRow;
  plan: PlanRow;
  parent: TaskView | null;
  children: TaskView[];
  /** The original first. */
  deadlines: DeadlineRow[];
  /** The one that holds on the day. */
  deadline: DeadlineRow;
  /** Those of the task as a whole, or of the locality that is asked about. */
  claims: ClaimRow[];
  standing: Standing;
  /** Of a task that each locality does for itself. */
  units: UnitView[] | null;
  unitTotals: Totals | null;
}

/** How a locality stands with a task that each does for itself. */
export interface UnitView {
  locality: string;
  claims: ClaimRow[];
  standing: Standing;
}
