import type { OrmTx } from '../db/connect.ts';
import { refuse } from '../refused.ts';
import type { Rights } from './principal.ts';
import { holdRights } from './rights-store.ts';
import { insertAudit, insertAudits } from './store.ts';

/** What makes a change: somebody signed in, another system's token, who has a message with a link, or we ourselves. */
export type ActorKind = 'person' | 'token' | 'link' | 'shell' | 'service';

/** Who makes a change, as the audit names him. */
export interface Author {
  /** Read once when the command or the request began. */
  now: Date;
  kind: ActorKind;
  /** The number of a person or of a token. */
  id?: number;
  /** By what he was let through; a change counts only as long as it still is so when it is stored. */
  rights?: Rights;
  /** What a person signs in with; a token by {@link tokenActor}. */
  actor: string;
  /** What pages call him, where that is not the same. */
  name?: string;
  /** Where from: an address, or `shell`. */
  source: string;
}

/** What a change did, for the audit. */
export interface Change {
  /** What was done, e.g. `locality.rename`. */
  action: string;
  /** To what. */
  target: string;
  /** Who may read of it: a locality code, a province code, or `*` for who looks after the whole nation. */
  area: string;
  before?: unknown;
  after?: unknown;
}

/** A token as the audit names it: whatever it was called, it cannot be taken for a person. */
export function tokenActor({ id, name }: { id: number; name: string }): string {
  return `token:${id} ${name}`;
}

/**
 * Holds an author to what he was let through by, until the transaction ends: nobody takes it from him meanwhile.
 * @throws {Refused} when he has it no more
 */
export async function requireRights(tx: OrmTx, author: Author): Promise<void> {
  if (!(await holdRights(tx, author))) refuseRights();
}

/** @throws {Refused} */
export function refuseRights(): never {
  refuse('', [
    'Quyền của anh/chị vừa thay đổi nên chưa lưu được. Đăng nhập lại để tiếp tục.',
    'What you may do has changed meanwhile. Sign in again.',
  ]);
}

/**
 * Writes who changed what, in the transaction of the change.
 * @throws {Refused} when its author has lost meanwhile what he was let through by
 */
export async function writeAudit(tx: OrmTx, author: Author, change: Change): Promise<void> {
  await requireRights(tx, author);
  const { now: at, kind: actorKind, id: actorId, actor, source } = author;
  await insertAudit(tx, { at, actorKind, actorId, actor, source, ...change });
}

/** The same of many changes at once. @throws {Refused} */
export async function writeAudits(tx: OrmTx, author: Author, changes: readonly Change[]): Promise<void> {
  await requireRights(tx, author);
  const { now: at, kind: actorKind, id: actorId, actor, source } = author;
  await insertAudits(
    tx,
    changes.map((change) => ({ at, actorKind, actorId, actor, source, ...change })),
  );
}
