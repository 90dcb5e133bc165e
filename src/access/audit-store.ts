import type { Sql } from '../db/connect.ts';
import { type Author, type Change, refuseRights } from './author.ts';
import { rightsHeld } from './rights-store.ts';

/** Who changed what, in the transaction of a change that is made by the client for hot statements. */
export async function insertAuditOf(tx: Sql, author: Author, change: Change): Promise<void> {
  if (!(await rightsHeld(tx, author))) refuseRights();
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await tx`
    insert into audit (at, actor_kind, actor_id, actor, source, action, target, area, before, after)
    values (${author.now.toISOString()}::timestamptz, ${author.kind}, ${author.id ?? null}, ${author.actor},
      ${author.source}, ${change.action}, ${change.target}, ${change.area}, ${json(change.before)}::text::jsonb, ${json(change.after)}::text::jsonb)`;
}

/** The same of many changes at once. */
export async function insertAuditsOf(tx: Sql, author: Author, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  if (!(await rightsHeld(tx, author))) refuseRights();
  await tx`
    insert into audit (at, actor_kind, actor_id, actor, source, action, target, area, before, after)
    select ${author.now.toISOString()}::timestamptz, ${author.kind}, ${author.id ?? null}::integer, ${author.actor},
      ${author.source}, action, target, area, before, after
    from jsonb_to_recordset(${JSON.stringify(changes)}::text::jsonb) as x(action text, target text, area text,
      before jsonb, after jsonb)`;
}
