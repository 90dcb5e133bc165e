import { addDays, dayOf } from '../../days.ts';
import type { NewAlert } from '../types.ts';
import type { Seen, Watch } from '../watch.ts';
import { readWaitingReports, type WaitingReport } from '../watch-store.ts';

/** A report of a period that ended so long ago is nobody's next step any more. */
const LOOK_BACK_DAYS = 92;

/** Reports of provinces that wait for somebody. Of the nation's nobody is told: it has no contacts of its own. */
const waiting = async (
  { tx, registry, now }: Seen,
  state: WaitingReport['state'],
): Promise<WaitingReport[]> =>
  (await readWaitingReports(tx, state, addDays(dayOf(now), -LOOK_BACK_DAYS))).filter((one) =>
    registry.provinces.has(one.area),
  );

const alertOf = <Kind extends 'report_draft' | 'report_submitted'>(
  kind: Kind,
  { programme, area, state: _, ...facts }: WaitingReport,
) => ({ programme, area, kind, subject: String(facts.report), facts });

/** Drafts of which people are told, and that nobody has submitted. */
export const reportDraftWatch: Watch = {
  kind: 'report_draft',
  wanted: async (seen): Promise<NewAlert[]> =>
    (await waiting(seen, 'draft')).map((one) => alertOf('report_draft', one)),
  ended: () => 'report_moved_on',
};

/** Reports that were submitted. */
export const reportSubmittedWatch: Watch = {
  kind: 'report_submitted',
  wanted: async (seen): Promise<NewAlert[]> =>
    (await waiting(seen, 'submitted')).map((one) => alertOf('report_submitted', one)),
  ended: () => 'report_moved_on',
};
