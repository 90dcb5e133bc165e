import { readRuleMoves } from '../collect/store.ts';
import type { Day } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { type Change, tellApart } from './changes.ts';

/** A change up to a day with what rules did to it told apart; null stays null. */
export async function withRulesApart(
  sql: Sql,
  programme: string,
  change: Change | null,
  day: Day,
): Promise<Change | null> {
  if (change === null || change.turned.length + change.fell.length === 0) return change;
  const codes = [...change.turned, ...change.fell];
  return tellApart(change, await readRuleMoves(sql, programme, codes, change.since, day));
}
