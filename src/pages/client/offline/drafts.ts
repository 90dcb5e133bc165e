import { database } from './database.ts';
import { type Draft, type Key, keyOf } from './types.ts';

/** Drafts of days that have long been locked are let go. */
const KEPT_MS = 30 * 24 * 3600_000;

export async function findDraft(key: Key): Promise<Draft | undefined> {
  return await (await database()).get('drafts', keyOf(key));
}

export async function putDraft(draft: Draft): Promise<void> {
  await (await database()).put('drafts', draft);
}

export async function dropDraft(key: Key): Promise<void> {
  await (await database()).delete('drafts', keyOf(key));
}

export async function dropOldDrafts(now: number): Promise<void> {
  const db = await database();
  for (const draft of await db.getAll('drafts'))
    if (draft.at < now - KEPT_MS) await db.delete('drafts', keyOf(draft));
}
