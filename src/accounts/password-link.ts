import type { OrmTx } from '../db/connect.ts';
import { addPasswordLinks, putPasswordLink } from './person-store.ts';
import { newSecret } from './secrets.ts';

const HOUR_MS = 3_600_000;
const HOURS = 72;
/** Whoever is invited by a letter or a card needs not come at once. */
export const INVITED_DAYS = 7;

/** Makes the link by which a person sets his password, once, within three days; it voids those before. */
export async function makePasswordLink(
  tx: OrmTx,
  person: number,
  publicUrl: string,
  now: Date,
): Promise<string> {
  const secret = newSecret();
  await putPasswordLink(tx, person, secret, new Date(now.getTime() + HOURS * HOUR_MS));
  return `${publicUrl}/mat-khau?link=${secret}`;
}

/** Makes secrets good as one more link of each person who is invited, beside those that he has. */
export async function offerLinks(
  tx: OrmTx,
  links: readonly { person: number; secret: string }[],
  now: Date,
): Promise<void> {
  await addPasswordLinks(tx, links, new Date(now.getTime() + INVITED_DAYS * 24 * HOUR_MS));
}
