import type { NewMark } from '../collect/store.ts';
import type { Day } from '../days.ts';
import type { Sql, Tx } from '../db/connect.ts';
import type { Value } from '../intake/types.ts';
import type { FlagKind, FlagState } from './types.ts';

/** What a reviewer's word reads and writes. Whoever writes holds the locks of the localities. */

/** Decides the flags that wait on the values that were marked. */
export async function decideMarked(
  tx: Tx,
  marks: readonly NewMark[],
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await tx`
    update flag f set state = m.state, decided_at = ${at.toISOString()}::timestamptz, decided_by = ${by}, reason = m.reason
    from jsonb_to_recordset(${JSON.stringify(marks)}::text::jsonb) as m(locality text, indicator text, state text,
      value jsonb, reason text)
    where f.locality = m.locality and f.indicator = m.indicator and f.value = m.value
      and f.state in ('open', 'questioned')`;
}

export interface FlagToDecide {
  id: number;
  locality: string;
  indicator: string;
  day: Day;
  kind: FlagKind;
  value: Value;
  state: FlagState;
  /** Of a whole record: whether the locality still says what it was raised by. */
  unchanged: boolean;
}

/** Flags by their ids, of the given localities only. */
export async function readFlagsToDecide(
  sql: Sql,
  ids: readonly number[],
  localities: readonly string[],
): Promise<FlagToDecide[]> {
  return await sql<FlagToDecide[]>`
    select id, locality, indicator, day, kind, value, state, (
        (select "values" from record r where r.locality = flag.locality order by day desc, revision desc limit 1) =
        (select "values" from record r where r.locality = flag.locality and r.day = (facts ->> 'since')::date
          order by revision desc limit 1)) is not false as unchanged
    from flag where id = any(${ids as number[]}::bigint[]) and locality = any(${localities as string[]}) order by id`;
}

/** Writes down what was decided of flags, whatever they were before. */
export async function decideFlags(
  tx: Tx,
  ids: readonly number[],
  decision: { state: 'questioned' | 'verified'; reason: string; by: string; at: Date },
): Promise<void> {
  await tx`
    update flag set state = ${decision.state}, reason = ${decision.reason}, decided_by = ${decision.by},
      decided_at = ${decision.at.toISOString()}::timestamptz
    where id = any(${ids as number[]}::bigint[])`;
}
