import type { OrmTx } from '../db/connect.ts';
import { putPasswordLink } from './person-store.ts';
import { newSecret } from './secrets.ts';

const HOURS = 72;

/** Makes the link by which a person sets his password, once, within three days; it voids the one before. */
export async function makePasswordLink(
  tx: OrmTx,
  person: number,
  publicUrl: string,
  now: Date,
): Promise<string> {
  const secret = newSecret();
  await putPasswordLink(tx, person, secret, new Date(now.getTime() + HOURS * 3_600_000));
  return `${publicUrl}/mat-khau?link=${secret}`;
}
