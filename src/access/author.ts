import type { OrmTx } from '../db/connect.ts';
import { insertAudit } from './store.ts';

/** What makes a change: somebody signed in, another system's token, who has a message with a link, or we ourselves. */
export type ActorKind = 'person' | 'token' | 'link' | 'shell' | 'service';

/** Who makes a change, as the audit names him. */
export interface Author {
  /** Read once when the command or the request began. */
  now: Date;
  kind: ActorKind;
  /** The number of a person or of a token. */
  id?: number;
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

/** Writes who changed what, in the transaction of the change. */
export async function writeAudit(tx: OrmTx, author: Author, change: Change): Promise<void> {
  const { now: at, kind: actorKind, id: actorId, actor, source } = author;
  await insertAudit(tx, { at, actorKind, actorId, actor, source, ...change });
}
