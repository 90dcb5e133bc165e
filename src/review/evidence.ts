import { createHash } from 'node:crypto';
import { insertAuditOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import type { Day } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { lockCurrent } from '../intake/store.ts';
import {
  BYTES_A_DAY,
  evidenceName,
  evidenceType,
  FILE_BYTES,
  FILES_A_DAY,
  STORED_BYTES_A_DAY,
} from './evidence-rules.ts';
import {
  clearRemoved,
  type Evidence,
  hasEvidence,
  insertEvidence,
  readEvidence,
  removeEvidence,
  sumEvidence,
} from './evidence-store.ts';

export interface NewEvidence {
  locality: string;
  indicator: string;
  day: Day;
  name: string;
  bytes: Buffer;
  /** Null for who comes with a token. */
  person: number | null;
}

/** What became of a file; anything but `kept` and `known` leaves nothing stored. */
export type Kept = 'kept' | 'known' | 'empty' | 'too_large' | 'wrong_type' | 'too_many' | 'spent';

/** Keeps a file as evidence for a value of a day. The same one twice is kept once. */
export async function keepEvidence(sql: RootSql, given: NewEvidence, author: Author): Promise<Kept> {
  const { locality, indicator, day, bytes, person } = given;
  if (bytes.length === 0) return 'empty';
  if (bytes.length > FILE_BYTES) return 'too_large';
  const type = evidenceType(bytes);
  if (!type) return 'wrong_type';
  const fileName = evidenceName(given.name, type);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const { actor, name: by = actor, now: at } = author;
  const file = { locality, indicator, day, fileName, type, size: bytes.length, hash, by, person, at };
  return (await sql.begin(async (tx) => {
    // Under the lock two files cannot both be the last that fits.
    await lockCurrent(tx, [locality]);
    if (await hasEvidence(tx, file)) return 'known';
    const { files, bytes: sum, stored } = await sumEvidence(tx, locality, day);
    if (files >= FILES_A_DAY || sum + bytes.length > BYTES_A_DAY) return 'too_many';
    if (stored + bytes.length > STORED_BYTES_A_DAY) return 'spent';
    const id = await insertEvidence(tx, { ...file, body: bytes });
    await insertAuditOf(tx, author, {
      action: 'evidence.add',
      target: targetOf(file),
      area: locality,
      after: toldOf({ ...file, id }),
    });
    return 'kept';
  })) as Kept;
}

/** Takes a file away, where `may` allows it. Returns whether it was there to be taken. */
export async function dropEvidence(
  sql: RootSql,
  { locality, id }: { locality: string; id: number },
  may: (file: Evidence) => boolean,
  author: Author,
): Promise<boolean> {
  return (await sql.begin(async (tx) => {
    await lockCurrent(tx, [locality]);
    const file = await readEvidence(tx, locality, id);
    if (!file || !may(file)) return false;
    await removeEvidence(tx, id, author.name ?? author.actor, author.now);
    await insertAuditOf(tx, author, {
      action: 'evidence.remove',
      target: targetOf(file),
      area: locality,
      before: toldOf(file),
    });
    return true;
  })) as boolean;
}

/** Days that the bytes of a removed file are kept, for whoever took away the wrong one. */
const KEPT_DAYS = 30;

/** Nightly: drops the bytes of files removed long enough ago. */
export async function tidyEvidence(sql: RootSql, now: Date): Promise<Record<string, number>> {
  return { files: await clearRemoved(sql, new Date(now.getTime() - KEPT_DAYS * 24 * 3_600_000)) };
}

const targetOf = ({ locality, indicator }: Pick<Evidence, 'locality' | 'indicator'>) =>
  `${locality} ${indicator}`;
const toldOf = ({
  id,
  day,
  fileName,
  size,
  hash,
}: Pick<Evidence, 'id' | 'day' | 'fileName' | 'size' | 'hash'>) => {
  return { id, day, fileName, size, hash };
};
