import type { FastifyRequest } from 'fastify';
import { dayOf } from '../../days.ts';
import type { Clients } from '../../db/connect.ts';
import { findProgramme } from '../../http/lookup.ts';
import type { Letterhead } from '../../papers/layout.ts';
import type { Paper } from '../../papers/paper.ts';
import { render } from '../../papers/process.ts';
import type { TemplateRow } from '../../papers/template/tag.ts';
import { readableBy } from '../access.ts';
import { paperOf } from '../kinds/all.ts';
import { letterheadWith } from '../layout-rules.ts';
import { readLayout } from '../layout-store.ts';
import { periodOf } from '../period-rules.ts';
import { loadSnapshot } from '../snapshot.ts';
import { findReport, listReports, type ReportRow } from '../store.ts';
import type { Narrative, Period, ReportKind, Snapshot } from '../types.ts';
import { currentSnapshot } from '../view.ts';
import { sampleSnapshot } from './sample.ts';
import { templateValues } from './tags.ts';

/** What a template is tried with, and how that looks. */

export interface Tried {
  snapshot: Snapshot;
  narrative: Narrative;
  /** Number of the report that it is of; null of figures of now, or of one that was made up. */
  report: number | null;
  isSample: boolean;
  /** As its province has it laid out now. */
  paper: Paper;
  letterhead: Letterhead;
  values: TemplateRow;
}
type Found = Pick<Tried, 'snapshot' | 'narrative' | 'report' | 'isSample'>;

type Asker = Pick<FastifyRequest, 'registry' | 'principal' | 'receivedAt'>;

/** The report that is named; else the latest of its kind, else the figures of now, else one that was made up. */
export async function factsToTry(
  db: Clients,
  asker: Asker,
  which: { province: string; kind: ReportKind },
  named?: ReportRow,
): Promise<Tried> {
  const [found, layout] = await Promise.all([
    findFacts(db, asker, which, named),
    readLayout(db.orm, which.province),
  ]);
  const { snapshot, narrative } = found;
  const letterhead = letterheadWith(snapshot.area, layout?.values);
  const paper = paperOf(snapshot, narrative, layout?.values.heads?.[which.kind]);
  return { ...found, letterhead, paper, values: templateValues(snapshot, narrative, letterhead, paper) };
}

async function findFacts(
  db: Clients,
  asker: Asker,
  which: { province: string; kind: ReportKind },
  named?: ReportRow,
): Promise<Found> {
  const { registry, principal, receivedAt: now } = asker;
  const row = named ?? (await latest(db, asker, which));
  if (row) {
    const snapshot = await currentSnapshot(db, registry, row, now);
    if (snapshot) return { snapshot, narrative: row.narrative, report: row.id, isSample: false };
  }
  const programme = findProgramme({ registry, principal, receivedAt: now }, undefined, which.province);
  const period = periodOfNow(which.kind, dayOf(now));
  const subject = programme && { ...which, programme: programme.code, period };
  const snapshot =
    subject &&
    (await loadSnapshot(
      db,
      registry,
      { ...subject, deadline: which.kind === 'deadline' ? period.to : null },
      now,
    ));
  return snapshot
    ? { snapshot, narrative: {}, report: null, isSample: false }
    : { snapshot: sampleSnapshot(which.kind), narrative: {}, report: null, isSample: true };
}

async function latest(
  { orm }: Clients,
  { registry, principal }: Asker,
  which: { province: string; kind: ReportKind },
): Promise<ReportRow | undefined> {
  const readable = readableBy(registry, principal);
  const [head] = await listReports(orm, readable, which, { limit: 1, after: null });
  return head && (await findReport(orm, readable, head.id));
}

function periodOfNow(kind: ReportKind, today: string): Period {
  const named =
    kind === 'monthly'
      ? today.slice(0, 7)
      : `${today.slice(0, 4)}-H${Number(today.slice(5, 7)) <= 6 ? '1' : '2'}`;
  return periodOf(kind, named) ?? { from: today, to: today };
}

/** The document that a template would make. @throws {Busy} */
export async function tryTemplate(bytes: Buffer, tried: Tried): Promise<Buffer> {
  const { snapshot, paper, letterhead, values } = tried;
  const { docx } = await render({
    formats: ['docx'],
    paper,
    letterhead,
    asOf: snapshot.asOf,
    template: { base64: bytes.toString('base64'), values },
  });
  if (!docx) throw new Error('The trial of a template could not be written.');
  return docx;
}
