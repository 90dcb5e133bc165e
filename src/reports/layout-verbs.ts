import { type Author, writeAudit } from '../access/author.ts';
import type { Clients } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import { type LayoutValues, mergeLayout } from './layout-rules.ts';
import { insertLayout, lockLayout, readLayout } from './layout-store.ts';

/**
 * Changes how a province lays its reports out, from its next draft on; what was submitted or approved stays.
 * @param version which one was seen, 0 where there was none
 * @throws {Problem} conflict where somebody else has changed it meanwhile
 */
export async function saveLayout(
  db: Clients,
  author: Author,
  province: string,
  { version, values: change }: { version: number; values: LayoutValues },
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    await lockLayout(tx, province);
    const before = await readLayout(tx, province);
    if ((before?.version ?? 0) !== version) throw new Problem('conflict');
    const values = mergeLayout(before?.values ?? {}, change);
    await insertLayout(tx, {
      province,
      version: version + 1,
      values,
      savedAt: author.now,
      savedBy: author.name ?? author.actor,
    });
    await writeAudit(tx, author, {
      action: 'report_layout.save',
      target: `report_layout ${province}`,
      area: province,
      before: before?.values ?? {},
      after: values,
    });
  });
}
