import { sql } from 'drizzle-orm';
import type { Author } from '../access/author.ts';
import type { OrmTx } from '../db/connect.ts';

/** Gives a programme the ladders that another has of its own. */
export async function copyLadders(
  tx: OrmTx,
  { now, actor, name = actor }: Author,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.execute(sql`
    insert into ladder (programme, kind, steps, settings, withdrawn, created_at, created_by)
    select ${to}, kind, steps, settings, false, ${now.toISOString()}::timestamptz, ${name} from (
      select distinct on (kind) kind, steps, settings, withdrawn from ladder
      where programme = ${from} order by kind, id desc) latest
    where not withdrawn order by kind`);
}
