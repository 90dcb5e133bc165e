import type { Words } from '../i18n/say.ts';
import type { Annex, Block } from '../papers/paper.ts';
import type { ReportKind, SectionCode, Snapshot } from './types.ts';

/** Parts of a report of one kind, in their order. */
export interface SectionOf {
  code: SectionCode;
  /** Above it, without its number. */
  head: string;
  /** What is worked out; what people write stands after it. */
  blocks: (snapshot: Snapshot) => Block[];
}

/** All that is said and known of a kind of report. */
export interface KindOfReport {
  kind: ReportKind;
  name: Words;
  /** After "Báo cáo": what it is about. */
  about: (snapshot: Pick<Snapshot, 'day' | 'period' | 'deadline' | 'area' | 'programme'>) => string;
  sections: readonly SectionOf[];
  annexes: (snapshot: Snapshot) => Annex[];
}
