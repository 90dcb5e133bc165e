import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import type { RootSql } from '../db/connect.ts';
import { type Readers, readChoice, readInteger, readYesNo } from '../fields.ts';
import { refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { lockDigest, putDigest } from './store.ts';
import { DIGEST_ROLES, type Digest, type DigestRole, EACH, PERIODS, type Period } from './types.ts';

export interface DigestKey {
  programme: string;
  province: string;
  role: DigestRole;
  period: Period;
}
export type DigestSettings = Pick<Digest, 'weekday' | 'at' | 'enabled'>;

export const DIGEST_KEY_FIELDS: Readers<DigestKey> = {
  programme: (text) => ({ programme: text.trim() }),
  province: (text) => ({ province: text.trim() }),
  role: (text, field) => ({ role: readChoice(field, text, DIGEST_ROLES) }),
  period: (text, field) => ({ period: readChoice(field, text, PERIODS) }),
};

export const DIGEST_FIELDS: Readers<DigestSettings> = {
  at: (text, field) => ({ at: readTime(field, text) }),
  weekday: (text, field) => ({ weekday: readInteger(field, text, 0, 6) }),
  enabled: (text, field) => ({ enabled: readYesNo(field, text) }),
};

/** @throws {Refused} */
function readTime(field: string, text: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text))
    refuse(field, ['Ghi giờ và phút, ví dụ 16:45.', `“${text}” is not a time; write HH:MM.`]);
  return text;
}

/** What a digest begins with that is set for the first time. */
const FIRST: DigestSettings = { weekday: 1, at: '16:45', enabled: true };

/**
 * Sets when a summary goes out, or whether it does; what is not given stays. A change holds from now on: a
 * turn that had passed by then is not made up for.
 * @throws {Refused} when there is no such programme or province
 */
export async function changeDigest(
  sql: RootSql,
  registry: Registry,
  author: Author,
  key: DigestKey,
  changes: Partial<DigestSettings>,
): Promise<void> {
  if (key.programme !== EACH && !registry.programmes.has(key.programme))
    refuse('programme', ['Không có đợt báo cáo này.', `There is no programme “${key.programme}”.`]);
  if (key.province !== EACH && !registry.provinces.has(key.province))
    refuse('province', ['Không có tỉnh, thành phố này.', `There is no province “${key.province}”.`]);
  await sql.begin(async (tx) => {
    const known = await lockDigest(tx, key);
    const before = known && settingsOf(known);
    const wanted = { ...(before ?? FIRST), ...changes };
    const after = { ...wanted, weekday: key.period === 'week' ? (wanted.weekday ?? FIRST.weekday) : null };
    if (before && JSON.stringify(before) === JSON.stringify(after)) return;
    await putDigest(tx, { ...key, ...after, holdsFrom: author.now });
    const target = `${key.role} ${key.period} ${key.programme} ${key.province}`;
    const area = key.province === EACH ? '*' : key.province;
    await insertAuditOf(tx, author, { action: 'digest.set', target, area, ...(before && { before }), after });
  });
}

const settingsOf = ({ weekday, at, enabled }: Digest): DigestSettings => ({ weekday, at, enabled });
