import { and, eq, sql } from 'drizzle-orm';
import type { Orm, OrmTx } from '../db/connect.ts';
import * as t from '../db/tables/index.ts';
import type { Person } from './types.ts';

/** The person of an account at a provider, disabled ones too. */
export async function findByIdentity(
  tx: OrmTx,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<Person | undefined> {
  const [row] = await tx
    .select({ person: t.person })
    .from(t.identity)
    .innerJoin(t.person, eq(t.person.id, t.identity.person))
    .where(and(eq(t.identity.issuer, issuer), eq(t.identity.subject, subject)));
  return row?.person;
}

/** Number of the last change of anybody's rights; 0 before the first. */
export async function lastRightsChange(orm: Orm): Promise<number> {
  const [row] = await orm.execute<{ last: string }>(
    sql`select case when is_called then last_value else 0 end as last from rights_change`,
  );
  return Number(row?.last);
}

/** Whose an account at a provider is, and after which change of rights he showed that. */
export async function findIdentity(
  tx: OrmTx,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<typeof t.identity.$inferSelect | undefined> {
  const [row] = await tx
    .select()
    .from(t.identity)
    .where(and(eq(t.identity.issuer, issuer), eq(t.identity.subject, subject)));
  return row;
}

/** Says that his address was shown anew. */
export async function proveIdentity(
  tx: OrmTx,
  { issuer, subject, provenAfter }: { issuer: string; subject: string; provenAfter: number },
): Promise<void> {
  await tx
    .update(t.identity)
    .set({ provenAfter })
    .where(and(eq(t.identity.issuer, issuer), eq(t.identity.subject, subject)));
}

/** The open account of an address. */
export async function findByEmail(tx: OrmTx, email: string): Promise<Person | undefined> {
  const [row] = await tx.select().from(t.person).where(eq(t.person.email, email));
  return row;
}

/** Links a person to an account at a provider; false when he, or that account, is linked already. */
export async function linkIdentity(tx: OrmTx, row: typeof t.identity.$inferInsert): Promise<boolean> {
  const linked = await tx.insert(t.identity).values(row).onConflictDoNothing().returning({
    person: t.identity.person,
  });
  return linked.length > 0;
}
