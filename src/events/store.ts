import { z } from 'zod';
import type { Tx } from '../db/connect.ts';
import { rowsAs } from '../db/rows.ts';

const eventRow = z.object({
  id: z.number(),
  kind: z.string(),
  area: z.string(),
  at: z.date(),
  subject: z.record(z.string(), z.unknown()),
});
export type EventRow = z.infer<typeof eventRow>;

/**
 * Takes what has happened out of the queue, the oldest first; whoever takes at the same time gets others. They are
 * there again when the transaction fails.
 */
export async function takeEvents(tx: Tx, most: number): Promise<EventRow[]> {
  const taken = tx`
    with taken as (delete from event where id in (select id from event order by id limit ${most} for update skip locked)
      returning id, kind, area, at, subject)
    select * from taken order by id`;
  return await rowsAs(eventRow, taken);
}
