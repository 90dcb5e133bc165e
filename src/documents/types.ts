import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import type { Day } from '../days.ts';

export const DOCUMENT_KINDS = ['cong_van', 'to_trinh', 'bao_cao'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const DOCUMENT_STATES = ['draft', 'issued'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** To whom a document goes, as it was called when that was said. */
export interface Addressee {
  kind: 'agency' | 'locality' | 'all_localities';
  code: string;
  nameVi: string;
}

/** Of what a document is drafted, so that its figures can be looked up anew. */
export const choiceShape = z.object({
  /** Gaps, each `<locality>:<indicator>`. */
  gaps: z.array(z.string()),
  /** Localities with all that they lack. */
  localities: z.array(z.string()),
  /** Localities whose report of a day had not come. */
  owing: z.object({ day: daySchema, localities: z.array(z.string()) }).nullable(),
});
export type Choice = z.infer<typeof choiceShape>;

/** What a locality lacked: a row of the annexes. */
export interface DocumentRow {
  locality: string;
  /** Blank: the report of the day `since`. */
  indicator: string;
  state: 'unmet' | 'unknown' | 'not_reported';
  have: number | null;
  need: number | null;
  missing: number | null;
  since: Day;
  /** Of a report: reporting days running without one. */
  streak: number | null;
}

export const REPORT = '';

/** What a message about a document is made of when it is sent. */
export const documentContent = z.object({ document: z.int(), localities: z.array(z.string()) });
export type DocumentContent = z.infer<typeof documentContent>;

/** Below which the pages of documents stand. */
export const DOCUMENTS = '/van-ban';
