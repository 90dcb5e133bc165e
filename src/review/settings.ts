import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import type { RootSql } from '../db/connect.ts';
import { readSettings, writeSettings } from './store.ts';
import { DEFAULT_SETTINGS, type ReviewSettings } from './types.ts';

/** From when on a value is doubted: as set, or by default. */
export async function loadSettings(sql: RootSql): Promise<ReviewSettings> {
  return (await readSettings(sql)) ?? DEFAULT_SETTINGS;
}

/**
 * Changes some of the settings; the next round looks through all localities by them. Flags that were decided
 * stay as they are. Returns the settings as they are now.
 */
export async function changeSettings(
  sql: RootSql,
  changes: Partial<ReviewSettings>,
  author: Author,
): Promise<ReviewSettings> {
  return (await sql.begin(async (tx) => {
    const before = (await readSettings(tx)) ?? DEFAULT_SETTINGS;
    const after = { ...before, ...changes };
    await writeSettings(tx, after);
    await insertAuditOf(tx, author, { action: 'review.set', target: 'review', area: '*', before, after });
    return after;
  })) as ReviewSettings;
}
