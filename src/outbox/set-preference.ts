import { type Author, writeAudit } from '../access/author.ts';
import type { Orm, OrmTx } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import { refusePreference } from './preference-rules.ts';
import { type FoundWays, findWays, lockPreference, putPreference } from './preference-store.ts';
import { DEFAULT_PREFERENCE, type Preference } from './preferences.ts';

/** Whose preference it is. */
export interface Whom {
  /** {@link recipientKey} */
  recipient: string;
  /** As the audit names him: what he signs in with, or his number among the contacts. */
  target: string;
  /** Where he belongs: what he says holds there alone, and the audit of that place shows it. */
  area: string;
}

/**
 * Changes how a person hears; what is not given stays as it was.
 * @throws {Refused} with every objection to what would then hold, or when nobody has that key
 */
export async function setPreference(
  orm: Orm,
  author: Author,
  { recipient, target, area }: Whom,
  change: Partial<Preference>,
): Promise<void> {
  await orm.transaction(async (tx) => {
    const ways = await requireWays(tx, { recipient, area });
    const said = { recipient, saidFor: ways.saidFor };
    const before = (await lockPreference(tx, said)) ?? DEFAULT_PREFERENCE;
    const preference = { ...before, ...change };
    refusePreference(preference, ways);
    await putPreference(tx, said, preference, author);
    await writeAudit(tx, author, {
      action: 'preference.set',
      target,
      area,
      before: auditable(before),
      after: auditable(preference),
    });
  });
}

/** @throws {Refused} when neither an account nor a contact of that area has that key */
export async function requireWays(
  tx: OrmTx,
  { recipient, area }: Pick<Whom, 'recipient' | 'area'>,
): Promise<FoundWays> {
  const ways = await findWays(tx, { recipient, area });
  return ways ?? refuseUnknown(recipient);
}

/** @throws {Refused} */
export function refuseUnknown(recipient: string): never {
  refuse('', [
    'Không còn ai có địa chỉ e-mail hoặc số điện thoại này.',
    `Nobody has the e-mail address or telephone number “${recipient}”.`,
  ]);
}

/** By which Zalo knows him stands in one place alone, from which it can be removed. */
function auditable({ language, channels, zaloUser, quietFrom, quietUntil, perDay }: Preference) {
  return { language, channels, zaloUser: zaloUser !== null, quietFrom, quietUntil, perDay };
}
