import { type Day, dayOf, formatDay, timeOf } from '../days.ts';
import { type Fault, fault } from '../faults.ts';
import { type RecordInput, sameValues, type Values } from './types.ts';

export interface LatestRevision {
  revision: number;
  values: Values;
  note: string | null;
  receivedAt: Date;
}

export type Decision =
  | { outcome: 'unchanged'; revision: number; receivedAt: Date }
  | { outcome: 'accepted'; revision: number }
  | { outcome: 'day_locked' | 'revision_conflict'; fault: Fault };

/**
 * What becomes of a record, given the latest revision of its day. The order matters: the very same
 * record again is always harmless, even on a locked day or with a stale `replaces`, so that a client
 * whose answer was lost can safely send once more.
 */
export function decide(
  record: RecordInput,
  latest: LatestRevision | undefined,
  lockedAt: Date | null,
): Decision {
  if (latest && sameValues(latest.values, record.values) && latest.note === record.note)
    return { outcome: 'unchanged', revision: latest.revision, receivedAt: latest.receivedAt };
  if (lockedAt !== null)
    return { outcome: 'day_locked', fault: fault('/day', 'day_locked', lockedDetails(record.day, lockedAt)) };
  const revision = latest?.revision ?? 0;
  if (record.replaces !== null && record.replaces !== revision)
    return {
      outcome: 'revision_conflict',
      fault: fault('/replaces', 'revision_conflict', { latest: revision, replaces: record.replaces }),
    };
  return { outcome: 'accepted', revision: revision + 1 };
}

function lockedDetails(day: Day, at: Date): Record<string, string> {
  const [time, on] = [timeOf(at), formatDay(dayOf(at))];
  return { day, at: `${time} on ${on}`, atVi: `${time} ngày ${on}` };
}
